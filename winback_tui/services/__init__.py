"""What a user can do, one package a noun; the only API of the command line and the screen."""
