"""Screens, a folder each, with their style sheets beside them."""
