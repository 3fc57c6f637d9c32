"""Plans to win an account back: strategies, dated steps, working days, what is due."""
