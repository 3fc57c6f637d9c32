"""Money: amounts, rates between currencies, and what an account brings in a year."""
