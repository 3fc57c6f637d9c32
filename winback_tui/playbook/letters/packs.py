"""Letters by language: the package's texts, and those of the user, which replace them letter by letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.plan.letter.kinds import LetterKind
from winback_tui.domain.plan.offers import OfferKind
from winback_tui.playbook.source import TEXT_LIMIT, FileFault, PlaybookFile, Table, read_source
from winback_tui.playbook.words import is_language

from .plurals import FORMS, counted
from .template import TemplateFault, checked_template

BUILT_IN = Path(__file__).parent.parent / "content" / "letters"
PARTS = ("subject", "body", "action", "why")
"""What every letter has: why it is opened, what it says, one call to action, and why we write (T)."""
SHARED = ("greeting", "closing", "objection")
"""What all letters of a language have in common; the last says how to object."""
_HEAD = ("language", "name", "day", "months", "days", "right_to_left", "shared", "offer", "cause", "letter")


@dataclass(frozen=True, slots=True)
class LetterText:
    """The templates of one kind in one language."""

    subject: str
    body: str
    action: str
    why: str


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """All letters in one language. `day` writes a day by `{day}`, `{month}` and `{year}`, `days` a number of them.

    `causes` says to the customer what we did wrong, by the code of the reason class, for an apology whose cause has no
    words of its own.
    """

    language: str
    name: str
    day: str
    months: tuple[str, ...]
    days: Mapping[str, str]
    right_to_left: bool
    shared: Mapping[str, str]
    offers: Mapping[str, str]
    causes: Mapping[str, str]
    letters: Mapping[LetterKind, LetterText]

    def day_words(self, day: date) -> str:
        """A day as a letter in this language writes it."""
        return _day_written(self.day, day.day, self.months[day.month - 1], day.year)

    def days_words(self, number: int) -> str:
        """A number of days, with the noun in the form that the number takes."""
        return counted(self.language, number, self.days)


def languages(own_folder: Path | None = None) -> dict[str, str]:
    """The languages that letters can be written in, by code, with their own names; English first."""
    own = sorted(own_folder.glob("*.toml")) if own_folder is not None and own_folder.is_dir() else []
    files = {path.stem: path for path in (*sorted(BUILT_IN.glob("*.toml")), *own)}
    names = {code: _plain_name(path) for code, path in files.items()}
    return {code: names[code] for code in sorted(names, key=lambda code: (code != "en", code))}


def letter_pack(language: str, own_folder: Path | None = None) -> LanguagePack:
    """The letters of one language. Raises NotFound for another language, BadInput for a faulty file of the user's."""
    own = own_folder / f"{language}.toml" if own_folder is not None and is_language(language) else None
    stamp = own.stat().st_mtime_ns if own is not None and own.is_file() else 0
    return _pack(language, own if stamp else None, stamp)


@cache
def _pack(language: str, own: Path | None, _stamp: int) -> LanguagePack:
    built_in = BUILT_IN / f"{language}.toml"
    there = is_language(language) and built_in.is_file()
    if not there and own is None:
        known = languages()
        raise NotFound(f"There are no letters in '{language[:20]}'; choose one of {', '.join(known)}.")
    doc: Table = _whole(built_in) if there else _whole(BUILT_IN / "en.toml")
    if own is not None:
        source = read_source(own)
        faults_of(source)
        source.require_none()
        doc = _joined(doc, source.doc)
    return LanguagePack(
        language,
        doc["name"],
        doc["day"],
        tuple(doc["months"]),
        doc["days"],
        bool(doc.get("right_to_left", False)),
        doc["shared"],
        doc["offer"],
        doc["cause"],
        {LetterKind(kind): LetterText(**texts) for kind, texts in doc["letter"].items()},
    )


def pack_faults(path: Path) -> list[FileFault]:
    """Everything that is wrong in a file of letters, the user's or the package's own. Raises BadInput if unreadable."""
    source = read_source(path)
    if not source.faults:
        faults_of(source)
    return sorted(source.faults)


