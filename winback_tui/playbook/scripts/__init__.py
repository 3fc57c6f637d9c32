"""Interview scripts and filled answers files: read and checked, with errors named by line."""
