"""`[tool.generator]` as one frozen value; an unknown key is an error with a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator import plan
from generator.diagnostics import rules, suggest
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.source import Document, Level, Problems
from generator.project import toml
from generator.project.config import catalogue
from generator.project.config import section as sections
from generator.project.config.section import Section
from generator.project.settings import CatalogueSettings, Settings

__all__ = ["find", "read"]

_KEYS = ("output", "templates", "distribution", "version", "levels", "catalogues")
_LEVELS: dict[str, Level | None] = {"off": None, "note": "note", "warning": "warning"}
_LEVELS |= {"error": "error"}

# Installers own these, git ignores them, and what is in them is run.
_RUN = frozenset(
    {"site-packages", "dist-packages", "node_modules", "__pycache__", "__pypackages__"}
)

# The form that Python (PEP 440) and npm (semver) both take.
_VERSION = re.compile(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}")
# PEP 508, "Names", without capitals.
_DISTRIBUTION = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")


def read(document: Document) -> tuple[Settings, Problems]:
    """The settings that a pyproject.toml holds, and everything that is wrong with them."""
    values, span, reason = toml.read(document)
    if span:
        return Settings(), (config_rules.config_toml(span, reason),)
    tool = values.get("tool")
    ours = tool.get("generator") if isinstance(tool, Mapping) else None
    if not isinstance(ours, Mapping):
        return Settings(), (config_rules.config_missing(document.whole()),)
    section = Section(document, ("tool", "generator"), ours)
    settings = _settings(section)
    return settings, tuple(section.problems)


def _settings(section: Section) -> Settings:
    sections.known(section, _KEYS)
    catalogues = tuple(_catalogues(section))
    templates = _templates(section)
    return Settings(
        catalogues=catalogues,
        output=_output(section, catalogues, templates),
        templates=templates,
        templates_named="templates" in section.values,
        distribution=_like(section, "distribution", "", _DISTRIBUTION, "a name such as my-errors"),
        version=_like(section, "version", "0.1.0", _VERSION, "three numbers, such as 1.2.0"),
        levels=tuple(_levels(sections.table(section, "levels"))),
    )


def _like(section: Section, key: str, default: str, form: re.Pattern[str], wanted: str) -> str:
    value = sections.text(section, key, default)
    if value and not form.fullmatch(value):
        sections.refuse(section, key, wanted)
    return value


def _catalogues(section: Section) -> Iterator[CatalogueSettings]:
    table = sections.table(section, "catalogues")
    if not table.values and "catalogues" not in section.values:
        section.problems.append(config_rules.config_missing(sections.place(section)))
    for name in table.values:
        yield catalogue.read(sections.table(table, name), name)


def _folder(section: Section, key: str, default: str) -> str:
    """A folder of the project, without a slash at its end."""
    folder = sections.text(section, key, default).rstrip("/")
    return folder.removeprefix("./")


def _templates(section: Section) -> str:
    """The folder of the project's own templates, if it is one inside the project."""
    folder = _folder(section, "templates", "templates")
    if reason := _unfit(folder):
        sections.refuse(section, "templates", f"a folder inside the project ({reason})")
        return "templates"
    return folder


def _output(section: Section, catalogues: tuple[CatalogueSettings, ...], templates: str) -> str:
    """The output folder, if it is one of its own inside the project."""
    folder = _folder(section, "output", "generated")
    if reason := _misplaced(folder, catalogues, templates):
        section.problems.append(
            config_rules.config_output(sections.place(section, "output"), reason)
        )
    return folder


def _unfit(folder: str) -> str:
    """Why a folder of ours cannot have this path, or "".

    Hidden folders are other tools': what is written to `.git` or `.github` is run.
    """
    parts = folder.casefold().split("/")
    hidden = any(part.startswith(".") for part in parts)
    run = _RUN.intersection(parts)
    outside = not folder or ".." in folder.split("/") or folder.startswith("/")
    reason = "a part of it begins with a dot" if hidden else plan.name(folder)
    reason = f"programs are run from {min(run)}" if run else reason
    return "this is no folder inside the project" if outside else reason


def _misplaced(folder: str, catalogues: tuple[CatalogueSettings, ...], templates: str) -> str:
    if reason := _unfit(folder):
        return reason
    sources = [path for one in catalogues for path in (*one.pages, *one.references, one.overlay)]
    held = [path for path in (*sources, templates) if _holds(folder, path)]
    if _holds(templates, folder):
        return f"it is inside {templates}"
    return f"{held[0]} is inside it" if held else ""


def _holds(folder: str, path: str) -> bool:
    """Whether a path is a folder, or inside it, on a system that knows no case, too."""
    return f"{path}/".casefold().startswith(f"{folder}/".casefold())


def _levels(section: Section) -> Iterator[tuple[str, Level | None]]:
    known = rules.registry() if section.values else {}
    for rule, level in section.values.items():
        reason = _level_reason(rule, level, known)
        if reason:
            section.problems.append(
                config_rules.config_level(sections.place(section, rule), rule, reason)
            )
        else:
            yield rule, _LEVELS[level]


def _level_reason(rule: str, level: object, known: Mapping[str, Any]) -> str:
    if rule not in known:
        near = suggest.near(rule, known)
        return f"did you mean {near}?" if near else "there is no such rule"
    return "" if isinstance(level, str) and level in _LEVELS else f"{level!r} is no level"


def find(settings: Settings, document: Document, names: tuple[str, ...]) -> Problems:
    """A problem for each of the names that is no catalogue."""
    known = [one.name for one in settings.catalogues]
    span = toml.span(document, "tool", "generator", "catalogues")
    wrong = (name for name in names if name not in known)
    return tuple(
        config_rules.config_catalogue(span, n, suggest.near(n, known), ", ".join(known))
        for n in wrong
    )
