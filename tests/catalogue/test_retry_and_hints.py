"""Retryable, remarks and hints."""

from __future__ import annotations

import pytest

from generator.catalogue.assemble import retry_and_hints
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


def test_a_section_that_sets_a_code_apart_is_that_code_s_hint() -> None:
    assert hints("\n## Case\n\nCase matters.\n\nSee **InvalidBody** there.\n") == {
        "InvalidBody": ["Case matters.\nSee InvalidBody there."]
    }


def test_a_code_inside_a_longer_bold_run_counts_if_it_is_unmistakable() -> None:
    assert "InvalidBody" in hints("\n## Case\n\nSee **InvalidBody エラーが発生した**.\n")
    assert hints("\n## Case\n\nIt is **Locked for ever**.\n") == {}
    assert "Locked" in hints("\n## Case\n\nIt is `Locked`.\n")


def test_prose_that_names_no_code_apart_is_no_hint() -> None:
    assert hints("\n## Case\n\nInvalidBody is bad.\n") == {}
