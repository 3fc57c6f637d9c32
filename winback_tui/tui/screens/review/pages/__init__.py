"""One page of the review: its rows, and what stands below the words about a figure."""
