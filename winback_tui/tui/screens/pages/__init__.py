"""Pages to read that take a moment to find."""
