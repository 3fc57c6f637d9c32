"""Work in a team: bring laptops together, decide conflicts, see who has what.

`sync`, `join` and `bundle` move files; `conflicts` and its decisions are `conflicts.py`; laptops are `members.py`.
"""

from .bundling import Bundled, write_bundle_file
from .conflicts import (
    Conflict,
    ConflictValue,
    keep_value,
    open_conflicts,
    settle_all,
    take_value,
    type_value,
    undo_decision,
)
from .hub_joining import HubReady, init_hub
from .joining import Joined, join
from .members import Teammate, hand_over, retire, teammates
from .syncing import SyncReport, failed, sync
from .targets import Target, forget_target, targets

__all__ = [
    "Bundled",
    "Conflict",
    "ConflictValue",
    "HubReady",
    "Joined",
    "SyncReport",
    "Target",
    "Teammate",
    "failed",
    "forget_target",
    "hand_over",
    "init_hub",
    "join",
    "keep_value",
    "open_conflicts",
    "retire",
    "settle_all",
    "sync",
    "take_value",
    "targets",
    "teammates",
    "type_value",
    "undo_decision",
    "write_bundle_file",
]
