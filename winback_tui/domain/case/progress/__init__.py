"""How far a case has come: the stage it is at, and the steps behind it and before it."""
