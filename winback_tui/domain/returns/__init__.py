"""Returns derived from orders, value before and after, and the return on what winning back cost."""
