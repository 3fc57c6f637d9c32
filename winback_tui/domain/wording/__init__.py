"""How counts, days, money and shares are worded, and plain numbers as people type them."""
