"""Opens a file: its bytes, encoding, delimiter and sheets."""
