"""The read door: plain SQL over a read-only connection, rows turned into plain objects here."""
