"""References to footnotes, which are no text, taken out of a cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator

from generator import characters
from generator.markdown import html_tags
from generator.markdown.leaves import Leaf

# What may refer to a footnote without any other markup.
SIGNS = "†‡⁰¹²³⁴⁵⁶⁷⁸⁹"
_HINT = re.compile(rf"\[\^|\]\(#|<sup|[{SIGNS}]", re.IGNORECASE)
_SIGN = re.compile(
    r"([ \t]?)(?:\[\^([^\[\]\s^]{1,80})\]"
    r"|(?:[†‡]++|([⁰¹²³⁴-⁹]++(?:,[⁰¹²³⁴-⁹]++)*+)(?![⁺⁻]))(?![A-Za-z0-9_]))"
)
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BRACKETED = re.compile(r"\[[0-9]{1,2}\]")
_NUMBER = re.compile(r"[0-9]{1,2}(?:, ?[0-9]{1,2}){0,5}")
_SYMBOL = re.compile(r"[*†‡§¶#]{1,3}")
_LABEL = re.compile("[0-9]+")
_WORD = re.compile(r"[^\W\d_]{3}")
# Behind these a raised number is a power, and so it is behind those in prose and behind a radix.
_UNIT = re.compile(r"(?<![^\W\d_])[cdkm]?m$|[⁺⁻]$")
_BASE = re.compile(r"(?<!\d)\d{1,2}$|(?<!\w)[^\W\d_]$")
_RADIX = re.compile(r"(?<!\d)(?:2|10)$")


def dropped(leaves: list[Leaf], raw: str, labels: Collection[str]) -> list[Leaf]:
    """The leaves of a cell without its references to footnotes.

    `labels` are those of the page's footnotes. What stands at the beginning of
    a line is the footnote itself, and stays.
    """
    if not _HINT.search(raw):
        return leaves
    is_prose = any(" " in leaf.text.strip(" ") for leaf in leaves if not leaf.is_tag)
    is_escaped = "\\[^" in raw
    found: list[Leaf] = []
    raised: list[Leaf] = []  # since `<sup>`
    before = ""  # what stands in the line before a leaf
    for leaf in _joined(leaves):
        name = html_tags.name(leaf.text) if leaf.is_tag else ""
        if not raised and name != "sup":
            known = None if is_escaped else labels
            more = [leaf if leaf.is_tag else _cleaned(leaf, before, known, is_prose=is_prose)]
        else:
            raised.append(leaf)
            if name != "/sup":
                continue
            more, raised = _raised(raised, before, is_prose=is_prose), []
            if not more and found:
                found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
        found += more
        before = _line(before, more)
    return found + raised


def _joined(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """The leaves, each text whole: `[`, `^1` and `]` are three texts to mistune."""
    for (style, is_tag, url), group in itertools.groupby(leaves, lambda leaf: leaf[1:]):
        if is_tag or "code" in style:
            yield from group
        else:
            yield Leaf("".join(leaf.text for leaf in group), style, is_tag, url)


def _line(before: str, leaves: Iterable[Leaf]) -> str:
    """The end of what stands in a line after these leaves."""
    for leaf in leaves:
        if not leaf.is_tag:
            before = (before + leaf.text).rpartition("\n")[2]
        elif html_tags.name(leaf.text).strip("/") in html_tags.BREAKS:
            before = ""
    return before[-80:]


def _raised(leaves: list[Leaf], before: str, *, is_prose: bool) -> list[Leaf]:
    """What remains of the leaves from `<sup>` to `</sup>`: nothing of a reference."""
    text = "".join(leaf.text for leaf in leaves if not leaf.is_tag).strip(" ()[]")
    urls = [html_tags.href(leaf.text) if leaf.is_tag else leaf.url for leaf in leaves]
    is_linked = any(url[:1] == "#" for url in urls) or (any(urls) and _NUMBER.fullmatch(text))
    if (is_linked and before.strip()) or _refers(text, before, is_prose=is_prose):
        return []
    is_word = before[-1:].strip() and _WORD.match(characters.known(text))
    return [*([Leaf(" ")] if is_word else []), *leaves]


def _cleaned(leaf: Leaf, before: str, labels: Collection[str] | None, *, is_prose: bool) -> Leaf:
    """A text without the references in it."""
    if "code" in leaf.style or not (leaf.url or _HINT.search(leaf.text)):
        return leaf
    known = characters.known(leaf.text)
    if leaf.url[:1] == "#" and before.strip() and _BRACKETED.fullmatch(known):
        return leaf._replace(text="")
    kept, pos = "", 0
    for sign in _SIGN.finditer(known):
        blank, label, number = sign.groups()
        line = before + known[max(0, sign.start() - 80) : sign.end(1)]
        if label:
            is_known = _LABEL.fullmatch(label) or label.casefold() in (labels or ())
            is_reference = bool(is_known) and labels is not None
        else:
            raised = (number or "*").translate(_DIGITS)
            is_reference = _refers(raised, line.rpartition("\n")[2], is_prose=is_prose)
        if is_reference:
            between = leaf.text[pos : sign.start()]
            kept += between if not pos or between.strip(" ,") else ""
            pos = sign.end()
            kept += blank if known[pos : pos + 1].isalnum() else ""
    return leaf._replace(text=kept + leaf.text[pos:])


def _refers(text: str, before: str, *, is_prose: bool) -> bool:
    """Whether a raised text refers to a footnote; else it is a power, or a word."""
    known = characters.known(before)
    if not known.strip():
        return False
    if not _NUMBER.fullmatch(text) and not re.fullmatch("[a-z]", text):
        return bool(_SYMBOL.fullmatch(text))
    if _UNIT.search(known) or (is_prose and _BASE.search(known)):
        return False
    return not _RADIX.search(known) or text in ("1", "2", "3")
