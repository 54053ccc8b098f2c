"""Text of a page in JavaScript: exactly itself as a literal, harmless as a comment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.quoting import javascript
from tests import node, samples
from tests.conftest import examples

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

    @settings(max_examples=examples(1000), database=None, derandomize=True)
    @given(st.text(st.characters(), max_size=30))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


def test_a_literal_is_exactly_its_text(texts: list[str], tmp_path: Path) -> None:
    assert evaluated([javascript.js_str(text) for text in texts], tmp_path) == texts


def test_a_list_is_exactly_its_texts(texts: list[str], tmp_path: Path) -> None:
    assert evaluated([javascript.js_list(texts)], tmp_path) == [texts]


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
