"""A class for each code, and for each status."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from generator import statuses
from generator.model import Catalogue, Error, Message, Text
from generator.render.quoting.python import py_str, py_tuple
from generator.render.tidy import fits
from generator.render.views import hierarchy
from generator.render.views.python.words import flat, messages

_WIDTH = 84


@dataclass(frozen=True, slots=True)
class Base:
    """The class that the errors of one status have in common; `phrase` begins with a blank."""

    name: str
    parent: str
    status: int
    phrase: str


@dataclass(frozen=True, slots=True)
class Row:
    """The class of one code."""

    name: str
    parent: str
    code: str
    summary: str
    statuses: tuple[int, ...]
    retryable: bool
    error: Error
    catalogue: Catalogue

    @property
    def doc(self) -> Iterator[str]:
        """The lines of its docstring, below the summary."""
        return _doc(self.error, self.catalogue)

    @property
    def facts(self) -> Iterator[str]:
        """Its attributes besides the code, as lines of Python."""
        return _lines(self.error, self.catalogue)


def bases(catalogue: Catalogue) -> Iterator[Base]:
    """A class for each status that some code is documented with."""
    for status, parent in hierarchy.documented(catalogue):
        phrase = statuses.phrase(status)
        yield Base(f"Http{status}Error", parent, status, f" {phrase}" if phrase else "")


def row(error: Error, catalogue: Catalogue) -> Row:
    """The class of one code, as its template says it."""
    return Row(
        name=error.class_name,
        parent=hierarchy.parent(error, catalogue.root),
        code=error.code,
        summary=_summary(error),
        statuses=error.statuses,
        retryable=error.retryable.value,
        error=error,
        catalogue=catalogue,
    )


def _summary(error: Error) -> str:
    symbol = f" ({_quoted(error.name)})" if error.name and error.name != error.code else ""
    said = [f"HTTP {status} {statuses.phrase(status)}".rstrip() for status in error.statuses]
    return f"{_quoted(error.code)}{symbol}: {' or '.join(said) or 'no documented status'}."


def _quoted(text: str) -> str:
    """A code as docstrings have it; two backticks where it has one (reStructuredText, Markdown)."""
    ticks = "``" if "`" in text else "`"
    return f"{ticks}{flat(text)}{ticks}"


def _doc(error: Error, catalogue: Catalogue) -> Iterator[str]:
    """The lines of a docstring below its summary: first the page's own words."""
    texts = [flat(message.text) for message in _said(error, catalogue)]
    for label, told in (
        ("Hint", error.hints),
        ("Cause", error.causes),
        ("What to do", error.actions),
    ):
        texts += [f"{label}: {flat(text)}" for text in _first_language(told, catalogue)]
    texts += [_parameters(error), _retrying(error), _ending(error)]
    texts += [f"Source: {flat(error.source)}"] if error.source else []
    for text in dict.fromkeys(texts):
        if text:
            yield ""
            yield from textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _first_language(texts: tuple[Text, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The texts in the catalogue's first language; all of them if it has none."""
    own = tuple(text.text for text in texts if text.locale in catalogue.locales[:1])
    return own or tuple(text.text for text in texts)


def _said(error: Error, catalogue: Catalogue) -> tuple[Message, ...]:
    """The messages of every row of a code, in the language that comes first."""
    every = messages(error)
    return tuple(m for m in every if m.locale in catalogue.locales[:1]) or every[:1]


def _parameters(error: Error) -> str:
    listed = ", ".join(f"`{parameter.name}`" for parameter in error.parameters)
    return f"Parameters: {listed}." if listed else ""


def _retrying(error: Error) -> str:
    return "The same request may succeed later." if error.retryable.value else ""


def _ending(error: Error) -> str:
    if error.retired:
        return "Retired: it is no longer documented."
    return f"Deprecated: {flat(error.deprecated)}" if error.deprecated else ""


def _lines(error: Error, catalogue: Catalogue) -> Iterator[str]:
    """The attributes of a class, where they differ from those of its base."""
    documented = error.statuses
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
        hints = _first_language(error.hints, catalogue)
        yield from _tuple("hints: tuple[str, ...]", hints)
    yield from _markings(error, catalogue)


def _tuple(name: str, texts: tuple[str, ...]) -> Iterator[str]:
    """A tuple in one line where it fits, else in one for each text, as black has it.

    A single text it joins to one line where it can, several it leaves as they are.
    """
    line = f"{name} = {py_tuple(texts)}"
    if fits(f"    {line}") if len(texts) == 1 else len(line.encode()) <= _WIDTH:
        yield line
        return
    yield f"{name} = ("
    yield from (f"    {py_str(text)}," for text in texts)
    yield ")"


def _markings(error: Error, catalogue: Catalogue) -> Iterator[str]:
    if error.deprecated:
        yield f"deprecated = {py_str(error.deprecated)}"
    if error.retired:
        yield "retired: bool = True"
    if catalogue.doc_url:
        address = f"{catalogue.doc_url.rstrip('/')}/{error.slug}"
        yield f"doc_url = {py_str(address)}"
