"""The exit interview on the screen."""
