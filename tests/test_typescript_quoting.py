"""Text of a page in JavaScript: exactly itself as a literal, harmless as a comment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import javascript
from tests import node, samples

NASTY = [
    *("", "'", '"', "\\", "`${x}`", "\n\r\t\0\x7f\x85", "\u2028\u2029", "\ud800", "😀", "\u202e"),
    *("</script>", "<!-- x -->", "*/", "/* x", "// x", "{@link x}", "@deprecated", "a @b", "]]>"),
    *("^$.*+?()[]{}|/-", "\\d\\k<x>", samples.HOSTILE),
]


def evaluated(expressions: list[str], folder: Path) -> list[object]:
    """What Node makes of each expression; surrogates travel as JSON escapes."""
    source = folder / "list.mjs"
    listed = ",\n".join(expressions)
    source.write_text(f"process.stdout.write(JSON.stringify([\n{listed}\n]));", "utf-8")
    done = node.run("node", source)
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Chosen texts, and a thousand that hypothesis chooses from all of Unicode."""
    found = [*NASTY]

    @settings(max_examples=1000, database=None, derandomize=True)
    @given(st.text(st.characters(), max_size=30))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def test_a_literal_is_exactly_its_text(texts: list[str], tmp_path: Path) -> None:
    assert evaluated([javascript.js_str(text) for text in texts], tmp_path) == texts


def test_a_list_is_exactly_its_texts(texts: list[str], tmp_path: Path) -> None:
    assert evaluated([javascript.js_list(texts)], tmp_path) == [texts]


def test_a_template_matches_exactly_its_text(texts: list[str], tmp_path: Path) -> None:
    """Around its values a template is literal: nothing in it is a pattern."""
    messages = [f"{text}<1>{text}!<2>{text}" for text in texts]
    patterns = [javascript.js_template((text, "one", f"{text}!", "two", text)) for text in texts]
    tried = [
        f"{{ ...{pattern}.exec({javascript.js_str(message)})?.groups }}"
        for pattern, message in zip(patterns, messages, strict=True)
    ]
    assert evaluated(tried, tmp_path) == [{"one": "<1>", "two": "<2>"}] * len(texts)


@pytest.mark.parametrize(
    ("pieces", "message", "found"),
    [
        (("", "a", ""), "x", {"a": "x"}),
        (("", "a", ""), "x\ny", {"a": "x\ny"}),
        (("", "a", ""), "", {}),
        (("is ", "a", "."), "is 1.2.", {"a": "1.2"}),
        (("is ", "a", "."), "was 1.", {}),
        (("", "a", ", ", "b", ""), "1, 2, 3", {"a": "1", "b": "2, 3"}),
        (("", "a", "-", "a", ""), "x-x", {"a": "x"}),
        (("", "a", "-", "a", ""), "x-y", {}),
        (("", "a", "-", "b", "-", "c", ""), "1-2-3", {"a": "1", "b": "2", "c": "3"}),
        (("", "a", "-", "b", "-", "c", "!"), "1-2-3", {}),
    ],
)
def test_values_end_where_the_next_literal_begins(
    pieces: tuple[str, ...], message: str, found: dict[str, str], tmp_path: Path
) -> None:
    tried = f"{{ ...{javascript.js_template(pieces)}.exec({json.dumps(message)})?.groups }}"
    assert evaluated([tried], tmp_path) == [found]


def test_a_comment_cannot_be_ended_and_has_no_tags(texts: list[str], tmp_path: Path) -> None:
    shown = [javascript.js_doc(text) for text in texts]
    assert not [text for text in shown if "*/" in text or "\n" in text or "{@" in text]
    assert not [text for text in shown if text.startswith("@") or " @" in text]
    assert evaluated([f"/** {text} */ 1" for text in shown], tmp_path) == [1] * len(shown)


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ((), "top"),
        (("error", "code"), "top?.error?.code"),
        (("errors", "0", "a-b"), 'top?.errors?.[0]?.["a-b"]'),
    ],
)
def test_a_way_along_keys(path: tuple[str, ...], way: str) -> None:
    assert javascript.js_path(path, "top") == way
