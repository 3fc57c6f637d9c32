"""What runs while the screens are used: the daily backup, other programs' changes, new returns."""
