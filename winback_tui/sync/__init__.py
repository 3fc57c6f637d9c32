"""The room of work in a team, still empty: bundles of changes, merging them, conflicts, the hub.

It may know domain and store.
"""
