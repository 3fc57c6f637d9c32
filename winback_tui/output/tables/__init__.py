"""A table described once, and its writers: terminal, plain lines, JSON, CSV, TSV, whole-book exports."""
