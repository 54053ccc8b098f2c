"""`show`: the catalogue in the terminal."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import names, record
from generator.cli import account, arguments, guesses, listing, lookup, projects, reply, streams
from generator.diagnostics import draw, terminal
from generator.diagnostics.source import Diagnostic, Problems, errors
from generator.model import Catalogue, Error
from generator.project.disk import sources
from generator.project.inputs import Inputs
from generator.project.levels import as_configured
from generator.project.settings import Settings

_EXAMPLES = """\
  %(prog)s                                      every code of the project's catalogues
  %(prog)s NotFound                             everything about one code
  %(prog)s --page docs/errors.md                read any page; no configuration, nothing is written
  %(prog)s --page docs/errors.md --heading "Error codes" --column code=0
  %(prog)s --page docs/codes.md --headings       each error is a heading with text below
  %(prog)s --page docs/en/errors.md --page docs/ja/errors.md --locale en --locale ja
  %(prog)s --page docs/ja/errors.md --reference docs/en/errors.md

Exit codes: 0 shown, 1 there is no such code, 2 the page cannot be read.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "show the codes of a page, and how each is known"
    words = arguments.verb(verbs, "show", about, _EXAMPLES)
    words.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="everything about this one code, or what else says it",
    )
    words.add_argument(
        "--page",
        metavar="PAGE",
        action="append",
        default=[],
        help="read this page, without any configuration; given again, its translation",
    )
    arguments.reading(words.add_argument_group("with --page"))
    arguments.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 shown, 1 no such code, 2 the page cannot be read."""
    catalogues, problems, (settings, inputs) = _read(args)
    codes = {error.code for catalogue in catalogues for error in catalogue.errors}
    meant: dict[str, str] = {}
    if args.code is not None and args.code not in codes:
        meant = lookup.meanings(catalogues, args.code) or lookup.cells(settings, inputs, args.code)
    wanted = [*meant] if len(meant) == 1 else [args.code]
    found = [(c, e) for c in catalogues for e in c.errors if e.code in wanted or args.code is None]
    if args.format == "json":
        _data(catalogues, problems, wanted[0])
    else:
        _text(args, catalogues, found, problems, lookup.told(args.code, meant) if meant else "")
    if errors(problems):
        return reply.UNKNOWN
    return reply.YES if found or args.code is None else reply.NO


def _read(
    args: argparse.Namespace,
) -> tuple[tuple[Catalogue, ...], Problems, tuple[Settings, Inputs]]:
    """The catalogues, what is wrong with them, and what they were read from."""
    if args.page:
        settings, inputs = _pages(args)
    else:
        project = projects.find(args)
        problems = project.problems + arguments.without_page(args, project.config.path)
        if problems:
            return (), problems, (Settings(), Inputs({}))
        settings, inputs = project.settings, projects.inputs(project)
    catalogues, problems = projects.read(settings, inputs)
    if not errors(problems):
        guessed = _guessed(settings, catalogues, problems)
        problems = as_configured(settings, (*problems, *guessed))
    return catalogues, problems, (settings, inputs)


def _guessed(
    settings: Settings, catalogues: Sequence[Catalogue], problems: Problems
) -> Iterator[Diagnostic]:
    """What is only guessed of the bodies, and not told already."""
    named = {one.name: one for one in settings.catalogues}
    told = {(problem.rule, problem.span.path) for problem in problems}
    for catalogue in catalogues:
        for found in guesses.problems(named[catalogue.name], catalogue):
            if (found.rule, found.span.path) not in told:
                yield found


def _pages(args: argparse.Namespace) -> tuple[Settings, Inputs]:
    """Settings and inputs for pages that nothing configures."""
    pages = [Path(path).as_posix() for path in args.page]
    references = [Path(path).as_posix() for path in args.reference]
    name = names.catalogue(Path(pages[0]).name) or "my-errors"
    one, problems = arguments.catalogue(args, name, pages, references)
    read = [sources.text(Path(args.root or ""), path) for path in (*one.pages, *one.references)]
    documents = {found.path: found for found, _ in read if found}
    problems += tuple(p for _, trouble in read for p in trouble)
    return Settings((one,)), Inputs(documents, problems=problems)


def _data(catalogues: Sequence[Catalogue], problems: Problems, code: str | None) -> None:
    """One JSON document: the tables that were read, what they say, and what is wrong."""
    tables = [account.data(table) for catalogue in catalogues for table in catalogue.tables]
    said = [record.write(catalogue)["catalogue"] for catalogue in catalogues]
    for one in said if code is not None else ():
        one["errors"] = [error for error in one["errors"] if error["code"] == code]
    found = {"catalogues": said} if len(said) > 1 else {"catalogue": said[0] if said else None}
    reply.document("error" if errors(problems) else "ok", problems, tables=tables, **found)


def _text(
    args: argparse.Namespace,
    catalogues: Sequence[Catalogue],
    found: Sequence[tuple[Catalogue, Error]],
    problems: Problems,
    meant: str,
) -> None:
    """What was asked for, then what is wrong with it, and last, where people look, how it went.

    `meant` says what the word is that is no code, and of which.
    """
    colour, columns = streams.coloured(sys.stdout), streams.columns(sys.stdout)
    if args.code is None:
        said = [listing.table(c, columns, colour=colour) for c in catalogues]
    else:
        said = [listing.facts(error, columns, colour=colour) for _, error in found]
    streams.out("\n".join(said))
    shown = [error for _, error in found]
    code = shown[0].code if shown else args.code
    told = problems if args.code is None else _told_of(code, shown, problems)
    reply.apart(said, told)
    reply.problems(told, args)
    if args.code is None or found or not catalogues:
        said_last = terminal.visible(meant) or _summary(catalogues, args.code)
        reply.summary(said_last, told, quiet=args.quiet)
    else:
        why = meant or lookup.absent(catalogues, args.code)
        streams.err(f"error: {terminal.visible(why)}\n")


def _told_of(code: str, found: Sequence[Error], problems: Problems) -> Problems:
    """The diagnostics of a code, and behind them whatever else stops a build.

    They name it, stand in a line that speaks of it, or, where there is no such code, mark it.
    """
    spans = [s for e in found for s in (e.span, *(m.span for m in e.messages)) if s]
    places = {(span.path, span.line) for span in spans if span.line}
    name = re.compile(rf"(?<!\w){re.escape(code)}(?!\w)")

    def is_own(problem: Diagnostic) -> bool:
        span, start = problem.span, (problem.span.column or 1) - 1
        marked = "" if found else span.text[start : start + span.length]
        text = f"{problem.message} {problem.label} {marked}"
        return (span.path, span.line) in places or bool(name.search(text))

    own = tuple(filter(is_own, problems))
    return (*own, *(p for p in errors(problems) if p not in own))


def _summary(catalogues: Sequence[Catalogue], code: str | None) -> str:
    if not catalogues:
        return "no error table was read"
    codes = draw.plural(sum(len(c.errors) for c in catalogues), "code")
    return codes if code is None else f"one of {codes}"
