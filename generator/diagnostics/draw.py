"""A diagnostic drawn: for people, as JSON, as an annotation on GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.diagnostics.terminal import (
    BLUE,
    BOLD,
    CYAN,
    RED,
    YELLOW,
    clipped,
    escaped,
    paint,
    visible,
    width,
    wrapped,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from generator.diagnostics.source import Diagnostic, Level, Problems, Span

# How much of a long line is shown on each side of the caret, where no terminal bounds it.
_BEFORE, _AFTER = 40, 60
# So many columns beside the caret are enough for the words of a label.
_ENOUGH = 24

_TINTS: dict[Level, str] = {
    "error": f"{BOLD};{RED}",
    "warning": f"{BOLD};{YELLOW}",
    "note": f"{BOLD};{CYAN}",
}
# What leads the eye and says nothing: arrows, bars, numbers of lines.
_FRAME = f"{BOLD};{BLUE}"
_GITHUB: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


def draw(problem: Diagnostic, *, colour: bool = False, columns: int | None = None) -> str:
    """The diagnostic with its place, line, caret and help; ends in a newline.

    A terminal has so many columns: words are wrapped, the line is cut round the
    caret. Without them, in files and pipes, each is one line.
    """
    margin = " " * len(str(problem.span.line or 0))
    lines = [head(problem, colour=colour, columns=columns)]
    lines += _lines(problem, margin, colour=colour, columns=columns)
    lines += helps(problem, margin, colour=colour, columns=columns)
    return "\n".join(lines) + "\n"


def head(problem: Diagnostic, *, colour: bool = False, columns: int | None = None) -> str:
    """Its level, its rule and its message."""
    name = f"{problem.level}[{problem.rule}]:"
    text = "\n".join(wrapped(visible(problem.message), columns, len(name) + 1))
    tints = (_TINTS[problem.level], BOLD) if colour else ("", "")
    return f"{paint(name[:-1], tints[0])}: {paint(text, tints[1])}"


def place(span: Span) -> str:
    """A place as editors know it: the path, the line and the column, as far as it has them."""
    return ":".join((visible(span.path), *(str(n) for n in (span.line, span.column) if n)))


def arrow(where: str, *, colour: bool = False) -> str:
    """What leads to a place."""
    return f"{paint('-->', _FRAME if colour else '')} {where}"


def _lines(problem: Diagnostic, margin: str, *, colour: bool, columns: int | None) -> Iterator[str]:
    """Where it is, and the line of the document with the caret and the label."""
    span, label, tint = problem.span, visible(problem.label), _FRAME if colour else ""
    yield margin + arrow(place(span), colour=colour)
    if not span.line:
        room = columns and columns - len(margin) - 3
        first, *more = wrapped(label, room)
        yield from [f"{margin} {paint('=', tint)} {first}"] if label else []
        yield from (f"{margin}   {text}" for text in more)
        return
    room = columns and max(columns - len(margin) - 3, _ENOUGH // 2)
    line, offset, length = _window(span, room)
    bar = f"{margin} {paint('|', tint)}"
    yield bar
    yield f"{paint(f'{span.line} |', tint)} {line}"
    first, *more = _labelled(label, offset + max(length, 1), room)
    carets = paint("^" * max(length, 1), _TINTS[problem.level] if colour else "")
    yield f"{bar} {' ' * offset}{carets} {first}".rstrip()
    yield from (f"{bar} {text}" for text in more)


def _labelled(label: str, end: int, room: int | None) -> list[str]:
    """The label as it stands beside the caret that ends there, or in the lines below."""
    if room is None or end + 1 + width(label) <= room:
        return [label]
    if room - end - 1 < _ENOUGH:
        return ["", *wrapped(label, room)]
    first, *more = wrapped(label, room - end - 1)
    return [first, *(" " * (end + 1) + text for text in more)]


def helps(problem: Diagnostic, margin: str, *, colour: bool, columns: int | None) -> Iterator[str]:
    """The help: its first line are words, and what follows is to be copied as it stands."""
    lines = [visible(line) for line in problem.help.split("\n") if line.strip()]
    if lines:
        first, *more = wrapped(lines[0], columns and columns - len(margin) - 9)
        yield f"{margin} {paint('=', _FRAME if colour else '')} help: {first}"
        yield from (f"{margin}         {line}" for line in (*more, *lines[1:]))


def _window(span: Span, room: int | None) -> tuple[str, int, int]:
    """The part of the line round the caret as it is shown, the caret's column and its width."""
    at = (span.column or 1) - 1
    reach, beyond = (_BEFORE, _AFTER) if room is None else (room, room)
    left = at - reach if at > reach + 1 else 0
    right = max(at, 0) + max(min(span.length, beyond), 1) + beyond
    before, under = span.text[left:at], span.text[at : at + max(span.length, 1)][: right - at]
    after = span.text[at + len(under) : right]
    lead = "…" if left else ""
    tail = "…" if right < len(span.text) else ""
    if room is None:
        shown = f"{lead}{visible(span.text[left:right])}{tail}".rstrip()
        return shown, width(lead + visible(before)), width(visible(under))
    texts = (lead + visible(before), visible(under), (visible(after) + tail).rstrip())
    start, middle, end = _cut(*texts, room)
    length = width(middle) - (middle != texts[1])
    return f"{start}{middle}{end}".rstrip(), width(start), length


