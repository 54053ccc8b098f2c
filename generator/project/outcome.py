"""What a build comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.diagnostics.source import Problems
from generator.plan import Plan

if TYPE_CHECKING:
    from generator.model import Catalogue


@dataclass(frozen=True, slots=True)
class Made:
    """A catalogue, what was to be said about its pages, and its files: path → SHA-256."""

    catalogue: Catalogue
    files: Mapping[str, str]
    problems: Problems = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Catalogues, plan and problems; with an error among the problems, the plan is empty.

    `made` are the catalogues, by name, that the next build may take as they
    are, if their inputs and their files are still the same.
    """

    catalogues: tuple[Catalogue, ...] = ()
    plan: Plan = field(default_factory=Plan)
    problems: Problems = ()
    made: Mapping[str, Made] = field(default_factory=dict)
