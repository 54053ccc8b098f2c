"""What a reader sees of a marked-up text, and what it sets apart."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from generator import characters
from generator.markdown import blocks, html_tags

Side: TypeAlias = Literal["both", "shown", "source"]
Style: TypeAlias = frozenset[str]  # of "strong", "struck" and "code"

LIMIT = 8_000  # code points; a longer text is no cell and no paragraph that anybody wrote

# Where only tags stand in a text, mistune is not needed to find them.
_MARKDOWN = re.compile(r"[\\`*_~&\[]|<[!?]|://|@|  \n")
_CODE = re.compile(r"`[^`\s](?:[^`\n]*[^`\s])?`")
_TAGS = re.compile(rf"(</?[A-Za-z][A-Za-z0-9-]*+(?:\s{html_tags.ATTRIBUTES})?+/?>)")
_DEEPEST = 40  # tags within tags
_MARKED = re.compile(r"[\\`*_~<&\[]|(?:  |\n)\n")
_MARKED_OR_UNTIDY = re.compile(r"[\\`*_~<&\[\t\r\n\f\v]|  ")
_GAP = re.compile(r"\n[ \t]*\n")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_UNTIDY = re.compile(r"  |[\t\r\n\f\v]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# `[X][]` whose definition stands in another file.
_REFERENCE = re.compile(r"(?<![\w\]\\!])\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,200})\]")

# fmt: off
_BREAKS = frozenset([
    "br", "p", "div", "hr", "li", "ul", "ol", "dl", "dd", "dt", "table", "thead", "tbody", "tr",
    "td", "th", "pre", "blockquote", "details", "summary", "section",
    "h1", "h2", "h3", "h4", "h5", "h6",
])
_UNSEEN_TAGS = frozenset([
    "a", "abbr", "big", "center", "cite", "em", "font", "i", "img", "ins", "nobr", "q", "small",
    "sub", "sup", "u", "wbr",
])
# fmt: on
_STYLED = {
    "strong": ("strong", "b"),
    "struck": ("strikethrough", "del", "s", "strike"),
    "code": ("codespan", "code", "tt", "kbd", "samp"),
}
_STYLES = {name: frozenset({style}) for style, names in _STYLED.items() for name in names}
_PLAIN: Style = frozenset()


class RichText(NamedTuple):
    """A text, read: see `Cell`, `Paragraph` and `Heading` for the fields."""

    text: str
    source: str | None = None
    code: tuple[str, ...] = ()
    bold: bool = False
    struck: bool = False
    marked: tuple[str, ...] = ()
    anchor: str = ""


class _Leaf(NamedTuple):
    """A leaf of the inline tokens: a text, or a tag as it is written."""

    text: str
    style: Style = _PLAIN
    is_tag: bool = False


class _Run(NamedTuple):
    """A text in one style: what a reader sees, the untranslated source, or both."""

    text: str
    style: Style
    side: Side = "both"


def is_plain(raw: str) -> bool:
    """Whether a trimmed text is just what a reader sees: no markup, no superfluous blanks."""
    return not _MARKED_OR_UNTIDY.search(raw)


def read(raw: str, env: blocks.Env) -> RichText:
    """What a reader sees of a text in Markdown and HTML; one beyond LIMIT as it stands."""
    if len(raw) > LIMIT or not _MARKED.search(raw):
        return RichText(tidy(raw.replace("\n", " ")))
    leaves = _leaves(_GAP.sub("<br>", raw), env)
    runs = list(_runs(leaves, raw.lower()))
    shown = [run for run in runs if run.side != "source"]
    seen = [run for run in shown if run.text.strip(" \n")]
    text = tidy("".join([run.text for run in shown]))
    text, bold = (text, False) if "\\*" in raw else _closed_bold(text)
    return RichText(
        text=text,
        source=_source(runs),
        code=tuple(run.text for run in seen if "code" in run.style),
        bold=bold or _is_all(seen, "strong"),
        struck=_is_all(seen, "struck"),
        marked=tuple(_marked(shown)),
        anchor=_anchor(leaves) if "<a " in raw else "",
    )


def tidy(text: str) -> str:
    """A text without superfluous blanks; lines stay, invisible characters too."""
    if not _UNTIDY.search(text):
        return text.strip(" ")
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _is_all(runs: list[_Run], style: str) -> bool:
    return bool(runs) and all(style in run.style for run in runs)


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


def _marked(runs: list[_Run]) -> Iterator[str]:
    """The code spans and the strong texts, in order; code in strong counts once."""
    # Blanks count here: `**a** **b**` are two texts, and a strong text may go over two lines.
    strong = ""
    for run in [*runs, _Run("", _PLAIN)]:
        if "code" in run.style or "strong" not in run.style:
            if tidy(strong):
                yield tidy(strong)
            strong = ""
        if "code" not in run.style:
            strong += run.text if "strong" in run.style else ""
        elif run.text.strip(" \n"):
            yield run.text


def _anchor(leaves: list[_Leaf]) -> str:
    tags = (html_tags.TAG.match(leaf.text) for leaf in leaves if leaf.is_tag)
    links = (tag["attributes"] for tag in tags if tag and tag["name"] == "a")
    return next(filter(None, (html_tags.anchor(link, "name", "id") for link in links)), "")


def _leaves(raw: str, env: blocks.Env) -> list[_Leaf]:
    if _CODE.fullmatch(raw):  # most cells that have markup
        return [_Leaf(raw[1:-1], _STYLES["code"])]
    if _MARKDOWN.search(raw):
        return list(_flat(blocks.inline(raw, _defined(raw, env)), _PLAIN))
    parts = enumerate(_TAGS.split(raw.replace("\n", " ")))
    return [_Leaf(part, _PLAIN, n % 2 > 0) for n, part in parts if part]


def _defined(raw: str, env: blocks.Env) -> blocks.Env:
    """The link definitions, with those that the text uses and another file has."""
    if "][" not in raw:
        return env
    found = _REFERENCE.finditer(characters.known(raw))
    labels = [raw[slice(*m.span(2 if m[2] else 1))] for m in found]
    links = {blocks.key(label): {"url": "", "label": label} for label in labels}
    return {**env, "ref_links": links | env["ref_links"]}


def _flat(tokens: Iterable[blocks.Token], style: Style) -> Iterator[_Leaf]:
    """The leaves of inline tokens, in order."""
    for token in tokens:
        kind = token["type"]
        if kind == "text":
            yield _Leaf(_ENTITY.sub(lambda m: html.unescape(m[0]), token["raw"]), style)
        elif kind == "codespan":
            yield _Leaf(token["raw"], style | _STYLES[kind])
        elif kind == "inline_html":
            yield _Leaf(token["raw"], style, is_tag=True)
        elif kind == "linebreak":
            yield _Leaf("\n", style)
        elif kind == "softbreak":
            yield _Leaf(" ", style)
        else:
            yield from _flat(token.get("children", ()), style | _STYLES.get(kind, _PLAIN))


def _runs(leaves: list[_Leaf], raw: str) -> Iterator[_Run]:
    """The texts among the leaves, each with what the tags around it make of it."""
    styles: list[str] = []
    spans: list[str] = []
    for leaf in leaves:
        text = _tag(leaf.text, raw, styles, spans) if leaf.is_tag else leaf.text
        if text:
            style = leaf.style.union(*map(_STYLES.__getitem__, styles))
            side: Side = "shown" if "shown" in spans else "both"
            yield _Run(text, style, "source" if "source" in spans else side)


def _tag(tag: str, raw: str, styles: list[str], spans: list[str]) -> str:
    """What stands in the text for a tag; its effect is noted in `styles` and `spans`.

    A tag that HTML does not know, that has no attributes and is never closed
    is a placeholder, such as `<the invalid URL>`, and stays.
    """
    found = html_tags.TAG.match(tag)
    if not found or not found["name"]:  # a declaration, a comment
        return ""
    end, name, rest = found["end"], found["name"].lower(), found["attributes"]
    if name in _BREAKS:
        return "\n"
    if name == "span":
        _note(spans, _side(rest), is_end=bool(end))
    elif name in _STYLES:
        _note(styles, name, is_end=bool(end))
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
