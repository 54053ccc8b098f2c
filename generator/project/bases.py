"""Whether a class of the project can be the base that a target of Python names."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

# With one of these in it, a module may bind any name.
_ANY = frozenset({"*", "__getattr__", "globals", "exec", "setattr"})
_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def files(folder: str, module: str) -> tuple[str, str]:
    """The files that may hold a module that is imported from a folder, in the order of Python."""
    path = f"{folder}/{module.replace('.', '/')}".lstrip("/")
    return f"{path}/__init__.py", f"{path}.py"


def missing(text: str, name: str) -> bool:
    """Whether a module, as text, binds no such name; what cannot be parsed may bind any."""
    module = _parsed(text)
    bound = set(_bound(module)) if module else _ANY
    return name not in bound and not bound & _ANY


def required(text: str, name: str) -> tuple[str, ...]:
    """The parameters that a class cannot be made without; of what it inherits nothing is known."""
    module = _parsed(text)
    classes = [one for one in module.body if isinstance(one, ast.ClassDef)] if module else []
    made = next((one for one in reversed(classes) if one.name == name), None)
    for one in made.body if made else ():
        if isinstance(one, ast.FunctionDef) and one.name == "__init__":
            return tuple(_required(one.args))
    return ()


def _required(given: ast.arguments) -> Iterator[str]:
    plain = [*given.posonlyargs, *given.args]
    yield from (one.arg for one in plain[1 : len(plain) - len(given.defaults)])
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        if default is None:
            yield one.arg


def _parsed(text: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _bound(module: ast.Module) -> Iterator[str]:
    """The names that a module binds when it is imported, and those that it looks up."""
    waiting: list[ast.AST] = [*module.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((one.asname or one.name).partition(".")[0] for one in node.names)
        elif isinstance(node, ast.Name) and (isinstance(node.ctx, ast.Store) or node.id in _ANY):
            yield node.id
        if not isinstance(node, _INNER):
            waiting += ast.iter_child_nodes(node)
