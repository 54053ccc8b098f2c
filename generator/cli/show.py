"""`show`: the catalogue in the terminal."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import disk, report
from generator.cli import listing, options, projects, reply, streams
from generator.inputs import Inputs
from generator.model import Catalogue, Error, TableInfo
from generator.settings import CatalogueSettings, Selection, Settings
from generator.source import Problems, errors

_EXAMPLES = """\
  %(prog)s                                      every code of the project's catalogues
  %(prog)s NotFound                             everything about one code
  %(prog)s --page docs/errors.md                read any page; no configuration, nothing is written
  %(prog)s --page docs/errors.md --all          every error table of it as one catalogue
  %(prog)s --page docs/errors.md --heading "Error codes" --column code=0
  %(prog)s --page docs/ja/errors.md --reference docs/en/errors.md

Exit codes: 0 shown, 1 there is no such code, 2 the page cannot be read.
"""


def add(verbs: options.Verbs) -> None:
    """Add the verb to the command line."""
    about = "show the codes of a page, and how each is known"
    words = options.verb(verbs, "show", about, _EXAMPLES)
    words.add_argument("code", nargs="?", metavar="CODE", help="everything about this one code")
    words.add_argument("--page", metavar="PAGE", help="read this page, without any configuration")
    more = words.add_argument_group("with --page")
    more.add_argument("--line", metavar="N", type=int, help="the table at this line")
    more.add_argument("--all", action="store_true", help="every error table, as one catalogue")
    for option, form, kind, about in _REPEATED:
        more.add_argument(option, metavar=form, type=kind, help=about, action="append", default=[])
    options.project(words, "text", "json")
    words.set_defaults(run=run)


def _column(text: str) -> tuple[str, str]:
    role, equals, column = text.partition("=")
    if role not in ("code", "status", "message", "name") or not equals or not column:
        raise argparse.ArgumentTypeError(f'{text!r} is not like code=0 or status="HTTP status"')
    return role, column


_REPEATED: tuple[tuple[str, str, Callable[[str], object], str], ...] = (
    ("--heading", "TEXT", str, "the table under this heading"),
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
        return options.UNKNOWN
    return options.YES if found or args.code is None else options.NO


def _read(args: argparse.Namespace) -> tuple[tuple[Catalogue, ...], Problems]:
    if args.page is None:
        project = projects.find(args.root)
        if project.problems:
            return (), project.problems
        settings, inputs = project.settings, projects.inputs(project)
    else:
        settings, inputs = _page(args)
    from generator import build

    return build.read(settings, inputs)


def _page(args: argparse.Namespace) -> tuple[Settings, Inputs]:
    """Settings and inputs for one page that nothing configures."""
    page, *references = (Path(path).as_posix() for path in (args.page, *args.reference))
    stem = re.sub("[^a-z0-9]+", "-", Path(page).stem.lower()).strip("-")
    name = stem if stem[:1].isalpha() else f"page-{stem}".rstrip("-")
    columns = tuple(args.column)
    selection = Selection(tuple(args.heading), args.line, args.all, columns)
    one = CatalogueSettings(name, (page,), references=tuple(references), selection=selection)
    read = [disk.text(Path(args.root or ""), path) for path in (page, *references)]
    documents = {found.path: found for found, _ in read if found}
    problems = tuple(p for _, trouble in read for p in trouble)
    return Settings((one,)), Inputs(documents, problems=problems)


def _data(catalogues: Sequence[Catalogue], problems: Problems, code: str | None) -> None:
    """One JSON document: the tables that were read, what they say, and what is wrong."""
    from generator import record

    tables = [_table(table) for catalogue in catalogues for table in catalogue.tables]
    said = [record.write(catalogue)["catalogue"] for catalogue in catalogues]
    for one in said if code is not None else ():
        one["errors"] = [error for error in one["errors"] if error["code"] == code]
    found = {"catalogues": said} if len(said) > 1 else {"catalogue": said[0] if said else None}
    reply.document("error" if errors(problems) else "ok", problems, tables=tables, **found)


def _table(table: TableInfo) -> dict[str, object]:
    where = {"path": table.path, "heading": table.heading, "line": table.line}
    return {**where, "rows": table.rows, "columns": dict(table.columns)}


def _text(
    args: argparse.Namespace,
    catalogues: Sequence[Catalogue],
    found: Sequence[tuple[Catalogue, Error]],
) -> None:
    if args.code is None:
        colour, width = streams.coloured(sys.stdout), streams.width()
        tables = (listing.table(c, width, colour=colour) for c in catalogues)
        streams.out("\n".join(tables))
    elif found:
        streams.out("\n".join(listing.facts(error) for _, error in found))
    elif catalogues:
        near = difflib.get_close_matches(args.code, [e.code for c in catalogues for e in c.errors])
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        streams.err(f"there is no code {report.visible(args.code)}{hint}\n")


def _summary(catalogues: Sequence[Catalogue]) -> str:
    if not catalogues:
        return "no error table was read"
    return report.plural(sum(len(c.errors) for c in catalogues), "code")
