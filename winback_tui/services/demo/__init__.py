"""The demo: a made-up team whose story is told through the services, day by day, up to today."""
