"""What the terminal can do beside drawing: clipboard, signals, the title of its window."""
