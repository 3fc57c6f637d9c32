"""One loss of one account: why they left, by whose account, and how far winning them back has come."""
