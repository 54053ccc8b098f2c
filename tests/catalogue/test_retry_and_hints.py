"""Retryable, remarks and hints."""

from __future__ import annotations

import pytest

from generator.catalogue.assemble import retry_and_hints
from generator.catalogue.words import again
from generator.model import Retryable
from tests import versions

RETRY = [
    (500, "(エラー メッセージなし、操作を再試行してください)", None, Retryable(True, "page")),
    (500, "(No error message, retry the operation)", None, Retryable(True, "page")),
    (503, "Please do not retry.", None, Retryable(False, "page")),
    (500, "It failed.", None, Retryable(True, "status")),
    (400, "Correct the request and try again.", None, Retryable(False, "status")),
    (409, "Try it again later, please retry.", None, Retryable(True, "page")),
    (404, "It was not found.", None, Retryable(False, "status")),
    (None, "Try again.", None, Retryable(True, "page")),
    (None, "It failed.", None, Retryable(False, "unknown")),
    (400, "x", True, Retryable(True, "page")),
    (500, "x", False, Retryable(False, "page")),
]


@pytest.mark.parametrize(("status", "text", "said", "wanted"), RETRY)
def test_whether_to_try_again(
    status: int | None, text: str, said: bool | None, wanted: Retryable
) -> None:
    assert retry_and_hints.retryable(status, [text], column=said) == wanted


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_statuses_that_a_later_try_can_pass(status: int) -> None:
    assert retry_and_hints.retryable(status, []) == Retryable(True, "status")


# What the page says to do, with status 409, and whether the same request may be sent again.
ADVICE = [
    ("Wait five seconds, then ask again.", True),
    ("Try again with increasing pauses.", True),
    ("Try again; if it persists, contact support.", True),
    ("Wait, and send the same request again.", True),
    ("Wait until the state is settled, then poll again.", True),
    ("Repeat the request after a minute.", True),
    ("Resend it later.", True),
    ("Wait for the time in Retry-After.", True),
    ("See Retry-After.", None),
    ("Do not retry immediately; ask again later.", True),
    ("Please wait. Then repeat the call.", True),
    ("Do not repeat the request.", False),
    ("Do not retry.", False),
    ("Never send it again.", False),
    ("Don't try again.", False),
    ("You must not resubmit the order.", False),
    ("Try again later. Do not retry more than twice.", True),
    ("Do not retry until you are told.", None),
    ("Do not retry without a pause.", None),
    ("Correct the address, then send the request again.", None),
    ("After you corrected it, send it again.", None),
    ("Check the number and try again.", None),
    ("Send the request again with another reference.", None),
    ("Choose another window, and try again.", None),
    ("Use a redirect instead of a cancellation.", None),
    ("Contact the consignee again.", None),
    ("Repair it, then try again.", None),
    ("Please retry.", True),
    ("The client may retry.", True),
    ("It is safe to retry.", True),
    ("Ask support.", None),
    ("Use the existing shipment, or send a new reference.", None),
    ("Could not resend the mail.", None),
    ("If it did not work retry it.", True),
    ("If you get no answer, retry.", True),
    ("This error is not retryable.", False),
    ("There is no automatic retry.", False),
    ("Warten Sie fünf Sekunden, und fragen Sie dann erneut an.", True),
    ("Versuchen Sie es mit wachsenden Pausen erneut.", True),
    ("Versuchen Sie es später noch einmal.", True),
    ("Senden Sie die Anfrage nach einer Minute nochmals.", True),
    ("Wiederholen Sie die Anfrage, wenn keine Antwort kommt.", True),
    ("Wiederholen Sie die Anfrage nicht.", False),
    ("Senden Sie die Anfrage nicht erneut.", False),
    ("Bitte nicht wiederholen.", False),
    ("Wiederholen Sie die Anfrage nicht sofort.", None),
    ("Korrigieren Sie die Adresse, und senden Sie die Anfrage erneut.", None),
    ("Prüfen Sie die Nummer, und versuchen Sie es erneut.", None),
    ("5 秒待ってから、もう一度お試しください。", True),
    ("間隔を広げながら再試行してください。", True),
    ("後で送信してください。", True),
    ("リクエストを繰り返さないでください。", False),
    ("再送しないでください。", False),
    ("すぐに再送しないでください。", None),
    ("住所を修正してから、もう一度送信してください。", None),
    ("请等待五秒后再次请求。", True),
    ("请稍后再试。", True),
    ("以递增的间隔重试。", True),
    ("请勿重复请求。", False),
    ("不要再次提交。", False),
    ("请勿立即重试。", None),
    ("请修改地址后重新提交。", None),
    ("Espere cinco segundos y consulte de nuevo.", True),
    ("Vuelva a intentarlo con pausas crecientes.", True),
    ("Vuelva a enviar la solicitud más tarde.", True),
    ("Repita la solicitud.", True),
    ("No repita la solicitud.", False),
    ("No la envíe de nuevo.", False),
    ("No repita la solicitud antes de un minuto.", None),
    ("Corrija la dirección y envíe la solicitud de nuevo.", None),
    ("Envíe la solicitud de nuevo con un nuevo número.", None),
    ("", None),
]


