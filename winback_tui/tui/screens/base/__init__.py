"""What screens have in common: the base screen, forms, pages to read, progress."""
