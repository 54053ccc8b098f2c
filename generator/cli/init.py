"""`init`: find the error tables of a page, and write the configuration for them."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator import names
from generator.cli import account, arguments, projects, reply, schema, streams
from generator.diagnostics import terminal
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.rules import several
from generator.diagnostics.source import Document, Problems, Span, document, errors
from generator.model import RESTORED, USUAL_CODES, Catalogue, dotted
from generator.project import config, config_file, places, targets, toml
from generator.project import schema as schemas
from generator.project.disk import bounds, layout, sources, write
from generator.project.disk.bounds import Bounds
from generator.project.disk.layout import Proposal
from generator.project.inputs import Inputs
from generator.project.pins import Pin
from generator.project.places import OWN, PYPROJECT
from generator.project.settings import CatalogueSettings, Selection

_EXAMPLES = """\
  %(prog)s docs/errors.md                       find its error tables, and configure them
  %(prog)s docs/errors.md --name my-errors      under a name of your own
  %(prog)s docs/errors.md --heading "Error codes"   the tables under one heading alone
  %(prog)s docs/errors.md --column code=Code    where a column is not told by itself
  %(prog)s docs/codes.md --headings             each error is a heading with text below
  %(prog)s docs/en/errors.md docs/ja/errors.md --locale en --locale ja
  %(prog)s docs/errors.md --dry-run             say what would be written

The configuration goes to the nearest error-table.toml or pyproject.toml, at its
end; without either, to a new error-table.toml, beside which the JSON Schemas are put
that its first line leads editors to (see `schema`). No other key of it is touched, and
nothing is written unless `build` can read the page with it. Where a package of
Python or npm, or a site, is in the project, outputs go into them: `targets`.
"""


# Columns by their places; a number that is longer, or begins with 0, is a header.
_POSITIONS = frozenset(map(str, range(1000)))


def add(verbs: arguments.Verbs) -> None:
    """Add the verb to the command line."""
    about = "find the error tables of a page, and write the configuration for them"
    words = arguments.verb(verbs, "init", about, _EXAMPLES)
    words.add_argument(
        "pages", metavar="PAGE", nargs="+", help="a page in Markdown, and its translations"
    )
    words.add_argument("--name", metavar="NAME", help="of the catalogue (default: the page's)")
    words.add_argument(
        "--no-targets", action="store_true", help="everything into one folder, whatever there is"
    )
    words.add_argument("--dry-run", action="store_true", help="write nothing")
    arguments.reading(words.add_argument_group("what is read"))
    arguments.project(words, "text", "json")
    words.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 configured, 2 the page cannot be read with what would be written, or something is amiss."""
    root = Path(args.root).absolute() if args.root else places.root(Path.cwd()) or Path.cwd()
    if meant := [word for word in args.pages if args.headings and not _is_path(args, word)]:
        near = f"--heading {shlex.quote(meant[0])}"
        return reply.stopped((file_rules.file_missing(Span(meant[0]), meant[0], near),), args)
    limits = bounds.limits(root, args.allow)
    pages, problems = _inside(args, root, args.pages)
    references, more = _inside(args, root, args.reference)
    files, unreadable = sources.configurations(root, bounds.limits(root))
    existing, twice = config_file.chosen(files)
    if problems := problems + more + unreadable + twice:
        return reply.stopped(problems, args)
    name, unnamed = _name(root, pages[0], files, args.name)
    one, problems = arguments.catalogue(args, name, pages, references)
    others, wrong = _others(existing)
    one, taken = _beside(others, one)
    documents, unread = _documents(root, one, limits)
    if problems := problems + wrong + taken + unread or _crowded(existing) or unnamed:
        return reply.stopped(problems, args)
    proposed = () if args.no_targets else _proposed(root, existing, name)
    new, added, problems = _configured(existing, one, proposed)
    if problems:
        return reply.stopped(problems, args)
    found, problems = _read(new, name, documents)
    if any(problem.rule == "errors-in-success" for problem in problems):
        one = replace(one, errors_in_success=True)
        new, added, _ = _configured(existing, one, proposed)
        found, problems = _read(new, name, documents)
    if found is None or errors(problems):
        return reply.stopped(errors(problems), args)
    failed = () if args.dry_run else _write(root, one, new, limits)
    return (
        reply.stopped(failed, args) if failed else _answer(args, root, new, found, added, problems)
    )


def _write(root: Path, one: CatalogueSettings, new: Document, limits: Bounds) -> Problems:
    """Write the configuration; before it the schemas that a new one leads to, and its overlay.

    In that there is nothing yet.
    """
    led = new.text.startswith(schemas.line(OWN, schemas.CONFIGURATION))
    failed = schema.written(root) if led else ()
    if not failed and one.overlay and not os.path.lexists(root / one.overlay):
        start = schema.overlay(root, one.overlay)
        text = f"{start}# What the page does not say: {one.name}\n"
        failed = write.text(root, one.overlay, text, limits)
    return failed or write.text(root, new.path, new.text, bounds.limits(root))


