"""A block of JSON on a page: what is none is said, and never comes into an output."""

from __future__ import annotations

import pytest

from generator.markdown import json_block

READ: dict[str, tuple[str, object]] = {
    "an object": ('{"a": [1, 2.5, null]}', {"a": [1, 2.5, None]}),
    "comments": ('{"a": 1, // one\n"b": /* two */ 2}', {"a": 1, "b": 2}),
    "last commas": ('{"a": [1, 2,],}', {"a": [1, 2]}),
    "a comment in a string": ('{"a": "// no"}', {"a": "// no"}),
}


@pytest.mark.parametrize(("text", "value"), READ.values(), ids=READ)
def test_json_with_comments_is_read(text: str, value: object) -> None:
    assert json_block.read(text) == (value, True)


REFUSED = {
    "no number": '{"a": NaN}',
    "infinity": '{"a": -Infinity}',
    "a number beyond every float": '{"a": 1e999}',
    "too many digits": '{"a": %s}' % ("9" * 5000),
    "deeper than people write": "[" * 101 + "]" * 101,
    "deeper than Python can go": "[" * 100_000,
    "cut off": '{"a": ',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_json_is_refused(text: str) -> None:
    """RFC 8259 has neither NaN nor infinity: an output that had them would be broken."""
    assert json_block.read(text) == (None, False)
