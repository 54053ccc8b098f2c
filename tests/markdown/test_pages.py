"""Pages and what is read of them, place by place.

A case is one text file in `cases/tables/`: the page, a line `=== read ===`,
and what was read of it. `GENERATOR_UPDATE_CASES=1` writes what is read now.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import markdown
from generator.diagnostics.source import Problems, Span, document
from generator.markdown.page import Cell, FrontMatter, Heading, Page, Paragraph, Table

CASES = Path(__file__).parents[1] / "cases" / "tables"
CUT = "=== read ===\n"


def said(page: Page, problems: Problems) -> str:
    """What was read of a page, a line for each thing."""
    return "".join(f"{line}\n" for line in lines(page, problems))


def lines(page: Page, problems: Problems) -> Iterator[str]:
    front = page.front
    if front != FrontMatter():
        yield f"front matter: {front.locale!r} {front.title!r} translated={front.translated}"
    things = sorted(
        [*page.headings, *page.paragraphs, *page.tables, *page.examples],
        key=lambda thing: (thing.span.line or 0, thing.span.column or 0),
    )
    for thing in things:
        if isinstance(thing, Table):
            yield from table(thing)
        elif isinstance(thing, Heading):
            level = "#" * thing.level
            yield f"{at(thing.span)} {level} {thing.text!r} {thing.anchor}{source(thing)}"
        elif isinstance(thing, Paragraph):
            yield f"{at(thing.span)} {thing.text!r} {list(thing.marked) or ''}{source(thing)}"
        else:
            yield f"{at(thing.span)} json {thing.value!r} valid={thing.valid}"
    yield from told(problems)


def table(found: Table) -> Iterator[str]:
    trail = " > ".join(heading.text for heading in found.trail)
    title = f", titled {found.caption!r}" if found.caption else ""
    yield f"{at(found.span)} {found.kind} table under {trail or 'nothing'}{title}"
    for row in (found.header, *(row.cells for row in found.rows)):
        yield "  " + " | ".join(map(cell, row))
    yield from (f"  {line}" for line in told(found.problems))


def cell(found: Cell) -> str:
    marks = [name for name in ("bold", "struck", "padded") if getattr(found, name)]
    marks += [f"code={list(found.code)}"] if found.code else []
    marks += [f"link={mark.url}" for mark in found.marks if mark.url]
    return " ".join([f"{at(found.span)}+{found.span.length} {found.text!r}", *marks]) + source(
        found
    )


def source(thing: Cell | Heading | Paragraph) -> str:
    return "" if thing.source is None else f" from {thing.source!r}"


def told(problems: Problems) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.level}[{problem.rule}] {at(problem.span)} {problem.message}"


def at(span: Span) -> str:
    return f"{span.line}:{span.column}"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_read_as_its_case_says(path: Path) -> None:
    text, _, expected = path.read_bytes().decode().rpartition(CUT)
    found = said(*markdown.read(document("page.md", text)))
    if os.environ.get("GENERATOR_UPDATE_CASES"):
        path.write_bytes((text + CUT + found).encode())
    assert found == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_the_line_ends_of_a_page_do_not_matter(end: str) -> None:
    text = (CASES / "places.txt").read_text("utf-8").rpartition(CUT)[0]
    page, problems = markdown.read(document("page.md", text.replace("\n", end)))
    assert said(page, problems) == said(*markdown.read(document("page.md", text)))


def test_line_ends_may_differ_within_a_page() -> None:
    page, _ = markdown.read(document("page.md", "---\na: b\n---\n# H\r\n\r\na|b\r\n-|-\rc|d\n"))
    assert said(page, ()).splitlines() == [
        "4:1 # 'H' ",
        "6:1 pipe table under H",
        "  6:1+1 'a' | 6:3+1 'b'",
        "  8:1+1 'c' | 8:3+1 'd'",
    ]


@pytest.mark.parametrize(
    "wide", ["{0}\n{1}\nb|c\n", "<table><tr>{2}<tr><td>b</table>"], ids=["pipes", "HTML"]
)
@pytest.mark.parametrize(("columns", "refused"), [(200, False), (201, True)])
def test_a_table_too_wide_to_be_one_is_refused(wide: str, columns: int, refused: bool) -> None:
    text = wide.format("a|" * columns, "-|" * columns, "<th>a" * columns)
    (found,) = markdown.read(document("page.md", text))[0].tables
    assert ("table-wide" in {problem.rule for problem in found.problems}) is refused
    assert (found.rows == ()) is refused


@pytest.mark.parametrize(("rows", "sparse"), [(1000, False), (1001, True)])
def test_so_many_cells_may_be_supplied(rows: int, sparse: bool) -> None:
    text = "a|" * 101 + "\n" + "-|" * 101 + "\n" + "b|\n" * rows
    (found,) = markdown.read(document("page.md", text))[0].tables
    assert ("table-sparse" in {problem.rule for problem in found.problems}) is sparse
    assert (found.rows == ()) is sparse


def test_cells_are_not_supplied_without_end() -> None:
    text = "a|" * 150 + "\n" + "-|" * 150 + "\n" + "b|\n" * 1000
    page, _ = markdown.read(document("page.md", text))
    assert page.tables[0].rows == ()
    assert "table-sparse" in {problem.rule for problem in page.tables[0].problems}


@pytest.mark.parametrize(
    "rows", ["<tr>" + "<td rowspan=9999>a" * 150 + "<tr><td>b" * 2000, "<tr><td>b" * 2000]
)
def test_cells_of_html_are_not_supplied_without_end(rows: str) -> None:
    page, _ = markdown.read(document("page.md", f"<table><tr>{'<th>h' * 150}{rows}</table>"))
    assert page.tables[0].rows == ()
    assert "table-sparse" in {problem.rule for problem in page.tables[0].problems}


def test_a_long_text_is_read_as_it_stands() -> None:
    long = "*a* " * 3000
    page, problems = markdown.read(document("page.md", f"{long}\n\na|b\n-|-\n{long}|c\n"))
    assert [problem.rule for problem in problems] == ["page-long-text"]
    assert [problem.rule for problem in page.tables[0].problems] == ["page-long-text"]
    assert page.tables[0].rows[0].cells[0].text == long.strip()


@pytest.mark.parametrize(("size", "read"), [(8000, True), (8001, False)])
def test_markup_is_read_in_a_text_of_so_many_characters(size: int, read: bool) -> None:
    text = f"*{'x' * (size - 2)}*"
    page, problems = markdown.read(document("page.md", f"{text}\n\na|b\n-|-\n{text}|c\n"))
    for found in (page.paragraphs[0].text, page.tables[0].rows[0].cells[0].text):
        assert found == (text.strip("*") if read else text)
    told = [problem.rule for problem in (*problems, *page.tables[0].problems)]
    assert told == ([] if read else ["page-long-text"] * 2)


@pytest.mark.parametrize(("lines", "rows"), [(12, 2), (13, 15)])
def test_the_pipe_that_closes_a_broken_row_is_looked_for_so_far(lines: int, rows: int) -> None:
    text = "|a|b|\n|-|-|\n|c|d\n" + "e\n" * lines + "|\n|f|g|\n"
    (found,) = markdown.read(document("page.md", text))[0].tables
    assert len(found.rows) == rows


def test_where_a_thing_stands_is_no_part_of_it() -> None:
    text = "# A\n\nb\n\n```json\n{}\n```\n\n|c|d|\n|-|-|\n|e|\n"
    here, _ = markdown.read(document("page.md", text))
    there, _ = markdown.read(document("page.md", f"\n\n{text}"))
    for name in ("headings", "paragraphs", "examples", "tables"):
        assert getattr(here, name) == getattr(there, name) != ()


def test_what_is_nested_too_deeply_is_told() -> None:
    _, problems = markdown.read(document("page.md", "> " * 60 + "a|b\n" + "> " * 60 + "-|-\n"))
    assert [problem.rule for problem in problems] == ["page-deep"]


MDX = """<Tabs>
  <TabItem value="a">
    | Code | Status |
    |------|--------|
    | NotFound | 404 |
  </TabItem>

      <table><tr><th>Code</th></tr></table>

  <TabItem>

  - | a | b |
    |---|---|
          | c | d |
