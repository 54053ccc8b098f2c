"""The placeholders of a message: found, and repaired where a brace is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator import characters

# A placeholder's words; longer than this and the braces belong to something else.
_LIMIT = 120
_TEXT_LIMIT = 2000
_REPAIR_LIMIT = 8
# Translation services widen brackets along with the other punctuation.
_NARROW = str.maketrans("｛｝＜＞％", "{}<>%")
# printf(3) and Windows' FormatMessage: `%s`, `%1`, `%1!s!`, `%-5d`, `%(name)s`. Not `10%`, nor
# `%ProgramFiles%`, nor `% s` with a blank.
_PERCENT = (
    r"(?<![0-9%\w])%(?:"
    r"\([A-Za-z_]\w{0,40}\)[sdifr]"
    r"|[0-9]{1,2}(?![0-9%])(?:![a-z]{1,4}!)?"
    r"|-?[0-9.]{0,4}l{0,2}[sdiuvfgqxX](?![A-Za-z0-9_%])"
    r")"
)
_DOLLAR = r"\$\{[A-Za-z_][\w.]{0,60}\}"
_TOKEN = re.compile(rf"{_DOLLAR}|\{{\{{ ?[^{{}} ][^{{}}]{{0,{_LIMIT}}}\}}\}}|{_PERCENT}|[{{}}<>]")
_BRACKETS = re.compile(r"\{[^{}]*\}|[{}<>]")
# What no placeholder's words hold: braces around it are those of JSON, of a set, of code.
_DATA = re.compile(r"[:;]\s|[\"`\n=]|\.\.\.|…")
_SENTENCE_END = re.compile(r"[.!?。！？\n]\s*")
# A tag of HTML is no placeholder, and neither is what a comparison leaves behind.
_TAG = re.compile(
    r"/?(?:a|b|br|i|p|u|em|li|ol|td|th|tr|ul|div|img|pre|sub|sup|code|font|span|strong|table)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Template:
    """A message cut at its placeholders.

    `parts` is `text` in order: a string is literal, a number an index into
    `words`, those of each placeholder. `repaired` says that a brace was
    missing or nested.
    """

    text: str
    parts: tuple[str | int, ...]
    words: tuple[str, ...]
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """One placeholder: the text from `start` to `end`, its words, what it lies in."""

    start: int
    end: int
    words: str
    repaired: bool = False


def read(text: str) -> Template:
    """Cut a message at its placeholders: `{free text}`, `<free text>`, `%s`, `%1`, `{{x}}`.

    A lost brace is put back where its sentence begins or ends, a placeholder
    inside another counts as a second one. Braces of JSON, tags of HTML, `10%`
    and `%ProgramFiles%` stay text.
    """
    marks = _marks(text)
    parts: list[str | int] = []
    at = 0
    for index, mark in enumerate(marks):
        if mark.start > at:
            parts.append(text[at : mark.start])
        parts.append(index)
        at = max(at, mark.end)
    if at < len(text) or not marks:
        parts.append(text[at:])
    words = tuple(mark.words for mark in marks)
    return Template(text, tuple(parts), words, any(mark.repaired for mark in marks))


def _marks(text: str) -> tuple[_Mark, ...]:
    text = text[:_TEXT_LIMIT].translate(_NARROW)
    marks: list[_Mark] = []
    opened: dict[str, list[int]] = {"{": [], "<": []}
    for token in _TOKEN.finditer(characters.known(text)):
        kind = text[token.start() : token.end()]
        if kind in opened:
            opened[kind].append(token.start())
        elif kind in ("}", ">"):
            _close(text, token.start(), opened["{" if kind == "}" else "<"], kind, marks)
        else:
            marks.append(_Mark(token.start(), token.end(), kind.strip("${}")))
    marks += [m for start in opened["{"][:_REPAIR_LIMIT] if (m := _unclosed(text, start, marks))]
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


def _close(text: str, end: int, opened: list[int], kind: str, marks: list[_Mark]) -> None:
    """A closing brace: it ends the last one opened, or lost its own where its sentence began."""
    if opened:
        start = opened.pop()
        inside = text[start + 1 : end]
        if _fits(inside, kind):
            nested = any(start < m.start and m.end <= end for m in marks)
            marks.append(_Mark(start, end + 1, _flat(inside), repaired=nested))
    elif kind == "}" and sum(m.repaired for m in marks) < _REPAIR_LIMIT:
        floor = max((m.end for m in marks), default=0)
        begins = [m.end() for m in _SENTENCE_END.finditer(text, floor, end)]
        start = max([floor, *begins])
        if _fits(text[start:end], kind):
            marks.append(_Mark(start, end + 1, _flat(text[start:end]), repaired=True))


def _unclosed(text: str, start: int, marks: list[_Mark]) -> _Mark | None:
    """An opening brace that nothing closes: its placeholder ends where its sentence does."""
    ceiling = min((m.start for m in marks if m.start > start), default=len(text))
    ends = _SENTENCE_END.search(text, start, ceiling)
    end = ends.start() if ends else ceiling
    inside = text[start + 1 : end].rstrip()
    if not inside or not _fits(inside, "}"):
        return None
    return _Mark(start, start + 1 + len(inside), _flat(inside), repaired=True)


def _fits(inside: str, kind: str) -> bool:
    """Whether what stands between two brackets can be a placeholder's words."""
    if len(inside) > _LIMIT or not _flat(inside):
        return kind == "}" and inside == ""
    if kind == ">":
        plain = inside[0] not in " =/!?-" and inside[-1] != " "
        is_tag = _TAG.match(characters.known(inside))
        return plain and not is_tag and "=" not in inside and "://" not in inside
    return not _DATA.search(inside) and inside[-1] not in ":;"


def _flat(inside: str) -> str:
    """A placeholder's words without the braces of one that lies in it."""
    return " ".join(_BRACKETS.sub(" ", inside).split())
