"""What the rest of the page says about an error: hints, and whether to try again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator import characters, statuses
from generator.catalogue.read_page import PageReading
from generator.catalogue.words import again, spelling
from generator.markdown.page import Page, Paragraph, Table
from generator.model import Retryable, Text

_Advice: TypeAlias = tuple[Collection[str], Sequence[Paragraph]]

_SECTION_LIMIT = 1500
# A text about more codes is about none of them, and a code has no more hints.
_FEW = 3
# CommonMark, "List items": what stands before the text of one.
_MARKER = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]+$")
# Elsewhere "correct the request and try again" speaks of another request.
_TRANSIENT = statuses.RETRYABLE | {409, 423}


def retryable(
    status: int | None,
    messages: Sequence[str],
    actions: Sequence[str] = (),
    *,
    column: bool | None = None,
) -> Retryable:
    """Whether the same request may succeed later, and how that is known.

    `column` is what a column of the table says. That a retry is of use, the
    words of messages and actions say only where the status allows it to make
    sense; else the status decides (RFC 9110, section 15; RFC 6585 for 429;
    RFC 8470 for 425).
    """
    if column is not None:
        return Retryable(column, "page")
    said = again.said(_text(messages), _text(actions))
    if said is False:
        return Retryable(False, "page")
    if said and (status is None or status >= 500 or status in _TRANSIENT):
        return Retryable(True, "page")
    if status is None:
        return Retryable(False, "unknown")
    return Retryable(status in statuses.RETRYABLE, "status")


def _text(texts: Sequence[str]) -> str:
    return characters.known("\n".join(texts)[:_SECTION_LIMIT])


def remark(text: str) -> bool:
    """Whether a message stands wholly in parentheses: it speaks about the message."""
    return re.fullmatch(r"\s*[(（][^()（）]*[)）][.。]?\s*", text) is not None


def hints(pages: Sequence[PageReading]) -> Mapping[str, tuple[Text, ...]]:
    """What the sections about a code say, as hints for that code.

    A section is about the codes in its heading, else about those that its
    prose sets apart in code or bold type: few of them, and little else. An
    item of a list that names a code is no advice for it, and the section that
    the table stands in belongs to none. What stands under headings that are
    errors is theirs already. Prose never restores a code.
    """
    found: dict[str, dict[str, Text]] = {}
    for page in pages:
        known = {reading.code for reading in page.readings if reading.code}
        homes = {_home(one.table) for one in page.tables}
        titles = {row.span.line for one in page.tables if one.is_titled for row in one.table.rows}
        for home, section in _sections(page.parsed).items():
            if any(above.span.line in titles for above in section[0].trail):
                continue
            if home in homes or sum(len(one.text) + 1 for one in section) > _SECTION_LIMIT:
                continue
            for codes, said in _advice(section, known):
                hint = Text(page.locale, "\n".join(one.text for one in said), said[0].span)
                for code in codes:
                    found.setdefault(code, {}).setdefault(hint.text, hint)
    return {code: tuple(texts.values())[:_FEW] for code, texts in found.items()}


def _advice(section: Sequence[Paragraph], known: set[str]) -> Iterator[_Advice]:
    """The paragraphs of a section that are about codes, with these codes."""
    headings = section[0].trail
    # The outermost heading is that of the page.
    near = headings[-1:] + headings[1:-1][-1:]
    titled = next(filter(None, (_titled(heading.text, known) for heading in near)), set())
    if titled:
        yield titled, section
        return
    named = [(_subject([one], known), one) for one in section if not _is_item(one)]
    about = [(codes, one) for codes, one in named if codes]
    every = {code for codes, _ in about for code in codes}
    # Paragraphs that are about one thing each are advice for that thing alone, and so is one
    # of many.
    is_one = len(about) == 1 or len(every) < sum(len(codes) for codes, _ in about)
    if is_one and len(named) <= _FEW * len(about) and _subject(section, known):
        yield every, section
    else:
        yield from ((codes, [one]) for codes, one in about)


def _titled(heading: str, known: set[str]) -> set[str]:
    """The codes that a heading names: `Rate limits`, none; `13: Out of gas`, `Error 4003`, one."""
    words = re.findall(r"[^\s:：()（）,，、]+", heading[:_SECTION_LIMIT])
    named = {word for word in words[:1] + words[-1:] if len(word) > 2 and spelling.is_code(word)}
    label = re.match(r"\S+?(?=\s*[:：])", heading[:_SECTION_LIMIT])
    named |= {label[0]} if label else set()
    named |= set(words) if set(words) <= known else set()
    found = (named & known) | _codes(heading, known)
    return found if len(found) <= _FEW else set()


def _subject(paragraphs: Sequence[Paragraph], known: set[str]) -> set[str]:
    """The codes that paragraphs set apart, where these are few, and other names are no more."""
    marks = {mark for one in paragraphs for mark in one.marked}
    named = {mark: _codes(mark, known) for mark in marks}
    codes = {code for found in named.values() for code in found}
    others = [mark for mark, found in named.items() if not found and _is_name(mark)]
    return codes if len(others) <= len(codes) <= _FEW else set()


def _is_name(mark: str) -> bool:
    return spelling.kind(spelling.clean(mark)) in ("symbol", "word", "hex")


def _is_item(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with the marker of a list."""
    span = paragraph.span
    return _MARKER.search(span.text[: (span.column or 1) - 1]) is not None


def _sections(page: Page) -> dict[int | None, list[Paragraph]]:
    """The paragraphs by the heading that they stand under."""
    sections: dict[int | None, list[Paragraph]] = {}
    for paragraph in page.paragraphs:
        sections.setdefault(_home(paragraph), []).append(paragraph)
    return sections


def _home(part: Table | Paragraph) -> int | None:
    """The line of the nearest heading, None where there is none."""
    return part.trail[-1].span.line if part.trail else None


def _codes(mark: str, known: set[str]) -> set[str]:
    """The codes in a marked run: the run itself, or a name of two words inside a longer one.

    A translation can stretch bold type over the words that follow it.
    """
    if mark.strip() in known:
        return {mark.strip()}
    words = re.findall(r"[A-Za-z][A-Za-z0-9_]*", mark[:_SECTION_LIMIT])
    return {w for w in words if w in known and re.search(r"[a-z][A-Z]|_", w)}
