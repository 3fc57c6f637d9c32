"""Rivals who took customers: their battle cards, and rehearsing what they say."""