@pytest.mark.parametrize(("advice", "wanted"), ADVICE, ids=[text for text, _ in ADVICE])
def test_what_the_advice_says_of_a_retry(advice: str, wanted: bool | None) -> None:
    assert again.said("It failed.", advice) is wanted
    said = retry_and_hints.retryable(409, ["It failed."], [advice])
    assert said == Retryable(bool(wanted), "status" if wanted is None else "page")
    # Where the same request cannot succeed, only that it cannot is told.
    other = retry_and_hints.retryable(422, ["It failed."], [advice])
    assert other == Retryable(False, "page" if wanted is False else "status")


def test_advice_speaks_in_every_column_and_a_column_of_its_own_before_it() -> None:
    assert retry_and_hints.retryable(500, [], ["Mind it.", "Do not retry."]).value is False
    assert retry_and_hints.retryable(500, [], ["Do not retry."], column=True).value is True
    assert retry_and_hints.retryable(503, ["Try again."], ["Do not retry."]).value is False


def test_the_advice_of_a_row_says_whether_to_try_again() -> None:
    text = """# Error codes

| Code | Status | Message | What to do |
|---|---|---|---|
| NotReady | 409 | It is not ready. | Wait five seconds, then ask again. |
| Taken | 409 | It is taken. | Correct the name, and send it again. |
| Broken | 500 | It is broken. | Do not repeat the request. |
"""
    found, _ = versions.read(text)
    assert found is not None
    assert [(e.retryable.value, e.retryable.evidence) for e in found.errors] == [
        (True, "page"),
        (False, "status"),
        (False, "page"),
    ]


@pytest.mark.parametrize("text", ["(no message)", "（メッセージなし）", " (No message). "])
def test_a_message_wholly_in_parentheses_is_a_remark(text: str) -> None:
    assert retry_and_hints.remark(text)


@pytest.mark.parametrize("text", ["It failed (really)", "(a) and (b)", "", "text"])
def test_other_messages_are_none(text: str) -> None:
    assert not retry_and_hints.remark(text)


ROWS = [versions.Line("InvalidBody", 400, 0), versions.Line("Locked", 423, 0)]


def hints(prose: str) -> dict[str, list[str]]:
    text = versions.page(tuple(ROWS), ["InvalidBody", "Locked"], translated=False) + prose
    found, _ = versions.read(text)
    assert found is not None
    return {e.code: [h.text for h in e.hints] for e in found.errors if e.hints}


BOTH = ["InvalidBody", "Locked"]
# The prose below a page's table, and the codes whose hint it is.
SECTIONS: dict[str, tuple[str, list[str]]] = {
    "a code set apart": ("## Case\n\nMind it.\n\nSee **InvalidBody** there.\n", BOTH[:1]),
    "two of them": ("## Case\n\n**InvalidBody** or `Locked`: mind the case.\n", BOTH),
    "and one other name": ("## Case\n\nOf `body` comes `InvalidBody`.\n", BOTH[:1]),
    "and a status": ("## Case\n\n`InvalidBody` is sent with `422`.\n", BOTH[:1]),
    "and words": ("## Case\n\n**Mind this:** `InvalidBody` is **not a bug**.\n", BOTH[:1]),
    "several other names": ("## Case\n\n`body`, `head`, `foot`: else `InvalidBody`.\n", []),
    "other names beside it": ("## Case\n\nSee `InvalidBody`.\n\nSend `body`, `head`.\n", BOTH[:1]),
    "a code that is not set apart": ("## Case\n\nInvalidBody is bad.\n", []),
    "an item of a list": ("## Good to know\n\n- Log it.\n- Retry `Locked`.\n", []),
    "a numbered item": ("## Good to know\n\n1. Log it.\n2. Retry `Locked`.\n", []),
    "a quoted item": ("## Good to know\n\n> * Retry `Locked`.\n", []),
    "an item below prose": ("## Rules\n\nMind this:\n\n- Retry `Locked`.\n- Log it.\n", []),
    "prose above items": (
        "## Rules\n\nIf it is `Locked`:\n\n- Wait.\n- Send it again.\n",
        BOTH[1:],
    ),
    "a heading": ("### InvalidBody\n\nMind the case.\n", BOTH[:1]),
    "a heading of two": ("### InvalidBody, Locked\n\nMind the case.\n", BOTH),
    "a heading in more words": ("## When InvalidBody is sent\n\nMind it.\n", BOTH[:1]),
    "a heading with a label": ("## Locked: what now\n\nWait.\n", BOTH[1:]),
    "a heading with a word": ("## Locked out\n\nWait.\n", []),
    "items below a heading": ("## InvalidBody\n\n- Mind the case.\n- Log `body`.\n", BOTH[:1]),
    "a heading above the heading": ("## InvalidBody\n\n### Solution\n\nMind it.\n", BOTH[:1]),
    "the page's own heading": ("# InvalidBody\n\n## Notes\n\nMind it.\n", []),
    "a section that is too long": (f"## InvalidBody\n\n{'Mind it. ' * 200}\n", []),
}


