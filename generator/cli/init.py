"""`init`: find the error table of a page, and write the configuration for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli import arguments, projects, reply, streams
from generator.diagnostics import draw
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.source import Document, Problems, Span, errors
from generator.model import Catalogue
from generator.project import config, places, toml
from generator.project.disk import bounds, sources, write
from generator.project.inputs import Inputs
from generator.project.pins import Pin
from generator.project.places import CONFIG
from generator.project.settings import CatalogueSettings, Selection

if TYPE_CHECKING:
    from generator.markdown.page import Table

_EXAMPLES = """\
  %(prog)s docs/errors.md                       find its error table, and configure it
  %(prog)s docs/errors.md --name my-errors      under a name of your own
  %(prog)s docs/errors.md --heading "Error codes"   where the page has several tables
  %(prog)s docs/errors.md --dry-run             say what would be written

The configuration goes to the nearest pyproject.toml, at its end; without one,
to a new one. No other key of it is touched.
"""


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "find the error table of a page, and write the configuration for it"
    words = arguments.verb(verbs, "init", about, _EXAMPLES)
    words.add_argument("page", metavar="PAGE", help="a page of documentation, in Markdown")
    words.add_argument("--name", metavar="NAME", help="of the catalogue (default: the page's)")
    words.add_argument(
        "--heading", metavar="TEXT", action="append", default=[], help="the table under this one"
    )
    words.add_argument("--dry-run", action="store_true", help="write nothing")
    arguments.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 configured, 2 there is no table that can be told, or something is in the way."""
    root = Path(args.root).absolute() if args.root else places.root(Path.cwd()) or Path.cwd()
    page = Path(args.root or "", args.page).absolute()
    if not page.resolve().is_relative_to(root.resolve()):
        return reply.stopped((config_rules.init_outside(Span(args.page)),), args)
    path = page.resolve().relative_to(root.resolve()).as_posix()
    existing, problems = _existing(root)
    if path.encode("utf-8", "replace").decode() != path:
        problems = (config_rules.init_encoding(Span(path)),)
    if reason := bounds.trespass(bounds.limits(root, args.allow), root / path):
        problems = (*problems, file_rules.file_outside(Span(path), path, reason))
    name, trouble = ("", ()) if problems else _name(root, path, existing, args.name)
    problems = problems or _conflicts(existing, path, name) or trouble
    if problems:
        return reply.stopped(problems, args)
    one = CatalogueSettings(name, (path,), selection=Selection(tuple(args.heading)))
    found, tables, problems = _read(root, path, one)
    if found is None:
        return reply.stopped(errors(problems), args)
    text, added, trouble = _configured(existing.text, one)
    if not trouble and not args.dry_run:
        trouble = write.text(root, CONFIG, text, bounds.limits(root))
    if trouble:
        return reply.stopped(trouble, args)
    return _answer(args, found, tables, added, errors(problems))


def _existing(root: Path) -> tuple[Document, Problems]:
    """The pyproject.toml that is there; an empty one if there is none."""
    if not (root / CONFIG).exists():
        return Document(CONFIG, ""), ()
    found, problems = sources.named(root, CONFIG, bounds.limits(root))
    return found or Document(CONFIG, ""), problems


def _name(root: Path, path: str, existing: Document, given: str | None) -> tuple[str, Problems]:
    """The name of the catalogue, or that somebody has to give one."""
    document, problems = (None, ()) if given else sources.text(root, path)
    if document is None:
        return given or "", problems
    settings, _ = config.read(existing)
    taken = [one.name for one in settings.catalogues if path not in one.pages]
    names = (projects.name_after(root, document, existing, others) for others in (taken, ()))
    name = next(filter(None, names), "")
    return name, () if name else (config_rules.init_unnamed(Span(path)),)


