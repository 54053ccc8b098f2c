"""The sides of a comparison: found, made catalogues, each with the other as its reference."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from generator import names, record
from generator.cli import git, projects
from generator.cli.projects import Project
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import side as side_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span, document, errors
from generator.model import Catalogue
from generator.project import config, config_file, places
from generator.project.disk import bounds, sources
from generator.project.inputs import Inputs
from generator.project.settings import CatalogueSettings, Settings

# These stop a build. Here they are changes: the overlay speaks of what the page no longer has.
_TOLD = (
    *("alias-taken", "locale-unspoken", "overlay-source-missing", "parameter-count"),
    *("overlay-former", "parameter-unknown", "retired-returned"),
)

Read: TypeAlias = tuple[Catalogue | None, Problems]


@dataclass(frozen=True, slots=True)
class Side:
    """What somebody named: one document, or a revision in which each catalogue has its own.

    `word` is "" where nothing was named; `file` is the document's place on the
    disk, `stored` its path in the repository, where it has one. A side with neither
    document nor revision is the sources as they stand, or what was built of them.
    `settings` is the configuration that it was made with.
    """

    word: str = ""
    revision: str = ""
    built: bool = False
    settings: Settings = field(default_factory=Settings)
    document: Document | None = None
    file: Path | None = None
    stored: str = ""


def find(word: str | None, folder: Path, *, files: bool = True) -> tuple[Side, Problems]:
    """The side that a word means. A file that exists wins over a revision of the same name.

    Unless no files are meant: a pull request may add one that is called like its base.
    """
    if not word:
        return Side(), ()
    if not files:
        return _revision(word, folder)
    if word == "-":
        content = sys.stdin.buffer.read() if sys.stdin is not None else b""
        found, problems = _text("<stdin>", content)
        return Side(word, document=found), problems
    if os.path.exists(folder / word):  # noqa: PTH110  (what no file can be called is none)
        found, problems = sources.text(folder, Path(word).as_posix())
        return Side(word, document=found, file=folder / word), problems
    revision, colon, path = word.partition(":")
    if colon:
        found, problems = _stored(folder, revision, path)
        problems = problems if found or problems else (missing(revision, path),)
        return Side(word, document=found, stored=path), problems
    return _revision(word, folder)


def _revision(word: str, folder: Path) -> tuple[Side, Problems]:
    known, problems = git.knows(folder, word)
    problems = problems if known or problems else (side_rules.side_unknown(Span(word), word),)
    return Side(word, revision=word), problems


def committed(folder: Path) -> tuple[Side, Problems]:
    """The side that nobody named: what was committed last, else what was built."""
    known, problems = git.knows(folder, "HEAD")
    return Side(revision="HEAD" if known else "", built=True), problems


def _stored(folder: Path, revision: str, path: str) -> tuple[Document | None, Problems]:
    """The file that git has at a revision, None where it has none.

    A path that begins with `./` is relative to `folder`.
    """
    content, problems = git.content(folder, revision, path)
    return (None, problems) if content is None else _text(_where(revision, path), content)


def missing(revision: str, path: str) -> Diagnostic:
    """The problem that a revision has no such file."""
    plain = path.removeprefix("./")
    return side_rules.side_missing(Span(_where(revision, path)), revision, plain)


def _where(revision: str, path: str) -> str:
    return f"{revision}:{path.removeprefix('./')}"


def _text(path: str, content: bytes) -> tuple[Document | None, Problems]:
    try:
        return document(path, content.decode("utf-8")), ()
    except UnicodeDecodeError as problem:
        return None, (file_rules.file_encoding(Span(path), content[problem.start]),)


def _as_record(side: Document) -> Document | None:
    """A document of JSON under a name that says so; None for a page, as its content tells."""
    if side.path.endswith(".json"):
        return side
    try:
        is_json = side.text.lstrip()[:1] == "{" and isinstance(json.loads(side.text), dict)
    except (ValueError, RecursionError):
        return None
    return replace(side, path=f"{side.path}.json") if is_json else None


@dataclass(frozen=True, slots=True)
class Held:
    """What a side has of a catalogue: a document, or the sources where there is none, or nothing.

    `path` is where its JSON was looked for.
    """

    document: Document | None = None
    there: bool = True
    path: str = ""


def is_page(held: Held) -> bool:
    """Whether it is a page alone, of which nothing was made that is in use."""
    return bool(held.document and not _as_record(held.document))


def chosen(
    project: Project, named: Sequence[Side], name: str | None
) -> tuple[tuple[CatalogueSettings | None, ...], Problems]:
    """The catalogues to compare; None stands for sides that no configuration speaks of."""
    ours = project.settings.catalogues
    single = [side for side in named if side.document]
    if not single:
        return _of_both(project, named, name), ()
    if name:
        return tuple(one for one in ours if name == one.name), ()
    meant = [one for one in ours if any(_speaks_of(project, one, side) for side in single)]
    if meant or len(single) == len(named):
        return (meant[0] if meant else None,), ()
    if len(ours) < 2:
        return ours, ()
    return (), (side_rules.side_unclear(Span(single[0].word), [one.name for one in ours]),)


def _of_both(
    project: Project, named: Sequence[Side], name: str | None
) -> tuple[CatalogueSettings, ...]:
    """The catalogues of both sides, those of the new one first: neither forgets what it lacks."""
    every = [one for side in reversed(named) for one in side.settings.catalogues]
    if name or not every:
        every += project.settings.catalogues
    found: dict[str, CatalogueSettings] = {}
    for one in every:
        if name in (None, one.name):
            found.setdefault(one.name, one)
    return tuple(found.values())


def _speaks_of(project: Project, one: CatalogueSettings, side: Side) -> bool:
    """Whether a side is one of the catalogue's pages, or its JSON."""
    if side.document and _as_record(side.document):
        try:
            return bool(json.loads(side.document.text)["catalogue"]["name"] == one.name)
        except (ValueError, TypeError, KeyError, RecursionError):
            return False
    if side.file:
        return side.file.resolve() in {(project.root / page).resolve() for page in one.pages}
    top = places.prefix(project.root)
    return side.stored in {f"{top}{page}" for page in one.pages}


