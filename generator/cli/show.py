"""`show`: the catalogue in the terminal."""

from __future__ import annotations

import argparse
import re
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

_HEADER = ("CODE", "STATUS", "MESSAGE")
_GAP, _NOTHING = "  ", "-"
# A code that takes more columns stands in a line of its own where there is a terminal; a status
# that does is cut; and where a message has fewer, it stands in a line below.
_CODE, _STATUS, _MESSAGE = 60, 16, 24

# Evidence that a reader should look at: restored in yellow, doubted in red; the rest is aside.
_CERTAIN: frozenset[Evidence] = frozenset({"verbatim", "source-text", "overlay"})
_TINTS = {"doubtful": "31"}
_ASIDE, _BOLD = "2", "1"

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
        _text(args, catalogues, found, problems)
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
    problems: Problems,
) -> None:
    """What was asked for, then what is wrong with it, and last, where people look, how it went."""
    colour, columns = streams.coloured(sys.stdout), streams.columns(sys.stdout)
    if args.code is None:
        said = [listing(c, columns, colour=colour) for c in catalogues]
    else:
        said = [facts(error, columns, colour=colour) for _, error in found]
    streams.out("\n".join(said))
    meant = [error for _, error in found]
    told = problems if args.code is None else _told_of(args.code, meant, problems)
    reply.apart(said, told)
    reply.problems(told, args)
    if args.code is None or found or not catalogues:
        reply.summary(_summary(catalogues, args.code), told, quiet=args.quiet)
    else:
        streams.err(f"error: {draw.visible(absent(catalogues, args.code))}\n")


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


def absent(catalogues: Sequence[Catalogue], code: str) -> str:
    """Why nothing is shown of a code."""
    if any(success.code == code for c in catalogues for success in c.successes):
        return f"{code} is no error; an entry for it in the overlay makes it one"
    if any(table.heading == code for c in catalogues for table in c.tables):
        return f"{code} is a heading: --heading TEXT reads what stands below one"
    near = suggest.near(code, (e.code for c in catalogues for e in c.errors))
    return f"there is no code {code}" + (f"; did you mean {near}?" if near else "")


def _summary(catalogues: Sequence[Catalogue], code: str | None) -> str:
    if not catalogues:
        return "no error table was read"
    codes = draw.plural(sum(len(c.errors) for c in catalogues), "code")
    return codes if code is None else f"one of {codes}"


def listing(catalogue: Catalogue, columns: int | None, *, colour: bool = False) -> str:
    """Every code with its status and its message, then which tables it is from.

    How a code is known stands below it where its cell does not say it. No code
    is cut. Without `columns` of a terminal nothing is, and a code is a line.
    """
    rows = [_row(error) for error in catalogue.errors]
    sizes, below = _sizes(rows, columns)
    codes = draw.plural(len(rows), "code")
    title = draw.visible(f"{catalogue.name}: {codes} in {', '.join(catalogue.locales)}")
    head = ("CODE", "STATUS", "") if below else _HEADER
    bold = _BOLD if colour else ""
    lines = [draw.paint(title, bold), "", draw.paint(_line(head, sizes, None), bold)]
    for error, row in zip(catalogue.errors, rows, strict=True):
        tint = _tint(error) if colour else ""
        first, *more = _listed(row, sizes, columns, below=below)
        code = row[0]
        lines += [draw.paint(code, tint) + first.removeprefix(code), *more]
        lines += [draw.paint(f"  ↳ {text}", tint) for text in _told(error, columns)]
    said = [*account.lines(catalogue, columns)]
    return "\n".join([*lines, *([""] if said else []), *said]) + "\n"


def _row(error: Error) -> tuple[str, str, str]:
    status = error.status_text if error.status is None else str(error.status)
    message = error.messages[0].text if error.messages else error.name
    shown = (error.code, *(" ".join(text.split()) for text in (status, message)))
    code, status, message = (draw.visible(text) or _NOTHING for text in shown)
    return code, status, message


