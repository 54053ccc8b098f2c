"""The levels that a configuration gives to rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.diagnostics import rules
from generator.diagnostics.rules import config as config_rules
from generator.diagnostics.source import Diagnostic, Level, Problems, Span
from generator.project.settings import Settings


def as_configured(settings: Settings, problems: Iterable[Diagnostic]) -> Problems:
    """The problems at their configured levels, each once, in the order of their places."""
    levels = dict(settings.levels)
    found: dict[Diagnostic, None] = {}
    for problem in problems:
        found |= dict.fromkeys(_levelled(problem, levels, settings.file))
    return tuple(sorted(found, key=_order))


def _levelled(
    problem: Diagnostic, levels: Mapping[str, Level | None], file: str
) -> Iterator[Diagnostic]:
    level = levels.get(problem.rule, problem.level)
    if problem.level == "error" and level != "error" and not rules.is_finding(problem.rule):
        yield config_rules.config_lowered(Span(file), problem.rule)
        yield problem
    elif level is not None:
        yield replace(problem, level=level)


def _order(problem: Diagnostic) -> tuple[str, int, int, str]:
    span = problem.span
    return span.path, span.line or 0, span.column or 0, problem.rule
