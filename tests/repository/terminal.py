"""What a terminal shows, as a picture: text with colours in, SVG out."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator import characters

_STYLE = re.compile(r"\x1b\[([0-9;]*)m")
_CELL, _LINE, _EDGE, _SIZE = 8.4, 20, 16, 14
_FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace"


class Scheme(NamedTuple):
    """Colours of GitHub's pages: what is not coloured, and the colours by their SGR number."""

    back: str
    edge: str
    text: str
    quiet: str
    colours: dict[int, str]


SCHEMES = {
    "light": Scheme(
        *("#ffffff", "#d1d9e0", "#1f2328", "#59636e"),
        {31: "#b3121e", 32: "#116329", 33: "#7d4e00", 34: "#0550ae", 35: "#6639ba", 36: "#0b6271"},
    ),
    "dark": Scheme(
        *("#0d1117", "#3d444d", "#f0f6fc", "#9198a1"),
        {31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea"},
    ),
}


def svg(text: str, title: str, scheme: Scheme) -> str:
    """The picture; lines that begin with `$ ` are what somebody typed."""
    lines = text.rstrip("\n").split("\n")
    width = max(_cells(_STYLE.sub("", line)) for line in lines) * _CELL + 2 * _EDGE
    height = len(lines) * _LINE + 2 * _EDGE
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" '
        f'width="{width:g}" height="{height}" role="img" font-family="{_FONT}" '
        f'font-size="{_SIZE}" fill="{scheme.text}">'
    )
    frame = (
        f'<rect x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1}" rx="6" '
        f'fill="{scheme.back}" stroke="{scheme.edge}"/>'
    )
    drawn = [head, f"<title>{escape(title)}</title>", frame]
    for number, line in enumerate(lines):
        y = _EDGE + number * _LINE + _SIZE
        drawn += _line(line, y, scheme)
    return "\n".join([*drawn, "</svg>", ""])


def _line(line: str, y: int, scheme: Scheme) -> list[str]:
    """The runs of a line, each as wide as its cells, whatever font there is."""
    style = " font-weight='bold'" if line.startswith("$ ") else ""
    found, column = [], 0
    for number, part in enumerate(_STYLE.split(line)):
        if number % 2:
            style = _attributes(part, scheme)
            continue
        cells = _cells(part)
        if part.strip():
            found.append(
                f'<text x="{_EDGE + column * _CELL:g}" y="{y}" textLength="{cells * _CELL:g}" '
                f'lengthAdjust="spacingAndGlyphs"{style}>{escape(_kept(part))}</text>'
            )
        column += cells
    return found


def _kept(text: str) -> str:
    """The text with blanks that no viewer joins or drops."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _cells(text: str) -> int:
    return sum(2 if characters.is_wide(char) else 1 for char in text)


def _attributes(codes: str, scheme: Scheme) -> str:
    """What a list of SGR numbers means; one that is not known here is a KeyError."""
    said = []
    for code in map(int, codes.split(";") if codes else ["0"]):
        known = {0: "", 1: " font-weight='bold'", 2: f" fill='{scheme.quiet}'"}
        colours = {number: f" fill='{colour}'" for number, colour in scheme.colours.items()}
        said.append((known | colours)[code])
    return "".join(said)
