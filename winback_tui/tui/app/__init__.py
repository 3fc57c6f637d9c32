"""The running program: start, keys, tabs, session, signals, screens by id, and what it watches."""
