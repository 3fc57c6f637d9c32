"""Checking that a book is sound: the file, its references, its log, its derived facts."""
