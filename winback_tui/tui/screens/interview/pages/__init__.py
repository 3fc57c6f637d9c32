"""The pages of an interview, one a type of question."""
