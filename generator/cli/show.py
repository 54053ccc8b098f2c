"""`show`: the catalogue in the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator import names, record, statuses
from generator.cli import arguments, projects, reply, streams
from generator.diagnostics import draw, suggest
from generator.diagnostics.source import Problems, errors
from generator.model import Catalogue, Error, Evidence, Message, Parameter, TableInfo
from generator.project.disk import sources
from generator.project.inputs import Inputs
from generator.project.settings import IGNORE, ROLES, CatalogueSettings, Selection, Settings

_HEADER = ("CODE", "STATUS", "PARAMETERS", "EVIDENCE")
_GAP = "  "
_NARROWEST = 12

# Evidence that a reader should look at: restored in yellow, doubted in red.
_CERTAIN: frozenset[Evidence] = frozenset({"verbatim", "pinned", "source-text"})
_TINTS = {"doubtful": "31"}

_EXAMPLES = """\
  %(prog)s                                      every code of the project's catalogues
  %(prog)s NotFound                             everything about one code
  %(prog)s --page docs/errors.md                read any page; no configuration, nothing is written
  %(prog)s --page docs/errors.md --all          every error table of it as one catalogue
  %(prog)s --page docs/errors.md --heading "Error codes" --column code=0
  %(prog)s --page docs/ja/errors.md --reference docs/en/errors.md

Exit codes: 0 shown, 1 there is no such code, 2 the page cannot be read.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "show the codes of a page, and how each is known"
    words = arguments.verb(verbs, "show", about, _EXAMPLES)
    words.add_argument("code", nargs="?", metavar="CODE", help="everything about this one code")
    words.add_argument("--page", metavar="PAGE", help="read this page, without any configuration")
    more = words.add_argument_group("with --page")
    more.add_argument("--all", action="store_true", help="every error table, as by default")
    for option, form, kind, about in _REPEATED:
        more.add_argument(option, metavar=form, type=kind, help=about, action="append", default=[])
    arguments.project(words, "text", "json")
    words.set_defaults(run=run)


def _column(text: str) -> tuple[str, str]:
    role, equals, column = text.partition("=")
    if role not in (*ROLES, IGNORE) or not equals or not column:
        raise argparse.ArgumentTypeError(f'{text!r} is not like code=0 or status="HTTP status"')
    return role, column


_REPEATED: tuple[tuple[str, str, Callable[[str], object], str], ...] = (
    ("--heading", "TEXT", str, "the tables under this heading"),
    ("--line", "N", int, "the table at this line"),
    ("--column", "ROLE=TEXT", _column, "the column of the code, status, message or name"),
    ("--reference", "FILE", str, "another page, or a catalogue's JSON, that confirms the codes"),
)


def run(args: argparse.Namespace) -> int:
    """0 shown, 1 no such code, 2 the page cannot be read."""
    catalogues, problems = _read(args)
    found = [(c, e) for c in catalogues for e in c.errors if args.code in (None, e.code)]
    if args.format == "json":
        _data(catalogues, problems, args.code)
    else:
        reply.problems(problems, args.format)
        _text(args, catalogues, found)
        reply.summary(_summary(catalogues), problems, quiet=args.quiet)
    if errors(problems):
        return reply.UNKNOWN
    return reply.YES if found or args.code is None else reply.NO


def _read(args: argparse.Namespace) -> tuple[tuple[Catalogue, ...], Problems]:
    if args.page is None:
        project = projects.find(args)
        if project.problems:
            return (), project.problems
        settings, inputs = project.settings, projects.inputs(project)
    else:
        settings, inputs = _page(args)
    return projects.read(settings, inputs)


def _page(args: argparse.Namespace) -> tuple[Settings, Inputs]:
    """Settings and inputs for one page that nothing configures."""
    page, *references = (Path(path).as_posix() for path in (args.page, *args.reference))
    name = names.catalogue(Path(page).name) or "my-errors"
    selection = Selection(tuple(args.heading), tuple(args.line), (), tuple(args.column))
    one = CatalogueSettings(name, (page,), references=tuple(references), selection=selection)
    read = [sources.text(Path(args.root or ""), path) for path in (page, *references)]
    documents = {found.path: found for found, _ in read if found}
    problems = tuple(p for _, trouble in read for p in trouble)
    return Settings((one,)), Inputs(documents, problems=problems)


def _data(catalogues: Sequence[Catalogue], problems: Problems, code: str | None) -> None:
    """One JSON document: the tables that were read, what they say, and what is wrong."""
    tables = [_table(table) for catalogue in catalogues for table in catalogue.tables]
    said = [record.write(catalogue)["catalogue"] for catalogue in catalogues]
    for one in said if code is not None else ():
        one["errors"] = [error for error in one["errors"] if error["code"] == code]
    found = {"catalogues": said} if len(said) > 1 else {"catalogue": said[0] if said else None}
    reply.document("error" if errors(problems) else "ok", problems, tables=tables, **found)


def _table(table: TableInfo) -> dict[str, object]:
    where = {"path": table.path, "heading": table.heading, "line": table.line}
    columns = {role: _position(found) for role, found in table.columns}
    left = {"left": table.left} if table.left else {}
    return {**where, "rows": table.rows, "columns": columns, **left}


