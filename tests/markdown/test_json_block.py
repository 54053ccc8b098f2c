"""A block of JSON on a page: what is none is said, and never comes into an output."""

from __future__ import annotations

import pytest

from generator.markdown import json_block

READ: dict[str, tuple[str, object]] = {
    "an object": ('{"a": [1, 2.5, null]}', {"a": [1, 2.5, None]}),
    "comments": ('{"a": 1, // one\n"b": /* two */ 2}', {"a": 1, "b": 2}),
    "last commas": ('{"a": [1, 2,],}', {"a": [1, 2]}),
    "a comment in a string": ('{"a": "// no"}', {"a": "// no"}),
    "a comment of a shell": ('{"a": 1} # one', {"a": 1}),
    "members left out": ('{"a": 1,\n  ...\n  "b": 2, …}', {"a": 1, "b": 2}),
    "a value left out": ('{"a": ..., "b": …}', {"a": None, "b": None}),
    "everything left out": ('{"a": [...], "b": {…}}', {"a": [], "b": {}}),
    "elements left out": ('[{"a": 1}, ...]', [{"a": 1}]),
    "a string cut off": ('{"a": "x"..., "b": 2}', {"a": "x", "b": 2}),
    "dots in a string": ('{"a": "...", "b": 2,}', {"a": "...", "b": 2}),
    "keys without quotes": ("{a: 1, $b-c: 'it\\'s \"d\"'}", {"a": 1, "$b-c": 'it\'s "d"'}),
    "words for values": ('{"a": <the id>, "b": string}', {"a": None, "b": None}),
    "a string over two lines": ('{"a": "b\nc"}', {"a": "b\nc"}),
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
    "a string that never ends": '{"a": "b}',
    "a block of a program": "{return a;}",
    "members without a comma": '{"a": 1 "b": 2}',
    "one bracket too many": '{"a": 1}}',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_json_is_refused(text: str) -> None:
    """RFC 8259 has neither NaN nor infinity: an output that had them would be broken."""
    assert json_block.read(text) == (None, False)


BODIES = {
    "the whole": ('{"a": 1}\n', [({"a": 1}, 0)]),
    "a list of objects": ('[{"a": 1}]', [([{"a": 1}], 0)]),
    "a response": ('HTTP/1.1 400\nA: b\n\n{"a": 1}', [({"a": 1}, 3)]),
    "a command and its answer": ('$ curl -d \'{"b": [{}]}\' c\n{"a": 1}', [({"a": 1}, 1)]),
    "a request": ('POST /c HTTP/1.1\n\n{"a": 1}', [({"a": 1}, 2)]),
    "a request and a response": (
        '> POST /c HTTP/1.1\n{"b": 1}\n< HTTP/1.1 400\n{"a": 1}',
        [({"a": 1}, 3)],
    ),
    "two responses": ('{"a": 1}\n\n{"b": 2}', [({"a": 1}, 0), ({"b": 2}, 2)]),
    "a literal of a program": ('const a = {\n  "b": "}", // {\n};\nf()', [({"b": "}"}, 0)]),
    "half a body": ('{\n"a": {"b": 1},\n', []),
    "half a body, then a whole one": ('{"a": {"b": 1}\n{"c": 1}', []),
    "what only looks like one": ('{"a" + b} {"c": 1}', [({"c": 1}, 0)]),
    "a section": ("[errors]\na = 1", []),
    "a section alone": ("[errors]", []),
    "numbers": ("[1, 2]", []),
    "a variable": ('${"a": 1} %{"a": 1} {{"a": 1}}', []),
    "nothing in it": ("a {}", []),
}


@pytest.mark.parametrize(("text", "found"), BODIES.values(), ids=BODIES)
def test_bodies_are_found_in_a_text(text: str, found: list[tuple[object, int]]) -> None:
    assert [(body.value, body.lines) for body in json_block.bodies(text)] == found


def test_a_body_is_the_text_of_it() -> None:
    (body,) = json_block.bodies('HTTP/1.1 400\n\n{"a": 1}\nThe end.')
    assert body.text == '{"a": 1}'


def test_so_many_bodies_are_looked_for() -> None:
    assert len(list(json_block.bodies('{"a": 1}\n' * 30))) == 20
