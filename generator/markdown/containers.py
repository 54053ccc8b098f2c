"""Rules for containers that mistune does not know: of mkdocs, of MyST, of MDX."""

from __future__ import annotations

import re
from re import Match
from typing import TYPE_CHECKING

from generator.markdown.state import State

if TYPE_CHECKING:
    from mistune import BlockParser

# Python-Markdown, "Admonition"; PyMdown Extensions, "Details" and "Tabbed". What is inside is
# indented by four blanks.
INDENTED = r"^ {0,3}(?:===[!+]?|!!!|\?\?\?\+?)[ \t]+[\"'A-Za-z][^\n]*$"
_TITLE = re.compile(r"[\"']([^\"'\n]+)[\"'][ \t]*$")
_INDENT = 4

# In MDX no indentation makes code.
FENCE_IN_MDX = r"^[ \t]*+(?:`{3,}+[^`\n]*+|~{3,}+[^\n]*+)$"
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})([^\n]*)")

# MyST, "Directives": those in which Markdown stands.
_DIRECTIVE = re.compile(
    r"\{(?:note|tip|hint|important|warning|caution|attention|danger|error|seealso|admonition"
    r"|dropdown|details|table|tab-set|tab-item|card|grid|grid-item|grid-item-card|topic|sidebar"
    r"|div|container)\}"
)


def indented(block: BlockParser, m: Match[str], state: State) -> int | None:
    """An admonition or a tab of mkdocs: its title as a paragraph, and what is indented below it."""
    start = pos = end = m.end() + 1
    depth = len(m[0]) - len(m[0].lstrip(" ")) + _INDENT
    lines: list[str] = []
    while pos < state.cursor_max:
        line = state.get_line(pos)
        rest = line.lstrip(" \t")
        blanks = line[: len(line) - len(rest)].expandtabs(_INDENT)
        if rest.strip("\n") and len(blanks) < depth:
            break
        pos += len(line)
        lines.append(blanks[depth:] + rest)
        end = pos if rest.strip("\n") else end
    if end == start or not _may_nest(block, state):
        return None
    if title := _TITLE.search(m[0]):
        state.append_token({"type": "paragraph", "text": title[1]})
    _inside(block, state, "".join(lines), start)
    return end


def fence_in_mdx(_block: BlockParser, m: Match[str], state: State) -> int:
    """A fence of MDX: mistune wants less than four blanks before its end."""
    begun = _FENCE.match(m[0])
    blanks, marker, info = begun.groups() if begun else ("", "", "")
    close = re.compile(rf"^[ \t]*+{marker[0]}{{{len(marker)},}}+[ \t]*$", re.MULTILINE)
    start = min(m.end() + 1, state.cursor_max)
    found = close.search(state.src, start)
    raw = state.src[start : found.start() if found else state.cursor_max]
    raw = re.sub(rf"^[ \t]{{0,{len(blanks)}}}", "", raw, flags=re.MULTILINE)
    token = {"type": "block_code", "raw": raw, "style": "fenced", "marker": marker}
    state.append_token(token | ({"attrs": {"info": info.strip()}} if info.strip() else {}))
    return min(found.end() + 1, state.cursor_max) if found else state.cursor_max


def fence(block: BlockParser, m: Match[str], state: State) -> int | None:
    """Mistune's rule for a fence, and what stands in one of MyST's that holds Markdown."""
    count = len(state.tokens)
    end = block.parse_fenced_code(m, state)
    token = state.tokens[-1] if len(state.tokens) > count else {}
    info = token.get("attrs", {}).get("info", "")
    directive = _DIRECTIVE.match(info) if _may_nest(block, state) else None
    if directive:
        state.tokens.pop()
        if title := info[directive.end() :].strip():
            state.append_token({"type": "paragraph", "text": title})
        _inside(block, state, token["raw"], m.end() + 1)
    return end


def _may_nest(block: BlockParser, state: State) -> bool:
    return state.depth() < block.max_nested_level - 1


def _inside(block: BlockParser, state: State, src: str, start: int) -> None:
    """Parse what stands in a container from an offset on; `src` is that without its indentation."""
    child = state.inner(src, state.line(start))
    block.parse(child, block.list_rules)
    state.append_token({"type": "container", "children": child.tokens})
