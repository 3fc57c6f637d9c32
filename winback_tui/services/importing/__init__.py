"""Importing a file: understand it, import it as one act, report what was imported."""
