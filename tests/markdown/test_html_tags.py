"""The tags of HTML as they are written, and what their attributes say."""

from __future__ import annotations

import pytest

from generator.markdown import html_tags

TAGS = {
    # what is written → the tag that it begins with
    "none": ("<td>", "<td>"),
    "an end": ("</TD >x", "</TD >"),
    "closed in itself": ("<br/>x>", "<br/>"),
    "two quotes": ("""<td a="b > c" d='<e>'>x""", """<td a="b > c" d='<e>'>"""),
    "over two lines": ('<td\na =\n"b > c"\n>x', '<td\na =\n"b > c"\n>'),
    "the other quote inside": ("""<td a="it's >">x'>""", """<td a="it's >">"""),
    "no value": ("<td a=>x>", "<td a=>"),
    "a quote in a name": ('<td a">x">', '<td a">'),
    "a quote in a value": ('<td a=b">x">', '<td a=b">'),
    "never closed": ('<td a="b>x', '<td a="b>'),
    "closed by the quote of another tag": ('<td a="b>x<td a="b">', '<td a="b>'),
    "closed in the text, whose tags are not in quotes": ('<td a="b>5" x</td>', '<td a="b>'),
    "more values than anybody writes": ('<td a="b > c"' + " d=e" * 40 + ">", '<td a="b >'),
    "a longer value than anybody writes": (f'<td a=">{"b" * 4000}">', '<td a=">'),
    "no name": ("< td>", None),
    "no end": ('<td a="b"', None),
    "another tag first": ("<td <b>", None),
}


@pytest.mark.parametrize(("text", "tag"), TAGS.values(), ids=TAGS)
def test_a_tag_ends_outside_of_its_quotes(text: str, tag: str | None) -> None:
    found = html_tags.TAG.match(text)
    assert (found and found[0]) == tag


ATTRIBUTES: dict[str, tuple[str, dict[str, str]]] = {
    "none": (" /", {}),
    "each kind of value": (
        """ a="b c" D='e"f' g=h/i j""",
        {"a": "b c", "d": 'e"f', "g": "h/i", "j": ""},
    ),
    "blanks around the sign": (' a = "b"\n=\tc', {"a": "b", "c": ""}),
    "within a value": (" title=\"rowspan='3'\"", {"title": "rowspan='3'"}),
    "the first of two": (' id="a" ID="b"', {"id": "a"}),
    "never closed": (' a="b rowspan=2', {"a": '"b', "rowspan": "2"}),
    "no blank between two": ("""a="b"c='d'""", {"a": "b", "c": "d"}),
}


@pytest.mark.parametrize(("written", "found"), ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_attributes_are_what_html_says(written: str, found: dict[str, str]) -> None:
    assert html_tags.attributes(written) == found


@pytest.mark.parametrize(
    ("written", "anchor"),
    [
        ('id="a"', "a"),
        ('name="" id=" a b "', "a"),
        ('data-id="a"', ""),
        ("title='id=a'", ""),
        ("", ""),
    ],
)
def test_a_tag_is_linked_by_its_name_or_id(written: str, anchor: str) -> None:
    assert html_tags.anchor(written, "name", "id") == anchor