def _is_path(args: argparse.Namespace, word: str) -> bool:
    """Whether a word may be a file, and is no heading behind `--headings`."""
    return "." in word or "/" in word or os.path.lexists(Path(args.root or "", word))


def _inside(
    args: argparse.Namespace, root: Path, words: Sequence[str]
) -> tuple[list[str], Problems]:
    """Files that were named, as seen from the project; a problem for each that is outside of it."""
    found: list[str] = []
    for word in words:
        path = Path(args.root or "", word).absolute().resolve()
        if not path.is_relative_to(root.resolve()):
            return [], (config_rules.init_outside(Span(word)),)
        name = path.relative_to(root.resolve()).as_posix()
        if name.encode("utf-8", "replace").decode() != name:
            return [], (config_rules.init_encoding(Span(name)),)
        found.append(name)
    return found, ()


def _name(
    root: Path, path: str, files: Mapping[str, Document], given: str | None
) -> tuple[str, Problems]:
    """The name of the catalogue, or that somebody has to give one."""
    page, problems = (None, ()) if given else sources.text(root, path)
    if page is None:
        return given or "", problems
    settings, _ = config.read(config_file.chosen(files)[0])
    taken = [one.name for one in settings.catalogues if path not in one.pages]
    pyproject = files.get(PYPROJECT, Document(PYPROJECT, ""))
    names = (projects.name_after(root, page, pyproject, others) for others in (taken, ()))
    name = next(filter(None, names), "")
    return name, () if name else (config_rules.init_unnamed(Span(path)),)


def _others(existing: Document) -> tuple[tuple[CatalogueSettings, ...], Problems]:
    """The catalogues that are configured, and what is wrong with them."""
    settings, problems = config.read(existing)
    wrong = tuple(p for p in errors(problems) if p.rule != "config-missing")
    return settings.catalogues, wrong


def _beside(
    others: Sequence[CatalogueSettings], one: CatalogueSettings
) -> tuple[CatalogueSettings, Problems]:
    """The catalogue with an overlay of its own, or what it has in common with another.

    Two catalogues can be two parts of a page.
    """
    for other in others:
        shared = [page for page in one.pages if page in other.pages]
        if shared and not _apart(other.selection, one.selection):
            return one, (config_rules.init_configured(Span(shared[0]), other.name),)
        if other.name == one.name:
            return one, (config_rules.init_taken(Span(one.pages[0]), one.name),)
    if any(other.overlay_path == one.overlay_path for other in others):
        folder = one.overlay_path.rpartition("/")
        return replace(one, overlay=f"{folder[0]}{folder[1]}{one.name}.toml"), ()
    return one, ()


def _crowded(existing: Document) -> Problems:
    """A problem where the targets have place for the one catalogue that is configured alone.

    It names each line that has to change for a second one, and how.
    """
    settings, _ = config.read(existing)
    if len(settings.catalogues) != 1:
        return ()
    first = settings.catalogues[0].name
    edits = [
        (config_file.span(existing, "targets", str(number), key), toml.lines(Pin((), key, value)))
        for number, one in enumerate(settings.targets)
        for key, value in targets.separated(one)
    ]
    only = toml.lines(Pin((), "catalogues", (first,)))
    return (config_rules.init_crowded(edits, first, only),) if edits else ()


def _apart(one: Selection, other: Selection) -> bool:
    """Whether one reads headings and the other tables, or both choose, and nothing alike."""
    if one.titled is not other.titled:
        return not (one.all or other.all)
    chosen = ({*one.headings, *one.lines}, {*other.headings, *other.lines})
    return all(chosen) and chosen[0].isdisjoint(chosen[1])


def _documents(
    root: Path, one: CatalogueSettings, limits: Bounds
) -> tuple[Mapping[str, Document], Problems]:
    """The pages, the references, and the overlay if there is one."""
    overlay = [one.overlay_path] if os.path.lexists(root / one.overlay_path) else []
    read = [sources.named(root, path, limits) for path in (*one.pages, *one.references, *overlay)]
    problems = tuple(problem for _, trouble in read for problem in trouble)
    return {found.path: found for found, _ in read if found}, problems


def _proposed(root: Path, existing: Document, name: str) -> Sequence[Proposal]:
    """The targets that the project would want, if nothing is configured yet."""
    said = config_file.values(existing) or {}
    found = {"catalogues", "targets", "output"} & said.keys()
    return () if found else layout.proposals(root, names.package(name))


