"""The review as text, as data, as plots and as one HTML file."""
