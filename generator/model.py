"""The catalogue, frozen; knows neither how it was read nor how it is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.diagnostics.source import Span

Evidence: TypeAlias = Literal[
    "pinned",  # the overlay says so
    "source-text",  # the cell carries the untranslated text
    "parenthesised",  # words, then the code in parentheses
    "status-name",  # the registered name of the row's status
    "verbatim",  # spelt like the page's other codes
    "aligned",  # at this place in a reference
    "mentioned",  # the page's JSON names it
    "doubtful",  # verbatim on a translation, and something speaks against it
    "overlay",  # not on the page: the overlay adds the whole error
]


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where an error body carries what: paths of keys; an empty path is unknown."""

    code: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    correlation_id: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one locale, and where the page says it."""

    locale: str
    text: str
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Message:
    """What an error says in one locale.

    `text` is what a reader of the page sees. `parts` is the same text cut at
    its placeholders: a string is literal, a number is an index into the
    error's parameters. `remark` marks a text about the message, not a
    template of it (`(no error message, retry the operation)`).
    """

    locale: str
    text: str
    parts: tuple[str | int, ...] = ()
    remark: bool = False
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a message carries.

    `name` is snake_case, fit for code in every language. `evidence` is
    `pinned` (the overlay), `words` (the placeholder's own words) or `derived`
    (from the code). `text` pairs each locale with the placeholder's words.
    """

    name: str
    evidence: Literal["pinned", "words", "derived"]
    text: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Retryable:
    """May the same request succeed later; and how that is known.

    `evidence` is `overlay`, `page` (the page says so), `status` (RFC 9110,
    RFC 6585) or `unknown` (there is no status: value is False).
    """

    value: bool
    evidence: Literal["overlay", "page", "status", "unknown"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of a code that stands in several rows or tables."""

    status: int | None
    messages: tuple[Message, ...]
    name: str = ""
    heading: str = ""
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class Error:
    """One error of the catalogue.

    `code` is as on the wire. `status_text` is what the status cell says
    (`4xx`, `400, 409`). `name` is the other column that identifies the error
    (a symbol beside a number), or "". `class_name` is unique in the catalogue
    and safe in Python and TypeScript, `slug` is its file name, unique without
    regard to case. `cell` is what the code cell says, `evidence` why it means
    `code`. `confirmed` says that a second source agrees. `page_only` facts
    (`span`) never reach generated code. `source` is set for an error that the
    overlay adds. `retired` marks one that left the page and is kept.
    """

    code: str
    class_name: str
    slug: str
    status: int | None = None
    status_text: str = ""
    name: str = ""
    evidence: Evidence = "verbatim"
    cell: str = ""
    messages: tuple[Message, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    retryable: Retryable = Retryable(False, "unknown")
    hints: tuple[Text, ...] = ()
    causes: tuple[Text, ...] = ()
    actions: tuple[Text, ...] = ()
    deprecated: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""
    retired: bool = False
    heading: str = ""
    variants: tuple[Variant, ...] = ()
    span: Span = field(compare=False, default=Span(""))

    @property
    def statuses(self) -> tuple[int, ...]:
        """The statuses that the code is documented with, in the order of its rows."""
        seen = (self.status, *(variant.status for variant in self.variants))
        return tuple(dict.fromkeys(status for status in seen if status is not None))

    def message(self, locale: str) -> Message | None:
        """The message in `locale`, or None."""
        return next((m for m in self.messages if m.locale == locale), None)


@dataclass(frozen=True, slots=True)
class Example:
    """A JSON body that the page shows: a test vector.

    `text` is the block as written, `code`, `message` and `correlation_id`
    what a decoder must find in it ("" where it has none).
    """

    text: str
    code: str
    message: str = ""
    correlation_id: str = ""
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A source page of the catalogue."""

    path: str
    locale: str
    title: str = ""
    translated: bool = False


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table that was read: where it stands, and the position of each role's column."""

    path: str
    heading: str
    line: int
    rows: int
    columns: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the pages and their overlay say.

    `name` is kebab-case, `package` the same in snake_case, `root` the base
    class. `locales` begins with the one that settles names. `licence`,
    `author` and `origin` are the page's attribution, from the overlay.
    """

    name: str
    package: str
    root: str
    title: str = ""
    locales: tuple[str, ...] = ()
    pages: tuple[PageInfo, ...] = ()
    envelope: Envelope = Envelope()
    errors: tuple[Error, ...] = ()
    examples: tuple[Example, ...] = ()
    licence: str = ""
    author: str = ""
    origin: str = ""
    doc_url: str = ""
    tables: tuple[TableInfo, ...] = field(default=(), compare=False)

    def error(self, code: str) -> Error | None:
        """The error with this code, or None."""
        return next((e for e in self.errors if e.code == code), None)
