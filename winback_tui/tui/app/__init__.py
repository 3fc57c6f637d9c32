"""The running program: start, keys, tabs, session, signals, and what it watches beside the screens."""
