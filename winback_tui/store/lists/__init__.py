"""Lists of accounts: which are in a view, in which order, with which facts."""
