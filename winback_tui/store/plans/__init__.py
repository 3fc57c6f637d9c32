"""Plans, their dated steps, and everything that is due on a day."""
