"""Care of the book and this machine."""
