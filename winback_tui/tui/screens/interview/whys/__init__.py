"""The five whys as a chain that can branch."""
