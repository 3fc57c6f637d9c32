"""The book as a whole: open, back up, check, erase, export, undo; and finding what a user typed."""
