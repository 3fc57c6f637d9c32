"""Letters on the screen: one with its preview, and all that are due."""
