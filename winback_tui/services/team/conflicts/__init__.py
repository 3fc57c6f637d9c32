"""Conflicts in words, their decisions, and own edits that were decided against."""
