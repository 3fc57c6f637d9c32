"""Files of all kinds: read only where they end, kept no longer than needed."""
