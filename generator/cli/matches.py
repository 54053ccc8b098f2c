"""A regular expression in a process of its own, which may be ended: JSON in, JSON out."""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from itertools import islice

# What a process may take that looks for the pattern of a stranger, in bytes; and may find.
_MEMORY, _MOST = 1 << 30, 100_000


def _limit() -> None:
    """Take no more memory than that, where the system can see to it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _found(pattern: str, texts: list[tuple[str, list[tuple[int, int]]]]) -> object:
    """(the number of a text, where a code begins and ends in it), for each match; or why not."""
    wanted = re.compile(pattern, re.MULTILINE)
    found = (
        (number, *match.span("code"))
        for number, (text, regions) in enumerate(texts)
        for start, end in regions
        for match in wanted.finditer(text, start, end)
    )
    taken = list(islice(found, _MOST + 1))
    return taken if len(taken) <= _MOST else f"it is found more than {_MOST:,} times"


def main() -> None:
    """Read a pattern and texts from standard input; say what was found, or why nothing can be."""
    _limit()
    try:
        answer = _found(*json.load(sys.stdin))
    except re.error as problem:
        answer = problem.msg
    except (RecursionError, OverflowError):
        answer = "it is nested too deeply, or has too large a number"
    except MemoryError:
        answer = f"it takes more than {_MEMORY >> 30} GB"
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
