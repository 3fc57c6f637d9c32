"""Copies of the book: made, verified, rotated, put back; and which books were there before."""
