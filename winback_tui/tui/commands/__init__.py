"""Commands of the screen, each a key, a footer word, a palette entry and a help row; and the names of keys."""
