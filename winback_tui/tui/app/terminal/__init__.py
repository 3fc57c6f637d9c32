"""What the terminal takes and gives beside drawing: keys typed ahead, clipboard, signals, the title of its window."""
