"""Interview scripts and filled answers files: read, checked, with faults named by line."""
