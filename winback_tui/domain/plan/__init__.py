"""The plan of a return: strategy, dated steps, and the rules that hold a plan together (section 6)."""
