"""What is true: plain dataclasses and pure functions, one concept a file. Imports the standard library only."""
