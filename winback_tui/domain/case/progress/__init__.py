"""How far a case has come: the stage it is at, the steps done and the steps to come."""
