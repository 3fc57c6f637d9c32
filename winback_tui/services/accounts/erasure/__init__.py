"""Erasing an account: the book, its backups, and the files next to them."""
