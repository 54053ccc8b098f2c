"""Whether a page says that errors come with HTTP 200."""

from __future__ import annotations

import pytest

from generator import markdown
from generator.catalogue import read_page
from generator.catalogue.rows import in_success
from generator.diagnostics.source import document
from generator.project.settings import CatalogueSettings

SAYS = [
    "All responses, errors included, have the HTTP status 200.",
    "The HTTP status code is always 200, even if an error occurs",
    "Errors are returned with HTTP 200 as well: check ok in every case",
    "Even when a call fails, the API answers 200 OK",
    "HTTP状态码均为200，错误由 errcode 说明",
    "无论成功或失败，接口统一返回 HTTP 200",
    "エラーの場合も HTTP ステータスは常に 200 です",
    "오류가 발생해도 HTTP 상태 코드는 항상 200입니다",
    "Auch bei Fehlern ist der HTTP-Status immer 200",
    "Le statut HTTP est toujours 200, même en cas d'erreur",
    "El estado HTTP es siempre 200, incluso si hay un error",
    "HTTP-статус всегда 200, даже при ошибке",
]
SAYS_NOT = [
    "A successful call returns HTTP 200.",
    "All successful calls return HTTP 200",
    "Any HTTP status other than 200 means an error",
    "All errors come with an HTTP status that is not 200",
    "HTTP 200 is returned always",
    "Always check for errors; at most 200 calls a minute",
    "Every error has a message of up to 200 characters",
    "错误时 HTTP 状态码不是 200，总是 4xx",
    "HTTP 2000 is always an error",
]


@pytest.mark.parametrize("sentence", SAYS)
def test_a_sentence_that_says_so(sentence: str) -> None:
    assert in_success.says(sentence)


@pytest.mark.parametrize("sentence", SAYS_NOT)
def test_a_sentence_that_does_not(sentence: str) -> None:
    assert not in_success.says(sentence)


BARE = (
    "# Errors\n\n| Code | Meaning |\n|---|---|\n"
    "| A_LOST | It is lost. |\n| A_FULL | It is full. |\n"
)
STATUS = BARE.replace("| Code |", "| HTTP status | Code |").replace("|---|", "|---|---|", 1)
BODY = '{"code": "A_LOST", "message": "x"}'


def exchange(status: int, body: str = BODY) -> str:
    return f"\n```http\nHTTP/1.1 {status} OK\nContent-Type: application/json\n\n{body}\n```\n"


# A page, and the line on which it shows or says that errors come with a success; 0 if it does not.
PAGES: dict[str, tuple[str, int]] = {
    "nothing": (BARE, 0),
    "an example with the body alone": (f"{BARE}\n```json\n{BODY}\n```\n", 0),
    "a response": (BARE + exchange(200), 12),
    "a response with a status of errors": (BARE + exchange(400), 0),
    "a response that has a code of no row": (
        BARE + exchange(200, '{"code": "X", "message": "x"}'),
        0,
    ),
    "a sentence": (f"{BARE}\nIt is easy. The HTTP status is always 200, also for errors.\n", 8),
    "a sentence of a table": (BARE.replace("It is full.", SAYS[0]), 0),
    "a status of success in the rows": (
        STATUS.replace("| A_LOST", "| 200 | A_LOST").replace("| A_FULL", "| 200 | A_FULL"),
        5,
    ),
    "a sentence on a page with statuses": (
        STATUS.replace("| A_LOST", "| 404 | A_LOST").replace("| A_FULL", "| 409 | A_FULL")
        + f"\n{SAYS[0]}\n",
        0,
    ),
}


@pytest.mark.parametrize(("text", "line"), PAGES.values(), ids=PAGES)
def test_a_page_that_says_so(text: str, line: int) -> None:
    page, _ = markdown.read(document("docs/errors.md", text))
    settings = CatalogueSettings("x", ("docs/errors.md",))
    _, problems = read_page.read(page, settings)
    assert [p.span.line for p in problems if p.rule == "errors-in-success"] == [line] * bool(line)
