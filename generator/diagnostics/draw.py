"""A diagnostic drawn: for people, as JSON, as an annotation on GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator import characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from generator.diagnostics.source import Diagnostic, Level, Problems, Span

# How much of a long line is shown on each side of the caret.
_BEFORE, _AFTER = 40, 60
_TEXT_LIMIT = 4000

_TINTS: dict[Level, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_GITHUB: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}


def draw(problem: Diagnostic, *, colour: bool = False) -> str:
    """The diagnostic with its place, line, caret and help; ends in a newline."""
    margin = " " * len(str(problem.span.line or 0))
    lines = [head(problem, colour=colour), *_lines(problem, margin, colour=colour)]
    helps = [visible(line) for line in problem.help.split("\n") if line.strip()]
    lines += [f"{margin} = help: {line}" for line in helps[:1]]
    lines += [f"{margin}         {line}" for line in helps[1:]]
    return "\n".join(lines) + "\n"


def head(problem: Diagnostic, *, colour: bool = False) -> str:
    """Its level, its rule and its message, in one line."""
    name = paint(f"{problem.level}[{problem.rule}]", _TINTS[problem.level] if colour else "")
    return f"{name}: {visible(problem.message)}"


def place(span: Span) -> str:
    """A place as editors know it: the path, the line and the column, as far as it has them."""
    return ":".join((visible(span.path), *(str(n) for n in (span.line, span.column) if n)))


def paint(text: str, tint: str) -> str:
    """The text in a colour of the terminal (ECMA-48, SGR); as it is without a tint."""
    return f"\x1b[{tint}m{text}\x1b[0m" if tint else text


def _lines(problem: Diagnostic, margin: str, *, colour: bool) -> list[str]:
    """Where it is, and the line of the document with the caret and the label."""
    span, label = problem.span, visible(problem.label)
    arrow = [f"{margin}--> {place(span)}"]
    if not span.line:
        return arrow + ([f"{margin} = {label}"] if label else [])
    line, offset, length = _window(span)
    carets = paint("^" * max(length, 1), _TINTS[problem.level] if colour else "")
    bar = f"{margin} |"
    return [*arrow, bar, f"{span.line} | {line}", f"{bar} {' ' * offset}{carets} {label}".rstrip()]


def _window(span: Span) -> tuple[str, int, int]:
    """The part of the line round the caret as it is shown, the caret's column and its width."""
    at = (span.column or 1) - 1
    left = at - _BEFORE if at > _BEFORE + 1 else 0
    right = max(at, 0) + max(min(span.length, _AFTER), 1) + _AFTER
    before, under = span.text[left:at], span.text[at : at + max(span.length, 1)][: right - at]
    lead = "…" if left else ""
    tail = "…" if right < len(span.text) else ""
    shown = f"{lead}{visible(span.text[left:right])}{tail}".rstrip()
    return shown, width(lead + visible(before)), width(visible(under))


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
    if width(text) > room:
        text = text[:room]
        while width(text) > room - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (room - width(text))


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
