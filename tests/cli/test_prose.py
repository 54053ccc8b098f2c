"""Prose and lists in the columns of a terminal."""

from __future__ import annotations

import pytest

from generator.cli import prose

TEXT = """\
One sentence that is long.
Another one.

A list:
    code = "stays as it is, however long it may be"

examples:
  show x        what it does, in words
  show y | cat

The end.
"""
WIDE = """\
One sentence that is long. Another one.

A list:
    code = "stays as it is, however long it may be"

examples:
  show x        what it does, in words
  show y | cat

The end."""
NARROW = """\
One sentence that is
long. Another one.

A list:
    code = "stays as it is, however long it may be"

examples:
  show x
      what it does,
      in words
  show y | cat

The end."""


@pytest.mark.parametrize(("columns", "text"), [(40, WIDE), (20, NARROW)])
def test_paragraphs_are_wrapped_and_commands_are_not(columns: int, text: str) -> None:
    assert prose.wrapped(TEXT, columns) == text


PAIRS = (("one", "said of one, in some more words"), ("three", "short"))
LISTS = {
    80: "one    said of one, in some more words\nthree  short\n",
    32: "one    said of one, in some more\n       words\nthree  short\n",
    30: "one\n    said of one, in some more\n    words\nthree\n    short\n",
}


@pytest.mark.parametrize(("columns", "text"), LISTS.items())
def test_a_list_is_aligned_or_stacked(columns: int, text: str) -> None:
    assert prose.listed(PAIRS, columns) == text


def test_nothing_is_listed() -> None:
    assert prose.listed((), 80) == ""
