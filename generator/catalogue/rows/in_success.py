"""Whether a page says that errors come with a status of success: with 200, as everything else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.catalogue.rows.entry import Entry
from generator.diagnostics.source import Span
from generator.markdown.page import JsonBlock, Page
from generator.model import Envelope, at

# A sentence that says so is short; longer ones and further lines are not looked at.
_LONGEST, _LINES = 300, 20_000
_SENTENCE = re.compile(r"[^.!?。！？；;]{1,400}")
_STATUS = re.compile(
    r"(?:\bHTTPS?\b|\bstatus|\bestado|\bstatut|\bстатус|\bcode\b|状态|狀態|ステータス|상태)"
    r".{0,60}?(?<![0-9.])200(?!\.?[0-9])"
    r"|(?<![0-9.])200(?!\.?[0-9]).{0,30}(?:\bHTTP|\bOK\b|\bstatus|状态|狀態|ステータス|상태)",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:always|every|all|even|any|regardless|whether|both|still|also|immer|stets|auch|alle|"
    r"toujours|tous|toutes|même|siempre|todas|todos|incluso|sempre|tutti|tutte|anche|mesmo|"
    r"zawsze|altijd|ook|alltid|daima|всегда|все|даже|также)\b"
    r"|常に|すべて|全て|必ず|でも|場合も|모두|항상|모든|总是|總是|均|都|始终|始終|统一|統一|一律|皆|也",
    re.IGNORECASE,
)
_FAILS = re.compile(
    r"error|fail|fehler|erreur|échec|fallo|falha|erro\b|errore|ошибк|błąd|błęd|\bfout|\bfel\b|hata"
    r"|エラー|失敗|错误|錯誤|失败|异常|오류|에러|실패",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"other than|non-?200|\bnot\b|n't|\bexcept|unless|\bno\b|!=|≠|außer|nicht|autre que|sauf"
    r"|\bpas\b|distint|excepto|exceto|diverso|\bне\b|кроме|以外|之外|除|不是|不为|不為|非"
    r"|ではな|でない|아닌|제외",
    re.IGNORECASE,
)
# The first line of a response (RFC 9112, section 4), as pages show it above a body.
_STATUS_LINE = re.compile(r"^(?:< )?HTTP/[0-9.]+ ([1-5][0-9]{2})\b")
_ABOVE = 30


def shown(page: Page, envelope: Envelope, errors: Sequence[Entry]) -> Span | None:
    """Where a page shows or says that errors come with a status below 400; None where it does not.

    That is the status in a row, the first line of a response above an example, or a sentence.
    A page that documents one error with 4xx or 5xx says that statuses tell errors.
    """
    documented = {entry.status for entry in errors if entry.status is not None}
    if any(status >= 400 for status in documented):
        return None
    if documented:
        return next(entry.span for entry in errors if entry.status is not None)
    codes = {entry.text for entry in errors}
    for example in page.examples:
        if _comes_with_success(page.document.lines, example, envelope, codes):
            return example.span
    return _said(page)


def _comes_with_success(
    lines: Sequence[str], example: JsonBlock, envelope: Envelope, codes: Collection[str]
) -> bool:
    """Whether the first line of a response stands above a body with a code, and is of success."""
    code, end = at(example.value, envelope.code), example.span.line
    if not example.valid or str(code) not in codes or not end:
        return False
    # A block of code and the body in it begin on lines that are near, and the latter may be meant.
    nearest = [
        found[1]
        for line in lines[max(0, end - _ABOVE) : end]
        if (found := _STATUS_LINE.match(line))
    ]
    return bool(nearest) and nearest[-1] < "400"


def _said(page: Page) -> Span | None:
    for number, line in enumerate(page.document.lines[:_LINES], 1):
        if "200" not in line or line.lstrip().startswith("|"):
            continue
        for sentence in _SENTENCE.finditer(line):
            if says(sentence[0]):
                start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                return page.document.span(number, start + 1, len(sentence[0].strip()))
    return None


def says(sentence: str) -> bool:
    """Whether a sentence says that errors come with HTTP 200, as what succeeds does."""
    return (
        len(sentence) <= _LONGEST
        and _STATUS.search(sentence) is not None
        and _ALWAYS.search(sentence) is not None
        and _FAILS.search(sentence) is not None
        and _OTHERWISE.search(sentence) is None
    )
