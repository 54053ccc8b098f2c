"""What a build is made from, read as text, or the reasons why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.diagnostics import suggest
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.rules import file as rules
from generator.diagnostics.rules import output as output_rules
from generator.diagnostics.rules import overlay as overlay_rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span, document, place
from generator.project import bases, bytecode, config_file, folders, places, toml
from generator.project.disk import addresses, bounds, layout, output
from generator.project.disk.bounds import Bounds
from generator.project.inputs import Inputs
from generator.project.pins import Pin
from generator.project.settings import CatalogueSettings, Settings


def read(root: Path, config: Document, settings: Settings, limits: Bounds) -> Inputs:
    """What these settings need of the project in `root`; `config` is where they stand."""
    documents, trouble = _documents(root, config, settings, limits)
    modules, unfit = _bases(root, config, settings, limits)
    templates, more = _templates(root, config, settings, limits)
    listing, former = output.listings(root, settings)
    more += _kinds(root, config, settings, templates) + addresses.shared(root, config, settings)
    amiss = (p for folder in settings.folders for p in output.problems(root, folder))
    return Inputs(
        documents=modules | documents,
        templates=templates,
        look=partial(output.look, root),
        folded=output.ignores_case(root / listing),
        problems=(*trouble, *unfit, *more, *amiss),
        built_in=_built_in(templates),
        bytecode=bytecode.found(root),
        listing=listing,
        former=former,
    )


def _kinds(root: Path, config: Document, settings: Settings, templates: Iterable[str]) -> Problems:
    """A problem for each target of a kind that no template is of."""
    known = sorted({path.split("/")[0] for path in templates if "/" in path})
    spans = (
        config_file.span(config, "targets", str(number), "kind")
        for number in range(len(settings.targets))
    )
    return tuple(
        config_rules.config_kind(
            span,
            one.kind,
            suggest.near(one.kind, known),
            known,
            "" if settings.templates else _own(root, config, one.kind),
        )
        for span, one in zip(spans, settings.targets, strict=True)
        if known and one.kind and one.kind not in known
    )


def _own(root: Path, config: Document, kind: str) -> str:
    """The line that names a folder of the project with templates of this kind, and where; or ""."""
    seen = (name for name in layout.folders(root) if any((root / name / kind).glob("*.jinja")))
    line = next((toml.lines(Pin((), "templates", name)) for name in seen), "")
    return f"add to {config_file.top(config)}: {line}" if line else ""


def _bases(
    root: Path, config: Document, settings: Settings, limits: Bounds
) -> tuple[dict[str, Document], Problems]:
    """The modules of the project that bases are named of, and a problem for each unfit base.

    They are read and never run. One that is not there may be installed.
    """
    documents: dict[str, Document] = {}
    problems: list[Diagnostic] = []
    for number, target in enumerate(settings.targets):
        module, _, name = str(target.options.get("base", "")).partition(":")
        if target.kind != "python" or not name:
            continue
        folder = folders.importable(target.path, str(target.options["project"]))
        there = [path for path in bases.files(folder, module) if os.path.lexists(root / path)]
        found = named(root, there[0], limits)[0] if there else None
        if found is None:
            continue
        documents[found.path] = found
        span = config_file.span(config, "targets", str(number), "base")
        if bases.missing(found.text, name):
            problems.append(config_rules.base_unfit(span, name, found.path))
        elif required := bases.required(found.text, name):
            problems.append(config_rules.base_unfit(span, name, found.path, required))
    return documents, tuple(problems)


def configurations(root: Path, limits: Bounds) -> tuple[dict[str, Document], Problems]:
    """The files of a folder that may hold its configuration, by their names."""
    there = [name for name in places.CONFIGS if os.path.lexists(root / name)]
    found = {name: named(root, name, limits) for name in there}
    problems = tuple(problem for _, trouble in found.values() for problem in trouble)
    return {name: one for name, (one, _) in found.items() if one}, problems


def text(folder: Path, path: str) -> tuple[Document | None, Problems]:
    """The file at `path` below `folder`, whatever it is: the user named it."""
    return _text(folder, path, Span(path), Path.read_bytes)


def named(
    folder: Path, path: str, limits: Bounds | None, span: Span | None = None
) -> tuple[Document | None, Problems]:
    """The file that a configuration names, at `span`: an ordinary one, within its bounds."""
    span = span or Span(path)
    if reason := bounds.trespass(limits, folder / path) if limits else "":
        return None, (rules.file_outside(span, path, reason),)
    return _text(folder, path, span, places.ordinary)


def _documents(
    root: Path, config: Document, settings: Settings, limits: Bounds
) -> tuple[dict[str, Document], Problems]:
    documents: dict[str, Document] = {}
    problems: list[Diagnostic] = []
    for one in settings.catalogues:
        for key, path in _named(root, one):
            keys = (*config_file.prefix(config), "catalogues", one.name, key)
            found, trouble = named(root, path, limits, toml.value_span(config, path, *keys))
            problems += trouble
            if found:
                documents[path] = found
    read = {one.overlay_path for one in settings.catalogues}
    problems += (
        overlay_rules.overlay_astray(Span(path), one.name, one.overlay_path)
        for one in settings.catalogues
        for path in one.astray
        if path not in read and os.path.lexists(root / path)
    )
    return documents, tuple(dict.fromkeys(problems))


def _named(root: Path, one: CatalogueSettings) -> Iterator[tuple[str, str]]:
    """The files that a catalogue names, with the key that names each."""
    yield from (("pages", path) for path in one.pages)
    yield from (("references", path) for path in one.references)
    if one.overlay or os.path.lexists(root / one.overlay_path):
        yield "overlay", one.overlay_path


def _templates(
    root: Path, config: Document, settings: Settings, limits: Bounds
) -> tuple[dict[str, str], Problems]:
    """The built-in templates, and the project's own laid over them where it names a folder."""
    if not settings.templates:
        built_in, problems = _texts(places.templates(root, ""), root, "", limits)
        return built_in, (*problems, *_overlooked(root, config, limits))
    own, span = root / settings.templates, config_file.span(config, "templates")
    reason = bounds.trespass(limits, own) if os.path.lexists(own) else "it is not there"
    try:
        found = {} if reason else places.templates(root, settings.templates)
    except OSError as problem:
        where = Path(problem.filename or own)
        inside = where.relative_to(own).as_posix() if where.is_relative_to(own) else "."
        reason = places.reason(problem) + (f": {inside}" if inside != "." else "")
        found = {}
    if reason:
        return {}, (output_rules.template_folder(span, settings.templates, reason),)
    return _texts(found, root, settings.templates, limits)


