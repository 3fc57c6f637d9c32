"""`python -m winback_tui`, the same as `winback`."""

from __future__ import annotations

import sys

from .cli.main import run

if __name__ == "__main__":
    sys.exit(run())
