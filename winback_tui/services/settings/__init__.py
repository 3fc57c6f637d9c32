"""Settings: one's own for this machine, the team's in the book."""
