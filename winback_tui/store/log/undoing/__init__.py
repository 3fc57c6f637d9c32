"""Undo and redo: the inverse of every logged change, and what imports need besides."""
