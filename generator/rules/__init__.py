"""One function for each thing that can be wrong; its docstring is its manual.

The id of a rule is its module and its function: `rules.code.translated` is
`code-translated`. Ids are stable for ever.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable

from generator.rules import code, example, locale, name, overlay, parameter, record, template
from generator.source import Diagnostic

__all__ = ["code", "example", "locale", "manual", "name", "overlay", "parameter", "registry"]
__all__ += ["record", "template"]

Rule = Callable[..., Diagnostic]


def registry() -> dict[str, Rule]:
    """Every rule by its id, sorted."""
    found: dict[str, Rule] = {}
    for info in pkgutil.iter_modules(__path__):
        room = importlib.import_module(f"{__name__}.{info.name}")
        for name, value in vars(room).items():
            if inspect.isfunction(value) and value.__module__ == room.__name__ and name[0] != "_":
                found[f"{info.name}-{name}".replace("_", "-")] = value
    return dict(sorted(found.items()))


def manual(rule: str) -> str | None:
    """What a rule's diagnostic means, an example, how to mend it; None if there is no such rule."""
    found = registry().get(rule)
    return None if found is None else inspect.getdoc(found)
