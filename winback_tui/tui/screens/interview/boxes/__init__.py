"""Parts of an interview page."""
