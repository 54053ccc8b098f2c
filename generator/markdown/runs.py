"""The leaves of a text as runs: texts in one style, with what the tags around them make of them."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from generator.markdown import html_tags, links
from generator.markdown.leaves import STYLES, Leaf, Style
from generator.model import Mark

Side: TypeAlias = Literal["both", "shown", "source"]

_UNTIDY = re.compile(r"  |[\t\r\n\f\v]")
_DEEPEST = 40  # tags within tags
_WHITE = " \t\r\n\f\v"
# fmt: off
_UNSEEN_TAGS = frozenset([
    "a", "abbr", "big", "center", "cite", "em", "font", "i", "img", "ins", "nobr", "q", "small",
    "sub", "sup", "u", "wbr",
])
# fmt: on


class Run(NamedTuple):
    """A text in one style: what a reader sees, the untranslated source, or both; a link's URL."""

    text: str
    style: Style
    side: Side = "both"
    url: str = ""


class _Open(NamedTuple):
    """What the tags that are open make of a text, the innermost last."""

    styles: list[str]
    sides: list[str]
    urls: list[str]


def read(leaves: Sequence[Leaf], raw: str) -> Iterator[Run]:
    """The runs that leaves make; `raw` is the text as it is written, in small letters."""
    opened = _Open([], [], [])
    for leaf in leaves:
        text = _tag(leaf.text, raw, opened) if leaf.is_tag else leaf.text
        if text:
            style = leaf.style.union(*map(STYLES.__getitem__, opened.styles))
            side: Side = "shown" if "shown" in opened.sides else "both"
            side = "source" if "source" in opened.sides else side
            url = leaf.url or (opened.urls[-1] if opened.urls else "")
            if "://" in text and not url and "code" not in style:
                yield from (Run(part, style, side, bare) for part, bare in links.bare(text))
            else:
                yield Run(text, style, side, url)


def _tag(tag: str, raw: str, opened: _Open) -> str:
    """What stands in the text for a tag; its effect is noted in `opened`.

    A tag that HTML does not know, that has no attributes and is never closed
    is a placeholder, such as `<the invalid URL>`, and stays.
    """
    found = html_tags.TAG.match(tag)
    if not found or not found["name"]:  # a declaration, a comment
        return ""
    end, name, rest = found["end"], found["name"].lower(), found["attributes"]
    if name in html_tags.BREAKS:
        return "\n"
    if name == "span":
        _note(opened.sides, _side(rest), is_end=bool(end))
    elif name == "a" and (end or "href" in rest or rest[-1:] != "/"):
        _note(opened.urls, links.kept(html.unescape(html_tags.href(tag))), is_end=bool(end))
    elif name in STYLES:
        _note(opened.styles, name, is_end=bool(end))
    elif name not in _UNSEEN_TAGS and "=" not in rest and rest[-1:] != "/":
        return "" if f"</{name}" in raw else tag
    return ""


def _note(begun: list[str], name: str, *, is_end: bool) -> None:
    if is_end:
        del begun[-1:]
    elif len(begun) < _DEEPEST:
        begun.append(name)


def _side(attributes: str) -> str:
    """What a bilingual page marks with a span: the untranslated text, or the translation."""
    found = html_tags.attributes(attributes)
    if "sxs-lookup" in found.get("class", "").split():
        return "source"
    return "shown" if "data-ttu-id" in found else ""


def marks(runs: Sequence[Run]) -> tuple[Mark, ...]:
    """The links and the code spans of runs, as places in their text once it is tidy."""
    if not any(run.url or "code" in run.style for run in runs):
        return ()
    found = [*_stretches(runs, _url), *_stretches(runs, _code)]
    text = "".join([run.text for run in runs])
    if text[:1] == " " or _UNTIDY.search(text):
        places = _places(text)
        found = [Mark(places[m.start], places[m.end - 1] + 1, m.url) for m in found]
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, not mark.url)))


def _url(run: Run) -> str | None:
    return run.url or None


def _code(run: Run) -> str | None:
    return "" if "code" in run.style else None


def _stretches(runs: Sequence[Run], said: Callable[[Run], str | None]) -> Iterator[Mark]:
    """The stretches of runs of which the same is said, without the blanks around them."""
    pos = 0
    for url, group in itertools.groupby(runs, said):
        text = "".join(run.text for run in group)
        inner = text.strip(_WHITE)
        if inner and url is not None:
            start = pos + text.index(inner)
            yield Mark(start, start + len(inner), url)
        pos += len(text)


def _places(text: str) -> list[int]:
    """Where each character of a text stands once blanks are one blank, and lines one line end."""
    places: list[int] = []
    end, is_gap = 0, False
    for char in text:
        is_blank = char in _WHITE
        end += is_gap and not is_blank and end > 0
        places.append(end)
        is_gap = is_blank
        end += not is_blank
    return places
