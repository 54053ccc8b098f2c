"""What a file of responses holds: lines of JSON or of a log, bodies, an array of them, a HAR."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from generator.audit import har


class Place(NamedTuple):
    """Where something was observed: the name of a file, and a line of it from 1."""

    path: str
    line: int


class Observation(NamedTuple):
    """One thing that was read: its place, and what it holds, or the reason why that is nothing.

    `request` is what it answers, where that is known. What is `logged` stands in a
    line of a log, and need not be a response; with a reason it is a line of text.
    """

    path: str
    line: int
    value: object = None
    reason: str = ""
    request: str = ""
    logged: bool = False

    @property
    def place(self) -> Place:
        """Where it was observed."""
        return Place(self.path, self.line)


# Longer than a line with a response; longer than an item of an array, or an entry of a HAR.
_LINE, _VALUE = 1 << 20, 64 << 20
# What stands between two values of an array, the brackets round them included; of an object.
_BETWEEN, _INSIDE = re.compile(r"[ \t\r\n,\[\]]*"), re.compile(r"[ \t\r\n,:]*")
_BROKEN = "no JSON from here on; the rest was not read"
# Where JSON may begin in a line of a log: an object, an array of them, one within a string.
_PART = re.compile(r'\[\s*\{|\{|"(?=\{\\")')
_PARTS = 16
_PIECE = 1 << 16
# So much of a line is kept that is none, and so much of a file shows its form.
_SHOWN, _HEAD = 200, 1 << 12
# What begins JSON: a log may have its times in brackets. And what goes on in the next line.
_JSON = re.compile(r'["{]|\[\s*(?:["{\[\]]|$)')
_LONG = "longer than any response"
_DECODER = json.JSONDecoder()
# What a class of named fields does itself takes as long as all else that is done with a line.
_new = tuple.__new__


def read(path: str, chunks: Iterable[bytes]) -> Iterator[Observation]:
    """Everything in a file that comes in chunks, in the form that its beginning shows.

    One that begins with `[` is an array, one whose first line is no JSON by
    itself may be one object; an object `log` of certain members is a HAR. Any other has
    one value a line, or lines of a log.
    """
    coming = iter(chunks)
    head = b""
    for chunk in coming:
        head += chunk
        if len(head) > (_HEAD if b"\n" in head.strip() else _LINE):
            break
    head = head.removeprefix(codecs.BOM_UTF8)
    text = head.decode("utf-8", "replace").lstrip()
    everything = chain((head,), coming)
    if har.START.match(text):
        yield from _har(_Window(everything), path)
    elif _is_open(*text.partition("\n")[:2]):
        yield from _array(_Window(everything), path)
    else:
        yield from _lines(_pieces(everything), path)


def _is_open(first: str, end: str) -> bool:
    """Whether a first line begins something that goes on after its end, "" where there is none."""
    first = first.rstrip()
    if not first or not _whole(first)[1]:
        return False
    goes_on = bool(end) and first[-1] in "{[,:"
    return _JSON.match(first) is not None and (first[0] == "[" or (first[0] == "{" and goes_on))


# --- Lines ---
def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks in pieces that a processor holds close to it."""
    for chunk in chunks:
        for at in range(0, len(chunk), _PIECE):
            yield chunk[at : at + _PIECE]


def _lines(chunks: Iterable[bytes], path: str) -> Iterator[Observation]:
    """One value a line, or what a line of a log has; of one that is too long nothing is kept."""
    number, rest, passing = 0, b"", False
    for chunk in chain(chunks, (b"\n",)):
        block = rest + chunk
        cut = block.rfind(b"\n") + 1
        rest = block[cut:]
        try:
            texts, strict = block[:cut].decode(), True
        except UnicodeDecodeError:
            texts, strict = block[:cut].decode("utf-8", "surrogateescape"), False
        for text in texts.split("\n")[:-1]:
            number += 1
            if passing:
                passing = False
                continue
            try:
                value, end = _DECODER.raw_decode(text)
            except (ValueError, RecursionError):
                end = -1
            if strict and end == len(text) <= _LINE and type(value) is dict:
                yield _new(Observation, (path, number, value, "", "", False))
            else:
                yield from _line(text.strip(), path, number)
        if len(rest) > _LINE:
            if not passing:
                yield Observation(path, number + 1, reason=_LONG)
            passing, rest = True, b""


