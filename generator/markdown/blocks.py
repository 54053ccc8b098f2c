"""Mistune's block parser, taught where it stands and what a table is."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, MutableMapping
from re import Match
from typing import Any, TypeAlias

from mistune import BlockParser, InlineParser, InlineState, Markdown
from mistune.helpers import BLOCK_TAGS, PRE_TAGS
from mistune.plugins.formatting import strikethrough
from mistune.util import escape_url

from generator import characters
from generator.diagnostics.source import Document
from generator.markdown import containers, html_tags, pipes
from generator.markdown.state import State

Token: TypeAlias = dict[str, Any]
Env: TypeAlias = MutableMapping[str, Any]
Parse: TypeAlias = Callable[[BlockParser, Match[str], State], int | None]

_TAGS = "|".join((*BLOCK_TAGS, *PRE_TAGS))

# GFM: a header row and a delimiter row under it. That the two have as many
# cells is left to `pipes`, which says so where they have not.
_PIPE_TABLE = (
    r"^ {0,3}+(?![ \t\n])(?!<(?:!--|/?(?:" + _TAGS + r")(?a:\b)))"
    r"[^\n|\\]*+(?:\\[^\n][^\n|\\]*+)*+\|[^\n]*\n"
    r"(?=[^\n]*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*$"
)
_PIPE_TABLE_IN_MDX = _PIPE_TABLE.replace("^ {0,3}+", "^[ \\t]*+")
_PIPES = {
    False: re.compile(_PIPE_TABLE, re.MULTILINE),
    True: re.compile(_PIPE_TABLE_IN_MDX, re.MULTILINE),
}
_HTML_TABLE = r"^(?! {0,3}<(?:[!?]|(?:" + "|".join(PRE_TAGS) + r")(?a:\b)))[^\n]*?" + html_tags.OPEN
# Where no rule matches, mistune tries each of them at each character up to the
# next block. Of lines that begin with a letter it knows that they are text.
_TEXT_LINE = r"^[\t !-/0-9:-@\[-`{-~][^\n]*$"
# Mistune takes `<div>` for no block of HTML where it looks for a list's end.
_HTML_BLOCK = r"^ {0,3}(?:</?(?:" + _TAGS + r")(?=[ \t/>]|$)|<!--|<\?|<![A-Z]|<!\[CDATA\[)"
_DEFINITION = re.compile(
    r"[ \t]*(<[^<>\n]*>|[^\s<]\S*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|$)"
)
_TAG = re.compile(f"<{html_tags.ATTRIBUTES}>")
_TAG_LINE = re.compile(rf"[ \t]*<(?![hH][1-6]){html_tags.ATTRIBUTES}>[ \t]*")
_BLANK_LINE = re.compile(r"^[ \t]*\n", re.MULTILINE)


@functools.cache
def _markdown(*, is_mdx: bool) -> Markdown:
    plugins = [strikethrough, _rules, _mdx] if is_mdx else [strikethrough, _rules]
    return Markdown(None, BlockParser(), InlineParser(), plugins)


def parse(document: Document, first: int) -> tuple[list[Token], Env]:
    """The tokens of a document from its line `first` (from 0) on, and its link definitions."""
    state = State()
    state.document = document
    state.first = state.opened = first
    state.process("\n".join(document.lines[first:]) + "\n")
    _markdown(is_mdx=state.is_mdx).block.parse(state)
    return state.tokens, state.env


def inline(text: str, env: Env) -> list[Token]:
    """The inline tokens of a text."""
    if characters.known(text) == text:
        return _markdown(is_mdx=False).inline(text, env)
    # Whether an asterisk is one hangs on whether the characters beside it are letters.
    there = characters.stand_ins(text)
    links = {key(link["label"].translate(there)): link for link in env["ref_links"].values()}
    seen = {**env, "ref_links": links}
    tokens = _markdown(is_mdx=False).inline(text.translate(there), seen)
    return _put_back(tokens, {ord(new): chr(old) for old, new in there.items()})


def _put_back(tokens: list[Token], back: dict[int, str]) -> list[Token]:
    """Tokens with their characters back in the place of the stand-ins."""
    for token in tokens:
        if "raw" in token:
            token["raw"] = token["raw"].translate(back)
        if url := token.get("attrs", {}).get("url"):
            for new, old in back.items():
                url = url.replace(escape_url(chr(new)), escape_url(old))
            token["attrs"]["url"] = url.translate(back)
        _put_back(token.get("children", []), back)
    return tokens


def _mdx(md: Markdown) -> None:
    """A plugin of mistune: in MDX an indentation changes nothing."""
    for rules in (md.block.rules, md.block.block_quote_rules, md.block.list_rules):
        rules.remove("indent_code")
    block = md.block
    heading = _heading_rule(block)
    anywhere = block.specification[heading].replace("^ {0,3}", "^[ \\t]*+", 1)
    block.register("pipe_table", _PIPE_TABLE_IN_MDX, _pipe_table)  # type: ignore[arg-type]
    block.register("fenced_code", containers.FENCE_IN_MDX, containers.fence_in_mdx)  # type: ignore[arg-type]
    block.register(heading, anywhere, _heading)  # type: ignore[arg-type]


def _rules(md: Markdown) -> None:
    """A plugin of mistune: our rules, before those that would take a table for prose."""
    block = md.block
    everywhere = (block.rules, block.block_quote_rules, block.list_rules)
    for rules in everywhere:
        for rule in ("pipe_table", "html_table"):
            block.insert_rule(rules, rule, before="ref_link")
        block.insert_rule(rules, "indented", before="fenced_code")
        rules.append("text_line")
    ours: tuple[tuple[str, str | None, Parse], ...] = (
        ("pipe_table", _PIPE_TABLE, _pipe_table),
        ("html_table", _HTML_TABLE, _html_table),
        ("text_line", _TEXT_LINE, _text_line),
        ("indented", containers.INDENTED, containers.indented),
        ("fenced_code", None, containers.fence),
        ("raw_html", None, _html),
        ("block_html", _HTML_BLOCK, _html),
        ("block_quote", None, _container("parse_block_quote")),
        ("list", None, _container("parse_list")),
        ("ref_link", None, _definition),
        (_heading_rule(block), None, _heading),
    )
    for rule, pattern, parse_rule in ours:
        block.register(rule, pattern, parse_rule)  # type: ignore[arg-type]
    md.inline.register("inline_html", None, _inline_html)


def _inline_html(parser: InlineParser, m: Match[str], state: InlineState) -> int | None:
    """Mistune's rule for a tag; its own reads no link behind `<a id="x"/>`, which never closes."""
    was = state.in_link
    end = parser.parse_inline_html(m, state)
    state.in_link = was
    return end


