"""What somebody changed in a file of ours by hand, apart from what is wanted anew by now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, islice

from generator.plan import Change, manifest
from generator.plan.lines import Common

# So many texts are tried, of so many bytes in all.
_TRIES, _BYTES = 2_000, 1 << 24


def before(change: Change, committed: bytes | None = None) -> bytes | None:
    """The file as build left it, to the byte, before it was edited; None where nobody can tell.

    The manifest has its digest alone. What is wanted may be it, and so may be
    what is `committed`; else it is what is there, with some of the places where
    that differs from what is wanted taken back: the edits are these places.
    """
    for known in (change.new, committed):
        if known is not None and _is_meant(known, change):
            return manifest.plain(known)
    if change.old is None or change.new is None:
        return None
    return next(
        (text for text in _taken_back(change.old, change.new) if _is_meant(text, change)), None
    )


def _is_meant(text: bytes, change: Change) -> bool:
    return manifest.digest(manifest.plain(text)) in change.marks


def _taken_back(old: bytes, new: bytes) -> Iterator[bytes]:
    """What is there with some of what differs as it is wanted, few places first."""
    there, wanted = (manifest.plain(text).splitlines(keepends=True) for text in (old, new))
    texts = [*_places(there, wanted)]
    differing = [at for at, (left, right) in enumerate(texts) if left != right]
    tries = min(_TRIES, _BYTES // (len(old) + len(new) + 1))
    some = chain.from_iterable(combinations(differing, n) for n in range(1, len(differing)))
    for edits in islice(some, tries):
        yield b"".join(text[at in edits] for at, text in enumerate(texts))


def _places(there: list[bytes], wanted: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Both texts place by place; where as many lines differ in both, line by line."""
    for _, i, j, k, m in Common(there, wanted).get_opcodes():
        if j - i == m - k and there[i:j] != wanted[k:m]:
            yield from zip(there[i:j], wanted[k:m], strict=True)
        else:
            yield b"".join(there[i:j]), b"".join(wanted[k:m])