def configured(project: Project, side: Side) -> tuple[Side, Problems]:
    """The side with what it is made with: a revision's own configuration, if it can be read."""
    if not side.revision:
        return replace(side, settings=project.settings), ()
    if bounds.detour(project.root):
        reason = "a link in the repository leads to the project, and may have led elsewhere then"
        return side, (side_rules.side_unanswered(Span(side.word), side.revision, reason),)
    files, problems = _configurations(project.root, side.revision)
    found, _ = config_file.chosen(files)
    # Which version of this tool it required is of no matter: the one of today compares.
    settings, wrong = config.read(found, running="")
    if not settings.catalogues:
        if wrong := tuple(p for p in errors(wrong) if p.rule != "config-missing"):
            # As a link is, of which git has the path alone. What it named, nobody knows.
            reason = f"its {found.path.rpartition(':')[2]} cannot be read: "
            reason += wrong[0].label or wrong[0].message
            return side, (side_rules.side_unanswered(Span(side.word), side.revision, reason),)
        settings = replace(project.settings, catalogues=())
    return replace(side, settings=settings), problems


def _configurations(folder: Path, revision: str) -> tuple[dict[str, Document], Problems]:
    """The files of a revision that may hold its configuration, by their names."""
    read = {name: _stored(folder, revision, f"./{name}") for name in places.CONFIGS}
    problems = tuple(problem for _, trouble in read.values() for problem in trouble)
    return {name: found for name, (found, _) in read.items() if found}, problems


def held(project: Project, one: CatalogueSettings | None, side: Side) -> tuple[Held, Problems]:
    """What a side has of a catalogue: the document that was named, its JSON, or its sources.

    What a revision has no JSON of is read from its own pages.
    """
    if side.document or one is None:
        return Held(side.document), ()
    ours = any(one.name == mine.name for mine in project.settings.catalogues)
    if not side.revision and not side.built:
        return Held(there=ours), ()
    path = _json(side.settings, one.name)
    found: Document | None = None
    problems: Problems = ()
    if side.revision and path:
        found, problems = _stored(project.root, side.revision, f"./{path}")
    theirs = next((it for it in side.settings.catalogues if it.name == one.name), None)
    if side.revision and theirs and not (found or problems):
        # It was there, whatever it was: this is no new catalogue.
        found, problems = _made(project, theirs, side.revision)
    if side.built and not found and all(p.rule == "side-missing" for p in problems):
        path = _json(project.settings, one.name)
        found, _ = sources.named(project.root, path, project.limits) if path else (None, ())
        problems = () if found or not ours else (_unbuilt(project, path, side),)
    return Held(found, there=found is not None, path=path), problems


