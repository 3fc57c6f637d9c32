"""The list of reason classes: the built-in one, changed by the user's own `reasons.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from winback_tui.domain.case.reasons import Nature, Reason, ReasonGroup, Reasons
from winback_tui.domain.errors import BadInput

from .source import FileFault, PlaybookFile, Table, read_source
from .words import Words, language_packs

BUILT_IN = Path(__file__).parent / "content" / "reasons.toml"

_KEYS = {"code", "group", "label", "hint", "nature", "fixable", "retired"}


def load_reasons(language: str = "en", own: Path | None = None) -> Reasons:
    """All reason classes in one language.

    `own` is the user's playbook folder: a reason in its `reasons.toml` replaces the built-in one of the same
    code or is added. Raises BadInput naming file and line of the first fault.
    """
    built_in = _built_in(language)
    if own is None or not (own / "reasons.toml").exists():
        return built_in
    reasons = {reason.code: reason for reason in built_in.all}
    users = _words(own / "reasons.toml", language)
    reasons.update((reason.code, reason) for reason in _read(users))
    users.source.require_none()
    return Reasons(tuple(reasons.values()), built_in.group_labels)


def check_reasons(path: Path) -> list[FileFault]:
    """The errors of a user's `reasons.toml`, in order; none when it can be used."""
    try:
        words = _words(path, "en")
    except BadInput as error:
        return [FileFault(1, 1, str(error), path.name)]
    _read(words)
    return sorted(words.source.faults)


@lru_cache(maxsize=4)
def _built_in(language: str) -> Reasons:
    words = _words(BUILT_IN, language)
    groups = tuple((group, _group_label(words, group)) for group in ReasonGroup)
    return Reasons(tuple(_read(words)), groups)


def _words(path: Path, language: str) -> Words:
    pack = language_packs(path).get(language)
    return Words(read_source(path), language, [pack] if pack else [])


def _group_label(words: Words, group: ReasonGroup) -> str:
    value = words.source.doc["group"][group]
    return words.text(value, ("group", group), "group", group)


def _read(words: Words) -> Sequence[Reason]:
    source = words.source
    source.unknown_keys(source.doc, {"language", "group", "reason"})
    return [
        reason
        for number, table in enumerate(source.tables("reason"))
        if (reason := _reason(source, words, table, number)) is not None
    ]


def _reason(source: PlaybookFile, words: Words, table: Table, number: int) -> Reason | None:
    place = ("reason", number)
    before = len(source.faults)
    source.unknown_keys(table, _KEYS, *place)
    code = table.get("code")
    if not isinstance(code, str) or not code.replace("-", "").isalnum() or not code.islower():
        source.wrong("A reason needs a code of small letters, digits and hyphens.", *place, "code")
        return None
    group = table.get("group")
    if group not in list(ReasonGroup):
        source.wrong(f"The group of '{code}' must be one of {', '.join(ReasonGroup)}.", *place, "group")
    natures = table.get("nature", [])
    if not isinstance(natures, list) or not all(nature in list(Nature) for nature in natures):
        source.wrong(f"The nature of '{code}' must be a list of {', '.join(Nature)}.", *place, "nature")
    for flag in ("fixable", "retired"):
        if not isinstance(table.get(flag, False), bool):
            source.wrong(f"'{flag}' must be true or false.", *place, flag)
    label = words.text(table.get("label"), (*place, "label"), "reason", code, "label")
    if not label:
        source.wrong(f"The reason '{code}' has no label.", *place)
    if len(source.faults) > before:
        return None
    return Reason(
        code=code,
        group=ReasonGroup(str(group)),
        label=label,
        hint=words.text(table.get("hint"), (*place, "hint"), "reason", code, "hint"),
        natures=frozenset(Nature(nature) for nature in natures),
        fixable=table.get("fixable", group != ReasonGroup.OBJECTIVE),
        retired=table.get("retired", False),
    )
