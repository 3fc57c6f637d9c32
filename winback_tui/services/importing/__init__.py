"""Importing a file: understand it, take it in as one act, report what was taken."""
