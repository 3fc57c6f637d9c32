"""Pictures of one session as one picture that moves: what they have in common is written once.

A viewer that moves nothing, or whose user wants no motion, shows the first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LINE = 24.4
"""Height of a line of the terminal in the pictures."""
_CAPTION = 44
_HEAD = re.compile(r'<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"')
_RULE = re.compile(r"\.t-(r\d+) \{ (.*?) \}")
_RECT = re.compile(
    r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" [^>]*/>'
)
_TEXT = re.compile(r'<text class="t-(r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)">([^<]*)</text>')


@dataclass(frozen=True)
class Frame:
    """One picture (an SVG of `plain_svg`), what to say below it, and for how many seconds it stands."""

    svg: str
    caption: str
    seconds: float


def animated(frames: Sequence[Frame], title: str) -> str:
    """The moving picture; every line of the terminal that several frames share is in it once."""
    styles: dict[str, str] = {}
    screens = [_lines(frame.svg, styles) for frame in frames]
    used = Counter(line for screen in screens for line in screen)
    ids = {line: f"l{place}" for place, line in enumerate(line for line in used if used[line] > 1)}
    found = _HEAD.search(frames[0].svg)
    if found is None:
        raise ValueError("this is no picture of a terminal")
    width, height = float(found[1]), float(found[2])
    shared = "".join(f'<g id="{name}">{line}</g>' for line, name in ids.items())
    parts = [
        f'<svg viewBox="0 0 {width:g} {height + _CAPTION:g}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{escape(title)}</title>",
        f"<style>{_style(frames, styles)}</style>",
        f"<defs>{shared}</defs>",
        f'<rect fill="#292929" width="{width:g}" height="{height + _CAPTION:g}" rx="8"/>',
        f'<rect fill="#11141c" x="9" y="41" width="{width - 18:g}" height="{height - 50:g}"/>',
        '<circle cx="26" cy="22" r="7" fill="#ff5f57"/><circle cx="48" cy="22" r="7" fill="#febc2e"/>'
        '<circle cx="70" cy="22" r="7" fill="#28c840"/>',
    ]
    for place, (frame, screen) in enumerate(zip(frames, screens, strict=True)):
        lines = "".join(f'<use href="#{ids[line]}"/>' if line in ids else line for line in screen)
        caption = f'<text class="say" x="{width / 2:g}" y="{height + 22:g}">{escape(frame.caption)}</text>'
        parts.append(f'<g class="f f{place}">{caption}<g transform="translate(9, 41)">{lines}</g></g>')
    return "\n".join((*parts, "</svg>\n"))


def _lines(svg: str, styles: dict[str, str]) -> list[str]:
    """The lines of the terminal from the top, each as it is written; `styles` gets those that are new."""
    own = {name: styles.setdefault(rule, f"s{len(styles)}") for name, rule in _RULE.findall(svg)}
    body = svg[svg.index('clip-path="url(') :]
    lines: dict[int, list[str]] = {}
    for fill, left, top, width in _joined(_RECT.findall(body)):
        lines.setdefault(int(top // LINE), []).append(
            f'<rect fill="{fill}" x="{left:g}" y="{top:g}" width="{width:g}" height="24.65"/>'
        )
    for name, left, top, length, told in _TEXT.findall(body):
        lines.setdefault(int((float(top) - 1) // LINE), []).append(
            f'<text class="{own[name]}" x="{left}" y="{top}" textLength="{length}">{told}</text>'
        )
    return ["".join(lines[place]) for place in sorted(lines)]


def _joined(rects: Sequence[tuple[str, ...]]) -> list[tuple[str, float, float, float]]:
    """Rectangles as colour, left, top and width; neighbours of one colour are one."""
    joined: list[tuple[str, float, float, float]] = []
    for fill, left, top, width, _ in rects:
        new = (fill, float(left), float(top), float(width))
        last = joined[-1] if joined else None
        if last and last[0] == fill and last[2] == new[2] and abs(last[1] + last[3] - new[1]) < 0.2:
            joined[-1] = (fill, last[1], last[2], round(new[1] + new[3] - last[1], 1))
        else:
            joined.append(new)
    return joined


def _style(frames: Sequence[Frame], styles: dict[str, str]) -> str:
    """Colours, and when each frame is to be seen."""
    whole, begun, rules = sum(frame.seconds for frame in frames), 0.0, []
    rules += [f".{name}{{{rule}}}" for rule, name in styles.items()]
    for place, frame in enumerate(frames):
        since, until = 100 * begun / whole, 100 * (begun + frame.seconds) / whole
        begun += frame.seconds
        hidden = "" if place == 0 else "0%{visibility:hidden}"
        after = "" if place == len(frames) - 1 else f"{until:.2f}%{{visibility:hidden}}"
        rules.append(f"@keyframes f{place}{{{hidden}{since:.2f}%{{visibility:visible}}{after}}}")
        rules.append(f".f{place}{{animation:f{place} {whole:g}s step-end infinite}}")
    return "".join(
        (
            "text{font:20px 'Fira Code',monospace;white-space:pre}",
            ".say{font:bold 20px sans-serif;fill:#d6dce2;text-anchor:middle}",
            ".f{visibility:hidden}.f0{visibility:visible}",
            *rules,
            "@media(prefers-reduced-motion:reduce){.f{animation:none}}",
        )
    )
