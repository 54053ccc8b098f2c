"""The figures as people read them, and as a program does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tests.benchmarks.clock import Usage, own_peak
from tests.benchmarks.figures import CLOCKS, Figure, spread
from tests.benchmarks.works import Work

Row = dict[str, Any]
_HEAD = ("", "wall", "CPU", "peak", "compared, CPU", "compared, wall", "goal", "")
_WIDTHS = (36, 8, 8, 7, 19, 19, 8, 0)


def rows(work: Work) -> list[Row]:
    """A row for each process, with the figure that compares it; then the figures of their own."""
    mine = {figure.name: figure for figure in work.figures}
    names = [*work.turns.usages, *work.turns.missing]
    found = [_row(work, name, mine.pop(name, None)) for name in names]
    return [*found, *(_row(work, name, figure) for name, figure in mine.items())]


def _row(work: Work, name: str, figure: Figure | None) -> Row:
    usages = work.turns.usages.get(name, ())
    row: Row = {"work": work.title, "name": name, "runs": len(usages), "seconds": _seconds(usages)}
    row["peak_mb"] = max((usage.peak for usage in usages), default=None)
    row["missing"] = work.turns.missing.get(name, "")
    row["figure"] = _figure(figure) if figure else None
    return row


def _seconds(usages: Sequence[Usage]) -> dict[str, dict[str, float]]:
    if not usages:
        return {}
    return {name: asdict(spread([clock(u) for u in usages])) for name, clock in CLOCKS.items()}


def _figure(figure: Figure) -> Row:
    spreads = {name: asdict(found) for name, found in figure.spreads.items()}
    return {"unit": figure.unit or "ratio", **spreads, "goal": figure.goal, "met": figure.met}


def drawn(title: str, found: Sequence[Row]) -> str:
    """One work as a table; ends in a newline."""
    lines = [_HEAD, *(_cells(row) for row in found)]
    return "\n".join([title, *(_line(cells) for cells in lines), ""])


def _line(cells: Sequence[str]) -> str:
    first, *rest = cells
    padded = (f"{cell:>{width}}" for cell, width in zip(rest, _WIDTHS[1:], strict=True))
    return "  ".join([f"  {first:<{_WIDTHS[0]}}", *padded]).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    if row["missing"]:
        return (row["name"], f"not measured: {row['missing']}", *[""] * 6)
    seconds, figure = row["seconds"], row["figure"] or {}
    times = [_time(seconds[clock]["median"]) if seconds else "" for clock in ("wall", "cpu")]
    memory = _memory(figure["peak"]["most"] if "peak" in figure else row["peak_mb"])
    spreads = [_spread(figure, clock) for clock in ("cpu", "wall")]
    return (row["name"], *times, memory, *spreads, _goal(figure), _verdict(figure))


def _time(seconds: float) -> str:
    if seconds >= 10:
        return f"{seconds:,.1f} s"
    return f"{seconds * 1e3:,.{0 if seconds >= 0.1 else 1}f} ms"


def _memory(peak: float | None) -> str:
    """Less than the measuring process itself has is not seen."""
    if peak is None:
        return ""
    return f"{peak:.0f} MB" if peak > own_peak() + 1 else f"< {own_peak() + 1:.0f} MB"


def _spread(figure: Row, clock: str) -> str:
    if clock not in figure:
        return ""
    median, least, most = (_number(value) for value in figure[clock].values())
    return f"{median} {_unit(figure)} ({least}–{most})"


def _unit(figure: Row) -> str:
    return "×" if figure["unit"] == "ratio" else str(figure["unit"])


def _number(value: float) -> str:
    return f"{value:,.{2 if abs(value) < 10 else 1 if abs(value) < 100 else 0}f}"


def _goal(figure: Row) -> str:
    if figure.get("goal") is None:
        return ""
    return f"≤ {figure['goal']:g} {_unit(figure)}"


def _verdict(figure: Row) -> str:
    if figure.get("met") is None:
        return ""
    return "met" if figure["met"] else "not met"


def summary(found: Sequence[Row]) -> str:
    """How many of the goals are met."""
    goals = [row["figure"] for row in found if row["figure"] and row["figure"]["goal"] is not None]
    return f"{sum(figure['met'] for figure in goals)} of {len(goals)} goals met"


LEGEND = """\
Medians of several runs, least–most in parentheses; all ran in turn: A, B, A, B.
What stands beside another process is what this tool took ÷ what that one took, pair by pair.
A goal is met where both CPU time and wall clock meet it.
"""
