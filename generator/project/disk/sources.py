"""Everything that a build is made from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Diagnostic, Document, Problems
from generator.project import bytecode, places, toml
from generator.project.disk import bounds, files, tree
from generator.project.disk.bounds import Bounds
from generator.project.inputs import Inputs, overlay
from generator.project.settings import CatalogueSettings, Settings


def read(root: Path, config: Document, settings: Settings, limits: Bounds) -> Inputs:
    """What these settings need of the project in `root`; `config` is where they stand."""
    documents, trouble = _documents(root, config, settings, limits)
    templates, more = _templates(root, config, settings, limits)
    problems = (*trouble, *more, *tree.home(root, settings.output))
    base = root / settings.output
    look, folded = partial(tree.look, base), tree.folds(base)
    ours, compiled = _built_in(templates), bytecode.found(root)
    return Inputs(documents, templates, look, folded, problems, ours, compiled)


def _documents(
    root: Path, config: Document, settings: Settings, limits: Bounds
) -> tuple[dict[str, Document], Problems]:
    documents: dict[str, Document] = {}
    problems: list[Diagnostic] = []
    for one in settings.catalogues:
        for key, path in _named(root, one):
            keys = ("tool", "generator", "catalogues", one.name, key)
            found, trouble = files.named(root, path, limits, toml.quoted(config, path, *keys))
            problems += trouble
            if found:
                documents[path] = found
    return documents, tuple(dict.fromkeys(problems))


def _named(root: Path, one: CatalogueSettings) -> Iterator[tuple[str, str]]:
    """The files that a catalogue names, with the key that names each."""
    yield from (("pages", path) for path in one.pages)
    yield from (("references", path) for path in one.references)
    if one.overlay or os.path.lexists(root / overlay(one)):
        yield "overlay", overlay(one)


def _templates(
    root: Path, config: Document, settings: Settings, limits: Bounds
) -> tuple[dict[str, str], Problems]:
    """The built-in templates, and the project's own laid over them."""
    own, span = root / settings.templates, toml.span(config, "tool", "generator", "templates")
    reason = bounds.trespass(limits, own) if os.path.lexists(own) else ""
    if settings.templates_named and not os.path.lexists(own):
        reason = "it is not there"
    try:
        found = {} if reason else places.templates(root, settings.templates)
    except OSError as problem:
        where = Path(problem.filename or own)
        inside = where.relative_to(own).as_posix() if where.is_relative_to(own) else "."
        reason = files.reason(problem) + (f": {inside}" if inside != "." else "")
        found = {}
    if reason:
        return {}, (rules.template_folder(span, settings.templates, reason),)
    return _texts(found, os.fspath(own), limits)


def _built_in(templates: Mapping[str, str]) -> frozenset[str]:
    """The paths of those that are ours: one in a project's own folder may be a copy."""
    ours = places.built_in()
    texts = templates.items()
    return frozenset(path for path, text in texts if places.read(ours / path) == text.encode())


def _texts(found: Mapping[str, str], own: str, limits: Bounds) -> tuple[dict[str, str], Problems]:
    templates: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path, place in found.items():
        # No link to a folder is followed on the way: without one at its end, it is where it is.
        linked = place.startswith(own) and os.path.islink(place)  # noqa: PTH114  (many files)
        folder = Path(place).parents[path.count("/")]
        text, trouble = files.named(folder, path, limits if linked else None)
        problems += trouble
        if text:
            templates[path] = text.text
    return templates, tuple(problems)
