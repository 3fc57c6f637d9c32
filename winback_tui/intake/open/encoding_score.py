"""How much some bytes look like written language in each single-byte encoding."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from .east_asian import commonness, is_east_asian

_HANDICAP = {
    "cp1252": 0.0, "cp1250": 0.02, "cp1251": 0.0, "koi8-r": 0.05, "mac-roman": 0.08, "cp1254": 0.03, "cp1253": 0.03,
    "cp1257": 0.06, "iso8859-2": 0.06, "iso8859-5": 0.1, "cp866": 0.08, "cp852": 0.15, "cp850": 0.12, "cp437": 0.2,
    "mac-cyrillic": 0.12, "mac-latin2": 0.2, "koi8-u": 0.1, "cp1255": 0.1, "cp1256": 0.1, "gb18030": 0.1,
    "shift_jis": 0.1, "cp949": 0.15, "big5": 0.15, "euc_jp": 0.15,
}  # fmt: skip
_LETTERS = {
    "German": "üäößéè", "French": "éèàêçôîûâùëïœ", "Spanish": "óíáéñúü", "Italian": "àèéìòùí",
    "Portuguese": "ãçáéíóúõâêôà", "Nordic": "äåöøæéü", "Albanian": "ëçé", "Polish": "łąęóśżćńź",
    "Czech, Slovak": "áíéýěščřžůúťďňľôóä", "Hungarian": "áéőöüóíűú", "Romanian": "ăâîșşțţ", "South Slavic": "čćšžđ",
    "Turkish": "ışğüöçâ", "Baltic": "āēīūšžčņļķģėųįąęõäöü",
    "Russian": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "Bulgarian": "оаеинтрсвлкдпмзгяъбучцжхщшюйфь",
    "Ukrainian": "оаинвеірткслмдупязьбгюйчхцїжшєщфґ", "Serbian, Macedonian": "аоиенртсвкјулмдпзгбшчцхжћњљђфџќѓѕ",
    "Greek": "αοιετσνηυρπκμλωςόίάέήύώθδγχφβξζψϊ", "Hebrew": "יוהלאתמרבשנעחדקפגםטכזסצןךףץ",
    "Arabic": "اليمنرتبودعسهةفحقكشجصخطضزأءذغئثظإىآؤ", "Persian": "ایرندمتهوبشسکزپلفخگحقعجآغصطضچثظذئژ",
}  # fmt: skip
_COMMON = {name: {c: 1.0 - 0.9 * i / len(cs) for i, c in enumerate(cs)} for name, cs in _LETTERS.items()}
_UNIONS = {
    "western": ("German", "French", "Spanish", "Italian", "Portuguese", "Nordic"),
    "central": ("German", "Polish", "Czech, Slovak", "Hungarian", "Romanian", "South Slavic"),
}
for _union, _members in _UNIONS.items():
    _COMMON[_union] = {c: 0.6 for m in _members for c in _LETTERS[m]}
_MARKS = frozenset("“”„‘’–—…€£§°·・«»№™®©\xa0•º")
_NEVER_FIRST = frozenset("ьъыЬЪЫ")
"""No Russian word begins with them."""
_ONLY_LAST = frozenset("ךםןףץ")
"""The Hebrew letters that end a word."""
_FOREIGN = -1.2
_LIMIT = 6000


class Decoding(NamedTuple):
    """An encoding, how plausible the bytes are as text in it (names as people have them: 0.6 and more), and in which
    script, as a short code, most of its letters beyond ASCII are.
    """

    encoding: str
    plausible: float
    script: str


def readings(sample: bytes) -> list[Decoding]:
    """Encodings, the most plausible first; of those that give the same text only the first counts."""
    found: list[Decoding] = []
    looks: set[str] = set()
    for name, handicap in _HANDICAP.items():
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        if text not in looks:
            looks.add(text)
            found.append(Decoding(name, _plausibility(text, name) - handicap, _main_script(text, name)))
    return sorted(found, key=lambda reading: -reading.plausible) or [Decoding("latin-1", 0.0, "L")]


def _main_script(text: str, encoding: str) -> str:
    if is_east_asian(encoding):
        return encoding
    scripts = Counter(_script(char) for char in text[:_LIMIT] if char > "\x7f" and char.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""


def _plausibility(text: str, encoding: str) -> float:
    """Mean worth of the characters beyond ASCII, in the one language that explains them best."""
    padded = f" {text} "
    neighbours = Counter(
        (before, char, after)
        for before, char, after in zip(padded[: _LIMIT * 8], padded[1:], padded[2:], strict=False)
        if char > "\x7f"
    )
    count = sum(neighbours.values())
    if not count:
        return 0.0
    context = sum(_context(*key) * n for key, n in neighbours.items())
    letters: Counter[str] = Counter()
    for (_, char, _), n in neighbours.items():
        if char.isalpha() and char not in _MARKS:
            letters[char.lower()[:1]] += n
    if is_east_asian(encoding):
        best = sum(commonness(c, encoding) * n for c, n in letters.items() if c > "\x7f")
    else:
        best = max(
            sum(known.get(c, _otherwise(c)) * n for c, n in letters.items()) for known in _COMMON.values()
        )
    return (context + best) / count


@lru_cache(maxsize=65536)
def _context(before: str, char: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if char in _MARKS or not char.isalpha():
        if char in _MARKS:
            return (
                -1.0
                if inside and char not in "’·・"
                else (-0.4 if char == "º" and before not in "nN" else 0.4)
            )
        return -2.5 if inside or before.isalpha() else -1.2
    worth = 0.0
    if char.isupper() and before.islower():
        worth -= 2.0
    if char.islower() and before.isupper() and after.isupper():
        worth -= 1.5
    if before.isdigit() or after.isdigit():
        worth -= 0.5
    script = _script(char)
    for near in (before, after):
        if near.isalpha() and _script(near) != script:
            worth -= 2.0
    if script != "L" and char.isupper() and before.isupper() and not after.islower():
        worth -= 0.1  # names in capitals alone are rare, and what another alphabet looks like
    if char in _NEVER_FIRST and not before.isalpha() and after.isalpha():
        worth -= 1.5
    if char in _ONLY_LAST:
        worth += -1.5 if _script(after) == "H" else 0.5
    if script == "L" and before > "\x7f" and after > "\x7f" and inside:
        worth -= 0.5
    if char in "ãÃ" and after.isalpha() and after not in "oeOE":
        worth -= 0.8
    return worth


def _otherwise(char: str) -> float:
    if char < "\x80":  # a capital such as the Turkish dotted I, whose small letter is plain
        return 0.6
    return 0.5 if _script(char) in "HA" else _FOREIGN


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    if char < "\x80":
        return "L"
    name = unicodedata.name(char, "")
    for start, script in (
        ("LATIN", "L"),
        ("CYRILLIC", "R"),
        ("GREEK", "G"),
        ("HEBREW", "H"),
        ("ARABIC", "A"),
    ):
        if name.startswith(start):
            return script
    return "C" if name.startswith(("CJK UNIFIED", "HIRAGANA", "KATAKANA", "HANGUL SYL")) else "?"