@pytest.mark.parametrize(("prose", "wanted"), SECTIONS.values(), ids=SECTIONS)
def test_a_section_is_a_hint_for_the_codes_that_it_is_about(prose: str, wanted: list[str]) -> None:
    assert sorted(hints(f"\n{prose}")) == wanted


def test_a_section_about_one_thing_is_a_hint_as_a_whole() -> None:
    assert hints("\n## Case\n\nCase matters.\n\nSee **InvalidBody** there.\n") == {
        "InvalidBody": ["Case matters.\nSee InvalidBody there."]
    }
    both = hints("\n## Case\n\n`InvalidBody` and `Locked`.\n\nOf `Locked` more.\n")
    assert both == {code: ["InvalidBody and Locked.\nOf Locked more."] for code in BOTH}


def test_one_paragraph_of_many_is_a_hint_alone() -> None:
    others = "\n\nMore.\n\nAnd more.\n"
    assert hints(f"\n## Case\n\nSee `Locked`.{others}") == {
        "Locked": ["See Locked.\nMore.\nAnd more."]
    }
    assert hints(f"\n## Case\n\nSee `Locked`.{others}\nAt last.\n") == {"Locked": ["See Locked."]}


def test_paragraphs_about_a_code_each_are_hints_for_that_code_alone() -> None:
    assert hints("\n## Limits\n\nFix it: `InvalidBody`.\n\nWait: `Locked`.\n") == {
        "InvalidBody": ["Fix it: InvalidBody."],
        "Locked": ["Wait: Locked."],
    }


def test_the_same_hint_is_given_once_and_no_code_has_many() -> None:
    sections = [f"\n## Part {n}\n\nOf `Locked` {'again' if n < 3 else n}.\n" for n in range(9)]
    found = hints("".join(sections))["Locked"]
    assert found == ["Of Locked again.", "Of Locked 3.", "Of Locked 4."]


# Headings, of a page with the codes 4, 404, -14 and TOO_MANY.
HEADINGS = {
    "404 Not Found": ["404"],
    "Error 404": ["404"],
    "404": ["404"],
    "404, 4, TOO_MANY": ["4", "404", "TOO_MANY"],
    "404, 4, -14, TOO_MANY": [],
    "HTTP 404 (gone)": [],
    "404 — Not Found": ["404"],
    "-14: Out of gas": ["-14"],
    "4: Stack underflow": ["4"],
    "4 Stacks": [],
    "Step 4": [],
    "4. Stacks": [],
    "TOO_MANY (429)": ["TOO_MANY"],
    "Chapter 404b": [],
}


@pytest.mark.parametrize(("heading", "wanted"), HEADINGS.items())
def test_a_heading_names_codes_that_are_no_part_of_its_words(
    heading: str, wanted: list[str]
) -> None:
    rows = [versions.Line(code, 400, 0) for code in ("4", "404", "-14", "TOO_MANY")]
    text = versions.page(tuple(rows), [row.code for row in rows], translated=False)
    found, problems = versions.read(f"{text}\n## {heading}\n\nMind it.\n")
    assert found is not None, problems
    assert [error.code for error in found.errors if error.hints] == wanted


def test_a_code_inside_a_longer_bold_run_counts_if_it_is_unmistakable() -> None:
    assert "InvalidBody" in hints("\n## Case\n\nSee **InvalidBody エラーが発生した**.\n")
    assert hints("\n## Case\n\nIt is **Locked for ever**.\n") == {}
    assert "Locked" in hints("\n## Case\n\nIt is `Locked`.\n")