def _sizes(
    rows: Sequence[tuple[str, str, str]], columns: int | None
) -> tuple[tuple[int, int], bool]:
    """The columns of codes and of statuses, and whether messages stand in lines below."""
    codes, statuses = ([draw.width(row[at]) for row in (_HEADER, *rows)] for at in (0, 1))
    status = min(max(statuses), _STATUS)
    code = max(size for size in codes if size <= min(columns // 2 if columns else _CODE, _CODE))
    if columns is None or columns - code - status - 2 * len(_GAP) >= _MESSAGE:
        return (code, status), False
    return (max(size for size in codes if size <= max(columns - status - 2, 4)), status), True


def _listed(
    row: tuple[str, str, str], sizes: tuple[int, int], columns: int | None, *, below: bool
) -> list[str]:
    """The lines of one code: one, or more where it or its message has no place in it."""
    code, status, message = row
    if columns is None:
        return [_line(row, sizes, None)]
    alone = [code] if draw.width(code) > sizes[0] else []
    beside = _line(("" if alone else code, status, "" if below else message), sizes, columns)
    under = [f"  {draw.clipped(message, columns - 2)}"] if below and row[2] != _NOTHING else []
    return [*alone, beside, *under]


def _line(row: tuple[str, str, str], sizes: tuple[int, int], columns: int | None) -> str:
    """A line of the table; no code is cut."""
    code, status, message = row
    if columns is not None:
        status = draw.clipped(status, sizes[1])
    cells = zip((code, status), sizes, strict=True)
    text = _GAP.join([*(cell + " " * (size - draw.width(cell)) for cell, size in cells), ""])
    return (
        text + (draw.clipped(message, columns - draw.width(text)) if columns else message)
    ).rstrip()


def _told(error: Error, columns: int | None) -> Iterator[str]:
    """How the code is known, unless its cell says it, in a line that fits."""
    if error.evidence != "verbatim":
        text = draw.visible(" ".join(_evidence(error).split()))
        yield draw.clipped(text, columns - 4) if columns else text


def _evidence(error: Error) -> str:
    cell = f", from {error.cell}" if error.cell not in ("", error.code) else ""
    return f"{_known(error)}{cell}"


def _known(error: Error) -> str:
    """How a code is known, and whether the overlay says so as well."""
    also = error.settled and error.evidence != "pinned"
    return f"{error.evidence}, pinned" if also else error.evidence


def _tint(error: Error) -> str:
    if error.settled or error.evidence in _CERTAIN:
        return "" if error.evidence == "verbatim" else _ASIDE
    return _TINTS.get(error.evidence, "33")


def facts(error: Error, columns: int | None = None, *, colour: bool = False) -> str:
    """Everything that the catalogue says of one error, wrapped to the columns of a terminal."""
    found = [(label, value) for label, value in _facts(error) if value]
    longest = max(len(label) for label, _ in found)
    lines = [draw.paint(draw.visible(error.code), _BOLD if colour else "")]
    for label, value in found:
        text = draw.visible(" ".join(value.split()))
        first, *more = draw.wrapped(text, columns and columns - longest - 4)
        named = draw.paint(f"{label:<{longest}}", _ASIDE if colour else "")
        lines += [f"  {named}  {first}", *(" " * (longest + 4) + line for line in more)]
    return "\n".join(lines) + "\n"


def _facts(error: Error) -> Iterator[tuple[str, str]]:
    """What it is, what to do about it, how code has it, and where that is from."""
    yield "status", _named_status(error)
    yield "retired", "yes" if error.retired else ""
    yield "deprecated", error.deprecated
    yield "since", error.since
    yield from (("changed", f"{when}: {text}") for when, text in error.changed)
    for message in error.messages:
        yield f"message {message.locale}", message.text
    for label, texts in (("cause", error.causes), ("to do", error.actions), ("hint", error.hints)):
        for text in texts:
            yield f"{label} {text.locale}", text.text
    yield "retryable", f"{'yes' if error.retryable.value else 'no'} ({error.retryable.evidence})"
    for parameter in error.parameters:
        yield "parameter", _parameter(parameter)
    yield "class", error.class_name
    yield "name", error.name
    yield "aliases", ", ".join(error.aliases)
    yield "remark", error.remark
    for locale, cells in error.fields:
        for header, cell in cells:
            yield f"field {locale}", f"{header}: {cell}"
    for variant in error.variants:
        yield "variant", _variant(variant.status, variant.messages, variant.heading)
    yield "evidence", _evidence(error)
    yield "source", error.source
    yield "under", error.heading
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
