"""TOML that nobody would write is read, or refused, in no time; and places are found in it."""

from __future__ import annotations

import pytest

from generator.diagnostics.source import document
from generator.project import toml

REFUSED = {
    "a number of too many digits": ("x = " + "9" * 5000, "digits"),
    "arrays in arrays": ("x = " + "[" * 5000, "deeply"),
    "tables in tables": ("x = " + "{a = " * 200 + "1" + "}" * 200, "deeply"),
}
LONG = ".".join("a" * 40)
PARTS = {
    "a key": f"{LONG} = 1",
    "blanks": f"{LONG.replace('.', ' . ')} = 1",
    "quotes": f"{LONG.replace('a', chr(34) + 'a.a' + chr(34))} = 1",
    "a table": f"[{LONG}]",
    "a list of tables": f"[[{LONG}]]",
    "inside of a table": f"x = {{ y = 1, {LONG} = 1 }}",
    "behind a text": f"x = {{ y = 'it', {LONG} = 1 }}",
    "on some line": f"x = 1\n{LONG} = 1",
}
FEW = {
    "numbers": f"x = [{', '.join(['1.5'] * 100)}]",
    "a text": f'x = "{LONG}"',
    "an escaped quote": f'x = "\\"{LONG}"',
    "another text": f"x = '{LONG}'",
    "a comment": f"x = 1 # {LONG}",
    "some parts": ".".join("a" * 30) + " = 1",
}


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS)
def test_a_key_has_a_few_parts(text: str) -> None:
    """Of 20,000 parts, 40 KB of text, tomllib makes 1.6 GB."""
    values, span, why = toml.read(document("a.toml", text))
    assert (values, why) == ({}, "a key has more than 32 parts")
    assert span is not None
    assert span.line == len(text.split("\n"))


@pytest.mark.parametrize("text", FEW.values(), ids=FEW)
def test_dots_are_no_parts(text: str) -> None:
    values, span, _ = toml.read(document("a.toml", text))
    assert span is None
    assert values


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_nobody_writes_is_refused(text: str, reason: str) -> None:
    values, span, why = toml.read(document("a.toml", text))
    assert (values, reason in why) == ({}, True)
    assert span == document("a.toml", text).whole()


@pytest.mark.parametrize(
    "line", ["-" * 60, "Donaudampfschifffahrtsgesellschaftskapitän", "a." * 40]
)
def test_a_long_word_inside_a_text_takes_no_time(line: str) -> None:
    """A pattern that can cut a word in many ways would try them all: for years."""
    text = f'x = """\n{line}\n"""\n[t]\ny = 1\n'
    assert toml.span(document("a.toml", text), "t", "y").line == 5


PLACES = {
    "a key": (("codes", "x"), 3, "x"),
    "a key that is not there": (("codes", "z"), 2, "[codes]"),
    "a key in quotes": (("codes", "a.b"), 4, '"a.b"'),
    "a dotted key": (("errors", "A", "status"), 6, "A.status"),
    "the first key of a table without a header": (("errors", "A"), 6, "A.status"),
    "below a key that is not there": (("errors", "B", "status"), 5, "[errors]"),
    "a key with an escaped quote": (("errors", 'a"b'), 8, 'a\\"b'),
    "what is no key": (("errors", '"\\q"'), 9, '"\\q"'),
    "nothing that is there": (("other",), None, ""),
}
TEXT = """# first
[codes]
x = "X"
"a.b" = "Y"
[errors]
A.status = 400
A.hints = [ 1 ]
"a\\"b" = { x = '''
"\\q" = in a longer string ''' }
"""


@pytest.mark.parametrize(("keys", "line", "under"), PLACES.values(), ids=PLACES)
def test_where_a_key_stands(keys: tuple[str, ...], line: int | None, under: str) -> None:
    span = toml.span(document("a.toml", TEXT), *keys)
    start = (span.column or 1) - 1
    shown = span.text[start : start + span.length] if line else ""
    assert (span.line, shown.strip('"')) == (line, under.strip('[]"') if line else "")


def test_a_thousand_places_of_a_long_file_are_found_at_once() -> None:
    text = document("a.toml", "[codes]\n" + "".join(f"c{n} = '1'\n" for n in range(20_000)))
    assert [toml.span(text, "codes", f"c{n}").line for n in range(20_000)][-1] == 20_001
