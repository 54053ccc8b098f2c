"""Mistune's block parser, taught where it stands and what a table is."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, MutableMapping
from re import Match
from typing import Any, TypeAlias

from mistune import BlockParser, BlockState, InlineParser, Markdown
from mistune.helpers import BLOCK_TAGS, PRE_TAGS
from mistune.plugins.formatting import strikethrough

from generator.source import Document, Span
from generator.tables import pipes, tags

Token: TypeAlias = dict[str, Any]
Env: TypeAlias = MutableMapping[str, Any]
Parse: TypeAlias = Callable[[BlockParser, Match[str], "Placed"], int | None]

_TAGS = "|".join((*BLOCK_TAGS, *PRE_TAGS))

# GFM: a header row and a delimiter row under it. That the two have as many
# cells is left to `pipes`, which says so where they have not.
_PIPE_TABLE = (
    r"^ {0,3}+(?![ \t\n])(?!<(?:!--|/?(?:" + _TAGS + r")\b))"
    r"[^\n|\\]*+(?:\\[^\n][^\n|\\]*+)*+\|[^\n]*\n"
    r"(?=[^\n]*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*$"
)
_HTML_TABLE = r"^(?! {0,3}<(?:[!?]|(?:" + "|".join(PRE_TAGS) + r")\b))[^\n]*?" + tags.OPEN
_HTML_BLOCK = r"^ {0,3}(?:</?(?:" + _TAGS + r")(?=[ \t/>]|$)|<!--|<\?|<![A-Z]|<!\[CDATA\[)"
_DEFINITION = re.compile(
    r"[ \t]*(<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|$)"
)
_EMPTY_ITEM = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]*")
_BLANK_LINE = re.compile(r"^[ \t]*\n", re.M)


class Placed(BlockState):
    """A state of mistune's that knows which lines of the document it reads.

    Mistune reads what stands in a list item or a quote in a child state with a
    source of its own. That source has one line for each line of the parent and
    differs from it only in what stands *before* the text; so the line is
    counted, and the column is measured from the line's end.
    """

    document: Document
    first = 0  # the document's line, from 0, that this source begins with
    opened = 0  # the same of the list item or quote that is being read

    def __init__(self, parent: Placed | None = None) -> None:
        super().__init__(parent)
        self._starts: list[int] = []
        self._pairs: dict[int, int] | None = None
        if parent:
            self.document = parent.document

    @property
    def starts(self) -> list[int]:
        """Where each line of the source begins."""
        if not self._starts:
            sizes = (len(line) + 1 for line in self.src.split("\n"))
            self._starts = [0, *itertools.accumulate(sizes)]
        return self._starts

    @property
    def pairs(self) -> dict[int, int]:
        """Where each `<table>` of the source begins, and where it ends."""
        if self._pairs is None:
            self._pairs = tags.pairs(self.src)
        return self._pairs

    def line_end(self, pos: int) -> int:
        """Where the line of an offset ends, before its line feed."""
        return self.starts[bisect_right(self.starts, pos)] - 1

    def line(self, pos: int) -> int:
        """The document's line, from 0, in which an offset of the source stands."""
        return self.first + bisect_right(self.starts, pos) - 1

    def origin(self, pos: int) -> tuple[int, int, str]:
        """The document's line from 1, what to add to an offset to get its column, the line."""
        index = bisect_right(self.starts, pos) - 1
        line = self.first + index
        lines = self.document.lines
        text = lines[line] if line < len(lines) else ""
        return line + 1, len(text) - (self.starts[index + 1] - 1) + 1, text

    def span(self, pos: int, length: int = 0) -> Span:
        """The place of an offset of the source in the document."""
        line, shift, text = self.origin(pos)
        return Span(self.document.path, line, max(1, pos + shift), length, text)

    def whole_line(self, pos: int) -> Span:
        """The place of the text of the line that begins at an offset."""
        text = self.src[pos : self.line_end(pos)]
        lead = len(text) - len(text.lstrip(" \t"))
        return self.span(pos + lead, len(text) - lead)

    def child_state(self, src: str, *args: Any, **kwargs: Any) -> Placed:
        """The state for what stands in a quote or a list item.

        Mistune has read the marker of the next item when it parses an item.
        """
        child: Placed = super().child_state(src, *args, **kwargs)  # type: ignore[assignment]
        start = self.starts[self.opened - self.first]
        line = self.src[start : self.starts[self.opened - self.first + 1] - 1]
        child.first = self.opened + bool(_EMPTY_ITEM.fullmatch(line))
        self.opened = self.line(max(0, self.cursor - 1))
        return child

    def add_paragraph(self, text: str) -> None:
        """Add a paragraph, or go on with one, and remember where it began."""
        span = self.whole_line(self.cursor)
        super().add_paragraph(text)
        self.tokens[-1].setdefault("span", span)

    def append_token(self, token: Token) -> None:
        """Add a token, and remember where it began."""
        if token["type"] != "blank_line":
            token.setdefault("span", self.whole_line(self.cursor))
        super().append_token(token)


@functools.cache
def _markdown() -> Markdown:
    return Markdown(None, BlockParser(), InlineParser(), [strikethrough, _rules])