def _conflicts(existing: Document, path: str, name: str) -> Problems:
    """What in the configuration is not right, or speaks of the page or the name already."""
    settings, problems = config.read(existing)
    wrong = tuple(p for p in errors(problems) if p.rule != "config-missing")
    ours = [one.name for one in settings.catalogues if path in one.pages]
    if ours:
        return (config_rules.init_configured(Span(path), ours[0]),)
    if any(one.name == name for one in settings.catalogues):
        return (config_rules.init_taken(Span(path), name),)
    return wrong


def _read(
    root: Path, path: str, one: CatalogueSettings
) -> tuple[Catalogue | None, tuple[Table, ...], Problems]:
    """The page as a catalogue, and its tables as they stand."""
    document, problems = sources.text(root, path)
    if document is None:
        return None, (), problems
    from generator import markdown

    found, problems = projects.catalogue(one, Inputs({path: document}))
    page, _ = markdown.read(document)
    return found, page.tables, problems


def _configured(text: str, one: CatalogueSettings) -> tuple[str, tuple[Pin, ...], Problems]:
    """The configuration with the catalogue in it, or what its reading says against that."""
    table = ("tool", "generator", "catalogues", one.name)
    wanted = [Pin(table, "pages", one.pages)]
    if one.selection.headings:
        wanted.append(Pin((*table, "tables"), "headings", one.selection.headings))
    new, added, left = toml.add(text, wanted)
    span = Span(CONFIG)
    unplaced = tuple(overlay_rules.pin_unplaced(span, toml.lines(pin)) for pin in left)
    _, problems = config.read(Document(CONFIG, new))
    return new, added, unplaced or errors(problems)


def _answer(
    args: argparse.Namespace,
    found: Catalogue,
    tables: Sequence[Table],
    added: Sequence[Pin],
    problems: Problems,
) -> int:
    lines = toml.lines(*added)
    if args.format == "json":
        told = {"path": CONFIG, "text": f"{lines}\n"}
        reply.document("ok", problems, taken=list(_taken(found, tables)), written=told)
    else:
        reply.problems(problems, args.format)
        streams.out("\n".join(map(draw.visible, _taken(found, tables))))
        verb = "to write to" if args.dry_run else "written to"
        streams.out(f"\n\n{verb} {CONFIG}:\n\n{lines}\n")
    step = "pin" if any(error.evidence != "verbatim" for error in found.errors) else "build"
    reply.summary(f"next: {reply.program()} {step} {found.name}", problems, quiet=args.quiet)
    return reply.YES


def _taken(found: Catalogue, tables: Sequence[Table]) -> Iterator[str]:
    """What was taken for what, and why, a line each."""
    for info in found.tables:
        under = f', under "{info.heading}"' if info.heading else ""
        rows = draw.plural(info.rows, "row")
        yield f"{info.path}: the table at line {info.line}{under}, {rows}"
        headers = next((t.header for t in tables if t.span.line == info.line), ())
        for role, columns in info.columns:
            for column in columns:
                title = " ".join(headers[column].text.split())
                yield f'  {role:<8} column {column + 1}, "{title}": {_why(found, role)}'
            if not columns and role in ("code", "status", "message"):
                yield f"  {role:<8} none"
    path = ".".join(found.envelope.code)
    yield f"  envelope {path or 'unknown: no JSON example names a code'}"


def _why(found: Catalogue, role: str) -> str:
    """What the cells of a column are that they play this role."""
    rows = found.errors
    if role == "code":
        shown = ", ".join(error.code for error in rows[:3])
        restored = [e for e in rows if e.evidence not in ("verbatim", "doubtful")]
        more = f"; {len(restored)} of them restored" if restored else ""
        return f"{draw.plural(len(rows), 'different code')}, such as {shown}{more}"
    if role == "status":
        known = sorted({error.status for error in rows if error.status is not None})
        return f"numbers of HTTP statuses: {', '.join(map(str, known))}"
    if role == "message":
        filled = sum(bool(error.parameters) for error in rows)
        return f"sentences, {filled} of {len(rows)} with parameters"
    shown = ", ".join(error.name for error in rows[:3])
    return f"a second word for each code, such as {shown}"
