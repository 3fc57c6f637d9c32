"""Work in a team: sync laptops, decide conflicts, see who has what.

`sync`, `join` and `bundle` move files; `conflicts/` decides what two wrote differently; laptops are `members.py`.
"""

from .bundling import Bundled, write_bundle_file
from .conflicts.conflict import Conflict, ConflictField, ConflictValue
from .conflicts.deciding import (
    count_open,
    keep_value,
    open_conflicts,
    read_again,
    settle_all,
    take_value,
    type_value,
    undo_decision,
)
from .conflicts.field_words import FieldKind
from .conflicts.lost_edits import LostEdit, acknowledge_lost, find_lost, lost_edits, take_back_lost
from .hub_joining import HubReady, init_hub
from .joining import Joined, join
from .members import LaptopGaps, Teammate, hand_over, laptop_gaps, retire, teammates
from .membership import team_of
from .places import Place, usual_places
from .report import SyncReport, failed
from .syncing import sync
from .targets import Target, changes_to_leave, forget_target, targets, waiting_files
from .who import (
    Introduced,
    Introduction,
    introduce,
    introduction,
    known_person,
)

__all__ = [
    "Bundled",
    "Conflict",
    "ConflictField",
    "ConflictValue",
    "FieldKind",
    "HubReady",
    "Introduced",
    "Introduction",
    "Joined",
    "LaptopGaps",
    "LostEdit",
    "Place",
    "SyncReport",
    "Target",
    "Teammate",
    "acknowledge_lost",
    "changes_to_leave",
    "count_open",
    "failed",
    "find_lost",
    "forget_target",
    "hand_over",
    "init_hub",
    "introduce",
    "introduction",
    "join",
    "keep_value",
    "known_person",
    "laptop_gaps",
    "lost_edits",
    "open_conflicts",
    "read_again",
    "retire",
    "settle_all",
    "sync",
    "take_back_lost",
    "take_value",
    "targets",
    "team_of",
    "teammates",
    "type_value",
    "undo_decision",
    "usual_places",
    "waiting_files",
    "write_bundle_file",
]
