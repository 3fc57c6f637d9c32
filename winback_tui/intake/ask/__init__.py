"""What a person is asked and shown: questions, the explanation, the rules file."""
