"""What a review reads from the summaries: sums over most accounts, and single accounts where they are needed."""
