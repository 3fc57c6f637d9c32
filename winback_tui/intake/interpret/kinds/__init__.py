"""What a row is: the words, codes, marks and signs of states and documents in many languages."""
