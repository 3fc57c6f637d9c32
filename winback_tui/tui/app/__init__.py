"""The running program: start, tabs, session, signals, screens by id, and what it watches."""
