"""Long lists: only what is on the screen is read and drawn."""
