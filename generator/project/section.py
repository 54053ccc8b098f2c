"""A table of a configuration: its values as they have to be, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import suggest
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.source import Diagnostic, Document, Span
from generator.project import toml


def is_words(value: object) -> bool:
    """Whether a value is a string that is not blank."""
    return isinstance(value, str) and bool(value.strip())


@dataclass(frozen=True, slots=True)
class Section:
    """A table and where it stands; whatever reads of it adds what is wrong to `problems`."""

    document: Document
    path: tuple[str, ...]
    values: Mapping[str, object]
    problems: list[Diagnostic] = field(default_factory=list)

    def place(self, key: str = "") -> Span:
        """Where a key stands, or the table itself."""
        return toml.span(self.document, *self.path, *([key] if key else []))

    def refuse(self, key: str, wanted: str, instead: str = "") -> None:
        """Complain that a key is not what it has to be; `instead` is what may be meant."""
        problem = config_rules.config_value(self.place(key), key, wanted, instead)
        self.problems.append(problem)

    def check(self, keys: Collection[str]) -> None:
        """Complain of every key that is not one of these."""
        allowed = sorted(keys)
        for key in self.values:
            if key not in allowed:
                near, known = suggest.near(key, allowed), ", ".join(allowed)
                self.problems.append(config_rules.config_unknown(self.place(key), key, near, known))

    def table(self, key: str) -> Section:
        """The table under a key; an empty one where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            self.refuse(key, "a table")
            value = {}
        return Section(self.document, (*self.path, key), value, self.problems)

    def text(self, key: str, default: str = "") -> str:
        """A string that is not blank."""
        value = self.values.get(key, default)
        if isinstance(value, str) and (value.strip() or key not in self.values):
            return value
        self.refuse(key, "a string that is not blank")
        return default

    def match(self, key: str, fits: Callable[[str], object], wanted: str, default: str = "") -> str:
        """A string that `fits`; one that does not is complained of."""
        value = self.text(key, default)
        if value and not fits(value):
            self.refuse(key, wanted)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings that are not blank."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(map(is_words, value)):
            return tuple(value)
        self.refuse(key, "a list of strings")
        return ()

    def flag(self, key: str) -> bool | None:
        """True or false; None where the key is not there."""
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(key, "true or false")
        return None

    def several(self, key: str, fits: Callable[[object], bool], wanted: str) -> tuple[Any, ...]:
        """One value that `fits`, or a list of such; none where the key is not there."""
        value = self.values.get(key, [])
        found = value if isinstance(value, list) else [value]
        if all(map(fits, found)):
            return tuple(found)
        self.refuse(key, wanted)
        return ()

    def tables(self, key: str) -> Iterator[Section]:
        """Each table of the array under a key."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.refuse(key, f"an array of tables: [[{key}]]")
            return
        for number, one in enumerate(value):
            yield Section(self.document, (*self.path, key, str(number)), one, self.problems)
