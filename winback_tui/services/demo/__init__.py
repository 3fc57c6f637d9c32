"""The demo: a made-up team whose story is acted out through the services, day by day, up to today."""
