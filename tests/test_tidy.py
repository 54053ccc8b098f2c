"""Rendered text made tidy."""

from __future__ import annotations

from pathlib import Path

import black
import pytest
import samples
from black.mode import Mode, TargetVersion
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import targets
from generator.model import Catalogue
from generator.render import tidy
from generator.settings import Settings

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


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_python_is_byte_for_byte_what_black_makes_of_the_whole_file(text: str) -> None:
    tidied, reason = tidy.tidy("x.py", text)
    try:
        whole = black.format_str(text, mode=MODE)
    except black.parsing.InvalidInput:
        assert reason
    else:
        assert tidied == whole


CATALOGUES = [samples.defender, samples.numeric, samples.variants, samples.hostile]


@pytest.mark.parametrize("make", [*CATALOGUES, lambda: samples.large(50)])
def test_our_own_python_is_what_black_makes_of_the_whole_file(make: object) -> None:
    catalogue: Catalogue = make()  # type: ignore[operator]
    found, problems = targets.targets(python_templates(), [catalogue], Settings())
    assert not problems
    for path, text in found:
        if path.endswith(".py"):
            assert black.format_str(text, mode=MODE) == text, path


def python_templates() -> dict[str, str]:
    root = Path(__file__).parents[1] / "templates"
    files = [path for path in (root / "python").rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


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
