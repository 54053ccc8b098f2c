"""Everything that a build is made from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import generator
from generator import toml
from generator.disk import files, tree
from generator.inputs import Inputs, overlay
from generator.settings import CatalogueSettings, Settings
from generator.source import Diagnostic, Document, Problems

# What editors and Python leave beside a template.
_CLUTTER = ("~", ".swp", ".pyc", ".DS_Store")


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
    for base in dict.fromkeys((_built_in(), (root / folder).resolve())):
        for path in _files(base):
            found, trouble = files.text(base, path)
            problems += trouble
            if found:
                templates[path] = found.text
    return templates, tuple(problems)


def _built_in() -> Path:
    """The wheel carries the templates inside the package; a checkout has them beside it."""
    package = Path(generator.__file__).resolve().parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _files(base: Path) -> Iterator[str]:
    """The files below a folder, sorted, relative to it; clutter left out."""
    for folder, folders, names in os.walk(base):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(names):
            if not name.endswith(_CLUTTER):
                yield Path(folder, name).relative_to(base).as_posix()
