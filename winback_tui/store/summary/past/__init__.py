"""The book as of a past day: the figures of the accounts asked for, and what is kept of days once looked at."""
