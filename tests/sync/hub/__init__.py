"""The hub on a real server."""
