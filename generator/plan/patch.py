"""A plan as a unified diff that `git apply` takes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

from generator.plan import Change

# Git quotes a name with one of these as a C string (git-diff-files, "core.quotePath").
_QUOTED = re.compile(r'[\x00-\x1f"\\\x7f]')

# So many lines of a hand edit are shown where it is refused.
_SHOWN = 30
# Beyond so many lines a patch says what differs, and no longer says it in the shortest way.
_MANY = 20_000


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


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterable[str]:
    """The hunks of a unified diff, without the two lines that name the files."""
    if len(old) + len(new) > _MANY:
        return _one_hunk(old, new)
    return list(difflib.unified_diff(old, new))[2:]


def _one_hunk(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """All that differs as one hunk, in linear time, which difflib does not promise."""
    if old == new:
        return []
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    start, end = max(head - 3, 0), max(tail - 3, 0)
    lost, made = old[head : len(old) - tail], new[head : len(new) - tail]
    before, after = old[start:head], old[len(old) - tail : len(old) - end]
    context = len(before) + len(after)
    sizes = (context + len(lost), context + len(made))
    ranges = (f"{start + 1 if size else start},{size}" for size in sizes)
    marked = ((" ", before), ("-", lost), ("+", made), (" ", after))
    body = [f"{sign}{line}" for sign, lines in marked for line in lines]
    return [f"@@ -{next(ranges)} +{next(ranges)} @@\n", *body]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines both begin with."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
