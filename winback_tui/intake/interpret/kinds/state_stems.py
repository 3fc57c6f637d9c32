"""What a state, a type of document or a header says by the beginnings of its words, in all languages together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

from winback_tui.domain.account.order import OrderKind
from winback_tui.intake.recognise.headers import phrase

PURCHASE = "purchase"
"""The kind of what was bought or stocked: not a sale at all."""

_FIRST = (
    OrderKind.CANCELLED.value,
    PURCHASE,
    OrderKind.QUOTE.value,
    OrderKind.CREDIT.value,
    OrderKind.PENDING.value,
    OrderKind.ORDER.value,
)
"""A text that says several things is of the first of these kinds."""


_TELLING = 2
"""A piece of a word, without its vowel marks, needs at least this many characters to mean something."""

_FURTHER = ("partly", "paying", "cancelling", "payments", "documents")
"""Stem lists that tell more than the kind of a row."""

_ARTICLE = re.compile(r"(?<!\S)ال")
"""`The` of Arabic, written together with its word."""

_SHORT = 3
"""Letters of words that join others, such as `by` and `der`."""


class WordStarts:
    """Beginnings of words, each with what it says; found by the two letters that a word begins with."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        """`meanings` are beginnings, as phrases, by what they say."""
        self._by_letters: dict[str, list[tuple[str, str]]] = {}
        for meaning, words in meanings.items():
            for word in set(map(phrase, words)) - {""}:
                self._by_letters.setdefault(word[:2], []).append((word, meaning))

    def meanings_in(self, text: str) -> set[str]:
        """What the words of a phrase begin with."""
        found: set[str] = set()
        at = 0
        while True:
            for word, meaning in self._by_letters.get(text[at : at + 2], ()):
                if meaning not in found and text.startswith(word, at):
                    found.add(meaning)
            for word, meaning in self._by_letters.get(text[at : at + 1], ()):
                if text.startswith(word, at):
                    found.add(meaning)
            if (at := text.find(" ", at) + 1) == 0:
                return found


_LONGEST_DOCUMENT = 3
"""Words of the longest name of a credit note, such as `nota di credito`."""


class StateStems:
    """The stems of `state_stems.toml`."""

    def __init__(self) -> None:
        text = (
            resources.files("winback_tui.intake.interpret")
            .joinpath("data/state_stems.toml")
            .read_text("utf-8")
        )
        data = tomllib.loads(text)
        self._negations = frozenset(map(phrase, data["negations"]))
        self._starts = {
            kind: tuple(sorted({f" {phrase(word)}" for word in words} - {" "}))
            for kind, words in data["words"].items()
        }
        self._several = [stem for stem in self._starts[OrderKind.ORDER.value] if " " in stem[1:]]
        self._joining = frozenset(map(phrase, data["joining"]))
        self._debit_notes = tuple(map(phrase, data["debit_notes"]))
        self._states = WordStarts(data["words"])
        self._further = WordStarts({name: data[name] for name in _FURTHER})
        self._partly_inside = tuple(map(phrase, data["partly_inside"]))
        self._cancelling_inside = tuple(map(phrase, data["cancelling_inside"]))
        self._inside = {
            kind: tuple(piece for word in words if len((piece := phrase(word)).replace(" ", "")) >= _TELLING)
            for kind, words in data["inside"].items()
        }
        unsold = (piece for kind in (OrderKind.CANCELLED, OrderKind.CREDIT) for piece in self._inside[kind])
        pieces = "|".join(map(re.escape, unsold))
        self._denied_inside = re.compile(f"[未非不無无没沒미비](?:{pieces})|(?:{pieces})(?:なし|無し|없음)")

    @lru_cache(maxsize=8192)  # noqa: B019  the one instance lives as long as the program
    def says(self, text: str) -> frozenset[str]:
        """Every kind, or PURCHASE, of which a phrase has a word."""
        found = self._states.meanings_in(text)
        if not text.isascii():
            if (bare := _ARTICLE.sub("", text)) != text:
                found |= self._states.meanings_in(bare)
            bare = self._denied_inside.sub("", text)
            if bare != text:
                found.add(OrderKind.ORDER.value)
            for kind, pieces in self._inside.items():
                whole = text if kind == OrderKind.ORDER.value else bare
                if any(piece in whole for piece in pieces):
                    found.add(kind)
        return frozenset(found)

    def titles_payments(self, title: str) -> bool:
        """Whether the title of a list says that it holds payments."""
        return "payments" in self._further.meanings_in(title)

    def names_document(self, text: str) -> bool:
        """Whether a phrase names a credit note or the like, not only what happened."""
        return "documents" in self._further.meanings_in(text)

    def tells_cancelling(self, text: str) -> bool:
        """Whether a remark, or the text around a number, says that something was cancelled without denying it."""
        cancelling = "cancelling" in self._further.meanings_in(text)
        cancelling = cancelling or (
            not text.isascii() and any(piece in text for piece in self._cancelling_inside)
        )
        return cancelling and not self.denies(text)

    def names_credit(self, text: str) -> bool:
        """Whether a phrase begins with the name of a document that reverses a sale: `Gutschrift zu 1001`."""
        words = text.split()
        if self.kind_of(text) != OrderKind.CREDIT.value:
            return False
        firsts = (" ".join(words[:count]) for count in range(1, _LONGEST_DOCUMENT + 1))
        return any(
            self.names_document(first) and self.kind_of(first) == OrderKind.CREDIT.value for first in firsts
        )

    def denies(self, text: str) -> bool:
        """Whether a word of a phrase says what is *not* the case."""
        return bool(self._negations & set(text.split()))

    def _denies_cancelling(self, text: str) -> bool:
        """Whether a phrase only says that something was not cancelled: `nicht storniert`."""
        words = text.split()
        denied = [word for word in words if word in self._negations]
        others = [word for word in words if word not in self._negations]
        return len(denied) == len(others) == 1 and self.says(others[0]) == {OrderKind.CANCELLED.value}

    def is_unpaid(self, text: str) -> bool:
        """Whether a phrase says that something is not paid: `nicht bezahlt`."""
        return self.denies(text) and "paying" in self._further.meanings_in(text)

    def speaks_of_paying(self, text: str) -> bool:
        """Whether a phrase has a word for paying."""
        return "paying" in self._further.meanings_in(text)

    def is_partly(self, text: str) -> bool:
        """Whether a phrase speaks of a part: `partially refunded`."""
        if "partly" in self._further.meanings_in(text):
            return True
        return not text.isascii() and any(piece in text for piece in self._partly_inside)

    def kind_of(self, text: str) -> str | None:
        """The kind that a phrase is about; None where no stem fits, or where it says what is *not* the case."""
        found = self.says(text)
        if self.denies(text):
            return OrderKind.ORDER.value if self.is_unpaid(text) or self._denies_cancelling(text) else None
        if not found - {OrderKind.CREDIT.value, OrderKind.ORDER.value} and any(
            n in text for n in self._debit_notes
        ):
            return OrderKind.ORDER.value
        if not found:
            return None
        kind = next(kind for kind in _FIRST if kind in found)
        return kind if kind != OrderKind.ORDER.value or self._is_all_of_a_sale(text) else None

    def _is_all_of_a_sale(self, text: str) -> bool:
        """Whether every word of a phrase is about a sale: an unknown word may say that there was none."""
        if not text.isascii() and any(piece in text for piece in self._inside[OrderKind.ORDER.value]):
            return True
        stems = self._starts[OrderKind.ORDER.value]
        for several in self._several:
            text = f" {text}".replace(several, " ").strip()
        words = [word for word in text.split() if len(word) > _SHORT and not word.isdigit()]
        return all(f" {word}".startswith(stems) or word in self._joining for word in words)


def is_goods_back(text: str) -> bool:
    """Whether a phrase is about returned goods or money, and not about a document for that."""
    return state_stems().kind_of(text) == OrderKind.CREDIT.value and not state_stems().names_document(text)


@lru_cache(maxsize=1)
def state_stems() -> StateStems:
    """The stems of the package, read once."""
    return StateStems()
