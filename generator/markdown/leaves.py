"""A marked-up text as leaves: texts and tags in order, each with the marks around it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from generator import characters
from generator.markdown import blocks, html_tags, links

Style: TypeAlias = frozenset[str]  # of "strong", "struck" and "code"

STYLED = {
    "strong": ("strong", "b"),
    "struck": ("strikethrough", "del", "s", "strike"),
    "code": ("codespan", "code", "tt", "kbd", "samp"),
}
STYLES: dict[str, Style] = {
    name: frozenset({style}) for style, names in STYLED.items() for name in names
}
PLAIN: Style = frozenset()

# Where only tags stand in a text, mistune is not needed to find them.
_MARKDOWN = re.compile(r"[\\`*_~&\[]|<[!?]|://|@|  \n")
_CODE = re.compile(r"`[^`\s](?:[^`\n]*[^`\s])?`")
_TAGS = re.compile(rf"(</?[A-Za-z][A-Za-z0-9-]*+(?:\s{html_tags.ATTRIBUTES})?+/?>)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# `[X][]` whose definition stands in another file.
_REFERENCE = re.compile(r"(?<![\w\]\\!])\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,200})\]")


class Leaf(NamedTuple):
    """A text or, as it is written, a tag; `url` is what Markdown links it to."""

    text: str
    style: Style = PLAIN
    is_tag: bool = False
    url: str = ""


def read(raw: str, env: blocks.Env) -> list[Leaf]:
    """The leaves of a text in Markdown and HTML."""
    if _CODE.fullmatch(raw):  # most cells that have markup
        return [Leaf(raw[1:-1], STYLES["code"])]
    if _MARKDOWN.search(raw):
        return list(_flat(blocks.inline(raw, _defined(raw, env)), PLAIN, ""))
    parts = enumerate(_TAGS.split(raw.replace("\n", " ")))
    return [Leaf(part, PLAIN, n % 2 > 0) for n, part in parts if part]


def _defined(raw: str, env: blocks.Env) -> blocks.Env:
    """The link definitions, with those that the text uses and another file has."""
    if "][" not in raw:
        return env
    found = _REFERENCE.finditer(characters.known(raw))
    labels = [raw[slice(*m.span(2 if m[2] else 1))] for m in found]
    defined = {
        blocks.key(label): {"url": "", "label": label} for label in labels if label[0] != "^"
    }
    return {**env, "ref_links": defined | env["ref_links"]}


def _flat(tokens: Iterable[blocks.Token], style: Style, url: str) -> Iterator[Leaf]:
    """The leaves of inline tokens, in order."""
    for token in tokens:
        kind = token["type"]
        if kind == "text":
            yield Leaf(_ENTITY.sub(lambda m: html.unescape(m[0]), token["raw"]), style, False, url)
        elif kind == "codespan":
            yield Leaf(token["raw"], style | STYLES[kind], False, url)
        elif kind == "inline_html":
            yield Leaf(token["raw"], style, True, url)
        elif kind == "linebreak":
            yield Leaf("\n", style, False, url)
        elif kind == "softbreak":
            yield Leaf(" ", style, False, url)
        else:
            inside = links.kept(token["attrs"]["url"]) if kind == "link" else url
            yield from _flat(token.get("children", ()), style | STYLES.get(kind, PLAIN), inside)
