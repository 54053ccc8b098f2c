"""One function for each thing that can be wrong; its docstring is its manual.

The id of a rule is its module and its function: `rules.code.translated` is
`code-translated`, `rules.changes.class_.renamed` is `class-renamed`. Ids are
stable for ever.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.source import Diagnostic

if TYPE_CHECKING:
    from generator.rules import code, example, locale, name, overlay, parameter, record, template
else:

    def __getattr__(subject: str) -> object:
        """A subject's rules are imported when the first of them is needed."""
        room = f"{__name__}.{subject}"
        try:
            return importlib.import_module(room)
        except ModuleNotFoundError as problem:
            if problem.name != room:
                raise
            raise AttributeError(f"there are no rules about {subject}") from problem


__all__ = ["code", "example", "locale", "manual", "name", "overlay", "parameter", "registry"]
__all__ += ["record", "template"]

Rule = Callable[..., Diagnostic]


def registry() -> dict[str, Rule]:
    """Every rule by its id, sorted."""
    import inspect
    import pkgutil

    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(__path__, f"{__name__}."):
        room = importlib.import_module(info.name)
        # PEP 8: a name that is a keyword has an underscore at its end.
        subject = info.name.rsplit(".", 1)[1].rstrip("_")
        for door, value in vars(room).items():
            if inspect.isfunction(value) and value.__module__ == room.__name__ and door[0] != "_":
                found[f"{subject}-{door}".replace("_", "-")] = value
    return dict(sorted(found.items()))


def manual(rule: str) -> str | None:
    """What a rule's diagnostic means, an example, how to mend it; None if there is no such rule."""
    found = registry().get(rule)
    return None if found is None else doc(found)


def doc(found: Rule) -> str:
    """The manual of a rule: its docstring, which `python -OO` leaves in the source alone."""
    import ast
    import inspect

    if found.__doc__:
        return inspect.getdoc(found) or ""
    try:
        defined = ast.parse(inspect.getsource(found)).body[0]
    except OSError:  # There is no source either.
        return ""
    return ast.get_docstring(defined) or "" if isinstance(defined, ast.FunctionDef) else ""
