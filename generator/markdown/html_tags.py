"""HTML as written in a source: its tags, and its tables with their rows and cells."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from mistune.helpers import PRE_TAGS

# WHATWG HTML, "Attributes": a value in quotes may hold `<` and `>`. In a browser, a quote that
# somebody forgot to close swallows what follows. Here it is a character like any other, and the
# tag ends at the next `>`, unless a quote closes it that stands before a blank, `/` or `>`, and
# the tag is closed after that. Nothing is tried twice, and there are forty values at most, so
# what never closes takes no time.
# JSX has values in braces, too, and braces in these.
_BRACES = r"\{(?:[^{}]{1,2000}+|\{[^{}]{0,2000}+\}){0,20}+\}(?=[\s/>])"
_VALUE = rf"""=\s*+(?:"[^"]{{0,4000}}+"(?=[\s/>])|'[^']{{0,4000}}+'(?=[\s/>])|{_BRACES})?+"""
ATTRIBUTES = rf"(?>(?:[^<>=]{{0,4000}}+{_VALUE}){{0,40}}+[^<>=]{{0,4000}}+(?=>)|[^<>]{{0,4000}}+)"

# This is no parser of HTML: html.parser takes quadratic time where tags or comments never close.
TAG = re.compile(
    r"<(?:!--|(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)(?=[\s/>])"
    rf"(?P<attributes>{ATTRIBUTES})>)"
)
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\{[^{}]{0,200}\}|[^\s>]+)))?"""
)

OPEN = r"(?<!\\)<[tT][aA][bB][lL][eE](?=[\s/>])"
# A table begins, one ends, or neither: a tag whose attributes may speak of tables.
_EDGE = re.compile(
    rf"<(?:(?<!\\<)(table)(?=[\s/>])(?:{ATTRIBUTES}>)?+|(/table)\s{{0,20}}>"
    rf"|[a-z][a-z0-9-]*+(?=[\s/]){ATTRIBUTES}>)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"[\"'{\s]{0,20}([0-9]{1,6})")
# fmt: off
BREAKS = frozenset([
    "br", "p", "div", "hr", "li", "ul", "ol", "dl", "dd", "dt", "table", "thead", "tbody", "tr",
    "td", "th", "pre", "blockquote", "details", "summary", "section",
    "h1", "h2", "h3", "h4", "h5", "h6",
])
INLINE = frozenset([
    "a", "abbr", "b", "br", "code", "del", "em", "font", "i", "img", "kbd", "mark", "s", "samp",
    "small", "span", "strong", "sub", "sup", "tt", "u", "wbr",
])
# fmt: on
# Part of a table, written as it should be; a tag of one that was damaged; text.
_PART = re.compile(r"<(?P<end>/?)(?P<name>tr|td|th)(?=[\s/>])", re.IGNORECASE)
_NAMES = "table|thead|tbody|tr|td|th"
_TORN = re.compile(
    rf"</?(?:{_NAMES})(?![A-Za-z0-9-])|(?<!<)/(?:{_NAMES})>|(?<![\w<&;/-])(?:{_NAMES})>",
    re.IGNORECASE,
)
_STRAY = re.compile(r"\s*+(?!\{)(?:&[A-Za-z0-9#]{1,9};|[\W_])*+[^\W_]")
_PARTS = frozenset({"thead", "tfoot", "tbody", "tr", "td", "th"})
_DEEPEST = 40  # tables within tables
# WHATWG HTML, "Attributes common to td and th elements": how far a cell may span at most.
_FARTHEST = {"rowspan": 65_534, "colspan": 1000}


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag: values by names in small letters; of one name, the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), double or single or bare)
    return found


def name(tag: str) -> str:
    """The name of a tag in small letters, after a slash if it is an end tag; "" of none."""
    found = TAG.match(tag)
    return f"{found['end']}{found['name'].lower()}" if found and found["name"] else ""


def href(tag: str) -> str:
    """What a tag points at, if it is a link."""
    found = TAG.match(tag) if tag[:2] in ("<a", "<A") else None
    is_link = found and found["name"] in ("a", "A")
    return attributes(found["attributes"]).get("href", "") if found and is_link else ""


def title(tag: str) -> str:
    """What a component of MDX is titled, as its tag says."""
    found = TAG.match(tag)
    said = attributes(found["attributes"]) if found and found["name"] else {}
    return said.get("title") or said.get("label") or ""


def anchor(written: str, *names: str) -> str:
    """What a tag can be linked by: the first word of the first attribute with one of the names."""
    words = (value.split() for name, value in attributes(written).items() if name in names)
    return next((found[0] for found in words if found), "")


class HtmlCell(NamedTuple):
    """A cell as written: from where to where, a header cell or not, how far it spans."""

    start: int
    end: int
    is_header: bool
    rowspan: int
    colspan: int


@dataclass(slots=True)
class HtmlTable:
    """A table as written: its rows, how many of them are its head, and the tables in its cells.

    `caption` is from where to where its caption goes. `loose` are tables that
    begin in none of its cells: it was not closed before them. `strays` are the
    places of text that stands in no cell, `torn` those of tags that are
    damaged, and `hidden` those of comments that hide what is none.
    """

    start: int
    rows: list[list[HtmlCell]] = field(default_factory=list)
    head: int = 0
    caption: tuple[int, int] = (0, 0)
    inner: list[HtmlTable] = field(default_factory=list)
    loose: list[HtmlTable] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    torn: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    in_head: bool = False
    in_row: bool = False
    in_caption: bool = False
    cell: HtmlCell | None = None

    def close(self, end: int) -> None:
        """End the open cell, if there is one."""
        if self.cell:
            self.rows[-1].append(self.cell._replace(end=end))
        self.cell = None

    def end(self, name: str, tag: re.Match[str]) -> None:
        """End what the end tag of this name ends."""
        self.close(tag.start())
        self.in_head &= name != "thead"
        self.in_row &= name in ("td", "th")

    def open(self, name: str, tag: re.Match[str]) -> None:
        """Begin what a tag of this name begins: the head, the body, a row, a cell.

        A cell that stands in no row begins one, as it does in a browser.
        """
        self.close(tag.start())
        is_cell = name in ("td", "th")
        if name == "tr" or (is_cell and not self.in_row):
            self.rows.append([])
            self.head += self.in_head
            self.in_row = True
        if is_cell:
            found = attributes(tag["attributes"])
            spans = (_span(found.get(axis, ""), most) for axis, most in _FARTHEST.items())
            self.cell = HtmlCell(tag.end(), tag.end(), name == "th", *spans)
        elif name != "tr":
            self.in_head = name == "thead"
            self.in_row = False

    def note(self, src: str, start: int, end: int) -> None:
        """Note what stands between two tags and is lost, or would be part of the wrong cell."""
        torn = [found.start() for found in _TORN.finditer(src, start, end)]
        self.torn += torn
        is_outside = not (torn or self.cell or self.in_caption)
        if is_outside and (stray := _STRAY.match(src, start, end)):
            self.strays.append(stray.end() - 1)


def _span(value: str, most: int) -> int:
    found = _SPAN.match(value)
    return min(max(int(found[1]), 1), most) if found else 1


def opening(src: str, start: int, end: int) -> int | None:
    """Where the first `<table>` between two offsets begins."""
    edges = _EDGE.finditer(src, start, end)
    return next((edge.start() for edge in edges if edge[1]), None)


def is_opaque(marker: str) -> bool:
    """Whether a block of HTML that begins so holds no markup: a comment, a script."""
    return marker.strip().lower().lstrip("<") in PRE_TAGS or marker.strip()[:2] in ("<!", "<?")


def pairs(src: str) -> dict[int, int]:
    """For each `<table>` that is closed: where it begins, and where its closing tag ends."""
    found: dict[int, int] = {}
    begun: list[int] = []
    for edge in _EDGE.finditer(src):
        if edge[1]:
            begun.append(edge.start())
        elif edge[2] and begun:
            found[begun.pop()] = edge.end()
    return found


def tables(src: str, start: int, end: int) -> list[HtmlTable]:
    """The tables of a stretch that begins with `<table`, the outer ones only.

    A table of one row that holds tables is there for its looks: its inner
    tables are taken.
    """
    return [found for table in _read(src, start, end).loose for found in _outer(table)]


def untabled(src: str) -> list[HtmlTable]:
    """What rows without a table make, and the tables beside them."""
    return _outer(_read(src, 0, len(src)))


def _read(src: str, start: int, end: int) -> HtmlTable:
    """What stands in a stretch, as a table whose `loose` ones are those of the stretch."""
    top = HtmlTable(start)
    stack = [top]
    comments = _Comments(src, end)
    pos = start
    while tag := TAG.search(src, pos, end):
        name = (tag["name"] or "").lower()
        stack[-1].note(src, pos, tag.start())
        pos = tag.end() if name else comments.skip(tag.start(), stack[-1])
        if name == "table":
            _nest(stack, tag)
        elif name == "caption":
            stack[-1].in_caption = not tag["end"]
            if not stack[-1].rows:
                begun = stack[-1].caption[0] or tag.end()
                stack[-1].caption = (begun, tag.start() if tag["end"] else begun)
        elif name in _PARTS and tag["end"]:
            stack[-1].end(name, tag)
        elif name in _PARTS:
            stack[-1].open(name, tag)
    for table in stack:
        table.close(end)
    return top


@dataclass(slots=True)
class _Comments:
    """The comments of a source up to an offset; `closed` is where the next `-->` stands."""

    src: str
    end: int
    closed: int = 0

    def skip(self, start: int, table: HtmlTable) -> int:
        """Where to go on behind the beginning of a comment; a table is told what it hides.

        One that never ends, or ends with the next comment, hides what stands
        between by mistake: that is read.
        """
        src = self.src
        if 0 <= self.closed < start + 4:
            self.closed = src.find("-->", start + 2, self.end)
        again = src.find("<!--", start + 4, self.end if self.closed < 0 else self.closed)
        if self.closed >= 0 and again < 0:
            if _is_uneven(src, start, self.closed):
                table.hidden.append(start)
            return self.closed + 3
        if again >= 0 and not _PART.search(src, start, again):
            return again
        table.hidden.append(start)
        return start + 4


def _is_uneven(src: str, start: int, end: int) -> bool:
    """Whether a comment ends rows or cells that it does not begin, or the other way round.

    An end tag may be left out; so only those that are there are held to it.
    """
    for kinds in (("tr",), ("td", "th")):
        tags = [m["end"] for m in _PART.finditer(src, start, end) if m["name"].lower() in kinds]
        depth = list(itertools.accumulate(-1 if tag else 1 for tag in tags))
        if any(tags) and (depth[-1] != 0 or min(depth) < 0):
            return True
    return False


def _nest(stack: list[HtmlTable], tag: re.Match[str]) -> None:
    if not tag["end"]:
        table = HtmlTable(tag.start())
        above = stack[-1]
        (above.inner if above.cell else above.loose).append(table)
        stack.append(table)
    elif len(stack) > 1:
        stack.pop().close(tag.start())


def _outer(top: HtmlTable) -> list[HtmlTable]:
    found, todo = [], [(top, 0)]
    while todo:
        table, depth = todo.pop()
        rows = [row for row in table.rows if row]
        is_layout = bool(table.inner) and len(rows) <= 1 and depth < _DEEPEST
        if rows and not is_layout:
            found.append(table)
        within = [*(table.inner if is_layout else ()), *table.loose]
        todo += [(one, depth + 1) for one in reversed(within)]
    return found
