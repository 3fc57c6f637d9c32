"""Phone numbers and mail addresses as links that a terminal opens (OSC 8): `tel:` and `mailto:`.

A customer's name or words never become a link, only text that is a number or an address as a whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from urllib.parse import quote

_NUMBER = re.compile(r"\+?[0-9(][0-9 \u00a0().\-/]{3,40}")
_NAME = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
FEWEST_DIGITS, MOST_DIGITS = 5, 15
"""How many digits a phone number has; E.164 sets the maximum."""
NO_LINKS = ("linux", "dumb", "unknown", "vt100", "vt220", "cons25", "cygwin")
"""Terminals that would print the codes of a link; all others follow or ignore them."""


def phone_link(phone: str) -> str:
    """`tel:` with the digits of a number; '' for anything that is not a number, such as two of them or a name."""
    if not _NUMBER.fullmatch(phone.strip()):
        return ""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
        return ""
    return f"tel:{'+' if phone.strip().startswith('+') else ''}{digits}"


def address_parts(mail: str) -> tuple[str, str] | None:
    """Name and host of a mail address as mail programs send it, the host in ASCII; None for anything else."""
    name, _, host = mail.rpartition("@")
    with suppress(UnicodeError):
        travels = host.encode("idna").decode()
        if _NAME.fullmatch(name) and _HOST.fullmatch(travels):
            return name, travels
    return None


def address_link(mail: str) -> str:
    """`mailto:` with an address; '' for anything else."""
    parts = address_parts(mail.strip())
    return f"mailto:{quote(parts[0])}@{parts[1]}" if parts else ""


def link_spans(text: str, ways: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where these phone numbers and addresses are in the text, each with its link; no two overlap."""
    links = {way.strip(): phone_link(way) or address_link(way) for way in ways}
    known: Mapping[str, str] = {way: link for way, link in links.items() if link}
    if not known:
        return
    longest_first = sorted(known, key=len, reverse=True)
    pattern = rf"(?<![\w@+])(?:{'|'.join(map(re.escape, longest_first))})(?![\w@])"
    for found in re.finditer(pattern, text):
        yield found.start(), found.end(), known[found.group()]


def with_links(text: str, ways: Iterable[str]) -> str:
    """A text that is fit for a terminal, with the escape codes of links around these numbers and addresses."""
    pieces, at = [], 0
    for start, end, link in link_spans(text, ways):
        pieces += [text[at:start], f"\x1b]8;;{link}\x1b\\{text[start:end]}\x1b]8;;\x1b\\"]
        at = end
    return "".join((*pieces, text[at:]))


def terminal_takes_links() -> bool:
    """Whether the terminal, by its name, follows links or at least ignores their codes."""
    return not os.environ.get("TERM", "" if os.name == "nt" else "dumb").startswith(NO_LINKS)
