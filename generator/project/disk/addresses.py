"""Addresses of a site that is there: that of a target's folder, which a page beside it may have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.diagnostics.rules import config as rules
from generator.diagnostics.source import Document, Problems
from generator.names import package
from generator.project import config_file, toml
from generator.project.disk.layout import DOCUSAURUS, SITES
from generator.project.pins import Pin
from generator.project.settings import Settings, Target

_PAGES = (".md", ".mdx", ".markdown")


def shared(root: Path, config: Document, settings: Settings) -> Problems:
    """A warning for each target of docs whose index a site would serve where another page is."""
    return tuple(
        rules.target_address(
            config_file.span(config, "targets", str(number), "path"), page, _line(target)
        )
        for number, target in enumerate(settings.targets)
        if target.options.get("site") is False or _in_site(root, target)
        for page in [p for p in _beside(settings, target) if os.path.lexists(root / p)][:1]
    )


def beside(settings: Settings) -> Iterator[str]:
    """The paths of all pages that would have the address of a target's index."""
    for target in settings.targets:
        yield from _beside(settings, target)


def _beside(settings: Settings, target: Target) -> Iterator[str]:
    if target.kind == "docs" and target.path:
        for one in settings.catalogues:
            if target.has(one.name):
                folder = target.path.format(name=one.name, package=package(one.name))
                yield from (f"{folder}{ending}" for ending in _PAGES)


def _in_site(root: Path, target: Target) -> bool:
    """Whether a folder above is that of a site."""
    above = PurePosixPath(target.path).parents
    return any((root / folder / name).is_file() for folder in above for name in SITES + DOCUSAURUS)


def _line(target: Target) -> str:
    """The line with a path whose pages have addresses of their own."""
    return toml.lines(Pin((), "path", f"{target.path}_reference"))
