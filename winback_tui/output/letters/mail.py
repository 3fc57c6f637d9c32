"""A letter as a draft of a mail (.eml), and as a link that a mail program opens."""

from __future__ import annotations

from urllib.parse import quote

from winback_tui.domain.errors import BadInput
from winback_tui.output.links import address_parts
from winback_tui.playbook.letters.compose import LetterDraft

from .directions import set_apart
from .page import letter_page

MOST_LINK = 1_900
"""Every mail program takes links of up to this many characters."""


def as_text(draft: LetterDraft) -> bytes:
    """The letter as plain text in UTF-8, its subject on top."""
    letter = set_apart(draft)
    return f"{letter.subject}\n\n{letter.text}".encode()


def as_mail(draft: LetterDraft, to: str, mail: str) -> bytes:
    """The letter as an .eml file, which mail programs open as a draft (X-Unsent), as text and as HTML.

    Raises BadInput without a mail address, or with one that cannot be used.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    letter = set_apart(draft)
    message = EmailMessage(policy=SMTP)
    message["To"] = Address(to, *_address(to, mail))
    message["Subject"] = letter.subject
    message["X-Unsent"] = "1"
    message["Content-Language"] = draft.language
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter_page([letter]), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def mail_link(draft: LetterDraft, mail: str) -> str:
    """A `mailto:` link with subject and text; a text too long for links is left out of it, to be pasted."""
    letter = set_apart(draft)
    head = f"mailto:{quote(mail, safe='@')}?subject={quote(letter.subject)}"
    link = f"{head}&body={quote(letter.text.replace(chr(10), chr(13) + chr(10)))}"
    return link if len(link) <= MOST_LINK else head


def _address(to: str, mail: str) -> tuple[str, str]:
    """Name and host of a mail address as mail programs send it. Raises BadInput."""
    if not mail:
        raise BadInput(f"{to} has no mail address; add one, or write the letter as text, html or docx.")
    parts = address_parts(mail)
    if parts is not None:
        return parts
    raise BadInput(f"'{mail[:60]}' is not a valid mail address; correct it.")
