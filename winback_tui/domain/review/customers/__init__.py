"""What customers are worth: over the years, by class and readiness to leave, in tenths."""
