"""Import and lists."""
