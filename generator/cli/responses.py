"""Files of responses, and standard input: what is in them, gzipped or not."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from generator.audit import reading
from generator.audit.reading import Observation
from generator.cli import streams
from generator.diagnostics import terminal

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class _Megabytes:
    """A file in chunks; its length is what it has of them, 0 for a pipe."""

    file: IO[bytes]

    def __len__(self) -> int:
        return (os.fstat(self.file.fileno()).st_size + _CHUNK - 1) // _CHUNK

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(_CHUNK), b"")


class _Compressed:
    """Chunks as the file that gzip wants."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._held = chunks, io.BytesIO()

    def read(self, size: int) -> bytes:
        """So many bytes, or what is left."""
        found = self._held.read(size)
        while len(found) < size and (chunk := next(self._chunks, b"")):
            self._held = io.BytesIO(chunk)
            found += self._held.read(size - len(found))
        return found


def read(path: str, folder: Path, *, quiet: bool = True) -> Iterator[Observation]:
    """Everything in a file, or in standard input for `-`; OSError where there is no such file."""
    if path == "-":
        stream: Any = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
        yield from _observed("<stdin>", iter(lambda: stream.read1(_CHUNK), b""))
        return
    # What is no UTF-8 in a name cannot be written into an overlay.
    name = Path(path).as_posix().encode("utf-8", "backslashreplace").decode()
    with (folder / path).open("rb", buffering=0) as file:
        chunks = _Megabytes(file)
        watch = streams.watch(quiet=quiet or not len(chunks))
        yield from _observed(name, iter(watch(f"reading {terminal.visible(name)}, in MB", chunks)))


def _observed(name: str, chunks: Iterator[bytes]) -> Iterator[Observation]:
    line, broken = 0, list[Exception]()
    for one in reading.read(name, _up_to(_plain(chunks), broken)):
        line = one.line
        yield one
    if broken:
        yield Observation(name, line + 1, reason="the compressed file breaks off here")


def _up_to(chunks: Iterable[bytes], broken: list[Exception]) -> Iterator[bytes]:
    """The chunks up to where they are no gzip any more, which is noted."""
    try:
        yield from chunks
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        broken.append(problem)


def _plain(chunks: Iterator[bytes]) -> Iterable[bytes]:
    """The chunks as they are, or what is compressed in them."""
    first = next(chunks, b"")
    first += b"" if len(first) > 1 else next(chunks, b"")
    coming = chain((first,), chunks)
    if first[:2] != _GZIP:
        return coming
    file: Any = _Compressed(coming)
    inside = gzip.GzipFile(fileobj=file, mode="rb")
    return iter(lambda: inside.read1(_CHUNK), b"")
