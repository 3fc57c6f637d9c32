"""One account on a screen of its own."""
