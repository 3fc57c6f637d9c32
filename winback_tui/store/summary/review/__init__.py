"""What a review reads of the summaries: sums over most accounts, and single accounts where they are needed."""
