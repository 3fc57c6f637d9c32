"""Exit interviews: start, save answers, finish, and scripts."""
