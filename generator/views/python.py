"""What the templates of Python are shown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import names, statuses
from generator.model import Catalogue, Envelope, Error, Message
from generator.render.markdown import md_code
from generator.render.python import py_str, py_tuple
from generator.settings import Settings

_WIDTH = 84
_FAMILIES = {"client": "ClientError", "server": "ServerError"}
_FUNCTIONS = ("from_async_response", "from_body", "from_payload", "from_response")
_DOORS = (*_FUNCTIONS, "raise_for_async_error", "raise_for_error", "register")

# Keys that services use where a page shows no envelope, in the order in which
# they are asked: OData and plain JSON, OAuth, problem details, Google.
_CODES = ("code", "errorCode", "error_code", "error", "type")
_MESSAGES = ("message", "error_description", "errorMessage", "error_message", "detail")
_REMARKS = ("description", "title", "error")
_IDS = ("correlationId", "correlation_id", "requestId", "request_id", "traceId", "trace_id")
# Attributes that every error has; a correlation id's own name cannot be one of them.
_ATTRIBUTES = """
args code message status details innererror correlation_id retry_after retryable hints
parameters parameter_names doc_url deprecated retired raw_code documented_status
documented_statuses localized to_dict to_problem add_note with_traceback
"""


@dataclass(frozen=True, slots=True)
class Base:
    """The class that the errors of one status have in common; `phrase` begins with a blank."""

    name: str
    parent: str
    status: int
    phrase: str


@dataclass(frozen=True, slots=True)
class Row:
    """The class of one code; `facts` are the other attributes of it, as lines of Python."""

    name: str
    parent: str
    code: str
    summary: str
    doc: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """An earlier name of a code or class, and the present one."""

    old: str
    new: str


def facts(catalogue: Catalogue, settings: Settings) -> Mapping[str, Any]:
    """The facts for `python/`: see the fields of the rows and bases above."""
    bases = tuple(_bases(catalogue))
    rows = tuple(_row(error, catalogue) for error in catalogue.errors)
    classes = ["ClientError", "ServerError", *(b.name for b in bases), *(r.name for r in rows)]
    title = _flat(catalogue.title) or catalogue.name
    return {
        "title": title,
        "distribution": settings.distribution or catalogue.name,
        "attribution": tuple(_attribution(catalogue)),
        "bases": bases,
        "rows": rows,
        "description": f"The errors of {title}: a class for each code.",
        "exports": tuple(sorted(classes, key=lambda name: _natural(name.lower()))),
        "public": (*sorted([catalogue.root, *classes], key=_natural), *_DOORS),
        "doors": _DOORS,
        "parametrised": any(error.parameters for error in catalogue.errors),
        "aliases": tuple(_class_aliases(catalogue)),
        "wire_aliases": tuple(_wire_aliases(catalogue)),
        "locale": catalogue.locales[0] if catalogue.locales else "",
        "locale_type": f"Literal[{', '.join(map(py_str, catalogue.locales))}]",
        "messages": tuple(_messages(catalogue)),
        "sample": _sample(catalogue),
        **_envelope(catalogue.envelope),
    }


def _envelope(envelope: Envelope) -> Mapping[str, Any]:
    """Where the body has what; without an envelope, where most services have it."""
    code = envelope.code or ("error", "code")
    label = envelope.correlation_id[-1] if envelope.correlation_id else ""
    name = names.snake(label)
    fit = re.fullmatch(r"[a-z][a-z0-9_]*", name) and name not in _ATTRIBUTES.split()
    return {
        "node": envelope.code[:-1],
        "code_keys": _first(envelope.code, _CODES),
        "message_keys": _first(envelope.message, (*_MESSAGES, *_REMARKS)),
        "correlation_keys": _first(envelope.correlation_id, _IDS),
        "correlation_label": _flat(label)[:40] or "correlation id",
        "correlation_name": name if fit and names.identifier(name) == name else "",
        "code_path": code,
        "message_path": envelope.message or (*code[:-1], "message"),
        "correlation_path": envelope.correlation_id,
    }


def _first(path: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*path[-1:], *others)))


def _natural(name: str) -> list[tuple[int, str]]:
    """The order of import sorters: `Code2Error` stands before `Code10Error`."""
    pieces = re.split(r"([0-9]+)", name)
    return [(int(p), "") if p.isdigit() else (-1, p) for p in pieces]


def _bases(catalogue: Catalogue) -> Iterator[Base]:
    documented = {status for error in catalogue.errors for status in _statuses(error)}
    for status in sorted(documented):
        parent = _FAMILIES.get(statuses.family(status), catalogue.root)
        phrase = statuses.phrase(status)
        yield Base(f"Http{status}Error", parent, status, f" {phrase}" if phrase else "")


def _statuses(error: Error) -> tuple[int, ...]:
    """The statuses that a code is documented with, in the order of its rows."""
    seen = (error.status, *(variant.status for variant in error.variants))
    return tuple(dict.fromkeys(status for status in seen if status is not None))


def _parent(error: Error, root: str) -> str:
    """The class of the status; with several statuses, what these have in common."""
    documented = _statuses(error)
    if len(documented) == 1:
        return f"Http{documented[0]}Error"
    families = {statuses.family(status) for status in documented}
    return _FAMILIES.get(families.pop(), root) if len(families) == 1 else root


def _row(error: Error, catalogue: Catalogue) -> Row:
    return Row(
        name=error.class_name,
        parent=_parent(error, catalogue.root),
        code=error.code,
        summary=_summary(error),
        doc=tuple(_doc(error, catalogue)),
        facts=tuple(_lines(error, catalogue)),
    )


def _summary(error: Error) -> str:
    symbol = f" ({md_code(error.name)})" if error.name and error.name != error.code else ""
    said = [f"HTTP {status} {statuses.phrase(status)}".rstrip() for status in _statuses(error)]
    return f"{md_code(error.code)}{symbol}: {' or '.join(said) or 'no documented status'}."


def _doc(error: Error, catalogue: Catalogue) -> Iterator[str]:
    """The lines of a docstring below its summary: first the page's own words."""
    texts = [_flat(message.text) for message in _said(error, catalogue)]
    texts += [f"Hint: {_flat(hint.text)}" for hint in error.hints]
    texts += [f"Cause: {_flat(cause.text)}" for cause in error.causes]
    texts += [f"What to do: {_flat(action.text)}" for action in error.actions]
    texts += [_parameters(error), _retrying(error), _ending(error)]
    texts += [f"Source: {_flat(error.source)}"] if error.source else []
    for text in dict.fromkeys(texts):
        if text:
            yield ""
            yield from textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _said(error: Error, catalogue: Catalogue) -> tuple[Message, ...]:
    """The messages of every row of a code, in the language that comes first."""
    every = _every(error)
    return tuple(m for m in every if m.locale in catalogue.locales[:1]) or every[:1]


