"""A page as it was read: tables with placed cells, headings, examples, prose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics.source import Document, Problems, Span
from generator.model import Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    `raw` is the Markdown between the pipes, trimmed, with `\\|` unescaped.
    `text` is what a reader sees: markup resolved, `<br>` as a newline, other
    white space collapsed, invisible characters kept, references to footnotes
    left out. `source` is the
    untranslated text of a bilingual cell (`sxs-lookup` spans), else None.
    `code` holds the contents of the cell's code spans, in order. `bold` and
    `struck` say that the whole cell is so. `marks` are the links and the code
    spans, as places in `text`. `padded` marks a cell that its row
    lacks and that GFM supplies as empty.
    """

    raw: str
    text: str
    span: Span = field(compare=False)
    source: str | None = None
    code: tuple[str, ...] = ()
    bold: bool = False
    struck: bool = False
    padded: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A body row: as many cells as its table has columns."""

    cells: tuple[Cell, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: what a reader sees, the untranslated text where there is one, its anchor.

    `code` holds the contents of its code spans, in order, and `struck` says that all is so.
    """

    level: int
    text: str
    span: Span = field(compare=False)
    anchor: str = ""
    source: str | None = None
    code: tuple[str, ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the headings above it, the outermost first.

    One of the kind `headings` is no table on the page: a heading is a row of it.
    `span` is the header row, or the `<table>` tag. `problems` are those of its
    structure: they matter where the table is chosen, and nowhere else.
    `caption` is its caption, or a title over its header. `headed` is False of
    an HTML table whose header is a row like any other, of no header cells.
    """

    kind: Literal["pipe", "html", "headings"]
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    trail: tuple[Heading, ...]
    span: Span = field(compare=False)
    problems: Problems = field(compare=False, default=())
    caption: str = ""
    headed: bool = True

    @property
    def heading(self) -> str:
        """The text of the nearest heading, or ""."""
        return self.trail[-1].text if self.trail else ""


@dataclass(frozen=True, slots=True)
class JsonBlock:
    """JSON in a block of code: its text and, where it can be read, its value.

    `valid` is False of a block that says it is JSON and cannot be read at all.
    """

    text: str
    value: object
    valid: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose under a heading: what a reader sees, and the words it sets apart.

    `marked` holds the contents of code spans and of strong emphasis, in order.
    `marks` are the links and the code spans, as places in `text`.
    """

    text: str
    marked: tuple[str, ...]
    trail: tuple[Heading, ...]
    span: Span = field(compare=False)
    source: str | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the page says of itself. `translated` is True where it says that a machine did it."""

    locale: str = ""
    title: str = ""
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One source document, read."""

    document: Document
    front: FrontMatter
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    examples: tuple[JsonBlock, ...] = ()
    bilingual: bool = False

    @property
    def path(self) -> str:
        """The document's path, as diagnostics show it."""
        return self.document.path


def texts(cells: Iterable[Cell]) -> tuple[str, ...]:
    """What a reader sees in each of the cells."""
    return tuple(cell.text for cell in cells)
