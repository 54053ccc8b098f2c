"""A diagnostic drawn: for people, as JSON, as an annotation on GitHub."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from generator import characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from generator.diagnostics.source import Diagnostic, Level, Problems, Span

# How much of a long line is shown on each side of the caret, where no terminal bounds it.
_BEFORE, _AFTER = 40, 60
_TEXT_LIMIT = 4000
# So many columns beside the caret are enough for the words of a label.
_ENOUGH = 24

# What no line may part: code, a command, what is to be run or pasted.
_WHOLE = re.compile(
    r"`[^`]*`\S*|(?:error-table|python -m generator) \S+(?: --\S+)*"
    r"|(?<=run: )\S.*|(?<=: )\S+ = .+|\S+"
)
# No line of Japanese or Chinese begins with one of the first, or ends with one of the others.
_CLOSING = frozenset("、。，．・：；？！）］｝〉》」』】〕ー々…")
_OPENING = frozenset("（［｛〈《「『【〔")

_TINTS: dict[Level, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_ASIDE = "1;34"  # what leads the eye and says nothing: arrows, bars, numbers of lines
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
    tints = (_TINTS[problem.level], "1") if colour else ("", "")
    return f"{paint(name[:-1], tints[0])}: {paint(text, tints[1])}"


def place(span: Span) -> str:
    """A place as editors know it: the path, the line and the column, as far as it has them."""
    return ":".join((visible(span.path), *(str(n) for n in (span.line, span.column) if n)))


def arrow(where: str, *, colour: bool = False) -> str:
    """What leads to a place."""
    return f"{paint('-->', _ASIDE if colour else '')} {where}"


def paint(text: str, tint: str) -> str:
    """The text in a colour of the terminal (ECMA-48, SGR); as it is without a tint."""
    return f"\x1b[{tint}m{text}\x1b[0m" if tint else text


def _lines(problem: Diagnostic, margin: str, *, colour: bool, columns: int | None) -> Iterator[str]:
    """Where it is, and the line of the document with the caret and the label."""
    span, label, tint = problem.span, visible(problem.label), _ASIDE if colour else ""
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
        yield f"{margin} {paint('=', _ASIDE if colour else '')} help: {first}"
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


def visible(text: str) -> str:
    """The text with tabs as blanks, and characters that cannot be seen, or move others, escaped."""
    cut = text if len(text) <= _TEXT_LIMIT else f"{text[:_TEXT_LIMIT]}…"
    return cut if cut.isprintable() else "".join(map(_shown, cut))


def escaped(text: str) -> str:
    """The whole text with its tabs and line ends, and every other such character escaped."""
    if text.isprintable():
        return text
    return "".join(char if char in "\t\n" else _shown(char) for char in text)


def _shown(char: str) -> str:
    if char == "\t":
        return "    "
    return f"\\u{ord(char):04x}" if is_hidden(char) else char


def is_hidden(char: str) -> bool:
    """Whether a character cannot be seen, or moves others."""
    import unicodedata  # what can be seen needs none of it

    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def width(text: str) -> int:
    """How many columns of a terminal the text takes (UAX #11: wide characters take two)."""
    return sum(map(_columns, text)) if not text.isascii() else len(text)


def fitted(text: str, room: int) -> str:
    """The text in exactly so many columns of the terminal, cut with an ellipsis."""
    text = clipped(text, room)
    return text + " " * (room - width(text))


def clipped(text: str, room: int, *, left: bool = False) -> str:
    """The text in at most so many columns, its end, or its beginning, cut with an ellipsis."""
    if width(text) <= room:
        return text
    if room < 1:
        return ""
    text = text[-room * 2 :] if left else text[: room * 2]  # a mark takes no column
    while text and (width(text) > room - 1 or (left and not width(text[0]))):
        text = text[1:] if left else text[:-1]
    return f"…{text}" if left else f"{text}…"


def wrapped(text: str, room: int | None, indent: int = 0) -> list[str]:
    """The text in lines of so many columns, parted at blanks and between wide characters.

    `indent` is what is taken of the first line already. What no line may part
    stands in one, even if that is too long. Without `room` it is one line.
    """
    if room is None or indent + width(text) <= room:
        return [text]
    lines, line, used = [], "", indent
    for gap, unit in _units(text):
        size = width(unit)
        if line and used + len(gap) + size > room:
            lines.append(line)
            line, used = unit, size
        else:
            used += size + (len(gap) if line else 0)
            line = f"{line}{gap}{unit}" if line else unit
    return [*lines, line]


def _units(text: str) -> Iterator[tuple[str, str]]:
    """What no line may part, with the blank before it."""
    for word in _WHOLE.findall(text):
        gap, unit = " ", ""
        for char in (
            [word] if " " in word or "\0" in word or word[0] == "`" or word.isascii() else word
        ):
            wide = unit and (characters.is_wide(char) or characters.is_wide(unit[-1]))
            if wide and char not in _CLOSING and unit[-1] not in _OPENING:
                yield gap, unit
                gap, unit = "", ""
            unit += char
        yield gap, unit


def _columns(char: str) -> int:
    import unicodedata

    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if characters.is_wide(char) else 1


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
