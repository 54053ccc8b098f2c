"""Rendered text made tidy."""

from __future__ import annotations

import re

import black
import pytest
from black.mode import Mode, TargetVersion
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import characters
from generator.render import tidy
from tests.conftest import examples

MODE = Mode(target_versions={TargetVersion.PY311}, line_length=88)
PIECES = st.sampled_from(
    [
        "import os\n",
        "x = {'a': 1,\n 'b': 2}\n",
        "\n\n\nclass A:\n    '''Text.'''\n    x = 1\n\n\n",
        "\n\n\nclass B(A):\n    def f(self):\n        return 1\n",
        "\n\n\nclass C: pass\n",
        "# a comment\n",
        "\n",
        "def g():\n    return [1,2]\n",
        '"""\n\n\nclass Not: a class\n"""\n',
        "if x:\n    y = 1\n",
        "@decorated\n",
    ]
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_python_is_byte_for_byte_what_black_makes_of_the_whole_file(text: str) -> None:
    tidied, reason = tidy.tidy("x.py", text)
    try:
        whole = black.format_str(text, mode=MODE)
    except black.parsing.InvalidInput:
        assert reason
    else:
        assert tidied == whole


@pytest.mark.parametrize(
    "text",
    [
        'x = "a"  ',
        '"""Text.  \n\n  More.\n"""\n',
        'class A:\n    """ Text."""\n',
        'class A:\n    """Text.\n\n      In.\n    Out.  \n    """\n',
        'class A:\n    " said "\n',
        "class A:\n    'said'\n",
        'x = [\n    "a"\n]\n',
        "x = [\n    1,\n    2\n]\n",
        "x = [\n" + "".join(f'    "{n}",\n' for n in range(9)) + '    "a", "b",\n]\n',
        "x = {\n" + "".join(f'    "{n}": [\n        "a",\n    ],\n' for n in range(9)) + "}\n",
        "x = [\n" + '    "a",\n' * 9 + f'    "{"b" * 100}",\n' + "    c,\n" * 9 + "]\n",
        "x = [\n    # one\n    1,\n    #two\n    2,\n]\n",
        "f(a)(\n    b,\n    c,\n).g(d)\n",
        "x = f(\n    a,\n)(b)\n",
        'x = f"{a}" + rb"b" + U"c" + 0XFF + 1E5\n',
        "x = 1 if a else \\\n    2\n",
        "x = (1,)\ny = (\n    1,\n)\nz: tuple[\n    int,\n] = (1,)\n",
        "# fmt: off\nx = [1,2]\n# fmt: on\ny = [1,2]\n",
        "x = 1 #why\n#!not first\n#: said\n",
        f'class A:\n    code: Literal["{"a" * 40}"] = "{"a" * 40}"\n',
        f'class A:\n    """{"あ" * 60}"""\n\n    x = ("{"あ" * 30}", "{"é" * 30}")\n',
        "def f():\n    ...\n",
        "print(a)\nmatch = 1\ntype = 2\n",
        "x = 1;y = 2\n",
        "if (a):\n    del (b)\nfor (c) in (d): pass\n",
        "\tx = 1\n",
        "x = 'a\n",
    ],
)
def test_a_form_that_black_minds_is_left_to_black(text: str) -> None:
    tidied, reason = tidy.tidy("x.py", text)
    try:
        assert tidied == black.format_str(text, mode=MODE)
    except black.parsing.InvalidInput:
        assert "does not parse" in reason


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("a.md", "a  \nb\n\n\n", "a\nb\n"),
        ("a.md", "", ""),
        ("py.typed", "\n", ""),
        ("a.json", '{"a": 1}\n', '{"a": 1}\n'),
        ("a.toml", "a = 1\n", "a = 1\n"),
        ("a.pyi", "class A: ...\n", "class A: ...\n"),
    ],
)
def test_text_ends_in_one_newline_and_no_line_in_blanks(path: str, text: str, wanted: str) -> None:
    assert tidy.tidy(path, text) == (wanted, "")


@pytest.mark.parametrize(
    ("path", "text"), [("a.py", "class"), ("a.json", "{"), ("a.toml", "a ="), ("a.pyi", "def")]
)
def test_what_does_not_parse_is_said(path: str, text: str) -> None:
    tidied, reason = tidy.tidy(path, text)
    assert not tidied
    assert "does not parse" in reason


def test_where_python_does_not_parse_is_said_alike_by_every_black() -> None:
    texts = ["x = 1\nclass my-errors: ...\n", "x = 1\ny z" + " z" * 100]
    found = [tidy.tidy("x.py", text)[1] for text in texts]
    said = "the Python it renders does not parse: line 2: "
    assert found == [f"{said}class my-errors: ...", f"{said}y z{' z' * 100}"[: len(said) + 80]]


# A syllable of Thai, a letter and two marks; a hand and its colour; a hexagram; Han; signs.
SYLLABLES = (
    "\u0e19\u0e35\u0e48",
    "\U0001f44d\U0001f3fd",
    "\u4dc0",
    "\u7981",
    "\u00ab\u2026",
    "\u00e4",
)


@pytest.mark.parametrize("syllable", SYLLABLES)
@pytest.mark.parametrize("spelling", ["{}", "{}\\u200b", '\\"{}'])
@pytest.mark.parametrize("built_in", [False, True])
def test_a_character_is_as_wide_for_every_black(
    syllable: str, spelling: str, *, built_in: bool
) -> None:
    """To black 24 a mark has no width, to 26 it has: neither is asked."""

    def plain(text: str) -> str:
        return re.sub(r"[^\x00-\x7f\s]", lambda c: "ss"[: 1 + characters.is_wide(c[0])], text)

    for count in range(1, 90):
        word = spelling.format(syllable * count)
        text = (
            f'class A:\n    text = ("{word}",)\n    said = f("{word}", "x")  # {syllable}\u3000\n'
        )
        tidied, reason = tidy.tidy("x.py", text, built_in=built_in)
        assert not reason
        assert plain(tidied) == tidy.tidy("x.py", plain(text), built_in=built_in)[0]


def test_if_black_loses_a_character_it_sees_the_text_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(black, "format_str", lambda text, **_: text.replace("\u00d7", ""))
    assert tidy.tidy("x.py", "x  =  '\u2026'")[0] == "x  =  '\u2026'"


@pytest.mark.parametrize(
    ("raised", "end"),
    [(KeyError("'\\x00'"), ""), (IndentationError("no such level (<x>, line 1)"), ": line 1: x")],
)
def test_whatever_black_raises_for_what_it_cannot_read(
    raised: Exception, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Black 24 lets out what its tokenizer raises."""

    def format_str(*_: object, **__: object) -> str:
        raise raised

    monkeypatch.setattr(black, "format_str", format_str)
    assert tidy.tidy("x.py", "x")[1] == f"the Python it renders does not parse{end}"
