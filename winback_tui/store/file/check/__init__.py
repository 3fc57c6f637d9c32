"""Whether a book is whole: the file, its references, its log, its derived facts."""