def parse(document: Document, first: int) -> tuple[list[Token], Env]:
    """The tokens of a document from its line `first` (from 0) on, and its link definitions."""
    state = Placed()
    state.document = document
    state.first = state.opened = first
    state.process("\n".join(document.lines[first:]) + "\n")
    _markdown().block.parse(state)
    return state.tokens, state.env


def inline(text: str, env: Env) -> list[Token]:
    """The inline tokens of a text."""
    return _markdown().inline(text, env)


def _rules(md: Markdown) -> None:
    """A plugin of mistune: our rules, before those that would take a table for prose."""
    block = md.block
    for rule, pattern, parse_rule in (
        ("pipe_table", _PIPE_TABLE, _pipe_table),
        ("html_table", _HTML_TABLE, _html_table),
    ):
        block.register(rule, pattern, parse_rule, before="ref_link")  # type: ignore[arg-type]
        for rules in (block.block_quote_rules, block.list_rules):
            block.insert_rule(rules, rule, before="ref_link")
    for rule in ("block_quote", "list"):
        block.register(rule, None, _container("parse_" + rule))  # type: ignore[arg-type]
    _register_block_html(block)
    block.register(_heading_rule(block), None, _heading)  # type: ignore[arg-type]
    block.register("ref_link", None, _definition)  # type: ignore[arg-type]


def _register_block_html(block: BlockParser) -> None:
    # Mistune takes `<div>` for no block of HTML when it looks for a list's end.
    block.specification["block_html"] = _HTML_BLOCK
    for name in ("raw_html", "block_html"):
        block._methods[name] = functools.partial(_html, block)  # type: ignore[assignment]


def _heading_rule(block: BlockParser) -> str:
    # Mistune up to 3.0 misspells it.
    return "atx_heading" if "atx_heading" in block.specification else "axt_heading"


def _container(name: str) -> Parse:
    """The rule for a list or a quote: mistune's own, with the line on which it opens."""

    def parse_container(block: BlockParser, m: Match[str], state: Placed) -> int | None:
        before, state.opened = state.opened, state.line(m.start())
        end: int | None = getattr(block, name)(m, state)
        state.opened = before
        return end

    return parse_container


def _heading(block: BlockParser, m: Match[str], state: Placed) -> int:
    # Mistune's own takes quadratic time where blanks stand in a heading.
    line = m.group(0).strip(" \t")
    text = line.lstrip("#")
    level = len(line) - len(text)
    open_text = text.rstrip("#")
    if not open_text or open_text[-1] in " \t":
        text = open_text
    token = {"type": "heading", "text": text.strip(" \t"), "attrs": {"level": level}}
    state.append_token(token)
    return m.end() + 1


def _definition(block: BlockParser, m: Match[str], state: Placed) -> int | None:
    # Mistune's own takes quadratic time where many stand in lists.
    end = state.append_paragraph()
    target = _DEFINITION.match(state.src, m.end())
    if end or not target:
        return end
    label = m.group(0).strip(" ")[1:-2]
    state.env["ref_links"].setdefault(key(label), {"url": target.group(1), "label": label})
    return target.end()


def key(label: str) -> str:
    """A link label as CommonMark compares it."""
    return " ".join(label.split()).lower().upper()


def _pipe_table(block: BlockParser, m: Match[str], state: Placed) -> int:
    names = ("fenced_code", "thematic_break", "block_quote", "list", "block_html")
    stops = block.compile_sc([*names, _heading_rule(block)])
    extent = pipes.extent(state.src, m.start(), lambda pos: bool(stops.match(state.src, pos)))
    state.append_token({"type": "pipe_table", "state": state, "extent": extent})
    return extent.end


def _html_table(block: BlockParser, m: Match[str], state: Placed) -> int | None:
    start = m.end() - len("<table")
    before = state.src[m.start() : start]
    if before.count("`") % 2:  # the tag stands in a code span
        return None
    if before.strip(" \t"):
        state.add_paragraph(before + "\n")
    return _html_tables(state, start)


def _html(block: BlockParser, m: Match[str], state: Placed) -> int | None:
    """Mistune's rule for a block of HTML, which ends where a table begins."""
    start, count = m.start(), len(state.tokens)
    end = block.parse_raw_html(m, state)
    if not end or len(state.tokens) == count or "raw" not in state.tokens[-1]:
        return end
    token = state.tokens[-1]
    token["span"] = state.whole_line(start)
    inside = None if tags.is_opaque(m.group(0)) else tags.opening(state.src, start, end)
    if inside is None:
        return end
    token["raw"] = state.src[start:inside]
    return _html_tables(state, inside)


def _html_tables(state: Placed, pos: int) -> int:
    """Take the table that opens at an offset, and those that open on the line where it ends."""
    while True:
        closed = state.pairs.get(pos)
        end = closed or _next_blank(state, pos)
        found = {"type": "html_table", "state": state, "start": pos, "end": end}
        state.append_token(found | {"closed": bool(closed), "span": state.span(pos, 6)})
        line_end = state.line_end(end)
        again = tags.opening(state.src, end, line_end)
        if again is None:
            return line_end + 1 if not state.src[end:line_end].strip() else end
        pos = again


def _next_blank(state: Placed, pos: int) -> int:
    blank = _BLANK_LINE.search(state.src, pos)
    return blank.start() if blank else len(state.src)
