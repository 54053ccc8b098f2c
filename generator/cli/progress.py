"""How far long work has come: one line on a terminal, gone at its end; nothing elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence

from generator.cli import streams
from generator.project.watch import Item, Watch, unwatched

# Seconds: what is done by then was not long, and more often than this nobody can read.
_PATIENCE, _PACE = 0.5, 0.1
# ECMA-48: back to the first column, and erase the line.
_CLEAR = "\r\x1b[K"


def watch(*, quiet: bool) -> Watch:
    """What shows people how far it is: only those who look on, and did not ask for silence."""
    return _shown if streams.is_terminal(sys.stderr) and not quiet else unwatched


def _shown(doing: str, items: Sequence[Item]) -> Iterable[Item]:
    due = time.monotonic() + _PATIENCE
    drawn = False
    try:
        for done, item in enumerate(items):
            if time.monotonic() >= due:
                streams.err(f"{_CLEAR}{doing}: {done} of {len(items)}")
                sys.stderr.flush()
                due, drawn = time.monotonic() + _PACE, True
            yield item
    finally:
        if drawn:
            streams.err(_CLEAR)
