"""Accounts that may be one firm written in two ways: shown side by side, never merged by the program."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from winback_tui.store.accounts.merging import MergeCandidate, merge_candidates
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import settings_under

__all__ = ["MergeCandidate", "Twins", "pair_name", "twins"]

TWO_FIRMS = "two_firms:"
"""Settings with this prefix hold pairs that a person called different firms."""

ALIKE = 88
"""Two names with at least this percentage of equal letters are proposed."""
_WINDOW, _RARE, _FIRST, _PHONE = 6, 4, 5, 9
_DIGITS = re.compile(r"\d+")
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґ",
        [
            *"abvgde",
            "zh",
            *"ziyklmnoprstufh",
            "ts",
            "ch",
            "sh",
            "sht",
            *"ay",
            "",
            "e",
            "yu",
            "ya",
            *"e",
            "ye",
            "i",
            "yi",
            "g",
        ],
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two accounts that may be one firm: `keep` has more orders. `alike` in percent, `why` in words."""

    keep: MergeCandidate
    other: MergeCandidate
    alike: int
    why: str


def twins(book: Book, limit: int = 0) -> list[Twins]:
    """Every pair that nobody has called different firms, the likeliest first; at most `limit`, 0 for all."""
    with book.read() as connection:
        sides = merge_candidates(connection)
        told_apart = set(settings_under(connection, TWO_FIRMS))
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for one, two, alike, why in _pairs(sides):
        pair = (min(one, two), max(one, two))
        if one != two and pair_name(sides[one].id, sides[two].id) not in told_apart:
            found[pair] = max(found.get(pair, (0, "")), (alike, why))
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], sides[item[0][0]].name))
    pairs = [_twins(sides[one], sides[two], alike, why) for (one, two), (alike, why) in ranked]
    return pairs[:limit] if limit else pairs


def pair_name(one: str, other: str) -> str:
    """The name of a pair, the same in either order."""
    return ":".join(sorted((one, other)))


def _twins(one: MergeCandidate, two: MergeCandidate, alike: int, why: str) -> Twins:
    keep, other = sorted((one, two), key=lambda side: (-side.orders, side.last_order == "", side.no))
    return Twins(keep, other, alike, why)


def _pairs(sides: Sequence[MergeCandidate]) -> Iterator[tuple[int, int, int, str]]:
    words = [_folded(side.name_key).split() for side in sides]
    bare = ["".join(each) for each in words]
    yield from _same(bare, 99, "the same except for accents, spaces or script")
    yield from _same([" ".join(sorted(each)) for each in words], 97, "the same words in another order")
    yield from _neighbours(bare)
    yield from _shorter(words)
    yield from _reached_alike(sides, bare)


def _same(keys: Sequence[str], alike: int, why: str) -> Iterator[tuple[int, int, int, str]]:
    at: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key and at.setdefault(key, place) != place:
            yield at[key], place, alike, why


def _neighbours(bare: Sequence[str]) -> Iterator[tuple[int, int, int, str]]:
    """Names next to each other in the alphabet, read forwards and backwards, with nearly the same letters."""
    from rapidfuzz.fuzz import ratio

    for key in (lambda place: bare[place], lambda place: bare[place][::-1]):
        row = sorted(range(len(bare)), key=key)
        for at, one in enumerate(row):
            for two in row[at + 1 : at + 1 + _WINDOW]:
                alike = ratio(bare[one], bare[two], score_cutoff=ALIKE)
                if alike and _DIGITS.findall(bare[one]) == _DIGITS.findall(bare[two]):
                    yield one, two, min(int(alike), 96), "nearly the same letters"


def _shorter(words: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, str]]:
    """`Kessler` and `Kessler Antriebe`, where hardly any other name begins with that."""
    begins: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        if each and len(each[0]) >= _FIRST:
            begins[each[0]].append(place)
    for places in begins.values():
        if 1 < len(places) <= _RARE:
            for at, one in enumerate(places):
                for two in places[at + 1 :]:
                    less, more = sorted((Counter(words[one]), Counter(words[two])), key=lambda c: c.total())
                    if less <= more:
                        yield one, two, 80, "one name is the other, shortened"


def _reached_alike(
    sides: Sequence[MergeCandidate], bare: Sequence[str]
) -> Iterator[tuple[int, int, int, str]]:
    """The same mail address or phone number, and names with something in common; alone it proves nothing."""
    from rapidfuzz.fuzz import partial_ratio

    for why, keys in (
        ("the same mail address", [side.email.casefold() for side in sides]),
        ("the same phone number", ["".join(_DIGITS.findall(side.phone))[-_PHONE:] for side in sides]),
    ):
        for places in _groups(keys).values():
            for two in places[1:_RARE]:
                if partial_ratio(bare[places[0]], bare[two]) >= ALIKE - 13:
                    yield places[0], two, 85, why


def _groups(keys: Iterable[str]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if len(key) > _FIRST:
            found[key].append(place)
    return found


def _folded(name_key: str) -> str:
    if name_key.isascii():
        return name_key
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in name_key)
    flat = unicodedata.normalize("NFKD", latin.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))
