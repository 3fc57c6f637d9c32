"""Promises, complaints and offers of accounts."""