def _configured(
    existing: Document, one: CatalogueSettings, proposed: Sequence[Proposal]
) -> tuple[Document, str, Problems]:
    """The configuration with the catalogue and targets in it; the lines that are new.

    Or what its reading says against that.
    """
    prefix = config_file.prefix(existing)
    fresh = existing.path == OWN and not existing.text
    start = schemas.line(OWN, schemas.CONFIGURATION) if fresh else existing.text
    text, pins, left = toml.add(start, _lines((*prefix, "catalogues", one.name), one))
    added = f"{start}\n{toml.lines(*pins)}" if fresh else toml.lines(*pins)
    if proposed:
        tables = toml.array((*prefix, "targets"), proposed)
        text, added = f"{text}\n{tables}\n", f"{added}\n\n{tables}"
    new, span = document(existing.path, text), existing.whole()
    unplaced = tuple(overlay_rules.pin_unplaced(span, toml.lines(pin)) for pin in left)
    _, problems = config.read(new)
    return new, added, unplaced or errors(problems)


def _lines(table: tuple[str, ...], one: CatalogueSettings) -> Iterator[Pin]:
    """What was chosen, line by line."""
    yield Pin(table, "pages", one.pages)
    for key, value in (("overlay", one.overlay), ("locale", one.locale)):
        if value:
            yield Pin(table, key, value)
    if one.references:
        yield Pin(table, "references", one.references)
    yield from (Pin((*table, "locale"), page, locale) for page, locale in one.locales)
    if one.errors_in_success:
        yield Pin(table, "errors-in-success", value=True)
    yield from _selected(table, one.selection)
    columns: dict[str, list[str | int]] = defaultdict(list)
    for role, column in one.selection.columns:
        columns[role].append(int(column) if column in _POSITIONS else column)
    for role, found in columns.items():
        yield Pin((*table, "columns"), role, found[0] if len(found) == 1 else tuple(found))


def _selected(table: tuple[str, ...], selection: Selection) -> Iterator[Pin]:
    """Which parts of the pages were chosen, line by line."""
    if selection.titled:
        yield Pin(table, "headings", value=True)
    if selection.all:
        yield Pin((*table, "tables"), "all", value=True)
    if selection.headings:
        yield Pin((*table, "tables"), "headings", selection.headings)
    if lines := selection.lines:
        yield Pin((*table, "tables"), "line", lines[0] if len(lines) == 1 else lines)


def _read(
    new: Document, name: str, documents: Mapping[str, Document]
) -> tuple[Catalogue | None, Problems]:
    """The catalogue as `build` reads it from this configuration."""
    settings, _ = config.read(new)
    (one,) = (one for one in settings.catalogues if one.name == name)
    return projects.catalogue(one, Inputs(documents), settings)


def _answer(
    args: argparse.Namespace,
    root: Path,
    new: Document,
    found: Catalogue,
    lines: str,
    problems: Problems,
) -> int:
    if args.format == "json":
        told = {"path": new.path, "text": f"{lines}\n"}
        tables = [account.data(table) for table in found.tables]
        envelope = [*found.envelope.code]
        names = {"name": found.name, "locales": [*found.locales]}
        reply.document("ok", problems, **names, tables=tables, envelope=envelope, written=told)
    else:
        problems = tuple(problem for problem in problems if problem.level != "note")
        columns = streams.columns(sys.stdout)
        said = (*_facts(found), *_docs(root, new, found))
        facts = (line for fact in said for line in terminal.wrapped(fact, columns))
        streams.out("".join(f"{line}\n" for line in (*account.lines(found, columns), *facts)))
        verb = "to write to" if args.dry_run else "written to"
        streams.out(f"\n{verb} {new.path}:\n\n{lines}\n")
        reply.apart(lines, problems)
        reply.problems(problems, args)
    step = "pin" if any(error.evidence in RESTORED for error in found.errors) else "build"
    following = reply.advice(args, f"{step} {found.name}")
    text = "nothing was written; run it without --dry-run" if args.dry_run else f"next: {following}"
    reply.summary(text, problems, quiet=args.quiet)
    return reply.YES


def _facts(found: Catalogue) -> Iterator[str]:
    """What the pages say together: the codes, the languages, and where a body has its code."""
    restored = sum(error.evidence in RESTORED for error in found.errors)
    more = f"; {restored} of them restored" if restored else ""
    codes = several([error.code for error in found.errors], 3)
    yield terminal.visible(f"codes: {codes}{more}")
    yield f"languages: {', '.join(found.locales)}"
    usual = several(USUAL_CODES, 4)
    path = dotted(found.envelope.code)
    guess = f"unknown, no JSON example names a code; decoders try {usual}"
    yield terminal.visible(f"envelope: {path or guess}")


def _docs(root: Path, new: Document, found: Catalogue) -> Iterator[str]:
    """What the manual has to say of the docs, if there are to be some."""
    from generator.render import words

    settings, _ = config.read(new)
    meant = [target for target in settings.targets if target.kind == "docs"]
    if settings.targets and not meant:
        return
    try:
        templates = places.templates(root, settings.templates)
    except OSError:  # `build` says what is wrong with them
        return
    if foreign := words.wordless(found.locales, templates):
        yield (
            f"docs: what they say themselves is in English for {several(foreign)}; "
            "generator/manual/translations.md shows how to add a language"
        )
    if any(target.options.get("site") is False for target in meant):
        yield "docs: generator/manual/sites.md has their lines for the menu of your site"
