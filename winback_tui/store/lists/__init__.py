"""Lists of accounts: which stand in a view, in which order, with which facts."""
