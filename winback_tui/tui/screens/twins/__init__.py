"""Accounts that may be one firm under two names."""
