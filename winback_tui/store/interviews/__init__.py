"""Exit interviews with their answers and whys."""
