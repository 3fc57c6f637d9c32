"""The command tree and its options: parsed by typer, imported only when a command is used."""
