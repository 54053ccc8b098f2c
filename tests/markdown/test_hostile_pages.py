"""Pages made to be slow or to be too deep are read in time that grows as they do."""

from __future__ import annotations

import time

import pytest

from generator import markdown
from generator.diagnostics.source import document
from generator.markdown.page import Page

SIZE = 60_000
SECONDS = 12.0  # of processor time, on a slow and busy machine; what is quadratic takes minutes

UNITS = [
    *("<", "|", "a|", ">", "> ", "- ", "1. ", "> - ", "- a\n", "- a\n> b\n", "- a\n<div>\n"),
    *(
        "[",
        "[a](",
        "[]",
        "![",
        "*",
        "*a ",
        "**a*",
        "_a_ ",
        "`",
        "`a",
        "~~a",
        "\\",
        "\\|",
        "&a",
        "&",
    ),
    *(
        "```\n",
        "~~~ a\n",
        "# #",
        "# a\n",
        "a\n=\n",
        "---\n",
        "- - ",
        "\n",
        " ",
        "     \n",
        "\t",
        "\r",
    ),
    *("<!--", "<!--\n", "<?\n", "<!A\n", "<![CDATA[\n", "<div>\n", "<a href='", "<a b ", "<h1>"),
    *(
        "<table>",
        "</table>",
        "<table>\n",
        "a <table ",
        "<table><tr><td>",
        "<td ",
        "</td></tr></table>",
    ),
    *(
        "<sup>",
        "<sup>1",
        "a¹",
        "a†",
        "[^1]",
        "[^a",
        "https://a",
        "https://)",
        "<a href=b>",
        "`<!--",
        "<!-- |",
    ),
    *(
        "!!! a\n    ",
        "=== 'a'\n",
        "<<<<<<< a\n",
        "=======\n",
        "<pre>",
        "<pre>{",
        "<tr>\n",
        "```{note}\n",
    ),
    *("|a|b|\n", "|a|b|\n\n", "a|b\n\n", "|a|b|\n# c\n", "- |a|b\n", "|a|b|\n|-|-|\n\n|c|d|\n\n"),
    *("[a]: x\n\n- [b]: y\n\n", "[a][]", " [a][b]", "\0", "\u2028", "<a:", "<a@", "{%", "{{"),
]
# Attributes whose quotes never close, close too late, or open one inside another.
# fmt: off
QUOTES = [
    "<td ====", '<td a="', "<td a='", '<td a="<', '<td a=">', "<td a='\"", "<td a=\" '> ",
    'a="<td b=\' " ', 'a="<h1 b=\' " ', 'a="<table b=\' " ', 'a="<a b=\' " ', "<td a=",
    "='", '=" ', '<table a="', "<table a='>", '</table a="', "<td a=\"\" b='' ", "<a b=\"<a b='",
    '<a b=">" ', '<td a="" ', '<h1 id="',
]
# fmt: on
PAGES = {
    "quadratic heading": "# a" + " " * SIZE + "b",
    "nested lists": "".join(" " * 2 * n + "- a\n" for n in range(300)),
    "header": "a|b\n" + "-|" * SIZE,
    "long cell": "a|b\n-|-\n" + "x" * SIZE + "|y\n",
    "open rows": "|a|b|\n|-|-|\n" + "|a|b\n\n |\n" * (SIZE // 20),
    "bare lines": "|a|b|\n|-|-|\n" + "word\n" * (SIZE // 20),
    "no table": "<table>" * 300 + "<tr><td>a" + "</td></tr></table>" * 300,
    "rows of HTML": "<table>" + "<tr><td>a" * (SIZE // 20) + "</table>",
    "comments in HTML": "<table><tr><td>" + "<!--" * (SIZE // 4) + "</table>",
    "spans": "<table><tr>" + "<td rowspan=60000 colspan=1000>" * 50 + "<tr>" * 9000 + "</table>",
    "wide spans": "<table><tr>" + "<td colspan=999999>" * (SIZE // 20) + "</table>",
    "ticks": "".join("`" * n + " " for n in range(1, 480)),
    "deep JSON": "```json\n" + "[" * SIZE + "\n```",
    "JSON comments": "```json\n{" + "/*" * SIZE + "\n```",
    "JSON strings": '```json\n{"' + '\\"' * SIZE + "\\\n```",
    "JSON commas": "```json\n{" + ", " * SIZE + "\n```",
    "JSON quotes": "```json\n{" + "'\\'" * (SIZE // 3) + "\n```",
    "JSON words": "```json\n{" + "a " * (SIZE // 2) + "\n```",
    "JSON that begins": "```\n" + 'a {"b": ' * (SIZE // 8) + "\n```",
    "JSON in lines": "```\n" + '{"b": 1} ' * (SIZE // 9) + "\n```",
    "requests": "```\n" + 'GET /\n{"a": 1}\n' * (SIZE // 15) + "\n```",
    "headings and rows": "|a|b|\n|-|-|\n|c|d|\n\n" + "# e\n\n|f|g|\n\n" * (SIZE // 12),
    "tables and rows": "|a|b|\n|-|-|\n|c|d|\n\ne\n\n|f|g|\n\n" * (SIZE // 30),
    "comments in a table": "|a|b|\n|-|-|\n" + "<!-- c -->\n|d|e|\n" * (SIZE // 18),
    "comments behind rows": "|a|b|\n|-|-|\n" + "|d|e|<!--\n" * (SIZE // 10),
    "comments in a row": "|a|b|\n|-|-|\n|c|" + "<!-- d -->" * (SIZE // 10) + "|\n",
    "repeated headers": "|a|b|\n|-|-|\n" + "|a|b|\n" * (SIZE // 6),
    "braces of JSX": "<table><tr>" + "<td a={{b={{" * (SIZE // 12),
    "deep YAML": "---\n" + "[" * 20_000 + "\n---\n",
}
PAGES |= {repr(unit): unit * (SIZE // len(unit)) for unit in (*UNITS, *QUOTES)}
PAGES |= {f"{unit!r} in a table": "<table><tr><td>" + unit * (SIZE // len(unit)) for unit in QUOTES}
PAGES |= {f"{unit!r} in HTML": "<div\n" + unit * (SIZE // len(unit)) for unit in QUOTES}
PAGES |= {
    f"{unit!r} in cells": "a|b\n-|-\n" + f"{unit * (7900 // len(unit))}|c\n" * 4
    for unit in (*UNITS, *QUOTES)
    if not unit.endswith(("\n", "\r"))
}


def read(text: str) -> Page:
    return markdown.read(document("page.md", text))[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_to_be_slow_is_read(name: str) -> None:
    begun = time.process_time()
    assert read(PAGES[name]).path == "page.md"
    assert time.process_time() - begun < SECONDS


def test_lists_and_quotes_that_end_each_other_are_read_in_order() -> None:
    page = read("- a\n> b\n" * 400 + "- a|b\n  -|-\n")
    assert [paragraph.text for paragraph in page.paragraphs] == ["a", "b"] * 400
    assert [table.span.line for table in page.tables] == [801]
