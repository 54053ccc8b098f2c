"""Text of a page in JSON, YAML and TOML: exactly itself, and everything in it can be seen."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.render.quoting import INVISIBLE, data
from tests import samples

TEXTS = [
    "",
    '"',
    "\\",
    "\n\r\t\0\x7f\x85",
    "\u2028\u202e\ufeff",
    "😀",
    "\U000e0041",
    "\ufffe\uffff",
    samples.HOSTILE,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_text_is_exactly_itself_and_visible(text: str) -> None:
    assert json.loads(data.to_json(text)) == text
    assert yaml.safe_load(data.yaml_str(text)) == text
    assert tomllib.loads(f"x = {data.toml_str(text)}")["x"] == text
    for quoted in (data.to_json(text), data.yaml_str(text), data.toml_str(text)):
        assert INVISIBLE.search(quoted) is None


@given(st.text(st.characters()))
def test_any_text_survives_json(text: str) -> None:
    """Lone surrogates as well: a page has none, but a file name may."""
    assert json.loads(data.to_json({"x": [text]})) == {"x": [text]}


@given(st.text())
def test_any_text_survives_yaml_and_toml(text: str) -> None:
    assert yaml.safe_load(data.yaml_str(text)) == text
    assert tomllib.loads(f"x = {data.toml_str(text)}")["x"] == text


def test_a_lone_surrogate_is_left_out_of_toml() -> None:
    """TOML has no escape for it."""
    assert data.toml_str("a\ud800b") == '"ab"'


def test_json_is_indented_and_readable() -> None:
    assert data.to_json({"é": ["\u2028"]}, 2) == '{\n  "é": [\n    "\\u2028"\n  ]\n}'
