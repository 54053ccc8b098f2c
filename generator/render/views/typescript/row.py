"""The class of one code, as TypeScript says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import statuses
from generator.model import Catalogue, Error, Message, Parameter
from generator.render.quoting.markdown import md_code
from generator.render.views import hierarchy


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

    `surprising`: retryable or not against what its status tells.
    `label` is set where the name is not that of the code, and
    `own_status` where the parent does not settle it, `retryable` where
    it is documented, `slug` where the page's address does not end in the code.
    `templates` are messages as literal, key, …, literal.
    """

    name: str
    label: str
    code: str
    parent: str
    statuses: tuple[int, ...]
    own_status: int | None
    retryable: bool | None
    surprising: bool
    summary: str
    doc: tuple[str, ...]
    deprecated: str
    aliases: tuple[str, ...]
    parameters: tuple[Value, ...]
    templates: tuple[tuple[str, ...], ...]
    hints: tuple[str, ...]
    slug: str


def row(error: Error, catalogue: Catalogue) -> Row:
    """What the templates say about one error."""
    keys, documented = _keys(error.parameters), error.statuses
    summary = _summary(error)
    return Row(
        name=error.class_name,
        label=error.class_name if error.class_name != f"{error.code}Error" else "",
        code=error.code,
        parent=hierarchy.parent(error, catalogue.root),
        statuses=documented,
        own_status=documented[0] if len(documented) > 1 else None,
        retryable=None if error.retryable.evidence == "unknown" else error.retryable.value,
        surprising=_surprising(error),
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


def _surprising(error: Error) -> bool:
    """Whether the retryability is documented, and not what the status alone would tell."""
    return error.retryable.evidence != "unknown" and error.retryable.value != (
        error.status in statuses.RETRYABLE
    )


def bases(catalogue: Catalogue) -> Iterator[Base]:
    """The class of each documented status, sorted."""
    for status, parent in hierarchy.documented(catalogue):
        yield Base(f"Http{status}Error", status, parent, f"{_http(status)}, whatever the code.")


def _http(status: int) -> str:
    return f"HTTP {status} {statuses.phrase(status)}".rstrip()


def _summary(error: Error) -> str:
    symbol = f" ({md_code(error.name)})" if error.name and error.name != error.code else ""
    said = " or ".join(map(_http, error.statuses)) or "no documented status"
    return f"{md_code(error.code)}{symbol}: {said}."


def _doc(error: Error, catalogue: Catalogue) -> Iterator[str]:
    """The lines below the summary: what the page says, each locale and variant by itself."""
    several = len(catalogue.locales) > 1
    for message in _messages(error):
        yield ""
        yield f"{message.locale}: {message.text}" if several else message.text
    for hint in (*error.hints, *error.causes, *error.actions):
        for line in hint.text.split("\n"):
            yield from ("", line) if line.strip() else ()


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
