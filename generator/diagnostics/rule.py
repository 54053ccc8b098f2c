"""What makes a function a rule: its id, the three levels at which it can speak, its lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, wraps
from textwrap import indent
from typing import ParamSpec

from generator.diagnostics.source import Diagnostic, Level, Span

Given = ParamSpec("Given")

# Every rule by its id, as far as its file is imported.
RULES: dict[str, Callable[..., Diagnostic]] = {}


def rule(name: str) -> Callable[[Callable[Given, Diagnostic]], Callable[Given, Diagnostic]]:
    """Make a function the rule of this id, which is stable for ever."""

    def named(found: Callable[Given, Diagnostic]) -> Callable[Given, Diagnostic]:
        @wraps(found)
        def told(*args: Given.args, **more: Given.kwargs) -> Diagnostic:
            return replace(found(*args, **more), rule=name)

        RULES[name] = told
        return told

    return named


def at(
    level: Level, span: Span, message: str, *, label: str = "", help: str = ""  # noqa: A002
) -> Diagnostic:
    """What a rule says at a place; `rule` puts its id in."""
    return Diagnostic("", level, message, span, label, help)


def paste(lines: str) -> str:
    """Lines for a file of people's, as a help shows them: below it, and indented."""
    return "\n" + indent(lines, "    ")


error, warning, note = partial(at, "error"), partial(at, "warning"), partial(at, "note")


def several(words: Sequence[str], most: int = 5) -> str:
    """The first words of many: "a, b and 3 more"."""
    rest = f" and {len(words) - most} more" if len(words) > most else ""
    return f"{', '.join(words[:most])}{rest}"
