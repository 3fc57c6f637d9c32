"""The SQLite file of a book. Two doors: `write` (one act, one transaction) and `read` (read-only); a folder a noun."""
