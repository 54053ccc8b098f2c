"""The catalogue, frozen; knows neither how it was read nor how it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field
from operator import attrgetter
from typing import Annotated, Literal, TypeAlias

from generator.diagnostics.source import Span
from generator.names.style import PLAIN, Style

# The JSON of the catalogue and its schema follow from the fields below; what
# `Annotated` says of one is its description there.
Status: TypeAlias = Annotated[int | None, "The HTTP status, or null where the page names none."]
Key: TypeAlias = str | int
KeyPath: TypeAlias = Annotated[
    tuple[Key, ...], "Keys from the outside in; a number is a place in an array, from 0."
]
Wire: TypeAlias = Annotated[
    Literal["", "string", "integer"], "How a code that is a number is sent, where that is known."
]
Evidence: TypeAlias = Literal[
    "pinned",  # the overlay alone says so
    "source-text",  # the cell carries the untranslated text
    "parenthesised",  # words, then the code in parentheses
    "status-name",  # the registered name of the row's status
    "verbatim",  # spelt like the page's other codes
    "aligned",  # at this place in a reference
    "mentioned",  # the page's JSON names it
    "doubtful",  # verbatim on a translation, and something speaks against it
    "overlay",  # not on the page: the overlay adds the whole error
]
# The evidence for a code that is not what its cell says: it was restored.
RESTORED: frozenset[Evidence] = frozenset(
    {"source-text", "parenthesised", "status-name", "aligned", "mentioned"}
)


# JSON, "number" (RFC 8259, section 6): no leading zero; 15 digits are exact in every reader.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
# What services call the code of an error, in the order in which decoders ask: OData and plain
# JSON, the platforms of East Asia, AWS and Azure, OAuth (RFC 6749, section 5.2), problem
# details (RFC 9457).
USUAL_CODES = (
    *("code", "errorCode", "error_code", "errcode", "errorcode", "ret", "retcode"),
    *("resultCode", "returnCode", "Code", "error", "type"),
)


def is_integer(code: str) -> bool:
    """Whether a code may be sent as a number that every reader takes for the same."""
    return _INTEGER.fullmatch(code) is not None


def at(body: object, path: Sequence[Key]) -> object:
    """What stands at a path in a body of JSON; None where nothing does, or where it is empty."""
    for key in path:
        if isinstance(body, dict):
            body = body.get(key)  # a number is no key of JSON's
        elif isinstance(body, list) and isinstance(key, int):
            body = body[key] if key < len(body) else None
        else:
            return None
    return body if path else None


def dotted(path: Sequence[Key]) -> str:
    """A path as people read it: `errors.0.code`."""
    return ".".join(map(str, path))


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where an error body carries what; an empty path is unknown.

    `retry_after` leads to the seconds to wait. `header` is the name of one that
    carries the code. `xml`: a body may be XML, with elements that are called as
    the last keys of the paths.
    """

    code: KeyPath = ()
    message: KeyPath = ()
    correlation_id: KeyPath = ()
    retry_after: KeyPath = ()
    header: Annotated[str, "The header of a response that carries the code."] = ""
    xml: Annotated[bool, "Whether a body may be XML."] = False
    wire: Wire = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that the page sets apart: a link, or code.

    `start` and `end` are places in the text, in code points. `url` is what a
    link points at, as the page writes it; "" marks code.
    """

    start: int
    end: int
    url: str = ""


# Links that lead somewhere wherever they are read.
_ABSOLUTE = ("http://", "https://", "mailto:")


def spelt_out(text: str, marks: Iterable[Mark]) -> str:
    """A text for where nothing can be linked: each link's address stands after its words.

    Code stands in backticks, but where it has one.
    """
    pieces: list[str] = []
    at = 0
    for mark in sorted(marks, key=attrgetter("end")):
        words, url = text[mark.start : mark.end], mark.url
        if not url and at <= mark.start < mark.end and "`" not in words:
            pieces += [text[at : mark.start], f"`{words}`"]
            at = mark.end
        elif url.lower().startswith(_ABSOLUTE) and url not in (words, f"mailto:{words}"):
            pieces += [text[at : mark.end], f" ({url})"]
            at = mark.end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one locale, what is set apart in it, and where the page says it."""

    locale: str
    text: str
    span: Span | None = field(default=None, compare=False)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What an error says in one locale.

    `text` is what a reader of the page sees. `parts` is the same text cut at
    its placeholders: a string is literal, a number is an index into the
    error's parameters. `remark` marks a text about the message, not a
    template of it (`(no error message, retry the operation)`). `marks` are
    places in `text`.
    """

    locale: str
    text: str
    parts: tuple[str | int, ...] = ()
    remark: bool = False
    span: Span | None = field(default=None, compare=False)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a message carries.

    `name` is fit for code in every language. `evidence` is `pinned` (the
    overlay), `words` (the placeholder's own words) or `derived` (from the
    code). `text` pairs each locale with the placeholder's words.
    """

    name: Annotated[str, "In snake_case."]
    evidence: Annotated[Literal["pinned", "words", "derived"], "How the name is known."] = "words"
    text: Annotated[
        tuple[tuple[str, str], ...], "The words of the placeholder in each locale."
    ] = ()


