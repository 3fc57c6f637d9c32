"""The command `winback`: typer, a file a command; nothing heavy at import."""
