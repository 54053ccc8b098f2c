"""The codes of a catalogue in a terminal: all of them in a table, or the facts of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import statuses
from generator.cli import account
from generator.diagnostics import draw, terminal
from generator.model import Catalogue, Error, Evidence, Message, Parameter

_HEADER = ("CODE", "STATUS", "MESSAGE")
_GAP, _NOTHING = "  ", "-"
# A code that takes more columns stands in a line of its own where there is a terminal; a status
# that does is cut; and where a message has fewer, it stands in a line below.
_CODE, _STATUS, _MESSAGE = 60, 16, 24

# Evidence that a reader should look at: restored in yellow, doubted in red; the rest is aside.
_CERTAIN: frozenset[Evidence] = frozenset({"verbatim", "source-text", "overlay"})


def table(catalogue: Catalogue, columns: int | None, *, colour: bool = False) -> str:
    """Every code with its status and its message, then which tables it is from.

    How a code is known stands below it where its cell does not say it. No code
    is cut. Without `columns` of a terminal nothing is, and a code is a line.
    """
    rows = [_row(error) for error in catalogue.errors]
    sizes, below = _sizes(rows, columns)
    codes = draw.plural(len(rows), "code")
    title = terminal.visible(f"{catalogue.name}: {codes} in {', '.join(catalogue.locales)}")
    head = ("CODE", "STATUS", "") if below else _HEADER
    bold = terminal.BOLD if colour else ""
    lines = [terminal.paint(title, bold), "", terminal.paint(_line(head, sizes, None), bold)]
    for error, row in zip(catalogue.errors, rows, strict=True):
        tint = _tint(error) if colour else ""
        first, *more = _listed(row, sizes, columns, below=below)
        code = row[0]
        lines += [terminal.paint(code, tint) + first.removeprefix(code), *more]
        lines += [terminal.paint(f"  ↳ {text}", tint) for text in _told(error, columns)]
    said = [*account.lines(catalogue, columns)]
    return "\n".join([*lines, *([""] if said else []), *said]) + "\n"


def _row(error: Error) -> tuple[str, str, str]:
    status = error.status_text if error.status is None else str(error.status)
    message = error.messages[0].text if error.messages else error.name
    shown = (error.code, *(" ".join(text.split()) for text in (status, message)))
    code, status, message = (terminal.visible(text) or _NOTHING for text in shown)
    return code, status, message


def _sizes(
    rows: Sequence[tuple[str, str, str]], columns: int | None
) -> tuple[tuple[int, int], bool]:
    """The columns of codes and of statuses, and whether messages stand in lines below."""
    codes, beside = ([terminal.width(row[at]) for row in (_HEADER, *rows)] for at in (0, 1))
    status = min(max(beside), _STATUS)
    code = max(size for size in codes if size <= min(columns // 2 if columns else _CODE, _CODE))
    if columns is None or columns - code - status - 2 * len(_GAP) >= _MESSAGE:
        return (code, status), False
    return (max(size for size in codes if size <= max(columns - status - 2, 4)), status), True


def _listed(
    row: tuple[str, str, str], sizes: tuple[int, int], columns: int | None, *, below: bool
) -> list[str]:
    """The lines of one code: one, or more where it or its message has no place in it."""
    code, status, message = row
    if columns is None:
        return [_line(row, sizes, None)]
    alone = [code] if terminal.width(code) > sizes[0] else []
    beside = _line(("" if alone else code, status, "" if below else message), sizes, columns)
    under = [f"  {terminal.clipped(message, columns - 2)}"] if below and row[2] != _NOTHING else []
    return [*alone, beside, *under]


def _line(row: tuple[str, str, str], sizes: tuple[int, int], columns: int | None) -> str:
    """A line of the table; no code is cut."""
    code, status, message = row
    if columns is not None:
        status = terminal.clipped(status, sizes[1])
    cells = zip((code, status), sizes, strict=True)
    text = _GAP.join([*(cell + " " * (size - terminal.width(cell)) for cell, size in cells), ""])
    return (
        text + (terminal.clipped(message, columns - terminal.width(text)) if columns else message)
    ).rstrip()


def _told(error: Error, columns: int | None) -> Iterator[str]:
    """How the code is known, unless its cell says it, in a line that fits."""
    if error.evidence != "verbatim":
        text = terminal.visible(" ".join(_evidence(error).split()))
        yield terminal.clipped(text, columns - 4) if columns else text


def _evidence(error: Error) -> str:
    cell = f", from {error.cell}" if error.cell not in ("", error.code) else ""
    return f"{_known(error)}{cell}"


def _known(error: Error) -> str:
    """How a code is known, and whether the overlay says so as well."""
    also = error.settled and error.evidence != "pinned"
    return f"{error.evidence}, pinned" if also else error.evidence


def _tint(error: Error) -> str:
    if error.settled or error.evidence in _CERTAIN:
        return "" if error.evidence == "verbatim" else terminal.FAINT
    return terminal.RED if error.evidence == "doubtful" else terminal.YELLOW


def facts(error: Error, columns: int | None = None, *, colour: bool = False) -> str:
    """Everything that the catalogue says of one error, wrapped to the columns of a terminal."""
    found = [(label, value) for label, value in _facts(error) if value]
    longest = max(len(label) for label, _ in found)
    lines = [terminal.paint(terminal.visible(error.code), terminal.BOLD if colour else "")]
    for label, value in found:
        text = terminal.visible(" ".join(value.split()))
        first, *more = terminal.wrapped(text, columns and columns - longest - 4)
        named = terminal.paint(f"{label:<{longest}}", terminal.FAINT if colour else "")
        lines += [f"  {named}  {first}", *(" " * (longest + 4) + line for line in more)]
    return "\n".join(lines) + "\n"


def _facts(error: Error) -> Iterator[tuple[str, str]]:
    """What it is, what to do about it, how code has it, and where that is from."""
    yield "status", _named_status(error)
    yield "retired", "yes" if error.retired else ""
    yield "deprecated", error.deprecated
    yield "since", error.since
    yield from (("changed", f"{when}: {text}") for when, text in error.changed)
    for message in error.messages:
        yield f"message {message.locale}", message.text
    for label, texts in (("cause", error.causes), ("to do", error.actions), ("hint", error.hints)):
        for text in texts:
            yield f"{label} {text.locale}", text.text
    yield "retryable", f"{'yes' if error.retryable.value else 'no'} ({error.retryable.evidence})"
    for parameter in error.parameters:
        yield "parameter", _parameter(parameter)
    yield "class", error.class_name
    yield "name", error.name
    yield "aliases", ", ".join(error.aliases)
    yield "remark", error.remark
    for locale, cells in error.fields:
        for header, cell in cells:
            yield f"field {locale}", f"{header}: {cell}"
    for variant in error.variants:
        yield "variant", _variant(variant.status, variant.messages, variant.heading)
    yield "evidence", _evidence(error)
    yield "source", error.source
    yield "under", error.heading
    yield "stands at", draw.place(error.span)


def _named_status(error: Error) -> str:
    if error.status is None:
        return error.status_text
    return f"{error.status} {statuses.phrase(error.status)}".strip()


def _parameter(parameter: Parameter) -> str:
    words = ", ".join(text for _, text in parameter.text)
    return f"{parameter.name} ({parameter.evidence}{f', from {words}' if words else ''})"


def _variant(status: int | None, messages: Sequence[Message], heading: str) -> str:
    texts = (str(status or ""), " / ".join(m.text for m in messages), f"({heading})")
    return " ".join(text for text in texts if text not in ("", "()"))
