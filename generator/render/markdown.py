"""Text quoted for Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.render.invisible import INVISIBLE

# CommonMark, "Backslash escapes": any ASCII punctuation may be escaped. These
# are the ones that can begin markup in the middle of a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$#{}!])")


def md_text(text: str) -> str:
    """Text that appears as it is, in a paragraph, on GitHub and in a site."""
    one_line = INVISIBLE.sub(_show, text.replace("\n", " ")).strip()
    escaped = _MARKUP.sub(r"\\\1", one_line).replace("&", "&amp;")
    # CommonMark: these begin a list item, a quote or a heading's underline.
    return re.sub(r"^([-+=:]|[0-9]+(?=[.)]))", r"\\\1", escaped)


def _show(found: re.Match[str]) -> str:
    number = ord(found.group())
    return " " if number in (0x9, 0xA0, 0x202F) else f"U+{number:04X}"


def md_cell(text: str) -> str:
    """Text for a table's cell: one line, no pipe that would end it."""
    return md_text(text)


def md_code(text: str) -> str:
    """A code span with exactly this text (CommonMark, "Code spans")."""
    shown = INVISIBLE.sub(_show, text.replace("\n", " "))
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


FILTERS: dict[str, Callable[..., str]] = {
    "md_text": md_text,
    "md_cell": md_cell,
    "md_code": md_code,
}
