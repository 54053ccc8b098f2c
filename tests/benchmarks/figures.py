"""Numbers made of what was measured, beside their goals."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.clock import Turns, Usage

CLOCKS: Mapping[str, Callable[[Usage], float]] = {
    "cpu": lambda usage: usage.cpu,
    "wall": lambda usage: usage.wall,
}


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several values, the least and the most."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A number by each clock, and what it should be at most.

    `unit` is "" for a ratio. `spreads` has "cpu" and "wall", or "peak" alone.
    """

    name: str
    spreads: Mapping[str, Spread]
    goal: float | None = None
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met by every clock; None without a goal."""
        if self.goal is None:
            return None
        return all(spread.median <= self.goal for spread in self.spreads.values())


def spread(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


def ratio(turns: Turns, mine: str, other: str, goal: float | None = None) -> Figure:
    """What `mine` took of what `other` took, round by round; named after the other."""
    return compared(turns, mine, other, lambda a, b: a / b, Figure(other, {}, goal))


def compared(
    turns: Turns, mine: str, other: str, join: Callable[[float, float], float], form: Figure
) -> Figure:
    """`join` of what the two took in each round, by either clock."""
    pairs = list(zip(turns.usages[mine], turns.usages[other], strict=True))
    spreads = {
        name: spread([join(clock(a), clock(b)) for a, b in pairs]) for name, clock in CLOCKS.items()
    }
    return Figure(form.name, spreads, form.goal, form.unit)


def peak(turns: Turns, mine: str, goal: float) -> Figure:
    """The most memory that it held; all runs have to meet the goal."""
    most = max(usage.peak for usage in turns.usages[mine])
    return Figure("peak memory", {"peak": Spread(most, most, most)}, goal, "MB")
