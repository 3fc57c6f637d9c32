"""The change log: written by triggers, read for undo, history and the past."""
