"""`winback list --limit 20` against a bare typer program that prints one line: listing [--accounts N --orders N]"""

from __future__ import annotations

from collections.abc import Sequence

from .books import Sizes, asked, subject, winback
from .paired import Figure, ratio, run, told


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """The command line on a large book."""
    book = sizes.book()
    run(winback(book, "list", "--limit", "20"), sizes.env)
    wall, cpu, _ = ratio(
        lambda: run(winback(book, "list", "--limit", "20"), sizes.env),
        lambda: run(subject("one_line")),
        times * 4,
    )
    return [Figure("list --limit 20 / typer printing one line", wall, 1.3, 1.3, cpu)]


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("listing", __doc__, list(arguments)))))
    return 0
