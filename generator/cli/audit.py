"""`audit`: hold responses that were really observed, and the service's code, against the page."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import audit
from generator.audit import Findings, observed
from generator.audit import code as of_code
from generator.audit.finding import DRAWN, Finding
from generator.cli import arguments, code, findings, projects, reply, responses
from generator.cli.code import Found, Named
from generator.cli.findings import Judged
from generator.cli.projects import Project
from generator.diagnostics import draw, rules
from generator.diagnostics.rules import audit as audit_rules
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.rules import side as side_rules
from generator.diagnostics.source import Diagnostic, Problems, Span, errors
from generator.model import Catalogue
from generator.project import config_file, toml
from generator.project.disk import write
from generator.project.inputs import Inputs
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings

_EXAMPLES = """\
  %(prog)s                            which codes has the service's code, and which the page?
  %(prog)s --source 'src/**/*.py' --form python --names ErrorCode
  %(prog)s responses.jsonl            which codes, statuses and messages does the page not have?
  %(prog)s page.har logs/*.log.gz     what a browser or a proxy recorded; logs, gzipped or not
  cat responses.jsonl | %(prog)s -    from standard input
  %(prog)s --write responses.jsonl    add the unknown codes to the overlay, with their source

Without FILE and --source, the code that the configuration names: [[sources]].
FILE has error bodies, or {"status": 404, "body": BODY} (a body may be a text): one
a line, one in a file, an array of them, or in lines of a log; or it is a HAR.

Exit codes: 0 the two agree, 1 they do not, 2 cannot tell.
"""
# A source of codes, as most projects could have it.
_CATALOGUE = "catalogue"
_FIRST = (("files", "src/**/*.py"), ("form", "python"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of one comparison: how it is told, in words, and as data.

    `pins` add to the overlay what the page lacks.
    """

    one: CatalogueSettings
    judged: Judged[Finding]
    pins: tuple[Pin, ...]
    said: str
    data: Mapping[str, object]


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "hold responses that were really observed, or the service's code, against the page"
    words = arguments.verb(verbs, "audit", about, _EXAMPLES)
    words.add_argument("files", nargs="*", metavar="FILE", help="responses; - is standard input")
    words.add_argument("--name", metavar="NAME", help="the catalogue that is meant")
    words.add_argument(
        "--write", action="store_true", help="append the unknown codes to the overlay"
    )
    code.options(words)
    arguments.project(words, "text", "json", "github")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 the page and what is held against it agree, 1 they do not, 2 cannot tell."""
    project = projects.find(args, [args.name] if args.name else [])
    if project.problems:
        return reply.stopped(project.problems, args)
    meant, problems = _sources(args, project)
    if problems:
        return reply.stopped(problems, args)
    inputs = projects.inputs(project)
    answers: list[_Answer] = []
    for one, named in meant:
        answer, trouble = _of_code(args, project, inputs, one, named)
        answers += [answer] if answer else []
        problems += trouble
    if args.files and not errors(problems):
        answer, trouble = _of_responses(args, project, inputs)
        answers += [answer] if answer else []
        problems += trouble
    problems = tuple(dict.fromkeys(problems))
    if errors(problems):
        return reply.stopped(errors(problems), args)
    added, failed = _written(project, inputs, answers) if args.write else (0, ())
    return _answered(args, answers, added, problems, failed)


def _sources(
    args: argparse.Namespace, project: Project
) -> tuple[list[tuple[CatalogueSettings, list[Named]]], Problems]:
    """Each catalogue that is held against code, with the sources of the codes.

    They are that of the command line; or without it and without responses those
    of the configuration.
    """
    asked, problems = code.asked(args, project)
    named = asked or ([] if args.files or problems else code.configured(project))
    found: dict[str, tuple[CatalogueSettings, list[Named]]] = {}
    for source in named:
        wanted = source.source.catalogue or args.name
        one, trouble = _chosen(project, wanted, None if asked else source.place(_CATALOGUE))
        problems += trouble
        if one and args.name in (None, one.name):
            found.setdefault(one.name, (one, []))[1].append(source)
    if not found and not args.files and not problems:
        path = project.config.path
        lines = toml.array((*config_file.prefix(project.config), "sources"), [_FIRST])
        problems = (audit_rules.source_missing(Span(path), path, lines),)
    return list(found.values()), problems


def _chosen(
    project: Project, name: str | None, source: Span | None = None
) -> tuple[CatalogueSettings | None, Problems]:
    """The catalogue that is meant, by a source of the configuration where there is one."""
    fitting = [one for one in project.settings.catalogues if name in (None, one.name)]
    if len(fitting) == 1:
        return fitting[0], ()
    names = [one.name for one in fitting]
    if source:
        example = f'"{names[0]}"'
        return None, (config_rules.config_required(source, "catalogue", example, "source"),)
    return None, (side_rules.side_unclear(Span(project.config.path), names),)


