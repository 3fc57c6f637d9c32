"""Letters: which one fits, what it says, writing one or all that are due, what was sent, who wants no more."""
