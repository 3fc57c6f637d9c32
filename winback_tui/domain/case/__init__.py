"""One loss of one account: why they left and who says so, and how far winning them back has come."""