def _of_code(
    args: argparse.Namespace,
    project: Project,
    inputs: Inputs,
    one: CatalogueSettings,
    named: Sequence[Named],
) -> tuple[_Answer | None, Problems]:
    """What came of holding a catalogue against the service's code."""
    catalogue, problems = projects.catalogue(one, inputs, project.settings)
    found = sum((code.read(project, source, quiet=args.quiet) for source in named), Found())
    problems = (*errors(problems), *found.problems)
    if catalogue is None or errors(problems):
        return None, problems
    differing = of_code.compare(catalogue, found.codes, found.files)
    told = of_code.findings(catalogue, differing, one.overlay_path)
    entries, _ = projects.accepted(inputs, one)
    return (
        _Answer(
            one,
            findings.judge(told, entries, project.settings, of_code.RULES),
            tuple(map(of_code.pin, differing.undocumented)),
            f"{one.name}: {of_code.summary(differing)}",
            {_CATALOGUE: one.name, **of_code.data(differing)},
        ),
        problems,
    )


def _of_responses(
    args: argparse.Namespace, project: Project, inputs: Inputs
) -> tuple[_Answer | None, Problems]:
    """What came of holding the catalogue that is meant against responses."""
    one, problems = _chosen(project, args.name)
    catalogue, problems = _catalogue(project, one, inputs) if one else (None, problems)
    if one is None or catalogue is None or errors(problems):
        return None, problems
    found, problems = _compared(args, catalogue)
    if found is None:
        return None, problems
    told, possible = observed.findings(catalogue, found), rules.findings("audit") - of_code.RULES
    entries, _ = projects.accepted(inputs, one)
    return (
        _Answer(
            one,
            findings.judge(told, entries, project.settings, possible),
            tuple(audit.pins(found.unknown)),
            observed.summary(found),
            observed.data(found),
        ),
        (),
    )


def _catalogue(
    project: Project, one: CatalogueSettings, inputs: Inputs
) -> tuple[Catalogue | None, Problems]:
    """The catalogue as the sources have it, if it says where a response has its code."""
    found, problems = projects.catalogue(one, inputs, project.settings)
    known = found and (found.envelope.code or found.envelope.header)
    if not known and not errors(problems):
        problems = (audit_rules.audit_envelope(Span(one.pages[0])),)
    return found, problems


def _compared(args: argparse.Namespace, catalogue: Catalogue) -> tuple[Findings | None, Problems]:
    folder = Path(args.root or "")
    try:
        files = (responses.read(path, folder, quiet=args.quiet) for path in args.files)
        return audit.compare(catalogue, *files), ()
    except OSError as problem:
        name = Path(problem.filename or args.files[0]).name
        reason = problem.strerror or str(problem)
        span = Span(name)
        return None, (file_rules.file_unreadable(span, name, reason[:1].lower() + reason[1:]),)


def _written(project: Project, inputs: Inputs, answers: Sequence[_Answer]) -> tuple[int, Problems]:
    """Append what the page lacks to the overlays: how many lines were added, what went wrong."""
    pins: dict[str, tuple[Pin, ...]] = {}
    for answer in answers:
        path = answer.one.overlay_path
        known = {entry.code for _, entry in answer.judged.accepted}
        lacking = (pin for pin in answer.pins if pin.table[-1] not in known)
        pins[path] = (*pins.get(path, ()), *lacking)
    lines = 0
    problems: Problems = ()
    for path, wanted in pins.items():
        document = inputs.documents.get(path)
        text, added, left = toml.add(document.text if document else "", wanted)
        failed = write.text(project.root, path, text, project.limits) if added else ()
        problems += tuple(overlay_rules.pin_unplaced(Span(path), toml.lines(pin)) for pin in left)
        problems += failed
        lines += 0 if failed else len(added)
    return lines, problems


def _answered(
    args: argparse.Namespace,
    answers: Sequence[_Answer],
    added: int,
    noted: Problems,
    failed: Problems,
) -> int:
    told = tuple(said for answer in answers for said in answer.judged.problems)
    found = any(rules.is_finding(said.rule) for said in errors(told))
    problems = (*noted, *_drawn(told), *failed)
    if failed or (errors(told) and not found):
        status, code = "error", reply.UNKNOWN
    else:
        status, code = ("drift", reply.NO) if found else ("ok", reply.YES)
    if args.format == "json":
        reply.document(status, problems, **_data(answers))
    else:
        reply.problems(problems, args)
    lines = f"; {draw.plural(added, 'line')} appended" if added else ""
    said = "; ".join(f"{answer.said}{answer.judged.aside}" for answer in answers)
    reply.summary(f"{said}{lines}", problems, quiet=args.quiet)
    return code


def _drawn(told: Problems) -> Iterator[Diagnostic]:
    """The first of each rule."""
    counts: Counter[str] = Counter()
    for said in told:
        counts[said.rule] += 1
        if counts[said.rule] <= DRAWN:
            yield said


def _data(answers: Sequence[_Answer]) -> dict[str, object]:
    """What came of responses, and in a list what came of code."""
    of_responses = {k: v for a in answers if _CATALOGUE not in a.data for k, v in a.data.items()}
    codes = [answer.data for answer in answers if _CATALOGUE in answer.data]
    accepted = [
        findings.data(entry, {"rule": entry.rule, "code": found.code})
        for answer in answers
        for found, entry in answer.judged.accepted
    ]
    told = {"code": codes, "accepted": accepted}
    return of_responses | {key: value for key, value in told.items() if value}