def faults_of(source: PlaybookFile) -> None:
    """Note what is wrong in a file of letters. A user's file may have only some letters, but each of them whole."""
    if source.faults:
        return
    doc = source.doc
    source.unknown_keys(doc, _HEAD)
    if not is_language(doc.get("language")):
        source.wrong('Write the language as language = "en".', "language")
    months = doc.get("months")
    if months is not None and not (
        isinstance(months, list) and len(months) == 12 and all(isinstance(each, str) for each in months)
    ):
        source.wrong("Write the names of the 12 months.", "months")
    _check_day(source)
    _check_days(source)
    for table, known in (("shared", SHARED), ("offer", tuple(OfferKind)), ("cause", None)):
        texts = doc.get(table, {})
        if not isinstance(texts, dict):
            source.wrong(f"Write [{table}] as a table.", table)
            continue
        if known is not None:  # a team may have reason classes of its own
            source.unknown_keys(texts, known, table)
        for key, text in texts.items():
            _check_template(source, text, table, key)
    letters = doc.get("letter", {})
    if not isinstance(letters, dict):
        source.wrong("Write each letter as a table headed [letter.KIND].", "letter")
        return
    for kind, texts in letters.items():
        _check_letter(source, kind, texts)


def _day_written(pattern: str, day: int, month: str, year: int) -> str:
    """The pattern with its parts filled in; nothing else in it is read, so that no format width can fill the memory."""
    return pattern.replace("{day}", str(day)).replace("{month}", month).replace("{year}", str(year))


def _check_day(source: PlaybookFile) -> None:
    day = source.doc.get("day")
    if day is None:
        return
    written = _day_written(day, 1, "May", 2026) if isinstance(day, str) else ""
    if "2026" not in written or "{" in written:
        source.wrong('Write a day as day = "{day} {month} {year}".', "day")


def _check_days(source: PlaybookFile) -> None:
    forms = source.doc.get("days")
    if forms is None:
        return
    usable = (
        isinstance(forms, dict)
        and set(forms) <= set(FORMS)
        and all(isinstance(form, str) and "{" not in form.replace("{n}", "") for form in forms.values())
        and "{n}" in forms.get("other", "")
    )
    if not usable:
        source.wrong('Write a number of days as days = { one = "{n} day", other = "{n} days" }.', "days")


def _check_letter(source: PlaybookFile, kind: str, texts: object) -> None:
    if kind not in list(LetterKind):
        source.wrong(
            f"'{kind[:40]}' is not a kind of letter; choose one of {', '.join(LetterKind)}.", "letter", kind
        )
        return
    if not isinstance(texts, dict):
        source.wrong(f"Write the letter as a table headed [letter.{kind}].", "letter", kind)
        return
    source.unknown_keys(texts, PARTS, "letter", kind)
    for part in PARTS:
        if not isinstance(texts.get(part), str) or not texts[part].strip():
            source.wrong(f"The letter needs its {part}.", "letter", kind)
    for part, text in texts.items():
        if part in PARTS:
            _check_template(source, text, "letter", kind, part)
    if isinstance(texts.get("subject"), str) and "\n" in texts["subject"].strip():
        source.wrong("Write the subject on one line.", "letter", kind, "subject")


def _check_template(source: PlaybookFile, text: object, *path: str) -> None:
    if not isinstance(text, str):
        source.wrong(f"Write {path[-1]} as a text.", *path)
        return
    if len(text) > TEXT_LIMIT * 4:
        source.wrong(f"This text has more than {TEXT_LIMIT * 4} characters.", *path)
        return
    try:
        checked_template(text)
    except TemplateFault as fault:
        source.wrong(str(fault), *path)


def _whole(path: Path) -> Table:
    source = read_source(path)
    source.require_none()
    return source.doc


def _joined(doc: Table, own: Table) -> Table:
    """The package's file with the user's in its place: shared texts one by one, letters as a whole."""
    merged: Table = dict(doc)
    merged.update((key, own[key]) for key in ("name", "day", "months", "days", "right_to_left") if key in own)
    for table in ("shared", "offer", "cause", "letter"):
        merged[table] = {**doc[table], **own.get(table, {})}
    return merged


def _plain_name(path: Path) -> str:
    try:
        name = read_source(path).doc.get("name", path.stem)
    except BadInput:
        return path.stem
    return name if isinstance(name, str) else path.stem
