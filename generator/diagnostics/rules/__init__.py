"""One function for each thing that can be wrong; the Markdown beside it has its manual."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from generator.diagnostics.rule import RULES
from generator.diagnostics.source import Diagnostic

_FILES = (
    *("audit", "changes", "code", "config", "file", "message"),
    *("output", "overlay", "page", "row", "side", "table"),
)


def registry() -> dict[str, Callable[..., Diagnostic]]:
    """Every rule by its id, sorted."""
    for name in _FILES:
        importlib.import_module(f"{__name__}.{name}")
    return dict(sorted(RULES.items()))


def manuals() -> dict[str, str]:
    """What each diagnostic means, an example of it, how to mend it; sorted by the rule's id."""
    from importlib import resources

    folder = resources.files(__name__)
    texts = [folder.joinpath(f"{name}.md").read_text("utf-8") for name in _FILES]
    sections = (part.partition("\n\n") for text in texts for part in text.split("\n## ")[1:])
    return dict(sorted((rule, manual.strip("\n")) for rule, _, manual in sections))
