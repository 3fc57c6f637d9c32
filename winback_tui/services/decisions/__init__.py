"""The decision whether to win an account back, with its figures and settings."""
