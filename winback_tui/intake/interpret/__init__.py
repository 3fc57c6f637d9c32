"""Interprets cells: days, numbers, currencies, kinds of documents."""