@dataclass(frozen=True, slots=True)
class Retryable:
    """Whether the same request may succeed later, and how that is known.

    `evidence` is `overlay`, `page` (the page says so), `status` (RFC 9110,
    RFC 6585) or `unknown` (there is no status: value is False).
    """

    value: bool
    evidence: Literal["overlay", "page", "status", "unknown"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of a code that stands in several rows or tables."""

    status: Status
    messages: tuple[Message, ...]
    name: str = ""
    heading: str = ""
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class Error:
    """One error of the catalogue.

    `evidence` says why `cell` means `code`. `class_name` is safe in Python
    and TypeScript. `status_text` may be no single status (`4xx`, `400, 409`).
    `name` is a symbol beside a number, or "". `source` is set for an error
    that the overlay adds. `span` never reaches generated code.
    """

    code: Annotated[str, "As on the wire."]
    _: KW_ONLY
    status: Status = None
    class_name: Annotated[str, "Unique in the catalogue."]
    evidence: Annotated[Evidence, "How the code is known."] = "verbatim"
    settled: Annotated[bool, "The overlay pins the code, and nothing is left to settle."] = False
    cell: Annotated[str, "What the code cell of the page says."] = ""
    slug: Annotated[str, "The code as a file name, unique without regard to case."] = ""
    status_text: Annotated[str, "What the status cell of the page says."] = ""
    name: Annotated[str, "The other column that identifies the error."] = ""
    messages: tuple[Message, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    retryable: Retryable = Retryable(False, "unknown")
    hints: tuple[Text, ...] = ()
    causes: tuple[Text, ...] = ()
    actions: tuple[Text, ...] = ()
    fields: Annotated[
        tuple[tuple[str, tuple[tuple[str, str], ...]], ...],
        "What the page's other columns say: for each locale, texts by their headers.",
    ] = ()
    remark: Annotated[str, "What the code cell says beside the code."] = ""
    deprecated: Annotated[str, "Since when, or why."] = ""
    since: Annotated[str, "Since when there is the code: a version, or a date."] = ""
    changed: Annotated[
        tuple[tuple[str, str], ...], "What changed about it, by the version or the date."
    ] = ()
    aliases: Annotated[tuple[str, ...], "Former names of the code."] = ()
    source: Annotated[str, "Where an error that is not on the page is known from."] = ""
    retired: Annotated[bool, "It left the page and is kept."] = False
    heading: Annotated[str, "The heading above its table."] = ""
    variants: tuple[Variant, ...] = ()
    span: Span = field(compare=False, default=Span(""))

    @property
    def statuses(self) -> tuple[int, ...]:
        """The statuses that the code is documented with, in the order of its rows."""
        seen = (self.status, *(variant.status for variant in self.variants))
        return tuple(dict.fromkeys(status for status in seen if status is not None))

    @property
    def is_outdated(self) -> bool:
        """Whether it is out of use, or will be: retired, or deprecated."""
        return self.retired or bool(self.deprecated)

    @property
    def row_messages(self) -> tuple[Message, ...]:
        """What all of its rows say, in every locale."""
        return (*self.messages, *(m for variant in self.variants for m in variant.messages))

    def message(self, locale: str) -> Message | None:
        """The message in `locale`, or None."""
        return next((m for m in self.messages if m.locale == locale), None)


@dataclass(frozen=True, slots=True)
class Example:
    """A JSON body that the page shows: a test vector.

    `text` is the block as written, `code`, `message` and `correlation_id`
    what a decoder must find in it ("" where it has none).
    """

    text: Annotated[str, "The body."]
    code: str
    message: str = ""
    correlation_id: str = ""
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page that was read."""

    path: Annotated[str, "Relative to the project, with slashes."]
    locale: str
    title: str = ""
    translated: Annotated[bool, "Whether a machine translated the page."] = False


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table of a page: where it stands, and which column plays which role.

    `columns` has the positions of each role's columns, from 0. `headers` are
    the texts over the columns. `left` is why the table is not read, "" if it is.
    `level` is that of headings that are read as rows under another one; 0 for a table.
    """

    path: str
    heading: str
    line: int
    rows: int
    columns: tuple[tuple[str, tuple[int, ...]], ...] = ()
    headers: tuple[str, ...] = ()
    left: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Success:
    """A code that is no error (`0`, `OK`): a client has to know it, and no class stands for it."""

    code: Annotated[str, "As on the wire."]
    status: Status = None
    name: Annotated[str, "The other column that identifies the code."] = ""
    messages: tuple[Message, ...] = ()
    span: Span = field(compare=False, default=Span(""))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that the pages and their overlay say.

    `licence`, `author` and `origin` are the page's attribution, from the overlay.
    `style` is that of the names of its classes; like `tables` it is in no record.
    """

    name: Annotated[str, "The catalogue's name, in kebab-case."]
    package: Annotated[str, "The name in snake_case, as Python imports it."] = ""
    root: Annotated[str, "The base class of every error."] = ""
    title: Annotated[str, "The title of the page."] = ""
    locales: Annotated[tuple[str, ...], "The locales of the pages; the first settles names."] = ()
    pages: tuple[PageInfo, ...] = ()
    envelope: Envelope = Envelope()
    errors: Annotated[tuple[Error, ...], "In the order of the page."] = ()
    successes: Annotated[tuple[Success, ...], "The codes that say that nothing went wrong."] = ()
    examples: tuple[Example, ...] = ()
    licence: Annotated[str, "The licence of the page's text."] = ""
    author: Annotated[str, "Who wrote the page."] = ""
    origin: Annotated[str, "Where the page comes from."] = ""
    doc_url: Annotated[
        str,
        "Where the errors are documented: `{code}` stands for the code, percent-encoded; "
        "without it `/` and the slug follow.",
    ] = ""
    errors_in_success: Annotated[bool, "Whether an error may come with a status below 400."] = False
    service_locale: Annotated[str, "The locale in which the service speaks, if it is known."] = ""
    tables: tuple[TableInfo, ...] = field(default=(), compare=False)
    style: Style = field(default=PLAIN, compare=False)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The locales of the pages, then those that messages alone are in."""
        said = (message.locale for error in self.errors for message in error.row_messages)
        return tuple(dict.fromkeys((*self.locales, *said)))

    def error(self, code: str) -> Error | None:
        """The error with this code, or None."""
        return next((e for e in self.errors if e.code == code), None)
