"""A page put together: headings, paragraphs, examples, and tables under their headings."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.diagnostics.rules import page as page_rules
from generator.diagnostics.rules import table as table_rules
from generator.diagnostics.source import Document, Problems, Span
from generator.markdown import (
    blocks,
    conflicts,
    html_table,
    html_tags,
    inline,
    json_block,
    pipe_table,
    rowlike,
    stranded,
)
from generator.markdown.draft import Draft
from generator.markdown.inline import RichText
from generator.markdown.page import Cell, FrontMatter, Heading, JsonBlock, Page, Paragraph, Table

# `{#id .class}`, as kramdown and Pandoc write it after a heading.
_ATTRIBUTE = re.compile(r"[ \t]*\{:?[ \t]*(?:#([^\s{}]{1,200})|\.)[^{}]{0,200}\}[ \t]*$")
_HTML_HEADINGS = frozenset(f"{letter}{level}" for letter in "hH" for level in range(1, 7))
# Beyond the depth to which mistune goes, the marker of a list or a quote is text.
_CONTAINER = re.compile(r" {0,3}(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])")
# What the info of a fence begins with that calls its content JSON.
_JSON = re.compile(
    r"[^A-Za-z0-9]{0,9}(?:[a-z.+-]{1,40}[/+])?(?:nd)?json(?:[5cl]|lines)?(?![A-Za-z0-9])",
    re.IGNORECASE,
)


_PRE = re.compile(r"<(/?)pre(?=[ \t\n>])", re.IGNORECASE)


def page(
    document: Document,
    front: FrontMatter,
    first: int,
    tokens: list[blocks.Token],
    env: blocks.Env,
) -> tuple[Page, Problems]:
    """The page that the blocks of a document make; `first` lines are its front matter."""
    draft = Draft(document, env, bytearray(len(document.lines)))
    draft.mark(1, first, rowlike.TAKEN)
    for token in _leaves(tokens):
        if add := _PARTS.get(token["type"]):
            add(draft, token)
    tables = conflicts.told(document, stranded.settled(draft))
    return Page(
        document=document,
        front=front,
        headings=tuple(draft.headings),
        tables=tables,
        paragraphs=tuple(draft.paragraphs),
        examples=tuple(draft.examples),
        bilingual=_is_bilingual(draft),
    ), tuple(draft.problems)


def _leaves(tokens: list[blocks.Token]) -> Iterator[blocks.Token]:
    for token in tokens:
        if "children" in token:
            yield from _leaves(token["children"])
        else:
            yield token


def _is_bilingual(draft: Draft) -> bool:
    cells = (cell for table in draft.tables for row in table.rows for cell in row.cells)
    headers = (cell for table in draft.tables for cell in table.header)
    everything: Iterator[Cell | Heading | Paragraph] = itertools.chain(
        draft.headings, draft.paragraphs, headers, cells
    )
    return any(one.source is not None for one in everything)


def _rich_text(draft: Draft, raw: str, span: Span) -> RichText:
    if len(raw) > inline.LIMIT:
        draft.problems.append(page_rules.page_long_text(span, len(raw), inline.LIMIT))
    return inline.read(raw, draft.env)


def _heading(draft: Draft, token: blocks.Token) -> None:
    raw, anchor = token["text"].strip(), ""
    attribute = _ATTRIBUTE.search(raw, max(0, len(raw) - 400)) if raw[-1:] == "}" else None
    if attribute:
        raw, anchor = raw[: attribute.start()], attribute[1] or ""
    _add_heading(draft, token["attrs"]["level"], raw, token["span"], anchor)


def _add_heading(draft: Draft, level: int, raw: str, span: Span, anchor: str) -> None:
    read = _rich_text(draft, raw, span)
    anchor = anchor or read.anchor or draft.anchor
    heading = Heading(level, read.text, span, anchor, read.source, read.code, read.struck)
    draft.anchor = ""
    draft.headings.append(heading)
    draft.trail = (*(above for above in draft.trail if above.level < level), heading)


def _pipe_table(draft: Draft, token: blocks.Token) -> None:
    state, extent = token["state"], token["extent"]
    table = pipe_table.read(state, extent, draft.env)
    if token["in_html"] and not state.is_mdx:
        table = replace(table, problems=(table_rules.table_in_html(table.span), *table.problems))
    _add_table(draft, table, state.line(extent.end - 1) + 1)


def _html_table(draft: Draft, token: blocks.Token) -> None:
    last = token["state"].line(token["end"] - 1) + 1
    for table in html_table.read(token, draft.env):
        _add_table(draft, table, last)


def _add_table(draft: Draft, table: Table, last: int) -> None:
    """Add a table that ends on a line."""
    draft.mark(table.span.line or 0, last, rowlike.TAKEN)
    draft.ends.append(last)
    draft.tables.append(replace(table, trail=draft.trail))


def _paragraph(draft: Draft, token: blocks.Token) -> None:
    raw, span = token["text"], token["span"]
    if _CONTAINER.match(raw) and not draft.is_deep:
        draft.is_deep = True
        draft.problems.append(page_rules.page_deep(span))
    _add_paragraph(draft, raw.strip(" \n"), span)


def _add_paragraph(draft: Draft, raw: str, span: Span) -> None:
    read = _rich_text(draft, raw, span)
    draft.anchor = read.anchor if not read.text else ""
    if read.text:
        said = Paragraph(read.text, read.marked, draft.trail, span, read.source, read.marks)
        draft.paragraphs.append(said)


def _code(draft: Draft, token: blocks.Token) -> None:
    """The JSON in a block of code; a block that calls itself JSON and is none is kept as it is."""
    raw, is_fenced = token["raw"], token["style"] == "fenced"
    first = (token["span"].line or 0) + is_fenced
    _mark_code(draft, token, first)
    if not (is_fenced and _JSON.match(token.get("attrs", {}).get("info") or "")):
        _add_examples(draft, json_block.bodies(raw), first)
        return
    value, is_valid = json_block.read(raw)
    if isinstance(value, dict | list):
        _add_examples(draft, [json_block.Body(raw, value)], first)
    elif raw.strip() and not is_valid and not _add_examples(draft, json_block.bodies(raw), first):
        draft.examples.append(JsonBlock(raw, None, False, _in_line(draft.document, first, raw)))


def _mark_code(draft: Draft, token: blocks.Token, first: int) -> None:
    """Say which lines are code: those of a fence that never closes are hidden by mistake."""
    last, lines = first + token["raw"].count("\n"), draft.document.lines
    if token["style"] == "indent":
        draft.mark(first, last, rowlike.CODE)
        return
    kind = rowlike.TAKEN
    if last > len(lines) or token["marker"] not in lines[last - 1]:
        kind, draft.unclosed = rowlike.HIDDEN, f"line {first - 1} opens code that never ends"
    elif draft.ends[-1:] == [first - 2] and "attrs" not in token:
        kind = rowlike.FREE  # it stands in the middle of a table
    draft.mark(first - 1, last, kind)


def _add_examples(draft: Draft, bodies: Iterable[json_block.Body], first: int) -> bool:
    """Whether there are bodies in a text that begins at a line; they are added."""
    count = len(draft.examples)
    for body in bodies:
        span = _in_line(draft.document, first + body.lines, body.text)
        draft.examples.append(JsonBlock(body.text, body.value, True, span))
    return len(draft.examples) > count


def _in_line(document: Document, line: int, text: str) -> Span:
    """The place of the first line of a text that stands at the end of a line."""
    written = text.partition("\n")[0].strip()
    return document.span(line, max(0, document.span(line).text.find(written)) + 1, len(written))


def _preformatted(draft: Draft, raw: str, line: int) -> None:
    """The JSON between `<pre>` and `</pre>`."""
    pos = 0
    opened: re.Match[str] | None = None
    for tag in _PRE.finditer(raw):
        line += raw.count("\n", pos, tag.start())
        pos = tag.start()
        if opened and tag[1]:
            text = raw[opened.start() : pos]
            text = html.unescape(html_tags.TAG.sub("", text))
            _add_examples(draft, json_block.bodies(text), line - text.count("\n"))
        opened = None if tag[1] else tag


def _html(draft: Draft, token: blocks.Token) -> None:
    """Headings, anchors, prose and examples in a block of HTML."""
    raw, line = token["raw"], token["span"].line or 0
    _preformatted(draft, raw, line)
    if html_tags.is_opaque(raw.lstrip()[:10].partition(">")[0]):
        kind = rowlike.TAKEN
        if raw.lstrip().startswith("<!--") and ("-->" not in raw or raw.count("<!--") > 1):
            kind, draft.unclosed = rowlike.HIDDEN, f"line {line} opens a comment that never ends"
        draft.mark(line, line + raw.rstrip("\n").count("\n"), kind)
        return
    begun: re.Match[str] | None = None
    pos = 0
    for tag in html_tags.TAG.finditer(raw):
        if tag["name"] not in _HTML_HEADINGS:
            continue
        text, span = raw[pos : tag.start()], draft.document.span(line)
        if begun and tag["end"]:
            anchor = html_tags.anchor(begun["attributes"], "id")
            _add_heading(draft, int(begun["name"][1]), text, span, anchor)
        else:
            _add_paragraph(draft, text, span)
        line += raw.count("\n", pos, tag.end())
        begun, pos = None if tag["end"] else tag, tag.end()
    _add_paragraph(draft, raw[pos:], draft.document.span(line))


_PARTS = {
    "heading": _heading,
    "pipe_table": _pipe_table,
    "html_table": _html_table,
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "block_code": _code,
    "block_html": _html,
}
