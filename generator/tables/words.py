"""What a reader sees of a marked-up text, and what it sets apart."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from generator.tables import blocks

LIMIT = 8_000  # code points; a longer text is no cell and no paragraph that anybody wrote

_PLAIN = re.compile(r"[^\\`*_~<&\[\t\r\n\f\v]*")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^>]*)>")
_NAMED = re.compile(r"\b(?:name|id)\s*=\s*[\"']?([^\"'\s>]{1,200})")
# `[X][]` whose definition stands in another file.
_REFERENCE = re.compile(r"(?<![\w\]\\!])\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,200})\]")

_BREAKS = frozenset(
    "br p div li ul ol hr tr table pre dd dt dl blockquote details summary section h1 h2 h3 h4 h5"
    " h6".split()
)
_MARKS: dict[str, Literal["strong", "struck", "code"]] = {
    "b": "strong",
    "strong": "strong",
    "s": "struck",
    "del": "struck",
    "strike": "struck",
    "code": "code",
    "tt": "code",
    "kbd": "code",
    "samp": "code",
}
_OTHERS = (
    "a abbr big center cite em font i img ins nobr q small span sub sup td th tbody thead u wbr"
)
_MARKUP = _BREAKS | _MARKS.keys() | frozenset(_OTHERS.split())


class Words(NamedTuple):
    """A text, read: see `Cell`, `Paragraph` and `Heading` for the fields."""

    text: str
    source: str | None = None
    code: tuple[str, ...] = ()
    bold: bool = False
    struck: bool = False
    marked: tuple[str, ...] = ()
    anchor: str = ""


class _Run(NamedTuple):
    text: str
    side: Literal["both", "shown", "source"] = "both"
    strong: bool = False
    struck: bool = False
    code: bool = False


def read(raw: str, env: blocks.Env) -> Words:
    """What a reader sees of a text in Markdown and HTML; one beyond LIMIT as it stands."""
    if (_PLAIN.fullmatch(raw) and "  " not in raw) or len(raw) > LIMIT:
        return Words(tidy(raw))
    tokens = list(_flat(blocks.inline(raw, _defined(raw, env))))
    runs = list(_runs(tokens))
    shown = [run for run in runs if run.side != "source"]
    said = [run for run in shown if run.text.strip(" \n")]
    text, bold = _closed_bold(tidy("".join(run.text for run in shown)))
    return Words(
        text=text,
        source=_source(runs),
        code=tuple(run.text for run in said if run.code),
        bold=bold or (bool(said) and all(run.strong for run in said)),
        struck=bool(said) and all(run.struck for run in said),
        marked=tuple(_marked(said)),
        anchor=next(filter(None, (_anchor(t.text) for t in tokens if t.side == "tag")), ""),
    )


def tidy(text: str) -> str:
    """A text without superfluous blanks; lines stay, invisible characters too."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _source(runs: list[_Run]) -> str | None:
    if all(run.side != "source" for run in runs):
        return None
    return tidy("".join(run.text for run in runs if run.side != "shown"))


def _closed_bold(text: str) -> tuple[str, bool]:
    """A text without the asterisks of bold that never closes or that blanks keep open."""
    if text[:2] != "**" or text.count("**") > 1 + text.endswith("**"):
        return text, False
    inner = text.removeprefix("**").removesuffix("**").strip(" ")
    return (inner, True) if inner.strip("*") else (text, False)


def _defined(raw: str, env: blocks.Env) -> blocks.Env:
    labels = [label or text for text, label in _REFERENCE.findall(raw)]
    if not labels:
        return env
    links = {blocks.key(label): {"url": "", "label": label} for label in labels}
    return {**env, "ref_links": links | env["ref_links"]}


def _anchor(tag: str) -> str:
    found = _NAMED.search(tag)
    return found.group(1) if found and tag[:2] in ("<a", "<A") else ""


class _Piece(NamedTuple):
    text: str
    side: Literal["text", "code", "tag"]
    strong: bool
    struck: bool


def _flat(
    tokens: Iterable[blocks.Token], strong: bool = False, struck: bool = False
) -> Iterator[_Piece]:
    """The leaves of inline tokens, in order."""
    for token in tokens:
        kind = token["type"]
        if kind == "text":
            yield _Piece(
                _ENTITY.sub(lambda m: html.unescape(m[0]), token["raw"]), "text", strong, struck
            )
        elif kind == "codespan":
            yield _Piece(token["raw"], "code", strong, struck)
        elif kind == "inline_html":
            yield _Piece(token["raw"], "tag", strong, struck)
        elif kind in ("linebreak", "softbreak"):
            yield _Piece("\n" if kind == "linebreak" else " ", "text", strong, struck)
        else:
            inner = token.get("children", ())
            yield from _flat(inner, strong or kind == "strong", struck or kind == "strikethrough")


def _runs(pieces: list[_Piece]) -> Iterator[_Run]:
    """The texts among the pieces, each with what the tags around it make of it."""
    closing = {
        m[2].lower() for p in pieces if p.side == "tag" and (m := _TAG.match(p.text)) and m[1]
    }
    marks: Counter[str] = Counter()
    spans: list[str] = []
    for piece in pieces:
        text = piece.text
        if piece.side == "tag":
            text = _tag(text, closing, marks, spans)
        if text:
            yield _Run(
                text,
                "source" if "source" in spans else "shown" if "shown" in spans else "both",
                piece.strong or marks["strong"] > 0,
                piece.struck or marks["struck"] > 0,
                piece.side == "code" or marks["code"] > 0,
            )


def _tag(raw: str, closing: set[str], marks: Counter[str], spans: list[str]) -> str:
    """What stands in the text for a tag; its effect is noted in `marks` and `spans`."""
    found = _TAG.match(raw)
    if not found:  # a comment, a declaration
        return ""
    end, name, rest = found.group(1), found.group(2).lower(), found.group(3)
    if name not in _MARKUP and name not in closing and "=" not in rest and rest[-1:] != "/":
        return raw
    if name in _MARKS:
        marks[_MARKS[name]] += -1 if end and marks[_MARKS[name]] else not end
    elif name == "span" and end:
        del spans[-1:]
    elif name == "span":
        translated = "shown" if "data-ttu-id" in rest else ""
        spans.append("source" if "sxs-lookup" in rest else translated)
    return "\n" if name in _BREAKS else " " if name in ("td", "th") else ""


def _marked(runs: list[_Run]) -> Iterator[str]:
    strong = ""
    for run in [*runs, _Run("")]:
        if run.code or not run.strong:
            if tidy(strong):
                yield tidy(strong)
            strong = ""
        if run.code:
            yield run.text
        elif run.strong:
            strong += run.text
