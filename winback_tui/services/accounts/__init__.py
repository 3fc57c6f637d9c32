"""Accounts: add and edit, people, orders by hand, twins and merging, one account whole."""
