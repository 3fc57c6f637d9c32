"""A whole letter from its templates: greeting, body, call to action, signature, why we write and how to object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from winback_tui.domain.plan.letter.kinds import LetterKind

from .packs import LanguagePack
from .template import filled, gap_words


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter ready to be read, edited and written. `paragraphs` may hold line breaks; `foot` is small print.

    `missing` are the names of fields that it needs and that nobody has filled; such a letter is never written.
    `filled_in` are the values of its fields, whose script may run the other way than the letter.
    """

    kind: LetterKind
    language: str
    right_to_left: bool
    subject: str
    paragraphs: tuple[str, ...]
    foot: tuple[str, ...]
    missing: tuple[str, ...] = ()
    filled_in: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """Everything between subject and foot, as text."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """The letter as plain text, without its subject."""
        return f"{self.body}\n\n--\n" + "\n".join(self.foot) + "\n"

    @property
    def words(self) -> int:
        """Its length: the number of words in the body."""
        return len(self.body.split())

    def edited(self, subject: str, body: str) -> LetterDraft:
        """The letter with an edited text; a missing field counts as filled once its gap is gone from the text."""
        text = f"{subject}\n{body}"
        missing = tuple(name for name in self.missing if gap_words(name) in text)
        return replace(self, subject=one_line(subject), paragraphs=_paragraphs(body), missing=missing)


def compose(kind: LetterKind, pack: LanguagePack, values: Mapping[str, str | None]) -> LetterDraft:
    """The letter of this kind in the pack's language. Raises TemplateFault for a faulty template."""
    text = pack.letters[kind]
    missing: list[str] = []
    parts = {}
    for name, template in (
        ("subject", text.subject),
        ("greeting", pack.shared["greeting"]),
        ("body", text.body),
        ("action", text.action),
        ("closing", pack.shared["closing"]),
        ("signature", _SIGNATURE_OF_HEAD if kind is LetterKind.BY_HAND else _SIGNATURE),
        ("why", text.why),
        ("objection", pack.shared["objection"]),
    ):
        text_of_part, gaps = filled(template.strip(), values)
        parts[name] = _one_full_stop(text_of_part, values)
        missing += gaps
    closing = f"{parts['closing'].strip()}\n{parts['signature'].strip()}"
    return LetterDraft(
        kind,
        pack.language,
        pack.right_to_left,
        one_line(parts["subject"]),
        (
            *_paragraphs(parts["greeting"]),
            *_paragraphs(parts["body"]),
            *_paragraphs(parts["action"]),
            closing,
        ),
        (one_line(parts["why"]), one_line(parts["objection"])),
        tuple(dict.fromkeys(missing)),
        tuple(value for value in values.values() if value),
    )


_SIGNATURE = "{{ rep }}\n{{ firm }}\n{{ contact }}"
_SIGNATURE_OF_HEAD = "{{ head }}\n{{ firm }}\n{{ contact }}"


def _one_full_stop(text: str, values: Mapping[str, str | None]) -> str:
    """A sentence that ends in a value with a full stop of its own (`Pécsi Papír Kft.`) gets no second one."""
    for value in values.values():
        if value and value.endswith("."):
            text = text.replace(f"{value}.", value)
    return text


_BREAK = re.compile(r"\n\s*\n")


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, as separated by blank lines."""
    return tuple(each.strip() for each in _BREAK.split(text.strip()) if each.strip())
