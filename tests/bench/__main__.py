"""`python -m tests.bench COMMAND ...`: every module here with a `main` is a command of its name."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module

from tests import bench


def commands() -> dict[str, str]:
    """Every command with the first line of its module's docstring."""
    found = {}
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name.startswith("_") or module.name.startswith("test_"):
            continue
        loaded = import_module(f"{bench.__name__}.{module.name}")
        if hasattr(loaded, "main"):
            found[module.name] = (loaded.__doc__ or "").partition("\n")[0]
    return found


def main(arguments: Sequence[str]) -> int:
    """Run one command, or list them all."""
    known = commands()
    if arguments and arguments[0] in known:
        return int(import_module(f"{bench.__name__}.{arguments[0]}").main(arguments[1:]) or 0)
    for name, purpose in known.items():
        print(f"{name:12} {purpose}")
    return 0 if not arguments or arguments[0] in ("-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
