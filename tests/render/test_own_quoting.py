"""Text for languages of people's own templates: exactly itself, and nothing else."""

from __future__ import annotations

import ast
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.quoting import INVISIBLE, own
from tests import samples

TEXTS = [
    "",
    "\"\\`$'",
    "a\r\n\t\0\x7f\x85b",
    "\u2028\u202e\ufeff\ufffe\uffff",
    "😀\U000e0001",
    "\\u000a \\U0001F600 \\x41",
    samples.HOSTILE,
]
_BRACES = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")


def braces(quoted: str) -> str:
    """What Rust and Swift read, and JavaScript."""
    short = {"n": "\n", "r": "\r", "t": "\t"}
    inner = quoted.removeprefix('"').removesuffix('"')
    return _BRACES.sub(lambda m: chr(int(m[1], 16)) if m[1] else short.get(m[2], m[2]), inner)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_literal_is_exactly_the_text_and_visible(text: str) -> None:
    assert ast.literal_eval(own.literal(text)) == text  # Python has the escapes of Go
    assert json.loads(own.literal(text, "utf-16")) == text  # and JSON those of Java
    assert braces(own.literal(text, "braces")) == text
    for spelling in ("fixed", "utf-16", "braces"):
        quoted = own.literal(text, spelling)
        assert INVISIBLE.search(quoted) is None
        assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', quoted)


@given(st.text(st.characters()))
def test_any_text_is_itself(text: str) -> None:
    whole = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert ast.literal_eval(own.literal(text)) == whole
    assert braces(own.literal(text, "braces")) == whole
    # Two halves of a pair are one character for those who have halves.
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(own.literal(text, "utf-16")) == joined


@pytest.mark.parametrize(
    ("text", "spelling", "literal"),
    [
        ("é 禁 😀", "fixed", '"é 禁 😀"'),
        ("\x1b\u2028\U000e0001\ud83d", "fixed", '"\\u001b\\u2028\\U000e0001\ufffd"'),
        ("\x1b\u2028\U000e0001\ud83d", "braces", '"\\u{1b}\\u{2028}\\u{e0001}\ufffd"'),
        ("\x1b\u2028\U000e0001\ud83d", "utf-16", '"\\u001b\\u2028\\udb40\\udc01\\ud83d"'),
        # Java reads \u000a as a line's end before it reads any string.
        ("\r\n", "utf-16", '"\\r\\n"'),
    ],
)
def test_how_a_literal_is_spelt(text: str, spelling: own.Spelling, literal: str) -> None:
    assert own.literal(text, spelling) == literal


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("  Two\nlines,\tand  more ", "Two lines, and more"),
        ("*/ x /* /*/ **//", "* / x / * / * / ** //"),
        ("\\u000a \\\\u000a \\n", "U+005Cu000a \\U+005Cu000a \\n"),
        ("C:\\", "C:U+005C"),
        ("a\u2028b\0c\u202e\ud800", "a bU+0000cU+202EU+D800"),
    ],
)
def test_a_comment_is_one_line_and_does_not_end(text: str, comment: str) -> None:
    assert own.comment(text) == comment


@given(st.text(st.sampled_from("*/\\u \n\x00é")))
def test_no_text_ends_a_comment_or_begins_one(text: str) -> None:
    said = own.comment(text)
    assert not re.search(rf"\*/|/\*|\\u|\\$|[\r\n]|{INVISIBLE.pattern}", said)
