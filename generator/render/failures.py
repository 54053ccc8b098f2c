"""Why a template cannot be rendered: where, and what may have been meant."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from jinja2.utils import missing

from generator.diagnostics import suggest
from generator.diagnostics.rules import output as rules
from generator.diagnostics.rules import several
from generator.diagnostics.source import Diagnostic, Document, Span, document

# jinja2 says it in words alone, at once or when it comes to the place.
_UNKNOWN = re.compile(r"No (filter|test) named '(.*?)'")
# What is shown only where the path of the template has a placeholder for it.
_PLACEHOLDERS = {
    "catalogue": "{name} or {package}",
    "error": "{code}",
    "locale": "{locale}",
    "status": "{status}",
}
# What the types are called that have no name of ours.
_SPOKEN = {"SimpleNamespace": "module", "TemplateModule": "template"}
_SPOKEN |= dict.fromkeys(("dict", "mappingproxy"), "mapping")
# So many names are told; a dictionary of the page's may have thousands.
_MOST = 60


class Named(DictLoader):
    """Templates in memory that tell a traceback what they are called."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """The text, the name of its file, and whether it is still the same."""
        source, _, same = super().get_source(environment, template)
        return source, template, same

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  (the base's name)
    ) -> Template:
        """The template, compiled; one too deep for that is to blame itself, not what loads it."""
        try:
            return super().load(environment, name, globals)
        except RecursionError:
            raise TemplateSyntaxError("it is nested too deeply", 1, name, name) from None


class _LostError(UndefinedError):
    """A template asks for what is not there; `holder` is jinja2's `missing` for a variable."""

    def __init__(self, holder: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.holder = holder
        self.name = name


class Lost(StrictUndefined):
    """What is not there: an error wherever it is used, that knows what was asked for."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        """With a hint jinja2 has said what is the matter: something is there, and not allowed."""
        super().__init__(hint, obj, name, exc if hint else partial(_LostError, obj, name))  # type: ignore[arg-type]

    # In a list as well: jinja2 would write "Undefined".
    __repr__ = Undefined._fail_with_undefined_error


def given(quoted: Callable[..., str]) -> Callable[..., str]:
    """A filter that is given what is there, and so need not complain of its type."""

    @wraps(quoted)
    def asked(value: object, *more: object, **named: object) -> str:
        return quoted(str(value) if isinstance(value, Lost) else value, *more, **named)

    return asked


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for: its name, why it is not to be had, what is like it, what there is."""

    word: str
    reason: str
    alike: Collection[str]
    listed: str


def failure(
    env: Environment, path: str, problem: Exception, view: Mapping[str, object]
) -> Diagnostic:
    """The problem of a template at `path` that was shown `view`."""
    loader: Any = env.loader
    name, line = _place(path, problem, loader.mapping)
    source = document(name, loader.mapping.get(name, ""))
    wanted = _wanted(env, source, problem, view)
    if wanted is None:
        span = source.span(line or 1)
        return rules.template_error(span, f"{type(problem).__name__}: {problem}")
    near = suggest.nearest(wanted.word, wanted.alike, 2, 0.7)
    span = _word(source.span(line or 1), wanted.word)
    return rules.template_error(span, wanted.reason, " or ".join(near), wanted.listed)


def _place(path: str, problem: Exception, templates: Mapping[str, str]) -> tuple[str, int | None]:
    """The template and line that a failure came from: jinja2 puts them into the traceback."""
    lineno = getattr(problem, "lineno", None)
    if lineno is not None:
        return getattr(problem, "name", None) or path, lineno
    frames = traceback.walk_tb(problem.__traceback__)
    places = [(frame.f_code.co_filename, line) for frame, line in frames]
    inside = [(name, line) for name, line in places if name in templates]
    return inside[-1] if inside else (path, None)


def _word(span: Span, word: str) -> Span:
    """The first place of a word in a line; the line where it has none."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", span.text) if word else None
    return Span(span.path, span.line, found.start() + 1, len(word), span.text) if found else span


def _wanted(
    env: Environment, source: Document, problem: Exception, view: Mapping[str, object]
) -> _Wanted | None:
    if isinstance(problem, _LostError) and problem.holder is missing:
        return _variable(env, source, str(problem.name), view)
    if isinstance(problem, _LostError):
        return _attribute(problem.holder, problem.name)
    if isinstance(problem, TemplateNotFound):
        paths: Any = env.loader
        near = sorted(paths.mapping)
        return _Wanted(str(problem.name), f"there is no template {problem.name}", near, "")
    if found := _UNKNOWN.search(str(problem)):
        return _called(env, *found.groups())
    return None


def _called(env: Environment, kind: str, word: str) -> _Wanted:
    """A filter or a test, as `kind` says."""
    known, usual = (env.filters, FILTERS) if kind == "filter" else (env.tests, TESTS)
    own = ", ".join(name for name in sorted(known) if name not in usual)
    listed = f"the {kind}s are {own}, and those of Jinja"
    return _Wanted(word, f"there is no {kind} {word}", sorted(known), listed)


def _variable(env: Environment, source: Document, word: str, view: Mapping[str, object]) -> _Wanted:
    shown = sorted({*view, *env.globals})
    listed = f"the variables are {several(shown, _MOST)}"
    reason = f"there is no variable {word}"
    if word in view:
        reason += " here: a file that is imported sees none, unless it is imported with context"
        return _Wanted(word, reason, (), listed)
    if word in _PLACEHOLDERS:
        reason += f" without {_PLACEHOLDERS[word]} in the path of the template"
    alike = {*shown, *_assigned(env.parse(source.text))} - {word}
    return _Wanted(word, reason, sorted(alike), listed)


def _assigned(template: nodes.Template) -> Iterator[str]:
    """The names that a template gives itself, somewhere."""
    for node in template.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Name):
            yield from [node.name] if node.ctx in ("store", "param") else []
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


def _attribute(holder: object, name: object) -> _Wanted:
    kind = _SPOKEN.get(type(holder).__name__, type(holder).__name__)
    if not isinstance(name, str):
        return _Wanted("", f"this {kind} has no element {name!r}", (), "")
    found = map(str, holder) if isinstance(holder, Mapping) else dir(holder)
    known = sorted(one for one in found if not one.startswith("_"))
    listed = f"this {kind} has {several(known, _MOST)}" if known else f"this {kind} is empty"
    return _Wanted(name, f"this {kind} has no {name}", known, listed)
