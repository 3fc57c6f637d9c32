"""Turns rows into orders and accounts: lines, totals, repeats, identity."""
