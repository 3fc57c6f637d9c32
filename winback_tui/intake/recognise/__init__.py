"""Recognises what a table holds: its headers, the system it comes from, what each column means."""
