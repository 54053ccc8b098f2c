"""One table of the configuration: its values by their kind, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import suggest
from generator.diagnostics.rules import config as rules
from generator.diagnostics.source import Diagnostic, Document, Span
from generator.project import toml


@dataclass(frozen=True, slots=True)
class Section:
    """A table and where it stands. Every reading adds what is wrong to `problems`."""

    document: Document
    path: tuple[str, ...]
    values: Mapping[str, Any]
    problems: list[Diagnostic] = field(default_factory=list)


def place(section: Section, key: str = "") -> Span:
    """Where a key of the section stands, or the section itself."""
    return toml.span(section.document, *section.path, *([key] if key else []))


def known(section: Section, keys: Iterable[str]) -> None:
    """Complain of every key that is not one of `keys`."""
    allowed = sorted(keys)
    for key in section.values:
        if key not in allowed:
            near = suggest.near(key, allowed)
            found = rules.config_unknown(place(section, key), key, near, ", ".join(allowed))
            section.problems.append(found)


def table(section: Section, key: str) -> Section:
    """The table under a key; an empty one where there is none."""
    value = section.values.get(key, {})
    if not isinstance(value, Mapping):
        refuse(section, key, "a table")
        value = {}
    return Section(section.document, (*section.path, key), value, section.problems)


def text(section: Section, key: str, default: str = "") -> str:
    """A string, not empty."""
    value = section.values.get(key, default)
    if isinstance(value, str) and (value.strip() or key not in section.values):
        return value
    refuse(section, key, "a string that is not blank")
    return default


def texts(section: Section, key: str) -> tuple[str, ...]:
    """A list of strings."""
    value = section.values.get(key, [])
    if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
        return tuple(value)
    refuse(section, key, "a list of strings")
    return ()


def flag(section: Section, key: str) -> bool | None:
    """True or false; None where the key is not there."""
    value = section.values.get(key)
    if value is None or isinstance(value, bool):
        return value
    refuse(section, key, "true or false")
    return None


def number(section: Section, key: str) -> int | None:
    """A number from 1; None where the key is not there."""
    value = section.values.get(key)
    if value is None or (type(value) is int and value > 0):
        return value
    refuse(section, key, "a number from 1")
    return None


def refuse(section: Section, key: str, wanted: str) -> None:
    """Complain that a key is not what it has to be."""
    section.problems.append(rules.config_value(place(section, key), key, wanted))
