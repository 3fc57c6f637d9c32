"""Saving while somebody types."""
