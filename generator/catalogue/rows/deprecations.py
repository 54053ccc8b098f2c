"""What a row says of its code where it says that the code is deprecated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.catalogue.words import lexicon
from generator.markdown.page import Cell

# Nobody needs more of a text to say it.
_LIMIT = 400
_FIRST = re.compile(r"[\W_]*([^\W\d_]+)")
# What stands in brackets at the beginning of a text.
_BRACKETED = re.compile(r"[\s*_]*[(\[（【]([^()\[\]（）【】]{1,120})[)\]）】]")
# What ends the part of a text that stands alone; the dot of `2.1` does not.
_END = re.compile(r"[.:](?=\s|\W|$)|[;,!?\n()\[\]（）【】。：；，、！]|\s[-–—]+\s|—")
# What goes on about the code, where `deprecated parameter` goes on about another thing.
_SINCE = re.compile(
    r"\s+(?:(?:since|as of|in|from|with|by|seit|ab|depuis|en|desde|dal|dalla|da|sinds|vanaf|sedan"
    r"|siden|od|от|с|з|από)\s[^.;:,]{0,40}?[0-9]|(?:in favou?r of|use|replaced by|and)\b)",
    re.IGNORECASE,
)
# What may stand before the word in words about the code.
_OPENERS = re.compile(
    r"(?:(?:this|the|error|code|status|is|are|was|has|been|now|soon|will|be|ist|wird|jetzt|est|está"
    r"|è|é|to)\s+){1,6}",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|nicht|kein|pas|non|não|не|ei|ikke|inte)\b|不再|아님")
_LAST = re.compile(r"(?:^|\s|[で起])([^\W\d_]+)$")
# Bold type at the beginning, of a sentence or in brackets.
_BOLD = re.compile(
    r"(?:^|[.。!?;:(\[（]\s*)(?:\*\*|__|<(?:b|strong)>)\s*([^*_<>\n]{1,120}?)\s*(?:\*\*|__|</)"
)
_EDGES = " .:;,!?\n()[]（）【】。：；，、！-–—*_"


def of_remark(words: str) -> str:
    """What a remark beside a code says, if it is that the code is deprecated; else ""."""
    words = words[:_LIMIT]
    told = of_text(words)
    if told:
        return told
    opened = _OPENERS.match(words)
    if opened and of_text(words[opened.end() :]):
        return words
    head = _head(words)
    last = _LAST.search(head)
    is_last = last is not None and lexicon.deprecated(last[1])
    dated = is_last and re.search(r"[0-9]", head) and not _NOT.search(head)
    return words if dated else ""


def of_text(text: str) -> str:
    """What a text says, if it begins with the word and goes on about the code; else "".

    Since when, or what else: what stands behind the word, if anything does.
    """
    text = text[:_LIMIT]
    bracketed = _BRACKETED.match(text)
    if bracketed:
        text = bracketed[1]
    head = _head(text)
    if lexicon.deprecated(head):
        return text[text.find(head) + len(head) :].lstrip(_EDGES).rstrip() or head
    first = _FIRST.match(text)
    if first and lexicon.deprecated(first[1]) and _SINCE.match(text, first.end()):
        return text[first.end() :].strip().partition("\n")[0]
    return ""


def of_cells(cells: Iterable[Cell]) -> str:
    """What the first of these texts says that says so in its first word, or in bold type."""
    return next(filter(None, (of_text(cell.text) or _bold(cell) for cell in cells)), "")


def of_column(header: str, cell: Cell) -> str:
    """What a cell says under a header that asks whether, or since when."""
    first = _FIRST.match(header)
    if not (first and lexicon.deprecated(first[1])):
        return ""
    if lexicon.affirms(cell.text):
        return first[1].lower()
    return " ".join(cell.text.split()) if re.search(r"[0-9]", cell.text) else ""


def _head(text: str) -> str:
    """What stands alone at the beginning of a text."""
    text = text.lstrip(" *_\n⚠️")
    end = _END.search(text)
    return (text[: end.start()] if end else text).strip(" *_")


def _bold(cell: Cell) -> str:
    """What words in bold type say; of the word alone at the beginning, what stands behind it."""
    for found in _BOLD.finditer(cell.raw[:_LIMIT]):
        told = of_remark(found[1])
        if told and told == found[1] and not found.start():
            rest = cell.text.removeprefix(told).lstrip(_EDGES).rstrip()
            return rest or told
        if told:
            return told
    return ""
