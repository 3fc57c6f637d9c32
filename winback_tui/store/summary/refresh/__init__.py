"""Bringing the summaries up to date: of the accounts that an act has touched, or of all."""
