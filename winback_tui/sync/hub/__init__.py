"""The hub: a PostgreSQL server that keeps the team's log, so that laptops meet there without a folder between them.

It is one more replica that never sleeps, and has no rule of its own. `pulling` makes of what is new there a file like
one that a colleague sent, which is merged like every other; `pushing` adds what the hub does not have. psycopg is
imported only where a hub is used.
"""
