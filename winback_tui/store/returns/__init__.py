"""Returns derived from orders after a loss."""
