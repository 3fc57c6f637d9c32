"""Three years of a branch that the team took over: its customers, their orders, and how its losses went."""
