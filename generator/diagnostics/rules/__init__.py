"""One function for each thing that can be wrong; the Markdown beside it has its manual."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, wraps
from textwrap import indent
from typing import ParamSpec

from generator.diagnostics.source import Diagnostic, Level, Span

_FILES = (
    *("audit", "changes", "code", "config", "file", "message"),
    *("output", "overlay", "page", "row", "side", "table"),
)

Given = ParamSpec("Given")

# Every rule by its id, as far as its file is imported; the ids of those that say what differs.
_RULES: dict[str, Callable[..., Diagnostic]] = {}
_FINDINGS: set[str] = set()


def rule(
    name: str, *, finding: bool = False
) -> Callable[[Callable[Given, Diagnostic]], Callable[Given, Diagnostic]]:
    """Make a function the rule of this id, which is stable for ever.

    A `finding` is an answer: what two sides do not agree on. People may accept it,
    and an error that is one may be lowered, for nothing wrong is written because of it.
    """

    def named(found: Callable[Given, Diagnostic]) -> Callable[Given, Diagnostic]:
        @wraps(found)
        def told(*args: Given.args, **more: Given.kwargs) -> Diagnostic:
            return replace(found(*args, **more), rule=name)

        _RULES[name] = told
        if finding:
            _FINDINGS.add(name)
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


def retirement(lines: str, overlay: str) -> str:
    """How to keep a class: the lines that retire its code, with what only people know left open."""
    fill = ', with since when and what to use instead for "...",' if '"..."' in lines else ""
    return f"to keep its class, retire it{fill} in {overlay}:{paste(lines)}"


error, warning, note = partial(at, "error"), partial(at, "warning"), partial(at, "note")


def several(words: Sequence[str], most: int = 5) -> str:
    """The first words of many: "a, b and 3 more"."""
    rest = f" and {len(words) - most} more" if len(words) > most else ""
    return f"{', '.join(words[:most])}{rest}"


def at_lines(lines: Sequence[int]) -> str:
    """The numbers of lines: "line 8", "lines 8, 9 and 3 more"."""
    return f"line{'s' * (len(lines) > 1)} {several([str(line) for line in lines], 8)}"


def also(lines: Sequence[int], words: str = "so too") -> str:
    """The other lines that have the same problem, to be said after what is said of the first."""
    return f"; {words} {at_lines(lines)}" if lines else ""


def registry() -> dict[str, Callable[..., Diagnostic]]:
    """Every rule by its id, sorted."""
    for name in _FILES:
        importlib.import_module(f"{__name__}.{name}")
    return dict(sorted(_RULES.items()))


def is_finding(name: str) -> bool:
    """Whether a rule says what two sides do not agree on."""
    return name in registry() and name in _FINDINGS


def findings(file: str) -> frozenset[str]:
    """The ids of such rules in one file, by its name."""
    found = {name: told.__module__.rpartition(".")[2] for name, told in registry().items()}
    return frozenset(name for name in _FINDINGS if found[name] == file)


def manuals() -> dict[str, str]:
    """What each diagnostic means, an example of it, how to mend it; sorted by the rule's id."""
    from importlib import resources

    folder = resources.files(__name__)
    texts = [folder.joinpath(f"{name}.md").read_text("utf-8") for name in _FILES]
    sections = (part.partition("\n\n") for text in texts for part in text.split("\n## ")[1:])
    return dict(sorted((name, manual.strip("\n")) for name, _, manual in sections))