"""


def test_mdx_has_no_indented_code_and_markdown_within_tags() -> None:
    page, problems = markdown.read(document("page.mdx", MDX))
    assert [(t.kind, t.span.line, t.span.column) for t in page.tables] == [
        ("pipe", 3, 5),
        ("html", 8, 7),
        ("pipe", 12, 5),
    ]
    assert [len(t.rows) for t in page.tables] == [1, 0, 1]
    assert problems == page.tables[0].problems == page.tables[2].problems == ()


MDX_INDENTED = """<Tabs>
  <TabItem value="a" label="A tab">
    ## A heading

    * A bullet

      | Code | Status |
      |------|--------|
      | NotFound | 404 |

    ```json title="a"
    {
      "code": "NotFound"
    }
    ```

        ~~~~md
        | Code | Status |
        |------|--------|
        ~~~
        ~~~~
  </TabItem>
</Tabs>

```
{"code": "never closed"}
"""


def test_mdx_has_its_headings_and_its_code_wherever_they_are_indented() -> None:
    page, problems = markdown.read(document("page.mdx", MDX_INDENTED))
    assert [(h.text, h.span.line) for h in page.headings] == [("A heading", 3)]
    assert [(p.text, p.span.line) for p in page.paragraphs] == [("A tab", 2), ("* A bullet", 5)]
    assert [(t.span.line, t.heading) for t in page.tables] == [(7, "A heading")]
    assert [(e.value, e.span.line, e.span.column) for e in page.examples] == [
        ({"code": "NotFound"}, 12, 5),
        ({"code": "never closed"}, 26, 1),
    ]
    assert page.examples[0].text == '{\n  "code": "NotFound"\n}\n'
    assert problems == page.tables[0].problems == ()


def test_containers_of_mkdocs_may_lie_in_each_other_as_deep_as_lists() -> None:
    deep = "".join("    " * n + "!!! note\n" for n in range(30))
    page, _ = markdown.read(document("page.md", deep + "    " * 5 + "a|b\n" + "    " * 5 + "-|-\n"))
    assert [table.span.line for table in page.tables] == [31]
    page, _ = markdown.read(document("page.md", f"{deep}{'    ' * 30}a\n"))
    assert page.tables == ()


def test_the_last_line_has_its_places_without_a_line_end() -> None:
    page, _ = markdown.read(document("page.md", "a|b\n-|-\nc|d"))
    span = page.tables[0].rows[0].cells[1].span
    assert (span.line, span.column, span.text) == (3, 3, "c|d")


def test_an_empty_document_is_an_empty_page() -> None:
    page, problems = markdown.read(document("page.md", ""))
    assert (page.tables, page.paragraphs, page.path, problems) == ((), (), "page.md", ())


def test_an_invalid_front_matter_is_told_with_its_line_and_the_rest_is_read() -> None:
    page, problems = markdown.read(
        document("page.md", "---\ntitle: a: b\nlocale: de-DE\n---\na|b\n-|-\n")
    )
    assert [(p.rule, p.span.line) for p in problems] == [("page-front-matter", 2)]
    assert (page.front.locale, page.front.title, len(page.tables)) == ("de-DE", "a: b", 1)
