"""Which file of a folder holds the configuration, and under which keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from generator.diagnostics import suggest
from generator.diagnostics.rules import config as rules
from generator.diagnostics.source import Diagnostic, Document, Problems, Span
from generator.project import toml
from generator.project.pins import Pin
from generator.project.places import OWN, PYPROJECT

_TABLE = ("tool", "error-table")
# By PEP 518 this one belongs to a package of that name.
_OLD = ("tool", "generator")
# What could be said while the table had its old name: a table of others has other keys.
_OLD_KEYS = frozenset(
    {"output", "templates", "distribution", "version", "levels", "catalogues", "targets"}
)


def chosen(files: Mapping[str, Document]) -> tuple[Document, Problems]:
    """Of the files that are there, by their names, the one that holds the configuration.

    Where none does, the one to add it to: that may be empty, and not there yet.
    """
    own, pyproject = files.get(OWN), files.get(PYPROJECT)
    if own and pyproject and values(pyproject) is not None:
        other = f"{toml.header(*prefix(pyproject))} of {PYPROJECT}"
        return own, (rules.config_twice(span(pyproject), OWN, other),)
    return own or pyproject or Document(OWN, ""), ()


@lru_cache(maxsize=4)
def prefix(document: Document) -> tuple[str, ...]:
    """The keys under which the configuration stands in a file, or is to be added to it."""
    if document.path.endswith(OWN):
        return ()
    old = _table(document, _TABLE) is None and _is_ours(_table(document, _OLD))
    return _OLD if old else _TABLE


def values(document: Document) -> Mapping[str, object] | None:
    """What the configuration holds; None where there is none, or no TOML."""
    found = _table(document, prefix(document))
    return found if isinstance(found, Mapping) else None


def span(document: Document, *keys: str) -> Span:
    """Where a key of the configuration stands, or the nearest table above it that does."""
    return toml.span(document, *prefix(document), *keys)


def misnamed(document: Document) -> Problems:
    """What is wrong with the name of the table, in a file of TOML."""
    if prefix(document) == _OLD:
        return (_renamed(document),)
    if prefix(document) == _TABLE and _is_ours(_table(document, _OLD)):
        old, new = toml.header(*_OLD), toml.header(*_TABLE)
        return (rules.config_twice(toml.span(document, *_OLD), old, new),)
    return ()


def missing(document: Document, where: Span | None = None) -> Diagnostic:
    """The problem that a file, or a table of it, names no page; with the lines to add."""
    pin = Pin((*prefix(document), "catalogues", "my-errors"), "pages", ("docs/errors.md",))
    near = "" if where else _near(document)
    where = toml.span(document, _TABLE[0], near) if near else where or document.whole()
    meant = toml.header(*_TABLE) if near else ""
    return rules.config_missing(where, document.path, toml.lines(pin), meant)


def _near(document: Document) -> str:
    """The name of a table that may have been meant for ours, or ""."""
    tables = _table(document, _TABLE[:1])
    return suggest.near(_TABLE[1], tables) if isinstance(tables, Mapping) else ""


def top(document: Document) -> str:
    """Where a key of the configuration itself is to be written, in words."""
    keys = prefix(document)
    where = f"under {toml.header(*keys)}" if keys else "above all tables"
    return f"{document.path}, {where}"


def _table(document: Document, keys: tuple[str, ...]) -> object:
    found: object = toml.read(document)[0]
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _is_ours(table: object) -> bool:
    """Whether a table of the old name is no other tool's."""
    return isinstance(table, Mapping) and ("catalogues" in table or _OLD_KEYS.issuperset(table))


def _renamed(document: Document) -> Diagnostic:
    first = toml.span(document, *_OLD)
    others = [one.line for one in toml.places(document, *_OLD) if one.line != first.line]
    line = first.text.strip().replace(_OLD[-1], _TABLE[-1], 1) or toml.header(*_TABLE)
    return rules.config_renamed(first, line, [number for number in others if number])
