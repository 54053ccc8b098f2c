"""What the templates of TypeScript are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator import statuses
from generator.model import Catalogue, Envelope, Error, Message, Parameter
from generator.render.javascript import js_str
from generator.render.markdown import md_code
from generator.settings import Settings

_FAMILIES = {"client": "ClientError", "server": "ServerError"}


@dataclass(frozen=True, slots=True)
class Base:
    """The class that errors of one status have in common."""

    name: str
    status: int
    parent: str
    summary: str


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter: its key in camelCase, and the page's words for it."""

    key: str
    doc: str


@dataclass(frozen=True, slots=True)
class Row:
    """The class of one code.

    `own_status` is set where the parent does not settle it, `retryable` where
    it is documented, `slug` where the page's address does not end in the code.
    `templates` are messages as literal, key, …, literal.
    """

    name: str
    code: str
    parent: str
    statuses: tuple[int, ...]
    own_status: int | None
    retryable: bool | None
    summary: str
    doc: tuple[str, ...]
    deprecated: str
    aliases: tuple[str, ...]
    parameters: tuple[Value, ...]
    templates: tuple[tuple[str, ...], ...]
    hints: tuple[str, ...]
    slug: str


def facts(catalogue: Catalogue, settings: Settings) -> Mapping[str, Any]:
    """The facts for `typescript/`: see the fields of the rows and bases above."""
    return {
        "brand": f"{catalogue.name}/{catalogue.root}",
        "title": catalogue.title or catalogue.name,
        "description": f"The error codes of {catalogue.title or catalogue.name}, typed.",
        "version": semver(settings.version),
        "licence": _licence(catalogue),
        "notice": _notice(catalogue),
        "retryable": sorted(statuses.RETRYABLE),
        "unknown": _unknown(catalogue),
        "bases": tuple(_bases(catalogue)),
        "rows": tuple(_row(error, catalogue) for error in catalogue.errors),
        "sample": _sample(catalogue),
        "doc_url": f"{catalogue.doc_url.rstrip('/')}/" if catalogue.doc_url else "",
        "node": catalogue.envelope.code[:-1],
        "code_keys": _keys_of(catalogue.envelope.code, _CODES),
        "message_keys": _keys_of(catalogue.envelope.message, _MESSAGES),
        "id_keys": _keys_of(catalogue.envelope.correlation_id, _IDS),
        "body": _body(catalogue.envelope),
    }


def _row(error: Error, catalogue: Catalogue) -> Row:
    keys, documented = _keys(error.parameters), _statuses(error)
    summary = _summary(error)
    return Row(
        name=error.class_name,
        code=error.code,
        parent=_parent(error, catalogue.root),
        statuses=documented,
        own_status=documented[0] if len(documented) > 1 else None,
        retryable=None if error.retryable.evidence == "unknown" else error.retryable.value,
        summary=summary,
        doc=(summary, *_doc(error, catalogue)),
        deprecated=_deprecated(error),
        aliases=error.aliases,
        parameters=tuple(
            Value(key, _words(parameter))
            for key, parameter in zip(keys, error.parameters, strict=True)
        ),
        templates=tuple(_templates(error, keys)),
        hints=tuple(hint.text for hint in error.hints),
        slug=error.slug if catalogue.doc_url and error.slug != error.code else "",
    )


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


def _bases(catalogue: Catalogue) -> Iterator[Base]:
    for status in sorted({status for error in catalogue.errors for status in _statuses(error)}):
        parent = _FAMILIES.get(statuses.family(status), catalogue.root)
        yield Base(f"Http{status}Error", status, parent, f"{_http(status)}, whatever the code.")


def _http(status: int) -> str:
    return f"HTTP {status} {statuses.phrase(status)}".rstrip()


def _summary(error: Error) -> str:
    symbol = f" ({md_code(error.name)})" if error.name and error.name != error.code else ""
    said = " or ".join(map(_http, _statuses(error))) or "no documented status"
    return f"{md_code(error.code)}{symbol}: {said}."


def _doc(error: Error, catalogue: Catalogue) -> Iterator[str]:
    """The lines below the summary: what the page says, each locale and variant by itself."""
    several = len(catalogue.locales) > 1
    for message in _messages(error):
        yield ""
        yield f"{message.locale}: {message.text}" if several else message.text
    for hint in (*error.hints, *error.causes, *error.actions):
        yield ""
        yield hint.text


def _deprecated(error: Error) -> str:
    if error.retired:
        return "The page no longer documents this code."
    return error.deprecated


