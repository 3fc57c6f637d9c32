"""The least programs that do the same, to be measured beside Winback."""
