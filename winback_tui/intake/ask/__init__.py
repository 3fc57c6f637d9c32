"""What a person is asked and told: questions, the explanation, the rules file."""
