"""What a build comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.plan import Plan
from generator.source import Problems

if TYPE_CHECKING:
    from generator.model import Catalogue


@dataclass(frozen=True, slots=True)
class Outcome:
    """Catalogues, plan and problems; with an error among the problems, the plan is empty."""

    catalogues: tuple[Catalogue, ...] = ()
    plan: Plan = field(default_factory=Plan)
    problems: Problems = ()
