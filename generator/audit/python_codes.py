"""The codes in a module of Python, which is never run: members of enums and classes, constants."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeAlias

from generator.diagnostics.rules import audit as rules
from generator.diagnostics.source import Document, Problems, Span

# What the bases of enums are called at their end; Django has Choices.
_ENUMS = ("Enum", "Choices")
# A name that stands for a name, and so on.
_DEEPEST = 10

# A code and the expression that says it; None where only a run would show it.
_Value: TypeAlias = tuple[str | int | None, ast.expr]


@dataclass(frozen=True, slots=True)
class _Member:
    """A name that is given a value, below the classes that it is in.

    `scope` has what the names beside it stand for.
    """

    path: tuple[str, ...]
    target: ast.expr
    value: ast.expr
    owner: ast.ClassDef | None
    scope: Mapping[str, ast.expr]


def read(
    document: Document, names: Sequence[str], take: str | int
) -> tuple[tuple[tuple[str | int, Span], ...], Problems]:
    """Codes with their places, and a warning for each member whose code only a run would show.

    `names` are those of classes, of members (`*Error.code`) or of constants;
    without any, all enums are meant. `take` is what of a member is its code:
    "value", "name", or the place of an argument.
    """
    module, problems = _parsed(document)
    codes: list[tuple[str | int, Span]] = []
    counted: dict[ast.ClassDef | None, int] = {}
    for member in _members(module.body, (), None, {}) if module else ():
        if not _is_meant(member, names):
            continue
        for code, node in _values(member, take, counted.get(member.owner, 0)):
            span = _span(document, node)
            if code is None:
                problems += (rules.source_value(span, member.path[-1]),)
            else:
                codes.append((code, span))
            if isinstance(code, int):
                counted[member.owner] = code
    return tuple(codes), problems


def _parsed(document: Document) -> tuple[ast.Module | None, Problems]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(document.text), ()
        except SyntaxError as problem:
            span, reason = document.span(problem.lineno or 1, problem.offset or 1), problem.msg
        except (ValueError, RecursionError, MemoryError):
            span, reason = document.whole(), "this is too deep for Python, or no text"
    return None, (rules.source_syntax(span, reason),)


def _span(document: Document, node: ast.expr) -> Span:
    """The place of an expression, or of the first line of it; `ast` counts in bytes of UTF-8."""
    line = document.lines[node.lineno - 1] if node.lineno <= len(document.lines) else ""
    raw = line.encode()
    ends = node.end_col_offset if node.end_lineno == node.lineno else len(raw)
    start, end = (len(raw[:n].decode("utf-8", "ignore")) for n in (node.col_offset, ends or 0))
    return document.span(node.lineno, start + 1, end - start)


def _members(
    body: Sequence[ast.AST],
    path: tuple[str, ...],
    owner: ast.ClassDef | None,
    scope: dict[str, ast.expr],
) -> Iterator[_Member]:
    """What is given a value when a module is imported, in functions nothing."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _members(node.body, (*path, node.name), node, {})
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target, value in _given(node):
                scope[target.id] = value
                yield _Member((*path, target.id), target, value, owner, scope)
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ExceptHandler):
            for block in ("body", "handlers", "orelse", "finalbody"):
                yield from _members(getattr(node, block, []), path, owner, scope)


def _given(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[ast.Name, ast.expr]]:
    """The names that a statement gives a value, and the values; what it only annotates is one."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(node, ast.Assign):
        pairs = [(target, node.value) for target in node.targets]
    elif node.value or _is_literal(node.annotation):
        pairs = [(node.target, node.value or node.annotation)]
    for target, value in pairs:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            several = zip(target.elts, value.elts, strict=False)
            yield from ((one, other) for one, other in several if isinstance(one, ast.Name))
        elif isinstance(target, ast.Name):
            yield target, value


def _is_meant(member: _Member, names: Sequence[str]) -> bool:
    name = member.path[-1]
    if not names:
        return name[0] != "_" and any(base.endswith(_ENUMS) for base in _bases(member.owner))
    wanted = [one.split(".") for one in names]
    return any(_ends(member.path, one) for one in wanted) or (
        name[0] != "_" and any(_ends(member.path[:-1], one) for one in wanted)
    )


def _ends(path: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the last names of a path are these, which may have wildcards."""
    last = path[-len(wanted) :]
    return len(last) == len(wanted) and all(map(fnmatchcase, last, wanted))


def _bases(owner: ast.ClassDef | None) -> list[str]:
    return [_name(base) for base in owner.bases] if owner else []


def _name(node: ast.expr) -> str:
    """The last name of what is called or derived from."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and _name(node.value) == "Literal"


def _values(member: _Member, take: str | int, last: int) -> Iterator[_Value]:
    """What a member gives; `last` is the last number of its class."""
    if take == "name":
        yield member.path[-1], member.target
    elif isinstance(member.value, ast.Call) and _name(member.value.func) == "auto":
        yield _automatic(member, last), member.value
    elif isinstance(member.value, ast.Tuple) and not member.owner and take == "value":
        for one in member.value.elts:
            yield from _codes(one, member.scope, 0)
    else:
        yield from _codes(member.value, member.scope, take if isinstance(take, int) else 0)


def _automatic(member: _Member, last: int) -> str | int | None:
    """What `auto()` gives (enum; Django, "TextChoices"), unless the class says otherwise."""
    inside = member.owner.body if member.owner else []
    if any(getattr(one, "name", "") == "_generate_next_value_" for one in inside):
        return None
    bases = _bases(member.owner)
    if "TextChoices" in bases:
        return member.path[-1]
    return member.path[-1].lower() if "StrEnum" in bases else last + 1


def _codes(
    node: ast.expr, scope: Mapping[str, ast.expr], item: int, depth: int = _DEEPEST
) -> Iterator[_Value]:
    """The codes of an expression: its own, those of its items, or that of one item or argument."""
    number = node.operand if isinstance(node, ast.UnaryOp) else node
    if isinstance(number, ast.Constant):
        yield from _constant(node, number.value)
        return
    inside = _inside(node, scope, item) if depth else None
    if inside is None:
        yield None, node
    for one in inside or ():
        yield from _codes(one, scope, item, depth - 1)


def _constant(node: ast.expr, value: object) -> Iterator[_Value]:
    """What a string or a number says, and nothing of what is no code: None, true, `...`."""
    if isinstance(node, ast.UnaryOp):
        value = -value if type(value) is int and isinstance(node.op, ast.USub) else b""
    if isinstance(value, str) or type(value) is int:
        yield value, node
    elif isinstance(value, float | complex | bytes):
        yield None, node


def _inside(node: ast.expr, scope: Mapping[str, ast.expr], item: int) -> Sequence[ast.expr] | None:
    """What of an expression has its codes; None where only a run would show them."""
    found: Sequence[ast.expr] | None = None
    if isinstance(node, ast.Call):
        named = [one.value for one in node.keywords if one.arg == "code"]
        found = node.args[item : item + 1] or named or None
    elif isinstance(node, ast.Tuple):
        found = node.elts[item : item + 1] or None
    elif isinstance(node, ast.List | ast.Set):
        found = node.elts
    elif isinstance(node, ast.Dict):
        found = [key for key in node.keys if key]
    elif isinstance(node, ast.Name) and node.id in scope:
        found = [scope[node.id]]
    elif isinstance(node, ast.Subscript) and _is_literal(node):
        found = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return found
