"""Conflicts: what two people wrote differently, decided one after the other."""
