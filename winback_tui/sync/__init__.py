"""Work in a team: files that travel, merging them, conflicts and decisions. It may know domain and store.

`merge/merge.py` is the way through: `forks`, `changes`, `batches` and `erasures` merge what a source contains, the
store's `log/rebuild.py` brings the rows to what the log says, `conflicts/disputes.py` finds what only a person can
decide, and `conflicts/decisions.py` writes what the person decided. `bundle/` has the files that travel.
"""
