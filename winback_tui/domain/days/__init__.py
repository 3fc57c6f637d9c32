"""Days: the injected clock, days as people type them, working days, what is due."""
