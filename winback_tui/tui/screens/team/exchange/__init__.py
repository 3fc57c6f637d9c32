"""Meeting the others: choosing a place, the sync with its preview, and a file to mail."""
