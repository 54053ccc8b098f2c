"""Observed responses, one after the other: lines of JSON, or one array, plain or gzipped."""

from __future__ import annotations

import codecs
import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from generator.audit import Observation, Place

# Longer than any response, and short enough to hold.
_LIMIT = 1 << 20
_CHUNK = 1 << 16
# What stands between two values, the brackets round them included.
_BETWEEN = re.compile(r"[ \t\r\n,\[\]]*")
_GZIP = b"\x1f\x8b"


def read(path: str, folder: Path) -> Iterator[Observation]:
    """Everything in a file, or in standard input for `-`; OSError where there is no such file.

    A file that begins with `[` is one array, one whose first line is no JSON
    by itself may be one object; any other has one value a line.
    """
    if path == "-":
        yield from _opened(sys.stdin.buffer, "<stdin>") if sys.stdin is not None else ()
        return
    with (folder / path).open("rb") as file:
        # What is no UTF-8 in a name cannot be written into an overlay.
        name = Path(path).as_posix().encode("utf-8", "backslashreplace").decode()
        yield from _opened(file, name)


def _opened(raw: IO[bytes], path: str) -> Iterator[Observation]:
    stream: Any = raw
    number = 0
    try:
        if stream.peek(2)[:2] == _GZIP:
            stream = gzip.GzipFile(fileobj=stream)
        for one in _values(stream, path):
            number = one.place.line
            yield one
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Observation(Place(path, number + 1), reason="the compressed file breaks off here")


def _values(stream: IO[bytes], path: str) -> Iterator[Observation]:
    """What the stream holds, in the form that its first line shows."""
    number = 0
    for content in iter(lambda: stream.readline(_LIMIT + 1), b""):
        number += 1
        plain = content.removeprefix(codecs.BOM_UTF8).strip() if number == 1 else content.strip()
        if not plain:
            continue
        if number == 1 and _is_open(plain):
            yield from _stream(stream, plain.decode("utf-8", "replace") + "\n", path)
            return
        if len(content) > _LIMIT and not content.endswith(b"\n"):
            _skip(stream)
            yield Observation(Place(path, number), reason="longer than any response")
        else:
            yield from _line(plain, Place(path, number))


def _is_open(first: bytes) -> bool:
    """Whether a first line begins something that goes on after it."""
    return first.startswith(b"[") or (first.startswith(b"{") and first[-1:] in b"{[,:")


def _skip(stream: IO[bytes]) -> None:
    """Pass over the rest of a line."""
    for content in iter(lambda: stream.readline(_LIMIT), b""):
        if content.endswith(b"\n"):
            return


def _line(content: bytes, place: Place) -> Iterator[Observation]:
    try:
        value = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        yield Observation(place, reason="no UTF-8")
    except RecursionError:
        yield Observation(place, reason="nested too deeply")
    except ValueError as problem:
        yield Observation(place, reason=str(problem).split(": line")[0].lower())
    else:
        yield from _seen(value, place)


def _seen(value: object, place: Place) -> Iterator[Observation]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict | str):
            yield Observation(place, one)
        else:
            yield Observation(place, reason="neither an object nor a text")


def _stream(stream: IO[bytes], text: str, path: str) -> Iterator[Observation]:
    """The values of an array, or values that take several lines; a chunk of them held at a time."""
    decoder, decoding = json.JSONDecoder(), codecs.getincrementaldecoder("utf-8")("replace")
    line, at, ended = 1, 0, False
    while True:
        between = _BETWEEN.match(text, at)
        start = between.end() if between else at
        line += text.count("\n", at, start)
        value, at = _decoded(decoder, text, start)
        if at > start and (at < len(text) or ended):
            yield from _seen(value, Place(path, line))
            line += text.count("\n", start, at)
        elif ended or len(text) - start > _LIMIT:
            if start < len(text):
                yield Observation(
                    Place(path, line), reason="no JSON from here on; the rest was not read"
                )
            return
        else:
            chunk = stream.read(_CHUNK)
            ended = not chunk
            text, at = text[start:] + decoding.decode(chunk, final=ended), 0


def _decoded(decoder: json.JSONDecoder, text: str, start: int) -> tuple[object, int]:
    """The value that begins at `start` and where it ends; it ends at `start` if it is not whole."""
    try:
        return decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
