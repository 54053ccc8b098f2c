"""An interrupt that waits until something is done which must not be left half done."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def noted() -> Iterator[list[int]]:
    """While this lasts, an interrupt is only noted in the list; it comes when this is over.

    A second one ends the process at once. In a thread, or where somebody else
    sees to interrupts, nothing is noted.
    """
    found: list[int] = []

    def note(number: int, _: object) -> None:
        found.append(number)
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield found
        return
    with suppress(ValueError):
        signal.signal(signal.SIGINT, note)
    try:
        yield found
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, signal.default_int_handler)
    if found:
        raise KeyboardInterrupt
