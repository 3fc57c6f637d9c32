"""Letters as one HTML page, ready to print: a sheet of paper each, everything a user typed escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from winback_tui.playbook.letters.compose import LetterDraft

from .directions import set_apart

if TYPE_CHECKING:
    from jinja2 import Template

_PAGE = """<!DOCTYPE html>
<html lang="{{ letters[0].language if letters else 'en' }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{ letters[0].subject if letters|length == 1 else title }}</title>
<style>
body { font: 11pt/1.5 Georgia, "Times New Roman", serif; color: #000; background: #fff; margin: 0; }
article { max-width: 38rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.15em; }
p { white-space: pre-line; margin: 0 0 1em; overflow-wrap: anywhere; }
footer { border-top: 1px solid #999; font-size: .82em; color: #444; padding-top: .6em; }
@page { margin: 25mm; }
@media print {
  article { margin: 0; padding: 0; max-width: none; break-after: page; }
  article:last-of-type { break-after: auto; }
  p { break-inside: avoid; }
}
</style>
</head>
<body>
{% for letter in letters %}
<article lang="{{ letter.language }}" dir="{{ 'rtl' if letter.right_to_left else 'ltr' }}">
<h1 dir="auto"{% if not loop.first %} style="page-break-before: always"{% endif %}>{{ letter.subject }}</h1>
{% for paragraph in letter.paragraphs %}
<p dir="auto">{{ paragraph }}</p>
{% endfor %}
<footer>
{% for line in letter.foot %}
<p dir="auto">{{ line }}</p>
{% endfor %}
</footer>
</article>
{% endfor %}
</body>
</html>
"""


def letter_page(letters: Iterable[LetterDraft], title: str = "Letters") -> str:
    """The page; each letter begins on a new sheet, in browsers by their rule, in office programs by the older one."""
    return _template().render(letters=[set_apart(letter) for letter in letters], title=title)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.from_string(_PAGE)