def _line(text: str, path: str, number: int) -> Iterator[Observation]:
    value, reason = _whole(text)
    if text and not reason:
        yield from _seen(value, path, number)
    elif text:
        is_text = reason != _LONG and not _JSON.match(text)
        parts = list(_parts(text)) if is_text else []
        for part in parts:
            yield Observation(path, number, part, logged=True)
        if not parts:
            yield Observation(path, number, text[:_SHOWN], reason, logged=is_text)


def _whole(text: str) -> tuple[object, str]:
    """(what a line says, ""), or (None, why it says nothing)."""
    if len(text) > _LINE:
        return None, _LONG
    try:
        text.encode()
        return json.loads(text), ""
    except UnicodeEncodeError:
        return None, "no UTF-8"
    except RecursionError:
        return None, "nested too deeply"
    except ValueError as problem:
        return None, str(problem).split(": line")[0].lower()


def _parts(text: str) -> Iterator[object]:
    """The objects in a line of a log, and arrays of them, also those that stand in a string."""
    end = 0
    for _ in range(_PARTS):
        start = _PART.search(text, end)
        if not start:
            return
        try:
            value, end = _DECODER.raw_decode(text, start.start())
            yield value
        except (ValueError, RecursionError):
            end = start.start() + 1


def _seen(value: object, path: str, line: int) -> Iterator[Observation]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict | str):
            yield Observation(path, line, one)
        else:
            yield Observation(path, line, str(one)[:_SHOWN], "neither an object nor a text")


# --- Values that take several lines ---
class _Window:
    """A text of which a part is held: from the place that was come to, as far as is needed."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._decoding = codecs.getincrementaldecoder("utf-8")("replace")
        self._text, self._at = "", 0
        self.line, self.ended = 1, False

    def come(self, between: re.Pattern[str]) -> str:
        """Pass over what may stand between two values; what comes then, "" at the end."""
        while True:
            found = between.match(self._text, self._at)
            self._go(found.end() if found else self._at)
            if self._at < len(self._text) or self.ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def value(self) -> tuple[object, bool]:
        """The value that begins here, and whether there is one; then what is behind it comes."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                value, end = None, 0
            if end and (end < len(self._text) or self.ended):
                self._go(end)
                return value, True
            if self.ended or len(self._text) - self._at > _VALUE:
                return None, False
            self._more()

    def _go(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> None:
        """As much again as is held, so that a long value is not decoded again and again."""
        kept = [self._text[self._at :]]
        wanted, size = len(kept[0]), 0
        while size <= wanted and not self.ended:
            chunk = next(self._chunks, b"")
            self.ended = not chunk
            kept.append(self._decoding.decode(chunk, final=self.ended))
            size += len(chunk)
        self._text, self._at = "".join(kept), 0


def _array(window: _Window, path: str) -> Iterator[Observation]:
    """The values of an array, or such as follow each other."""
    while window.come(_BETWEEN):
        line = window.line
        value, whole = window.value()
        if not whole:
            yield Observation(path, line, reason=_BROKEN)
            return
        yield from _seen(value, path, line)


def _har(window: _Window, path: str) -> Iterator[Observation]:
    """The responses of a HAR, each with its request; of what else is in it nothing is kept."""
    window.come(har.START)
    key, whole = None, True
    while whole and key != "entries" and window.come(_INSIDE) == '"':
        key, whole = window.value()
        if window.come(_INSIDE) != "[" or key != "entries":
            whole = whole and window.value()[1]
    while whole and window.come(_BETWEEN) == "{":
        line = window.line
        entry, whole = window.value()
        value, request = har.response(entry)
        if value is not None:
            yield Observation(path, line, value, request=request)
    if not whole:
        yield Observation(path, window.line, reason=_BROKEN)
