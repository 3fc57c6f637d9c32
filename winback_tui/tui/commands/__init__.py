"""Commands of the screen: one class is a key, its footer word, its palette entry and its help row."""