def _heading_rule(block: BlockParser) -> str:
    # Mistune up to 3.0 misspells it.
    return "atx_heading" if "atx_heading" in block.specification else "axt_heading"


def _container(name: str) -> Parse:
    """The rule for a list or a quote: mistune's own, with the line on which it opens.

    Where a list ends a quote, or a quote a list, mistune parses the one inside
    the other, and so on without end. Here nothing is parsed then, and the end
    of the first is where the second begins; mistune expects to find a token of
    the second.
    """

    def parse_container(block: BlockParser, m: Match[str], state: State) -> int | None:
        if state.is_busy:
            state.append_token({"type": "blank_line"})
            return m.start()
        state.is_busy, state.opened = True, state.line(m.start())
        end: int | None = getattr(block, name)(m, state)
        state.is_busy = False
        return end

    return parse_container


def _heading(_block: BlockParser, m: Match[str], state: State) -> int:
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


def _definition(_block: BlockParser, m: Match[str], state: State) -> int | None:
    # Mistune's own takes quadratic time where many stand in lists.
    label = m.group(0).strip(" ")[1:-2]
    is_footnote = label[:1] == "^"  # GFM
    if is_footnote:
        label = characters.known(label[1:]).casefold()
        state.env.setdefault("footnotes", set()).add(label)
    end = state.append_paragraph()
    target = _DEFINITION.match(state.src, m.end())
    if end or not target or is_footnote:
        return end
    url = target.group(1).strip("<>")
    state.env["ref_links"].setdefault(key(label), {"url": url, "label": label})
    return target.end()


def key(label: str) -> str:
    """A link label as CommonMark compares it; spelt as mistune does, to find what it finds."""
    return " ".join(label.split()).lower().upper()


def _pipe_table(block: BlockParser, m: Match[str], state: State) -> int:
    names = ("indented", "fenced_code", "thematic_break", "block_quote", "list", "block_html")
    stops = block.compile_sc([*names, _heading_rule(block)])
    extent = pipes.extent(state.src, m.start(), lambda pos: bool(stops.match(state.src, pos)))
    token = {"type": "pipe_table", "state": state, "extent": extent}
    state.append_token(token | {"in_html": m.start() < state.html_end})
    return extent.end


def _text_line(_block: BlockParser, _m: Match[str], state: State) -> int:
    end = state.find_line_end()
    state.add_paragraph(state.get_text(end))
    return end


def _html_table(_block: BlockParser, m: Match[str], state: State) -> int | None:
    start = html_tags.opening(state.src, m.start(), state.line_end(m.start()))
    before = state.src[m.start() : start]
    if start is None or before.count("`") % 2:  # the tag stands in an attribute or a code span
        return None
    if _TAG.sub("", before).strip(" \t"):
        state.add_paragraph(before + "\n")
    return _html_tables(state, start)


def _html(block: BlockParser, m: Match[str], state: State) -> int | None:
    """Mistune's rule for a block of HTML, which ends where a table begins."""
    start, count = m.start(), len(state.tokens)
    end = block.parse_raw_html(m, state)
    if not end or len(state.tokens) == count or "raw" not in state.tokens[-1]:
        return end
    token = state.tokens[-1]
    token["span"] = state.whole_line(start)
    if html_tags.is_opaque(m.group(0)):
        return end
    line = state.src[start : state.line_end(start)]
    if state.is_mdx and _TAG_LINE.fullmatch(line):  # what follows is Markdown
        token["raw"] = html_tags.title(line.strip())
        return start + len(line) + 1
    inside = html_tags.opening(state.src, start, end)
    table = _PIPES[state.is_mdx].search(state.src, start, end if inside is None else inside)
    if table:
        state.html_end = end
    elif inside is None:
        return end
    cut = table.start() if table else inside
    token["raw"] = state.src[start:cut]
    return table.start() if table else _html_tables(state, inside or start)


def _html_tables(state: State, pos: int) -> int:
    """Take the table that opens at an offset, and those that open on the line where it ends."""
    while True:
        closed = state.pairs.get(pos)
        end = closed or _next_blank(state, pos)
        token = {"type": "html_table", "state": state, "start": pos, "end": end}
        state.append_token(token | {"closed": bool(closed)})
        line_end = state.line_end(end)
        again = html_tags.opening(state.src, end, line_end)
        if again is None:
            return line_end + 1 if not state.src[end:line_end].strip() else end
        pos = again


def _next_blank(state: State, pos: int) -> int:
    blank = _BLANK_LINE.search(state.src, pos)
    return blank.start() if blank else len(state.src)
