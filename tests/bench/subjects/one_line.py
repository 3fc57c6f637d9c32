"""A bare typer program that prints one line."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False)


@app.command()
def main() -> None:
    """Print one line."""
    print("one line")


if __name__ == "__main__":
    app()
