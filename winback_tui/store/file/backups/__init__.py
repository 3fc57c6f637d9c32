"""Backups of the book: made, verified, rotated, restored; and which books existed before."""
