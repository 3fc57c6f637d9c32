"""The hub: a PostgreSQL server that keeps the team's log, so that laptops meet there without a folder between them.

It is one more replica, always on, and has no rules of its own. `pulling` turns what is new there into a file like
one that a colleague sent, which is merged like every other; `pushing` adds what the hub does not have. psycopg is
imported only where a hub is used.
"""
