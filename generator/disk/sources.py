"""Everything that a build is made from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator import places, toml
from generator.disk import files, tree
from generator.inputs import Inputs, overlay
from generator.settings import CatalogueSettings, Settings
from generator.source import Diagnostic, Document, Problems


def read(root: Path, config: Document, settings: Settings) -> Inputs:
    """What these settings need of the project in `root`; `config` is where they stand."""
    documents, trouble = _documents(root, config, settings)
    templates, more = _templates(root, settings.templates)
    problems = (*trouble, *more, *tree.home(root, settings.output))
    return Inputs(documents, templates, partial(tree.look, root / settings.output), problems)


def _documents(
    root: Path, config: Document, settings: Settings
) -> tuple[dict[str, Document], Problems]:
    documents: dict[str, Document] = {}
    problems: list[Diagnostic] = []
    for one in settings.catalogues:
        for key, path in _named(root, one):
            keys = ("tool", "generator", "catalogues", one.name, key)
            found, trouble = files.text(root, path, toml.quoted(config, path, *keys))
            problems += trouble
            if found:
                documents[path] = found
    return documents, tuple(dict.fromkeys(problems))


def _named(root: Path, one: CatalogueSettings) -> Iterator[tuple[str, str]]:
    """The files that a catalogue names, with the key that names each."""
    yield from (("pages", path) for path in one.pages)
    yield from (("references", path) for path in one.references)
    if one.overlay or (root / overlay(one)).exists():
        yield "overlay", overlay(one)


def _templates(root: Path, folder: str) -> tuple[dict[str, str], Problems]:
    """The built-in templates, and the project's own laid over them."""
    templates: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path, place in places.templates(root, folder).items():
        found, trouble = files.text(place.parents[path.count("/")], path)
        problems += trouble
        if found:
            templates[path] = found.text
    return templates, tuple(problems)
