"""Prose and lists in the columns of a terminal: wrapped at words, and code as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.diagnostics import terminal

# Below so many columns beside its name, words stand in the lines below it.
_ENOUGH = 24
_DEEP = " " * 4
# A command, and behind it what it does.
_EXAMPLE = re.compile(r"(  \S.*?)\s{2,}(\S.*)")


def wrapped(text: str, columns: int) -> str:
    """The text with its paragraphs wrapped anew; what is indented stays, but for what it says.

    That is: where a line of commands is too long, what each does stands below it.
    """
    return "\n\n".join(
        "\n".join(_block(block, columns)) for block in text.strip("\n").split("\n\n")
    )


def _block(text: str, columns: int) -> Iterator[str]:
    lines = text.split("\n")
    below = any(terminal.width(line) > columns for line in lines if _EXAMPLE.fullmatch(line))
    words: list[str] = []
    for line in lines:
        if not line.startswith(" "):
            words.append(line)
            if not line.endswith(":"):
                continue
        yield from terminal.wrapped(" ".join(words), columns) if words else ()
        words = []
        if line.startswith(" "):
            yield from _indented(line, columns, below=below)
    yield from terminal.wrapped(" ".join(words), columns) if words else ()


def _indented(line: str, columns: int, *, below: bool) -> Iterator[str]:
    example = _EXAMPLE.fullmatch(line) if below else None
    if not example:
        yield line
        return
    yield example[1]
    yield from (f"  {_DEEP}{more}" for more in terminal.wrapped(example[2], columns - 6))


def listed(pairs: Sequence[tuple[str, str]], columns: int) -> str:
    """Names with what is said of each, aligned; below it where there is no room beside it."""
    longest = max((terminal.width(name) for name, _ in pairs), default=0)
    beside = columns - longest - 2 >= _ENOUGH
    lines: list[str] = []
    for name, text in pairs:
        if not beside:
            lines += [name, *(f"{_DEEP}{more}" for more in terminal.wrapped(text, columns - 4))]
            continue
        first, *rest = terminal.wrapped(text, columns - longest - 2)
        lines.append(f"{name}{' ' * (longest - terminal.width(name))}  {first}")
        lines += (" " * (longest + 2) + more for more in rest)
    return "".join(f"{line}\n" for line in lines)
