"""The team's settings, kept in the book."""
