"""What a reader sees of a marked-up text, and what it sets apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.markdown import blocks, footnotes, html_tags, leaves, runs
from generator.markdown.leaves import PLAIN, Leaf
from generator.markdown.runs import Run
from generator.model import Mark

LIMIT = 8_000  # code points; a longer text is no cell and no paragraph that anybody wrote

_MARKED = re.compile(rf"[\\`*_~<&\[{footnotes.SIGNS}]|(?:  |\n)\n|://")
_MARKED_OR_UNTIDY = re.compile(rf"[\\`*_~<&\[\t\r\n\f\v{footnotes.SIGNS}]|  ")
_GAP = re.compile(r"\n[ \t]*\n")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_UNTIDY = re.compile(r"  |[\t\r\n\f\v]")


class RichText(NamedTuple):
    """A text, read: see `Cell`, `Paragraph` and `Heading` for the fields."""

    text: str
    source: str | None = None
    code: tuple[str, ...] = ()
    bold: bool = False
    struck: bool = False
    marked: tuple[str, ...] = ()
    anchor: str = ""
    marks: tuple[Mark, ...] = ()


def is_plain(raw: str) -> bool:
    """Whether a trimmed text is just what a reader sees: no markup, no superfluous blanks."""
    return not _MARKED_OR_UNTIDY.search(raw) and "://" not in raw


def read(raw: str, env: blocks.Env, *, is_cell: bool = False) -> RichText:
    """What a reader sees of a text in Markdown and HTML; one beyond LIMIT as it stands.

    Of a cell references to footnotes are dropped.
    """
    if len(raw) > LIMIT or not _MARKED.search(raw):
        return RichText(tidy(raw.replace("\n", " ")))
    parts = leaves.read(_GAP.sub("<br>", raw), env)
    if is_cell:
        parts = footnotes.dropped(parts, raw, env.get("footnotes", ()))
    found = list(runs.read(parts, raw.lower()))
    shown = [run for run in found if run.side != "source"]
    seen = [run for run in shown if run.text.strip(" \n")]
    whole = tidy("".join([run.text for run in shown]))
    text, bold = (whole, False) if "\\*" in raw else _closed_bold(whole)
    return RichText(
        text=text,
        source=_source(found),
        code=tuple(run.text for run in seen if "code" in run.style),
        bold=bold or _is_all(seen, "strong"),
        struck=_is_all(seen, "struck"),
        marked=tuple(_marked(shown)),
        anchor=_anchor(parts) if "<a " in raw else "",
        marks=_clipped(runs.marks(shown), whole, text),
    )


def _clipped(marks: tuple[Mark, ...], whole: str, text: str) -> tuple[Mark, ...]:
    """Marks of a text as marks of that part of it which was kept."""
    if whole == text:
        return marks
    by, most = whole.find(text), len(text)
    moved = ((max(mark.start - by, 0), min(mark.end - by, most), mark.url) for mark in marks)
    return tuple(Mark(start, end, url) for start, end, url in moved if start < end)


def tidy(text: str) -> str:
    """A text without superfluous blanks; lines stay, invisible characters too."""
    if not _UNTIDY.search(text):
        return text.strip(" ")
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _is_all(found: list[Run], style: str) -> bool:
    return bool(found) and all(style in run.style for run in found)


def _source(found: list[Run]) -> str | None:
    if all(run.side != "source" for run in found):
        return None
    return tidy("".join(run.text for run in found if run.side != "shown"))


def _closed_bold(text: str) -> tuple[str, bool]:
    """A text without the asterisks of bold that never closes or that blanks keep open."""
    if text[:2] != "**" or text.count("**") > 1 + text.endswith("**"):
        return text, False
    inner = text.removeprefix("**").removesuffix("**").strip(" ")
    return (inner, True) if inner.strip("*") else (text, False)


def _marked(found: list[Run]) -> Iterator[str]:
    """The code spans and the strong texts, in order; code in strong counts once."""
    # Blanks count here: `**a** **b**` are two texts, and a strong text may go over two lines.
    strong = ""
    for run in [*found, Run("", PLAIN)]:
        if "code" in run.style or "strong" not in run.style:
            if tidy(strong):
                yield tidy(strong)
            strong = ""
        if "code" not in run.style:
            strong += run.text if "strong" in run.style else ""
        elif run.text.strip(" \n"):
            yield run.text


def _anchor(found: list[Leaf]) -> str:
    tags = (html_tags.TAG.match(leaf.text) for leaf in found if leaf.is_tag)
    anchors = (tag["attributes"] for tag in tags if tag and tag["name"] == "a")
    return next(filter(None, (html_tags.anchor(one, "name", "id") for one in anchors)), "")
