"""What each column of a table means: its profile, its claims with their evidence, the choice between them."""
