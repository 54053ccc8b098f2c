"""`show`: the catalogue in the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import names, record, statuses
from generator.cli import account, arguments, guesses, projects, reply, streams
from generator.diagnostics import draw, suggest
from generator.diagnostics.source import Diagnostic, Problems, errors
from generator.model import Catalogue, Error, Evidence, Message, Parameter
from generator.project.disk import sources
from generator.project.inputs import Inputs
from generator.project.levels import as_configured
from generator.project.settings import Settings

_HEADER = ("CODE", "STATUS", "PARAMETERS", "EVIDENCE")
_GAP = "  "
_NARROWEST = 12

# Evidence that a reader should look at: restored in yellow, doubted in red.
_CERTAIN: frozenset[Evidence] = frozenset({"verbatim", "source-text"})
_TINTS = {"doubtful": "31"}

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
    words.add_argument("code", nargs="?", metavar="CODE", help="everything about this one code")
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
    catalogues, problems = _read(args)
    found = [(c, e) for c in catalogues for e in c.errors if args.code in (None, e.code)]
    if args.format == "json":
        _data(catalogues, problems, args.code)
    else:
        reply.problems(problems, args)
        _text(args, catalogues, found)
        reply.summary(_summary(catalogues), problems, quiet=args.quiet)
    if errors(problems):
        return reply.UNKNOWN
    return reply.YES if found or args.code is None else reply.NO


def _read(args: argparse.Namespace) -> tuple[tuple[Catalogue, ...], Problems]:
    if args.page:
        settings, inputs = _pages(args)
    else:
        project = projects.find(args)
        problems = project.problems + arguments.without_page(args, project.config.path)
        if problems:
            return (), problems
        settings, inputs = project.settings, projects.inputs(project)
    catalogues, problems = projects.read(settings, inputs)
    if errors(problems):
        return catalogues, problems
    return catalogues, as_configured(
        settings, (*problems, *_guessed(settings, catalogues, problems))
    )


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
) -> None:
    if args.code is None:
        colour, width = streams.coloured(sys.stdout), streams.width()
        tables = (listing(c, width, colour=colour) for c in catalogues)
        streams.out("\n".join(tables))
    elif found:
        streams.out("\n".join(facts(error) for _, error in found))
    elif catalogues:
        streams.err(f"{draw.visible(absent(catalogues, args.code))}\n")


def absent(catalogues: Sequence[Catalogue], code: str) -> str:
    """Why nothing is shown of a code."""
    if any(success.code == code for c in catalogues for success in c.successes):
        return f"{code} is no error; an entry for it in the overlay makes it one"
    if any(table.heading == code for c in catalogues for table in c.tables):
        return f"{code} is a heading: --heading TEXT reads what stands below one"
    near = suggest.near(code, (e.code for c in catalogues for e in c.errors))
    return f"there is no code {code}" + (f"; did you mean {near}?" if near else "")


def _summary(catalogues: Sequence[Catalogue]) -> str:
    if not catalogues:
        return "no error table was read"
    return draw.plural(sum(len(c.errors) for c in catalogues), "code")


def listing(catalogue: Catalogue, width: int, *, colour: bool = False) -> str:
    """Every code with its status, its parameters and how it is known, `width` columns wide."""
    rows = [_row(error) for error in catalogue.errors]
    widths = _fit([_HEADER, *rows], width)
    codes = draw.plural(len(rows), "code")
    title = f"{catalogue.name}: {codes} in {', '.join(catalogue.locales)}"
    tints = [_tint(error) if colour else "" for error in catalogue.errors]
    head = draw.paint(_line(_HEADER, widths), "1" if colour else "")
    body = (draw.paint(_line(r, widths), t) for r, t in zip(rows, tints, strict=True))
    return "\n".join((draw.visible(title), *account.lines(catalogue), "", head, *body)) + "\n"


def _row(error: Error) -> tuple[str, ...]:
    parameters = ", ".join(parameter.name for parameter in error.parameters)
    cell = f": {error.cell}" if error.cell not in ("", error.code) else ""
    status = error.status_text if error.status is None else str(error.status)
    shown = (error.code, status, parameters, f"{_known(error)}{cell}")
    return tuple(draw.visible(text) or "-" for text in shown)


def _known(error: Error) -> str:
    """How a code is known, and whether the overlay says so as well."""
    also = error.settled and error.evidence != "pinned"
    return f"{error.evidence}, pinned" if also else error.evidence


def _tint(error: Error) -> str:
    certain = error.settled or error.evidence in _CERTAIN
    return "" if certain else _TINTS.get(error.evidence, "33")


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
    return _GAP.join(draw.fitted(text, n) for text, n in zip(cells, widths, strict=True)).rstrip()


def facts(error: Error) -> str:
    """Everything that the catalogue says of one error."""
    found = [(label, value) for label, value in _facts(error) if value]
    longest = max(len(label) for label, _ in found)
    said = ((label, draw.visible(value.replace("\n", " "))) for label, value in found)
    lines = (f"  {label:<{longest}}  {value}" for label, value in said)
    return "\n".join((draw.visible(error.code), *lines)) + "\n"


def _facts(error: Error) -> Iterator[tuple[str, str]]:
    yield "class", error.class_name
    yield "name", error.name
    yield "remark", error.remark
    yield "status", _named_status(error)
    yield "evidence", _known(error) + (f", from {error.cell}" if error.cell != error.code else "")
    yield "retryable", f"{'yes' if error.retryable.value else 'no'} ({error.retryable.evidence})"
    for message in error.messages:
        yield f"message {message.locale}", message.text
    for parameter in error.parameters:
        yield "parameter", _parameter(parameter)
    for label, texts in (("hint", error.hints), ("cause", error.causes), ("to do", error.actions)):
        for text in texts:
            yield f"{label} {text.locale}", text.text
    for locale, cells in error.fields:
        for header, cell in cells:
            yield f"field {locale}", f"{header}: {cell}"
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
