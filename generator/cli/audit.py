"""`audit`: hold responses that were really observed against the catalogue."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import audit
from generator.audit import Findings, Place, Sighting
from generator.cli import arguments, projects, reply, responses
from generator.cli.projects import Project
from generator.diagnostics import draw, suggest
from generator.diagnostics.rules import audit as audit_rules
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.rules import side as side_rules
from generator.diagnostics.source import Diagnostic, Problems, Span, errors
from generator.model import Catalogue, dotted
from generator.project import toml
from generator.project.disk import write
from generator.project.inputs import Inputs
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings

_EXAMPLES = """\
  %(prog)s responses.jsonl            which codes, statuses and messages does the page not have?
  %(prog)s logs/*.jsonl.gz            several files, gzipped or not
  cat responses.jsonl | %(prog)s -    from standard input
  %(prog)s --write responses.jsonl    add the unknown codes to the overlay, with their source

One response a line, as JSON: an error body, or {"status": 404, "body": BODY}; a
body may be an object or a text. A file may also be one array of them.

Exit codes: 0 the page has every code, 1 it has not, 2 cannot tell.
"""
# So many unknown codes are drawn; the JSON has all of them.
_DRAWN = 50


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "hold error responses that were really observed against the catalogue"
    words = arguments.verb(verbs, "audit", about, _EXAMPLES)
    words.add_argument("files", nargs="+", metavar="FILE", help="responses; - is standard input")
    words.add_argument("--name", metavar="NAME", help="the catalogue that is meant")
    words.add_argument(
        "--write", action="store_true", help="append the unknown codes to the overlay"
    )
    arguments.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 the page has every code, 1 it has not, 2 cannot tell."""
    project = projects.find(args, [args.name] if args.name else [])
    if project.problems:
        return reply.stopped(project.problems, args)
    one, trouble = _chosen(project, args.name)
    inputs = projects.inputs(project)
    catalogue, problems = _catalogue(project, one, inputs) if one else (None, trouble)
    if one is None or catalogue is None or errors(problems):
        return reply.stopped(errors(problems), args)
    found, problems = _compared(catalogue, args.files, Path(args.root or ""))
    if found is None:
        return reply.stopped(problems, args)
    added: tuple[Pin, ...] = ()
    if args.write:
        added, problems = _write(project, one, inputs, found)
    return _answer(args, catalogue, found, added, problems)


def _chosen(project: Project, name: str | None) -> tuple[CatalogueSettings | None, Problems]:
    """The catalogue that is meant."""
    fitting = [one for one in project.settings.catalogues if name in (None, one.name)]
    if len(fitting) == 1:
        return fitting[0], ()
    return None, (
        side_rules.side_unclear(Span(project.config.path), [one.name for one in fitting]),
    )


def _catalogue(
    project: Project, one: CatalogueSettings, inputs: Inputs
) -> tuple[Catalogue | None, Problems]:
    """The catalogue as the sources have it, if it says where a response has its code."""
    found, problems = projects.catalogue(one, inputs, project.settings)
    if found and not found.envelope.code and not errors(problems):
        problems = (audit_rules.audit_envelope(Span(one.pages[0])),)
    return found, problems


def _compared(
    catalogue: Catalogue, paths: Sequence[str], folder: Path
) -> tuple[Findings | None, Problems]:
    try:
        observed = (one for path in paths for one in responses.read(path, folder))
        return audit.compare(catalogue, observed), ()
    except OSError as problem:
        name = Path(problem.filename or paths[0]).name
        reason = problem.strerror or str(problem)
        return None, (
            file_rules.file_unreadable(Span(name), name, reason[:1].lower() + reason[1:]),
        )


def _write(
    project: Project, one: CatalogueSettings, inputs: Inputs, found: Findings
) -> tuple[tuple[Pin, ...], Problems]:
    """Append the unknown codes to the overlay: the lines that were added, what went wrong."""
    path = one.overlay_path
    document = inputs.documents.get(path)
    text, added, left = toml.add(document.text if document else "", audit.pins(found.unknown))
    unplaced = [overlay_rules.pin_unplaced(Span(path), toml.lines(pin)) for pin in left]
    failed = write.text(project.root, path, text, project.limits) if added else ()
    return (() if failed else added), (*unplaced, *failed)


def _answer(
    args: argparse.Namespace,
    catalogue: Catalogue,
    found: Findings,
    added: tuple[Pin, ...],
    failed: Problems,
) -> int:
    problems = (*_problems(catalogue, found), *failed)
    if args.format == "json":
        status = "error" if failed else "drift" if found.unknown else "ok"
        reply.document(status, problems, **_data(found))
    else:
        reply.problems(problems, args)
    reply.summary(_summary(found, added), problems, quiet=args.quiet)
    if failed:
        return reply.UNKNOWN
    return reply.NO if found.unknown else reply.YES


def _problems(catalogue: Catalogue, found: Findings) -> Iterator[Diagnostic]:
    codes = [error.code for error in catalogue.errors]
    for sighting in found.unknown[:_DRAWN]:
        lines = toml.lines(*audit.pins([sighting]))
        near = suggest.near(sighting.code, codes)
        yield audit_rules.audit_unknown(
            _span(sighting.place), sighting.code, sighting.count, near, lines
        )
    for sighting in found.statuses:
        error = catalogue.error(sighting.code)
        expected = " or ".join(map(str, sorted(error.statuses))) if error else ""
        observed = ", ".join(
            f"{status} ({'once' if count == 1 else f'{count} times'})"
            for status, count in sighting.statuses
        )
        yield audit_rules.audit_status(_span(sighting.place), sighting.code, expected, observed)
    if found.messages:
        first = found.messages[0]
        yield audit_rules.audit_message(
            _span(first.place), [s.code for s in found.messages], first.example
        )
    if found.unseen:
        yield audit_rules.audit_unseen(Span(catalogue.pages[0].path), found.unseen)
    if found.first_codeless:
        path = dotted(catalogue.envelope.code)
        yield audit_rules.audit_codeless(_span(found.first_codeless), found.codeless, path)
    if found.first_bad:
        yield audit_rules.audit_line(
            _span(found.first_bad[0].place), found.bad, "; ".join(_bad(found))
        )


def _span(place: Place) -> Span:
    """The responses are no part of the project, so their lines are part of the name."""
    return Span(f"{place.path}:{place.line}")


def _bad(found: Findings) -> Iterator[str]:
    yield from (f"line {one.place.line}: {one.reason}" for one in found.first_bad)
    if found.bad > len(found.first_bad):
        yield f"and {found.bad - len(found.first_bad)} more"


def _data(found: Findings) -> dict[str, object]:
    return {
        "read": found.read,
        "unknown": [_sighting(sighting) for sighting in found.unknown],
        "more": found.more,
        "statuses": [_sighting(sighting) for sighting in found.statuses],
        "messages": [_sighting(sighting) for sighting in found.messages],
        "unseen": list(found.unseen),
        "codeless": found.codeless,
        "bad": found.bad,
    }


def _sighting(sighting: Sighting) -> dict[str, object]:
    path, line = sighting.place
    body: dict[str, object] = {"code": sighting.code, "count": sighting.count}
    body |= {"path": path, "line": line}
    body["statuses"] = {str(status): count for status, count in sighting.statuses}
    return body | ({"example": sighting.example} if sighting.example else {})


def _summary(found: Findings, added: tuple[Pin, ...]) -> str:
    text = f"{draw.plural(found.read, 'response')} with {draw.plural(found.codes, 'known code')}"
    if found.unknown:
        some = f", {_DRAWN} of them shown" if len(found.unknown) > _DRAWN else ""
        more = f", and {found.more} responses with others" if found.more else ""
        text += f", {draw.plural(len(found.unknown), 'unknown one')}{some}{more}"
    return f"{text}; {draw.plural(len(added), 'line')} appended" if added else text