def _cut(before: str, under: str, after: str, room: int) -> tuple[str, str, str]:
    """Three parts of a line in so many columns: what the caret marks, and what is round it."""
    if width(before) + width(under) + width(after) <= room:
        return before, under, after
    marked = clipped(under, room - 1 if before else room)
    rest = room - width(marked)
    if marked != under:
        after = ""
    behind = min(width(after), max(rest - width(before), rest // 3))
    start = clipped(before, rest - behind, left=True)
    return start, marked, clipped(after, rest - width(start))


def data(problem: Diagnostic) -> dict[str, str | int | None]:
    """The diagnostic as plain data; line and column are None when the whole file is meant."""
    span = problem.span
    return {
        "rule": problem.rule,
        "level": problem.level,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "message": problem.message,
        "label": problem.label,
        "help": problem.help,
    }


def annotation(problem: Diagnostic, path: str | None = None) -> str:
    """The diagnostic as a workflow command of GitHub Actions; ends in a newline.

    `path` is the file's as the repository has it; "" where there is no such
    file, and then the text says the place.
    """
    span, message = problem.span, problem.message
    places: dict[str, object] = {"title": problem.rule}
    if path == "":
        message = f"{place(span)}: {message}"
    else:
        places = {"file": path or span.path, "line": span.line, "col": span.column, **places}
        if span.column and span.length:
            places["endColumn"] = span.column + span.length
    text = "\n".join(part for part in (message, problem.label, problem.help) if part)
    return command(_GITHUB[problem.level], places, text)


def command(level: str, places: Mapping[str, object], text: str) -> str:
    """A workflow command of GitHub Actions; ends in a newline."""
    shown = ",".join(f"{key}={_property(value)}" for key, value in places.items() if value)
    written = "\r".join(map(escaped, text.split("\r")))
    return f"::{level} {shown}::{_command(written)}\n"


def _command(text: str) -> str:
    """GitHub: a workflow command's data escapes these three."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    """GitHub: a workflow command's property escapes two more."""
    return _command(str(value)).replace(":", "%3A").replace(",", "%2C")


def count(problems: Problems) -> str:
    """ "1 error, 2 warnings", or "" where there are none."""
    found = Counter(problem.level for problem in problems)
    levels: tuple[Level, ...] = ("error", "warning", "note")
    return ", ".join(plural(found[level], level) for level in levels if found[level])


def plural(number: int, noun: str) -> str:
    """ "1 file", "2 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