def _position(found: Sequence[int]) -> int | list[int] | None:
    """One position, a list of several, null for none."""
    return None if not found else found[0] if len(found) == 1 else list(found)


def _text(
    args: argparse.Namespace,
    catalogues: Sequence[Catalogue],
    found: Sequence[tuple[Catalogue, Error]],
) -> None:
    if args.code is None:
        colour, width = streams.coloured(sys.stdout), streams.width()
        tables = (listing(c, width, colour=colour) for c in catalogues)
        streams.out("\n".join(tables))
    elif found:
        streams.out("\n".join(facts(error) for _, error in found))
    elif catalogues:
        near = suggest.near(args.code, (e.code for c in catalogues for e in c.errors))
        hint = f"; did you mean {near}?" if near else ""
        streams.err(f"there is no code {draw.visible(args.code)}{hint}\n")


def _summary(catalogues: Sequence[Catalogue]) -> str:
    if not catalogues:
        return "no error table was read"
    return draw.plural(sum(len(c.errors) for c in catalogues), "code")


def listing(catalogue: Catalogue, width: int, *, colour: bool = False) -> str:
    """Every code with its status, its parameters and how it is known, `width` columns wide."""
    rows = [_row(error) for error in catalogue.errors]
    widths = _fit([_HEADER, *rows], width)
    pages = ", ".join(page.path for page in catalogue.pages)
    codes = draw.plural(len(rows), "code")
    title = f"{catalogue.name}: {codes} in {', '.join(catalogue.locales)}, from {pages}"
    tints = [_tint(error) if colour else "" for error in catalogue.errors]
    head = draw.paint(_line(_HEADER, widths), "1" if colour else "")
    body = (draw.paint(_line(r, widths), t) for r, t in zip(rows, tints, strict=True))
    return "\n".join((draw.visible(title), "", head, *body)) + "\n"


def _row(error: Error) -> tuple[str, ...]:
    parameters = ", ".join(parameter.name for parameter in error.parameters)
    cell = f": {error.cell}" if error.cell not in ("", error.code) else ""
    status = error.status_text if error.status is None else str(error.status)
    shown = (error.code, status, parameters, f"{error.evidence}{cell}")
    return tuple(draw.visible(text) or "-" for text in shown)


def _tint(error: Error) -> str:
    return "" if error.evidence in _CERTAIN else _TINTS.get(error.evidence, "33")


def _fit(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: as its contents need, the widest narrowed until all fit."""
    widths = [max(map(draw.width, column)) for column in zip(*rows, strict=True)]
    room = max(width - len(_GAP) * (len(widths) - 1), _NARROWEST * len(widths))
    while sum(widths) > room:
        widest = widths.index(max(widths))
        second = max(n for i, n in enumerate(widths) if i != widest)
        spare = sum(widths) - room
        widths[widest] = max(widths[widest] - spare, min(second, widths[widest] - 1))
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_cell(text, n) for text, n in zip(cells, widths, strict=True)).rstrip()


def _cell(text: str, width: int) -> str:
    """The text in exactly so many columns of the terminal, cut with an ellipsis."""
    if draw.width(text) > width:
        text = text[:width]
        while draw.width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - draw.width(text))


def facts(error: Error) -> str:
    """Everything that the catalogue says of one error."""
    found = [(label, value) for label, value in _facts(error) if value]
    longest = max(len(label) for label, _ in found)
    lines = (f"  {label:<{longest}}  {draw.visible(value)}" for label, value in found)
    return "\n".join((draw.visible(error.code), *lines)) + "\n"


def _facts(error: Error) -> Iterator[tuple[str, str]]:
    yield "class", error.class_name
    yield "name", error.name
    yield "status", _named_status(error)
    yield "evidence", error.evidence + (f", from {error.cell}" if error.cell != error.code else "")
    yield "retryable", f"{'yes' if error.retryable.value else 'no'} ({error.retryable.evidence})"
    for message in error.messages:
        yield f"message {message.locale}", message.text
    for parameter in error.parameters:
        yield "parameter", _parameter(parameter)
    for label, texts in (("hint", error.hints), ("cause", error.causes), ("to do", error.actions)):
        for text in texts:
            yield f"{label} {text.locale}", text.text
    yield "deprecated", error.deprecated
    yield "retired", "yes" if error.retired else ""
    yield "aliases", ", ".join(error.aliases)
    yield "under", error.heading
    for variant in error.variants:
        yield "variant", _variant(variant.status, variant.messages, variant.heading)
    yield "source", error.source
    yield "stands at", draw.place(error.span)


def _named_status(error: Error) -> str:
    if error.status is None:
        return error.status_text
    return f"{error.status} {statuses.phrase(error.status)}".strip()


def _parameter(parameter: Parameter) -> str:
    words = ", ".join(text for _, text in parameter.text)
    return f"{parameter.name} ({parameter.evidence}{f', from {words}' if words else ''})"


def _variant(status: int | None, messages: Sequence[Message], heading: str) -> str:
    texts = (str(status or ""), " / ".join(m.text for m in messages), f"({heading})")
    return " ".join(text for text in texts if text not in ("", "()"))
