"""Erasing an account so that no byte of it is left, and recognising it later without storing it."""
