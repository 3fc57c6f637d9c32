"""The leader's review and the Monday meeting."""
