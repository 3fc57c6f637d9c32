"""Merging: changes, imports, erasures and forks of other laptops' books, in one transaction."""
