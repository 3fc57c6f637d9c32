"""What the causes page of the review opens: wordings to join, the diary of own changes."""
