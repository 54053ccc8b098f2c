"""Where a body has its errors, as the decoders of every language look for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model import Envelope, KeyPath


@dataclass(frozen=True, slots=True)
class Way:
    """Where a body has a text: `inside` says that the path begins in an item of the array."""

    path: KeyPath
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a body has its errors.

    `array` is the documented array of errors, None where there is none; `node`
    leads to the object with the code, in an item of it or in the body. `arrays`
    and `inside` are the places that are tried, in the body and in an item.
    `named` are the places in the body, and not in the object with the code, of
    what an attribute has.
    """

    array: KeyPath | None
    node: KeyPath
    message: Way
    correlation_id: Way
    arrays: tuple[KeyPath, ...]
    inside: tuple[KeyPath, ...]
    named: tuple[KeyPath, ...]


def shape(envelope: Envelope) -> Shape:
    """Where a body has its errors: in the array before the last place, if there is one."""
    places = [n for n, key in enumerate(envelope.code) if isinstance(key, int)]
    array = envelope.code[: places[-1]] if places else None
    node = _way(envelope.code[:-1], array).path
    message, ident = _way(envelope.message, array), _way(envelope.correlation_id, array)
    ways = (message, ident, _way(envelope.retry_after, array))
    usual: tuple[KeyPath, ...] = ((), ("errors",), ("error",), ("error", "errors"))
    return Shape(
        array=array,
        node=node,
        message=message,
        correlation_id=ident,
        arrays=tuple(dict.fromkeys(usual if array is None else (array, *usual))),
        inside=tuple(dict.fromkeys((node, ("error",), ()))),
        named=tuple(dict.fromkeys(_beside(ways, () if array is not None else node))),
    )


def _beside(ways: Iterable[Way], node: KeyPath) -> Iterator[KeyPath]:
    """The places that are in no item, and not in the object with the code either."""
    for way in ways:
        if way.path and not way.inside and not (node and way.path[: len(node)] == node):
            yield way.path


def _way(path: KeyPath, array: KeyPath | None) -> Way:
    """A path of the body, or, where it leads into an item of the array, from there on."""
    size = len(array or ())
    inside = array is not None and path[:size] == array and isinstance((*path, "")[size], int)
    return Way(path[size + 1 :], inside=True) if inside else Way(path)
