"""A plan as a unified diff that `git apply` takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.plan import Change
from generator.plan.lines import Common

# Git quotes a name with one of these as a C string (git-diff-files, "core.quotePath").
_QUOTED = re.compile(r'[\x00-\x1f"\\\x7f]')

# So many lines of a hand edit are shown where it is refused.
_SHOWN = 30


def patch(changes: Iterable[Change], above: str) -> str:
    """The changes as one patch; `above` begins each path in the repository: the project's folder.

    Bytes that are no UTF-8 come out as surrogates: write it with
    `surrogateescape`.
    """
    return "".join(line for change in changes for line in _file(change, above))


def hunk(before: bytes | None, there: bytes | None) -> str:
    """What somebody changed in a file of ours: from what it was to what is there."""
    lines = list(_hunks(_lines(before), _lines(there)))
    rest = len(lines) - _SHOWN
    more = [f"… and {rest} line{'s' * (rest > 1)} more\n"] if rest > 0 else []
    return "".join(_ended(line) for line in (*lines[:_SHOWN], *more)).rstrip("\n")


def _file(change: Change, above: str) -> Iterator[str]:
    path = f"{above}{change.path}"
    before, after = _quoted(f"a/{path}"), _quoted(f"b/{path}")
    yield f"diff --git {before} {after}\n"
    if change.old is None:
        yield "new file mode 100644\n"
    if change.new is None:
        yield "deleted file mode 100644\n"
    hunks = [_ended(line) for line in _hunks(_lines(change.old), _lines(change.new))]
    if hunks:
        # A name with a blank ends in a tab, as GNU diff and git write it.
        tab = "\t" if " " in path else ""
        yield f"--- {'/dev/null' if change.old is None else before + tab}\n"
        yield f"+++ {'/dev/null' if change.new is None else after + tab}\n"
        yield from hunks


def _quoted(path: str) -> str:
    if not _QUOTED.search(path):
        return path
    return '"' + _QUOTED.sub(lambda c: f"\\{ord(c[0]):03o}", path) + '"'


def _lines(content: bytes | None) -> list[str]:
    """Lines with their ends; only LF ends a line in a patch."""
    text = (content or b"").decode("utf-8", "surrogateescape")
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The hunks of a unified diff, without the two lines that name the files."""
    for group in Common(old, new).get_grouped_opcodes():
        (_, i, _, k, _), (_, _, j, _, m) = group[0], group[-1]
        yield f"@@ -{_range(i, j)} +{_range(k, m)} @@\n"
        for tag, i, j, k, m in group:
            yield from (f"{' ' if tag == 'equal' else '-'}{line}" for line in old[i:j])
            yield from (f"+{line}" for line in new[k:m] if tag != "equal")


def _range(start: int, stop: int) -> str:
    """Lines by the first and their number, as GNU diff writes them."""
    size = stop - start
    return f"{start + 1}" if size == 1 else f"{start + bool(size)},{size}"


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
