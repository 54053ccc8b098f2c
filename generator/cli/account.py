"""The account of a reading: each page's tables, taken or left, and what their columns are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.diagnostics import draw, terminal
from generator.diagnostics.rules import several
from generator.model import Catalogue, PageInfo, TableInfo
from generator.project.settings import ROLES

# More tables than this on a page, and those that are alike are said together.
_APART = 5
# More kinds of tables than this are counted.
_KINDS = 12
_HEADING = 36
_HEADER = 40


def lines(catalogue: Catalogue, columns: int | None = None) -> Iterator[str]:
    """What was read of each page, in a few lines; wrapped to the columns of a terminal."""
    for line in _lines(catalogue):
        text = terminal.visible(line)
        if columns is None or terminal.width(text) <= columns:
            yield text
        else:
            yield from _wrapped(text, columns)


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """A line that is too long: its last part below the others, parted at commas where it can be."""
    deep = " " * (len(text) - len(text.lstrip()))
    *above, said = (part.strip() for part in text.strip().split("  ") if part.strip())
    if above:
        yield deep + "  ".join(above)
        deep += "  "
    room = columns - len(deep)
    items = said.split(", ")
    glued = (i if terminal.width(i) >= room else i.replace(" ", terminal.GLUE) for i in items)
    for line in terminal.wrapped(", ".join(glued), room):
        yield f"{deep}{line}".replace(terminal.GLUE, " ")


def _lines(catalogue: Catalogue) -> Iterator[str]:
    for page in catalogue.pages:
        tables = [table for table in catalogue.tables if table.path == page.path]
        yield from _page(catalogue, page, tables) if tables else ()
    codes = [success.code for success in catalogue.successes]
    if codes:
        verb = "code is no error" if len(codes) == 1 else "codes are no errors"
        yield f"{len(codes)} {verb}: {several(codes)}"


def _page(catalogue: Catalogue, page: PageInfo, tables: Sequence[TableInfo]) -> Iterator[str]:
    taken, left = ([t for t in tables if bool(t.left) is is_left] for is_left in (False, True))
    number = draw.plural(_errors(catalogue, page.path), "error")
    rest = f"; {_count(left)} left" if left else ""
    yield f"{page.path}: {number} from {_count(taken)}{rest}"
    yield from _taken(taken)
    if left:
        yield f"  left: {', '.join(_left(left))}"


def _count(tables: Sequence[TableInfo]) -> str:
    """How many tables, and how many headings."""
    headings = sum(table.rows for table in tables if table.level)
    found = [draw.plural(sum(not table.level for table in tables), "table")]
    said = [] if headings and all(table.level for table in tables) else found
    return " and ".join([*said, draw.plural(headings, "heading")] if headings else said)


def _errors(catalogue: Catalogue, path: str) -> int:
    """How many errors a page speaks of."""
    said = ((e.span, *(m.span for m in e.messages)) for e in catalogue.errors)
    return sum(any(span and span.path == path for span in spans) for spans in said)


def _taken(tables: Sequence[TableInfo]) -> Iterator[str]:
    """A line for each table, or for each kind of them where they are many."""
    kinds: dict[object, list[TableInfo]] = defaultdict(list)
    for at, table in enumerate(tables):
        kinds[(table.level or _roles(table)) if len(tables) > _APART else -at].append(table)
    shown = [*kinds.values()][:_KINDS]
    wide = max((len(str(kind[0].line)) for kind in shown), default=0)
    room = min(max((terminal.width(_plain(k[0].heading)) for k in shown), default=0), _HEADING)
    for first, *alike in shown:
        heading = terminal.fitted(_plain(first.heading), room)
        yield "  ".join(
            (f"  line {first.line:<{wide}}", *([heading] if room else []), _roles(first))
        )
        if alike:
            what = "group" if first.level else "table"
            yield f"    {draw.plural(len(alike), what)} like this: {_places(alike)}"
    rest = [table for kind in [*kinds.values()][_KINDS:] for table in kind]
    if rest:
        what = "group" if all(table.level for table in rest) else "table"
        yield f"  {draw.plural(len(rest), f'more {what}')}: {_places(rest)}"


def _left(tables: Sequence[TableInfo]) -> Iterator[str]:
    """The tables that were left, together where the reason is the same."""
    reasons: dict[str, list[TableInfo]] = defaultdict(list)
    for table in tables:
        reasons[_plain(table.left)].append(table)
    for reason, found in [*reasons.items()][:_KINDS]:
        yield f"{_places(found)} ({reason})"
    rest = [table for found in [*reasons.values()][_KINDS:] for table in found]
    if rest:
        yield _places(rest)


def _places(tables: Sequence[TableInfo]) -> str:
    numbers = several([str(table.line) for table in tables])
    return f"{'line' if len(tables) == 1 else 'lines'} {numbers}"


def _roles(table: TableInfo) -> str:
    """Which column is what: `code = Error code, message = Meaning, kept: Since`.

    What has no role and is not kept is ignored, or has no text. Headings have no columns.
    """
    if table.level:
        return f"{draw.plural(table.rows, 'heading')} of level {table.level}"
    columns = dict(table.columns)
    said = [
        f"{role} = {' + '.join(_header(table, column) for column in columns[role])}"
        for role in ROLES
        if columns.get(role)
    ]
    used = {column for found in columns.values() for column in found}
    unused = [at for at in range(len(table.headers)) if at not in used]
    for what, found in (("kept", columns.get("kept", ())), ("left", unused)):
        if found:
            said.append(f"{what}: {several([_header(table, column) for column in found], _KINDS)}")
    return ", ".join(said)


def _header(table: TableInfo, column: int) -> str:
    text = _plain(table.headers[column]) if column < len(table.headers) else ""
    return terminal.fitted(text, min(terminal.width(text), _HEADER)) or f"column {column}"


def _plain(text: str) -> str:
    """A text of the page in one line."""
    return " ".join(terminal.visible(text[:400]).split())


def data(table: TableInfo) -> dict[str, object]:
    """A table, or headings, as plain data: where, the columns of each role, why it was left."""
    columns = dict(table.columns)
    positions = {role: _position(columns.get(role, ())) for role in ROLES}
    kept = [*columns.get("kept", ())] or None
    left = {"left": table.left} if table.left else {}
    level = {"level": table.level} if table.level else {}
    return {
        "path": table.path,
        "heading": table.heading,
        "line": table.line,
        "rows": table.rows,
        **level,
        "columns": {**positions, "kept": kept},
        **left,
    }


def _position(found: Sequence[int]) -> int | list[int] | None:
    """One position, a list of several, null for none."""
    return None if not found else found[0] if len(found) == 1 else [*found]