def _messages(error: Error) -> tuple[Message, ...]:
    """The messages of every row of the code, none twice."""
    rows = (error.messages, *(variant.messages for variant in error.variants))
    return tuple(dict.fromkeys(message for row in rows for message in row))


def _templates(error: Error, keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for message in _messages(error):
        template = _template(message, keys)
        # Between two values with nothing between them no reader finds the border.
        if len(template) > 1 and not message.remark and all(template[2:-1:2]):
            yield template


def _template(message: Message, keys: tuple[str, ...]) -> tuple[str, ...]:
    pieces = [""]
    for part in message.parts:
        if isinstance(part, int):
            pieces += [keys[part], ""]
        else:
            pieces[-1] += part
    return tuple(pieces)


def _keys(parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
    """camelCase; snake_case where two would meet (`ip_1` and `ip1`)."""
    camel = tuple(re.sub(r"(?<=.)_(\w)", lambda m: m[1].upper(), p.name) for p in parameters)
    return camel if len(set(camel)) == len(camel) else tuple(p.name for p in parameters)


def _words(parameter: Parameter) -> str:
    return " · ".join(dict.fromkeys(words for _, words in parameter.text)) or parameter.name


def _unknown(catalogue: Catalogue) -> str:
    """The `kind` of a code that is not documented; longer where a code is called so."""
    word = "unknown"
    while catalogue.error(word):
        word += "_"
    return word


def _sample(catalogue: Catalogue) -> str:
    """The code for examples: the one the page shows, else the first with parameters."""
    shown = [x.code for x in catalogue.examples if catalogue.error(x.code)]
    fit = [e.code for e in catalogue.errors if e.parameters]
    every = [e.code for e in catalogue.errors]
    return (shown + fit + every + [""])[0]


# Keys that services use, in the order in which they are asked: OData and plain
# JSON, OAuth (RFC 6749, section 5.2), problem details (RFC 9457).
_CODES = ("code", "errorCode", "error_code", "Code", "error", "type")
_MESSAGES: tuple[str, ...] = (
    "message",
    "error_description",
    "errorMessage",
    "error_message",
    "Message",
)
_MESSAGES += ("detail", "description", "title", "error")
_IDS = ("correlationId", "correlation_id", "requestId", "request_id", "traceId", "trace_id")


def _keys_of(path: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The keys to ask an error object for, the documented one first."""
    return tuple(dict.fromkeys((*path[-1:], *others)))


def _body(envelope: Envelope) -> str:
    """The TypeScript type of a body with code `C`, or "" where the page shows none."""
    if not envelope.code:
        return ""
    tree: dict[str, Any] = {}
    _plant(tree, envelope.code, "C")
    for path in (envelope.message, envelope.correlation_id):
        if path and not _plant(tree, path, "string"):
            return ""
    return _object(tree, "")


def _plant(tree: dict[str, Any], path: tuple[str, ...], kind: str) -> bool:
    """Put a type at a path; False where the path runs through a value."""
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
        if not isinstance(tree, dict):
            return False
    return bool(tree.setdefault(path[-1], kind) == kind)


def _object(tree: dict[str, Any], indent: str) -> str:
    if all(key.isdigit() for key in tree):
        return f"ReadonlyArray<{_type(next(iter(tree.values())), indent)}>"
    lines = [
        f"{indent}  readonly {_key(key)}{'?' if inner == 'string' else ''}: "
        f"{_type(inner, f'{indent}  ')};"
        for key, inner in tree.items()
    ]
    return "\n".join(["{", *lines, f"{indent}}}"])


def _type(inner: Any, indent: str) -> str:
    return inner if isinstance(inner, str) else _object(inner, indent)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z_$][\w$]*", key, re.ASCII) else js_str(key)


def _licence(catalogue: Catalogue) -> str:
    """An SPDX expression, or npm's way to say that a file has the words."""
    if re.fullmatch(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*", catalogue.licence, re.ASCII):
        return catalogue.licence
    return "SEE LICENSE IN NOTICE.md" if catalogue.licence else ""


def _notice(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    lines = {
        "Page": catalogue.title,
        "Author": catalogue.author,
        "Origin": catalogue.origin,
        "Licence": catalogue.licence,
    }
    told = catalogue.author or catalogue.origin or catalogue.licence
    return tuple((label, text) for label, text in lines.items() if told and text)


def semver(version: str) -> str:
    """A version of Python's (PEP 440) as npm wants it: `1.2rc1` → `1.2.0-rc1`."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?[.-]?([0-9A-Za-z.-]*)", version)
    if not found:
        return "0.0.0"
    numbers = ".".join(str(int(part or 0)) for part in found.groups()[:3])
    return f"{numbers}-{found[4]}" if found[4] else numbers
