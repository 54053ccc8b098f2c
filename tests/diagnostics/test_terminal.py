"""Text in the columns of a terminal."""

from __future__ import annotations

import pytest

from generator.diagnostics import terminal

WRAPPED = {
    "what fits": ("one two", 7, ["one two"]),
    "words": ("one two three", 7, ["one two", "three"]),
    "a word that is too long": (
        "a MaximumBatchSizeExceeded b",
        8,
        ["a", "MaximumBatchSizeExceeded", "b"],
    ),
    "Japanese, and no line begins with its full stop": (
        "禁止です。許可",
        8,
        ["禁止で", "す。許可"],
    ),
    "nor ends with a bracket": ("禁止（許可）", 6, ["禁止", "（許", "可）"]),
    "code": ("say `a b c` so", 8, ["say", "`a b c`", "so"]),
    "a command": ("first error-table build", 12, ["first", "error-table build"]),
    "what is to be run": ("so run: git add a b", 9, ["so run:", "git add a b"]),
    "what is to be pasted": ("add to x: a = b c", 9, ["add to x:", "a = b c"]),
    "what is held together": (
        f"one two{terminal.GLUE}three",
        9,
        ["one", f"two{terminal.GLUE}three"],
    ),
    "nothing": ("", 5, [""]),
}


@pytest.mark.parametrize(("text", "room", "lines"), WRAPPED.values(), ids=WRAPPED)
def test_words_are_wrapped(text: str, room: int, lines: list[str]) -> None:
    assert terminal.wrapped(text, room) == lines
    assert terminal.wrapped(text, None) == [text]
