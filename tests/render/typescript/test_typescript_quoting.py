"""Text of a page in JavaScript: exactly itself as a literal, harmless as a comment."""

from __future__ import annotations

import json
import re
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
        (("errors", 0, "a-b"), 'top?.errors?.[0]?.["a-b"]'),
    ],
)
def test_a_way_along_keys(path: tuple[str, ...], way: str) -> None:
    assert javascript.js_path(path, "top") == way


@pytest.mark.parametrize(
    ("said", "header"),
    [
        ("", ""),
        (" \n ", ""),
        ("/* eslint-disable */", "/* eslint-disable */\n"),
        ("// SPDX-License-Identifier: MIT", "// SPDX-License-Identifier: MIT\n"),
        ("/* a\n * b */ // c\n\n// d\n", "/* a\n * b */ // c\n\n// d\n"),
        ("SPDX-License-Identifier: MIT", "// SPDX-License-Identifier: MIT\n"),
        ("// a\nb", "// // a\n// b\n"),
        ("/* a", "// /* a\n"),
        ("/* a */ b()", "// /* a */ b()\n"),
        ("// a\u2028b()", "// // a\n// b()\n"),
        ("// a\rb()\r\nc", "// // a\n// b()\n// c\n"),
        ("/*/", "// /*/\n"),
        ("/**/", "/**/\n"),
        ("/***/", "/***/\n"),
        ("#!/usr/bin/env node", "// #!/usr/bin/env node\n"),
    ],
)
def test_a_header_is_comments(said: str, header: str) -> None:
    """Those that somebody wrote stay as they are; what is none becomes one."""
    assert javascript.js_header(said) == header


def test_no_header_is_code(texts: list[str], tmp_path: Path) -> None:
    plain = [re.sub("[\ud800-\udfff]", "?", text) for text in texts]
    made = [javascript.js_header(f"{text}{more}") for text in plain for more in ("", "\n/*", " */")]
    assert evaluated([f"{header}\n{n}" for n, header in enumerate(made)], tmp_path) == [
        *range(len(made))
    ]


def test_a_header_takes_linear_time() -> None:
    for text in ("//" * 200_000 + "\nx", "/*" * 200_000, "/**/" * 100_000 + "x", "// " * 200_000):
        assert javascript.js_header(text)
