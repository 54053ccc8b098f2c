"""What the rest of the page says about an error: hints, and whether to try again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator import characters, statuses
from generator.catalogue.read_page import PageReading
from generator.markdown.page import Page, Paragraph, Table
from generator.model import Retryable, Text

_SECTION_LIMIT = 1500
# "Try again", in the languages that pages were seen in.
_AGAIN = re.compile(
    r"\bretr(?:y|ied|ies|ying)\b|\btry(?: \w+){0,3} again\b|再試行|やり直|再度|重试|重試|再试|再試"
    r"|다시 시도|재시도|erneut versuch|versuchen sie .{0,40}erneut|wiederhol|réessay"
    r"|nouvelle tentative|vuelva a intentar|intente.{0,20}de nuevo|reintent|inténtelo|riprov|ritent"
    r"|tente novamente|tentar novamente|repita|opnieuw|prøv .{0,30}igen|prøv .{0,30}på nytt"
    r"|försök .{0,30}igen|försök på nytt|yritä .{0,30}uudelleen|ponów|spróbuj.{0,30}ponownie"
    r"|zkus\w* .{0,30}znovu|opakujte|skúste .{0,30}znova|повтор|попробуйте .{0,30}снова"
    r"|yeniden dene|tekrar dene|próbálja .{0,30}(?:újra|meg)|إعادة المحاولة|حاول .{0,30}أخرى|أعد"
    r"|נסה שוב|लिए पुनः प्रयास|ลองอีกครั้ง|ลองใหม่|thử lại|coba lagi|cuba lagi|încercați din nou",
    re.IGNORECASE,
)
_NOT_AGAIN = re.compile(
    r"\b(?:not|never|don't|cannot|can't|no)\b(?: \w+){0,3} retr"
    r"|再試行しない|请勿重试|不要重试|請勿重試",
    re.IGNORECASE,
)
# Elsewhere "correct the request and try again" speaks of another request.
_TRANSIENT = statuses.RETRYABLE | {409, 423}


def retryable(
    status: int | None, messages: Sequence[str], *, column: bool | None = None
) -> Retryable:
    """Whether the same request may succeed later, and how that is known.

    `column` is what a column of the table says. The page's words count where
    the status allows a retry to make sense; else the status decides (RFC 9110,
    section 15; RFC 6585 for 429; RFC 8470 for 425).
    """
    if column is not None:
        return Retryable(column, "page")
    text = characters.known(" ".join(messages)[:_SECTION_LIMIT])
    if status is None or status >= 500 or status in _TRANSIENT:
        if _NOT_AGAIN.search(text):
            return Retryable(False, "page")
        if _AGAIN.search(text):
            return Retryable(True, "page")
    if status is None:
        return Retryable(False, "unknown")
    return Retryable(status in statuses.RETRYABLE, "status")


def remark(text: str) -> bool:
    """Whether a message stands wholly in parentheses: it speaks about the message."""
    return re.fullmatch(r"\s*[(（][^()（）]*[)）][.。]?\s*", text) is not None


def hints(pages: Sequence[PageReading]) -> Mapping[str, tuple[Text, ...]]:
    """The sections that set a code apart in code or bold type, as hints for that code.

    A section belongs to the codes that it names; the one that the table
    stands in belongs to none. Prose never restores a code.
    """
    found: dict[str, list[Text]] = {}
    for page in pages:
        known = {reading.code for reading in page.readings if reading.code}
        homes = {_home(one.table) for one in page.tables}
        for home, section in _sections(page.parsed).items():
            text = "\n".join(paragraph.text for paragraph in section)
            if home in homes or len(text) > _SECTION_LIMIT:
                continue
            marks = (mark for paragraph in section for mark in paragraph.marked)
            for code in {code for mark in marks for code in _codes(mark, known)}:
                found.setdefault(code, []).append(Text(page.locale, text, section[0].span))
    return {code: tuple(texts) for code, texts in found.items()}


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
