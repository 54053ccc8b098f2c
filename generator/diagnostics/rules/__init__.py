"""One function for each thing that can be wrong; its docstring is its manual."""

from __future__ import annotations

import ast
import importlib
import inspect
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


def manual(rule: str) -> str:
    """What a rule's diagnostic means, an example, how to mend it.

    `python -OO` leaves docstrings in the source alone; "" where that is lacking, too.
    """
    found = registry()[rule]
    if found.__doc__:
        return inspect.getdoc(found) or ""
    try:
        defined = ast.parse(inspect.getsource(found)).body[0]
    except OSError:
        return ""
    return ast.get_docstring(defined) or "" if isinstance(defined, ast.FunctionDef) else ""