def _every(error: Error) -> tuple[Message, ...]:
    rows = (error.messages, *(variant.messages for variant in error.variants))
    return tuple(dict.fromkeys(message for row in rows for message in row))


def _parameters(error: Error) -> str:
    listed = ", ".join(f"`{parameter.name}`" for parameter in error.parameters)
    return f"Parameters: {listed}." if listed else ""


def _retrying(error: Error) -> str:
    return "The same request may succeed later." if error.retryable.value else ""


def _ending(error: Error) -> str:
    if error.retired:
        return "Retired: it is no longer documented."
    return f"Deprecated: {_flat(error.deprecated)}" if error.deprecated else ""


def _lines(error: Error, catalogue: Catalogue) -> Iterator[str]:
    """The attributes of a class, where they differ from those of its base."""
    documented = _statuses(error)
    if len(documented) > 1:
        yield f"status: int | None = {documented[0]}"
        yield f"documented_status: Literal[{documented[0]}] = {documented[0]}"
        yield f"documented_statuses: tuple[int, ...] = {documented}"
    if error.retryable.evidence != "unknown":
        yield f"retryable: Literal[{error.retryable.value}] = {error.retryable.value}"
    if error.parameters:
        keys = tuple(parameter.name for parameter in error.parameters)
        yield f"parameter_names: tuple[str, ...] = {py_tuple(keys)}"
        yield f"parameters: Mapping[Literal[{', '.join(map(py_str, keys))}], str]"
    if error.hints:
        hints = tuple(hint.text for hint in error.hints)
        yield f"hints: tuple[str, ...] = {py_tuple(hints)}"
    yield from _markings(error, catalogue)


def _markings(error: Error, catalogue: Catalogue) -> Iterator[str]:
    if error.deprecated:
        yield f"deprecated = {py_str(error.deprecated)}"
    if error.retired:
        yield "retired: bool = True"
    if catalogue.doc_url:
        address = f"{catalogue.doc_url.rstrip('/')}/{error.slug}"
        yield f"doc_url = {py_str(address)}"


def _messages(
    catalogue: Catalogue,
) -> Iterator[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """(locale, ((code, templates), …)), without remarks and without what is empty."""
    for locale in catalogue.locales:
        every = ((error.code, tuple(_templates(error, locale))) for error in catalogue.errors)
        found = tuple((code, templates) for code, templates in every if templates)
        if found:
            yield locale, found


def _templates(error: Error, locale: str) -> Iterator[str]:
    for message in _every(error):
        if message.locale == locale and message.text and not message.remark:
            yield "".join(_piece(part, error) for part in message.parts or (message.text,))


def _piece(part: str | int, error: Error) -> str:
    if isinstance(part, int):
        return f"{{{error.parameters[part].name}}}"
    return part.replace("{", "{{").replace("}", "}}")


def _wire_aliases(catalogue: Catalogue) -> Iterator[Alias]:
    codes = {error.code for error in catalogue.errors}
    for error in catalogue.errors:
        yield from (Alias(old, error.code) for old in error.aliases if old not in codes)


def _class_aliases(catalogue: Catalogue) -> Iterator[Alias]:
    """Earlier class names, whether the overlay gives the class or the code."""
    taken = {error.class_name for error in catalogue.errors} | {catalogue.root}
    for error in catalogue.errors:
        for old in error.aliases:
            name = names.class_name(names.pascal(old)) if names.pascal(old) else ""
            if name and name not in taken:
                taken.add(name)
                yield Alias(name, error.class_name)


def _sample(catalogue: Catalogue) -> Row | None:
    """The class for examples: the one that the page shows, else the first."""
    shown = [catalogue.error(example.code) for example in catalogue.examples]
    found = next((error for error in (*shown, *catalogue.errors) if error), None)
    return _row(found, catalogue) if found else None


def _attribution(catalogue: Catalogue) -> Iterator[str]:
    told = {
        "Documentation": catalogue.title,
        "Author": catalogue.author,
        "Origin": catalogue.origin,
        "Licence": catalogue.licence,
    }
    if catalogue.author or catalogue.origin or catalogue.licence:
        yield "The texts in it are those of the documentation that it was generated from:"
        yield ""
        yield from (f"    {label}: {_flat(text)}" for label, text in told.items() if text)


def _flat(text: str) -> str:
    return " ".join(text.split())
