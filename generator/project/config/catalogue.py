"""One catalogue of the configuration."""

from __future__ import annotations

import re

from generator import names
from generator.diagnostics.rules import config as rules
from generator.model import Envelope
from generator.project.config import section as sections
from generator.project.config.section import Section
from generator.project.settings import CatalogueSettings, Selection

_KEYS = (
    *("pages", "overlay", "references", "reference-page", "translated", "locale"),
    *("tables", "columns", "envelope", "root", "title", "doc-url"),
)
_TABLES = ("headings", "line", "all")
_ROLES = ("code", "status", "message", "name")
_ENVELOPE = ("code", "message", "correlation-id")

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
# Beside what is no path everywhere: what ends a comment of some language, as headers name pages.
_ODD = re.compile(r"[:<>\\\x00-\x1f\x7f\x85\u2028\u2029]")
# BCP 47, the part of it that documentation uses: ja-JP, zh-Hant-TW, es-419.
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read(section: Section, name: str) -> CatalogueSettings:
    """The settings of one catalogue; what is wrong goes to the section's problems."""
    sections.known(section, _KEYS)
    if not _NAME.fullmatch(name):
        section.problems.append(
            rules.config_name(sections.place(section), name, "not in kebab-case")
        )
    elif not names.is_package(name):
        section.problems.append(
            rules.config_name(sections.place(section), name, "a keyword of Python")
        )
    if "pages" not in section.values:
        section.problems.append(rules.config_required(sections.place(section), "pages"))
    return CatalogueSettings(
        name=name,
        pages=_paths(section, "pages"),
        overlay=_overlay(section),
        references=_paths(section, "references"),
        reference_page=_reference(section),
        translated=sections.flag(section, "translated"),
        locale=_like(section, "locale", _LOCALE, "a language tag such as ja-JP"),
        selection=_selection(section),
        envelope=_envelope(section),
        root=_root(section),
        title=sections.text(section, "title"),
        doc_url=sections.text(section, "doc-url"),
    )


def _paths(section: Section, key: str) -> tuple[str, ...]:
    paths = sections.texts(section, key)
    empty = key == "pages" and section.values.get(key) == []
    if empty or not all(_is_path(path) for path in paths):
        sections.refuse(section, key, "a list of paths relative to the project, with /")
    return paths


def _path(section: Section, key: str) -> str:
    path = sections.text(section, key)
    if path and not _is_path(path):
        sections.refuse(section, key, "a path relative to the project, with /")
    return path


def _overlay(section: Section) -> str:
    """A TOML file of its own: it is written to, and lines of it are shown."""
    path = _path(section, "overlay")
    if path and (not path.endswith(".toml") or path.split("/")[-1] == "pyproject.toml"):
        sections.refuse(
            section, "overlay", "a file whose name ends in .toml, and not pyproject.toml"
        )
    return path


def _is_path(path: str) -> bool:
    """Relative, and with `/`: diagnostics and headers show it, the same on every machine."""
    return not path.startswith("/") and not _ODD.search(path)


def _reference(section: Section) -> str:
    page = sections.text(section, "reference-page")
    if page and page not in sections.texts(section, "pages"):
        sections.refuse(section, "reference-page", "one of the pages")
    return page


def _like(section: Section, key: str, form: re.Pattern[str], wanted: str) -> str:
    value = sections.text(section, key)
    if value and not form.fullmatch(value):
        sections.refuse(section, key, wanted)
    return value


def _root(section: Section) -> str:
    root = sections.text(section, "root")
    if root and not (_CLASS.fullmatch(root) and names.is_root(root)):
        sections.refuse(section, "root", "a class of its own, such as MyApiError")
    return root


def _selection(section: Section) -> Selection:
    tables = sections.table(section, "tables")
    sections.known(tables, _TABLES)
    return Selection(
        headings=sections.texts(tables, "headings"),
        line=sections.number(tables, "line"),
        every=bool(sections.flag(tables, "all")),
        columns=_columns(section),
    )


def _columns(section: Section) -> tuple[tuple[str, str], ...]:
    """Each role with a header's text, or with a position from 0."""
    columns = sections.table(section, "columns")
    sections.known(columns, _ROLES)
    for role, value in columns.values.items():
        if type(value) not in (str, int) or value in ("", -1):
            sections.refuse(columns, role, "a header's text, or a position from 0")
    return tuple((role, str(columns.values[role])) for role in _ROLES if role in columns.values)


def _envelope(section: Section) -> Envelope | None:
    if "envelope" not in section.values:
        return None
    envelope = sections.table(section, "envelope")
    sections.known(envelope, _ENVELOPE)
    return Envelope(*(sections.texts(envelope, key) for key in _ENVELOPE))