def _overlooked(root: Path, config: Document, limits: Bounds) -> Problems:
    """A note where the folder that once was taken unasked seems to have templates."""
    path = places.overlooked(root) if not bounds.trespass(limits, root / "templates") else ""
    where = config_file.top(config)
    return (output_rules.template_overlooked(Span(path), where),) if path else ()


def _built_in(templates: Mapping[str, str]) -> frozenset[str]:
    """The paths of those that are ours: one in a project's own folder may be a copy."""
    ours = places.built_in()
    texts = templates.items()
    return frozenset(path for path, text in texts if places.read(ours / path) == text.encode())


def _texts(
    found: Mapping[str, str], root: Path, own: str, limits: Bounds
) -> tuple[dict[str, str], Problems]:
    """The text of each template; those of the folder `own` of the project are told by it."""
    templates: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path, file in found.items():
        # No link to a folder is followed on the way: without one at its end, it is where it is.
        below = own and file.startswith(os.fspath(root / own))
        linked = below and os.path.islink(file)  # noqa: PTH114  (many files)
        folder = root if below else Path(file).parents[path.count("/")]
        shown = f"{own}/{path}" if below else path
        template, trouble = named(folder, shown, limits if linked else None)
        problems += trouble
        if template:
            templates[path] = template.text
    return templates, tuple(problems)


def _text(
    folder: Path, path: str, span: Span, load: Callable[[Path], bytes]
) -> tuple[Document | None, Problems]:
    try:
        content = load(folder / path)
    except (FileNotFoundError, NotADirectoryError):
        return None, (rules.file_missing(span, path, _near(folder, path)),)
    except (OSError, ValueError) as problem:
        return None, (rules.file_unreadable(span, path, places.reason(problem)),)
    try:
        return document(path, content.decode("utf-8")), ()
    except UnicodeDecodeError as problem:
        before = len(content[: problem.start].decode("utf-8"))
        where = replace(place(path, content.decode("utf-8", "replace"), before), length=1)
        return None, (rules.file_encoding(where, content[problem.start]),)


def _near(folder: Path, path: str) -> str:
    """A file beside the missing one that may have been meant, or ""."""
    wanted = folder / path
    try:
        names = [entry.name for entry in wanted.parent.iterdir() if not entry.is_dir()]
    except OSError:
        return ""
    close = suggest.near(wanted.name, names)
    return Path(path).with_name(close).as_posix() if close else ""
