"""Lists of accounts: who is overdue, and everybody."""
