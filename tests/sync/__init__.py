"""Bringing several laptops to one truth."""
