"""What the page's JSON examples show: where a body carries what, and test vectors."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from generator.markdown.page import JsonBlock
from generator.model import Envelope, Example, KeyPath

_DEPTH = 8
_NODES = 2000
_CODE_KEYS = ("code", "errorcode", "errcode", "resultcode", "returncode", "statuscode", "type")
_MESSAGE_KEYS = (
    *("message", "errormessage", "errmsg", "msg", "detail", "description", "title"),
    *("errordescription", "text", "reason"),
)
_ID_KEYS = re.compile(
    r"(correlation|request|trace|operation|activity|incident)-?_?id", re.IGNORECASE
)
# RFC 9562, and the longer hex strings that tracing systems use (W3C Trace Context).
_UNIQUE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,64}", re.IGNORECASE
)
_CODE = re.compile(r"[+-]?[A-Za-z0-9_.:-]{1,80}")


def infer(examples: Sequence[JsonBlock], codes: Collection[str]) -> Envelope:
    """The envelope that most examples agree on; an empty path is unknown.

    The member whose value is one of the page's codes is the code; where no
    value is, a member that is named like one. Its siblings give the message
    and the correlation id, which may also stand further out.
    """
    bodies = [e.value for e in examples if e.valid]
    paths = Counter(path for body in bodies if (path := _code_path(body, codes)))
    if not paths:
        return Envelope()
    code = max(paths, key=lambda path: (paths[path], -len(path)))
    carriers = [body for body in bodies if _at(body, code) is not None]
    message = Counter(path for body in carriers if (path := _message(body, code)))
    ident = Counter(path for body in carriers if (path := _identity(body, code)))
    return Envelope(code, _first(message), _first(ident))


def mentioned(examples: Sequence[JsonBlock], envelope: Envelope) -> tuple[str, ...]:
    """The codes that the examples carry at the path of the code, in order."""
    found = (_at(e.value, envelope.code) for e in examples if e.valid and envelope.code)
    return tuple(dict.fromkeys(str(value) for value in found if _is_code(value)))


def vectors(examples: Sequence[JsonBlock], envelope: Envelope) -> tuple[Example, ...]:
    """Each example that carries a code, with what a decoder must find in it."""
    result = []
    for example in examples:
        code = _at(example.value, envelope.code) if example.valid and envelope.code else None
        if not _is_code(code):
            continue
        message = _at(example.value, envelope.message)
        ident = _at(example.value, envelope.correlation_id)
        text = json.dumps(example.value, ensure_ascii=False, indent=2)
        result.append(Example(text, str(code), _string(message), _string(ident), example.span))
    return tuple(result)


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_code(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    return _CODE.fullmatch(str(value)) is not None


def _code_path(body: object, codes: Collection[str]) -> KeyPath:
    """The path of the code in one body: by value, else by the name of the member."""
    members = list(_members(body))
    by_value = [path for path, value in members if _is_code(value) and str(value) in codes]
    named = [
        (_CODE_KEYS.index(key), len(path), path)
        for path, value in members
        if _is_code(value) and (key := _bare(path[-1])) in _CODE_KEYS
    ]
    likely = [path for path in by_value if _bare(path[-1]) in _CODE_KEYS]
    if likely or by_value:
        return min(likely or by_value, key=len)
    return min(named)[2] if named else ()


def _message(body: object, code: KeyPath) -> KeyPath:
    around = [(p, v) for p, v in _members(body) if p[:-1] == code[:-1] and isinstance(v, str)]
    named = [(_MESSAGE_KEYS.index(k), p) for p, _ in around if (k := _bare(p[-1])) in _MESSAGE_KEYS]
    if named:
        return min(named)[1]
    phrases = [p for p, v in around if isinstance(v, str) and " " in v and p != code]
    return phrases[0] if phrases else ()


def _identity(body: object, code: KeyPath) -> KeyPath:
    """A member that is named like an id of the request, else a sibling that looks unique."""
    strings = [(p, v) for p, v in _members(body) if isinstance(v, str) and p != code]
    named = [p for p, _ in strings if _ID_KEYS.fullmatch(p[-1]) and p[:-1] == code[: len(p) - 1]]
    unique = [p for p, v in strings if p[:-1] == code[:-1] and _UNIQUE.fullmatch(v)]
    return (named or unique or [()])[0]


def _members(body: object) -> Iterator[tuple[KeyPath, object]]:
    """Every member that holds no further object, outermost first, as (path, value)."""
    waiting: list[tuple[KeyPath, object]] = [((), body)]
    for _ in range(_NODES):
        if not waiting:
            return
        path, value = waiting.pop(0)
        if isinstance(value, dict) and len(path) < _DEPTH:
            waiting += [((*path, str(key)), child) for key, child in value.items()]
        elif path:
            yield path, value


def _at(body: object, path: KeyPath) -> object:
    for key in path:
        if not isinstance(body, dict) or key not in body:
            return None
        body = body[key]
    return body if path else None


def _bare(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.lower())


def _first(found: Counter[KeyPath]) -> KeyPath:
    return found.most_common(1)[0][0] if found else ()
