"""Pages about the whole book: accuracy, money at risk, offers, rivals."""
