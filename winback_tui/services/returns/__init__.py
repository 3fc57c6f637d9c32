"""Counted returns, each with the order that proves it."""
