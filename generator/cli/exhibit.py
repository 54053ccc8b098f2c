"""What `show` shows: the project's catalogues, or those of a page that nothing configures."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from generator import build, record
from generator.cli import listing, options, projects, reply, streams
from generator.diagnostics import draw, suggest
from generator.diagnostics.source import Problems, errors
from generator.model import Catalogue, Error, TableInfo
from generator.project.disk import sources
from generator.project.inputs import Inputs
from generator.project.settings import CatalogueSettings, Selection, Settings


def show(args: argparse.Namespace) -> int:
    """Show what `args` ask for; the exit code of `show`."""
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
        project = projects.find(args)
        if project.problems:
            return (), project.problems
        settings, inputs = project.settings, projects.inputs(project)
    else:
        settings, inputs = _page(args)
    return build.read(settings, inputs)


def _page(args: argparse.Namespace) -> tuple[Settings, Inputs]:
    """Settings and inputs for one page that nothing configures."""
    page, *references = (Path(path).as_posix() for path in (args.page, *args.reference))
    stem = re.sub("[^a-z0-9]+", "-", Path(page).stem.lower()).strip("-")
    name = stem if stem[:1].isalpha() else f"page-{stem}".rstrip("-")
    columns = tuple(args.column)
    selection = Selection(tuple(args.heading), args.line, args.all, columns)
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
        near = suggest.near(args.code, (e.code for c in catalogues for e in c.errors))
        hint = f"; did you mean {near}?" if near else ""
        streams.err(f"there is no code {draw.visible(args.code)}{hint}\n")


def _summary(catalogues: Sequence[Catalogue]) -> str:
    if not catalogues:
        return "no error table was read"
    return draw.plural(sum(len(c.errors) for c in catalogues), "code")
