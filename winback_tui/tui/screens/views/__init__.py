"""The views that the number keys switch between."""
