"""What two people wrote differently, and deciding it."""