def _unbuilt(project: Project, path: str, side: Side) -> Diagnostic:
    """The problem that nothing is there to compare with; `path` is where JSON would be, or ""."""
    needed = "run build and commit what it writes" if path else "commit the page"
    label = "" if side.revision else "there is no git repository with a commit here"
    return side_rules.side_unbuilt(Span(path or project.config.path), label, needed)


def _json(settings: Settings, name: str) -> str:
    """Where the JSON of a catalogue is written; "" where no target writes it."""
    targets = (one for one in settings.made(["json"]) if one.kind == "json" and one.has(name))
    paths = (one.output("json/{name}.json") for one in targets)
    spelt = {"name": name, "package": names.package(name)}
    return next((path.format_map(spelt) for path in paths), "")


def _made(
    project: Project, one: CatalogueSettings, revision: str
) -> tuple[Document | None, Problems]:
    """The JSON of a catalogue as a revision's sources make it."""
    needed = (*one.pages, *one.references, *filter(None, [one.overlay]))
    documents: dict[str, Document] = {}
    problems: list[Diagnostic] = []
    for path in dict.fromkeys((*needed, one.overlay_path)):
        found, trouble = _stored(project.root, revision, f"./{path}")
        problems += trouble or ([missing(revision, path)] if path in needed and not found else [])
        if found:
            documents[path] = replace(found, path=path)
    made, told = (None, ()) if problems else _built(project, one, Inputs(documents))
    problems += (replace(p, span=replace(p.span, path=_where(revision, p.span.path))) for p in told)
    return _written(f"{revision}.json", made) if made and not problems else None, tuple(problems)


def read(
    project: Project, one: CatalogueSettings | None, inputs: Inputs, old: Held, now: Held
) -> tuple[Read, Read]:
    """Both sides of a catalogue; of a side that cannot be read, why not."""
    base, new = old.document, now.document
    return _read(project, one, inputs, base, new), _read(project, one, inputs, new, base)


def _read(
    project: Project,
    one: CatalogueSettings | None,
    inputs: Inputs,
    side: Document | None,
    other: Document | None,
) -> Read:
    """The catalogue of one side; no document means the sources as they stand."""
    if side is None:
        return _built(project, one, inputs)
    if found := _as_record(side):
        read, problems = record.read(found)
        return (replace(read, style=one.style) if read and one else read), problems
    reference = _reference(project, one, inputs, other)
    mine = one or CatalogueSettings("page", ())
    mine = mine.alone(side.path, (d.path for d in reference))
    documents = {d.path: d for d in (*inputs.documents.values(), *reference, side)}
    return _built(project, mine, Inputs(documents))


def _reference(
    project: Project, one: CatalogueSettings | None, inputs: Inputs, other: Document | None
) -> list[Document]:
    """The other side, in a form that can confirm codes."""
    if other is not None:
        return [_as_record(other) or other]
    catalogue, _ = _built(project, one, inputs)
    return [_written("sources.json", catalogue)] if catalogue else []


def _written(path: str, catalogue: Catalogue) -> Document:
    return Document(path, json.dumps(record.write(catalogue)))


def _built(project: Project, one: CatalogueSettings | None, inputs: Inputs) -> Read:
    if one is None:
        return None, ()
    found, problems = projects.catalogue(one, inputs, project.settings)
    told = tuple(p for p in errors(problems) if p.rule not in _TOLD)
    return (_own(found) if found else None), told


def _own(catalogue: Catalogue) -> Catalogue:
    """The catalogue without errors that the overlay speaks of, but nobody has seen."""
    known = (e for e in catalogue.errors if e.evidence != "overlay" or e.source or e.retired)
    return replace(catalogue, errors=tuple(known))
