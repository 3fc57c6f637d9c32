"""Erasing an account so that no byte of it is left, and knowing it again without keeping it."""
