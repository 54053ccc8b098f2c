"""What the page's JSON examples show: where a body carries what, and test vectors."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from generator.catalogue.rows import members
from generator.catalogue.rows.members import Known
from generator.catalogue.words import lexicon
from generator.diagnostics.rules import page as rules
from generator.diagnostics.source import Problems
from generator.markdown.page import JsonBlock
from generator.model import Envelope, Example, Key, KeyPath, Wire, at, dotted
from generator.project import toml

_ID_KEYS = re.compile(
    r"(correlation|request|trace|operation|activity|incident)-?_?id", re.IGNORECASE
)
# RFC 9562, and the longer hex strings that tracing systems use (W3C Trace Context).
_UNIQUE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,64}", re.IGNORECASE
)
# Of a text that is no JSON: its words, and its keys. Nobody's example is so long.
_LIMIT = 4000
_WORDS = re.compile(r"[^\s\"',:{}\[\]]{1,200}")
_KEYS = re.compile(r"\"([^\"\n]{1,40})\"\s{0,9}:")
_NUMBER = re.compile(r"[+-]?[0-9]+")
# Of two members that are worth nearly the same none is the code for certain.
_NEAR = 0.5


def infer(examples: Sequence[JsonBlock], codes: Collection[str]) -> Envelope:
    """The envelope alone, as `find` has it, where nothing but codes is known."""
    return find(examples, codes)[0]


def find(
    examples: Sequence[JsonBlock],
    codes: Collection[str],
    successes: Collection[str] = (),
    headers: Iterable[str] = (),
) -> tuple[Envelope, Problems]:
    """The envelope that most examples agree on; an empty path is unknown.

    `successes` are documented codes that are no errors, `headers` those of the
    columns of codes. The member that is called like the code, and whose values
    are the page's codes or spelt so, is the code; where two are as likely, none
    is, and that is said. Members beside and around it give the message and the
    correlation id.
    """
    shown = [example for example in examples if example.valid]
    code, rivals = _code(shown, members.known(codes, successes, headers))
    if not rivals:
        return _around(shown, code), ()
    lines = [_line(shown, path) for path in (code, *rivals)]
    first = next(example.span for example in shown if at(example.value, code) is not None)
    return Envelope(), (rules.envelope_unclear(first, lines),)


def contradicted(
    examples: Sequence[JsonBlock],
    configured: Envelope,
    codes: Collection[str],
    successes: Collection[str] = (),
    headers: Iterable[str] = (),
) -> Problems:
    """A warning where an example has one of the codes, and none where it is configured to be."""
    shown = [e for e in examples if e.valid and not members.is_code(at(e.value, configured.code))]
    found = find(shown, codes, successes, headers)[0].code if configured.code else ()
    for example in shown if found else ():
        if str(at(example.value, found)) in codes:
            path = dotted(configured.code)
            return (rules.envelope_contradicted(example.span, path, _line(shown, found)),)
    return ()


def _code(shown: Sequence[JsonBlock], page: Known) -> tuple[KeyPath, tuple[KeyPath, ...]]:
    """(the path of the code in most bodies, others that are as likely)."""
    seen = members.look(example.value for example in shown)
    scores = {path: members.score(path, found, page) for path, found in seen.items()}
    # What is only called like a code counts where nothing is one of the page's.
    enough = members.DOCUMENTED if max(scores.values(), default=0) >= members.DOCUMENTED else 0.01
    votes, rivals = Counter[KeyPath](), Counter[tuple[KeyPath, KeyPath]]()
    for example in shown:
        here = {p: at(example.value, p) for p, _ in members.members(example.value)}
        likely = [path for path in here if scores.get(path, 0) >= enough]
        if likely:
            best = _best(likely, scores)
            votes[best] += 2 if str(here[best]) in page.codes else 1
            # What says the same is no rival.
            rivals.update((best, path) for path in likely if here[path] != here[best])
            rivals[best, best] += 1
    if not votes:
        return (), ()
    best = max(votes, key=lambda path: (votes[path], scores[path]))
    # Of places that as many bodies have, that of an error, or the one further out, is the code's.
    same = [p for p in votes if votes[p] == votes[best] and _bare(p) == _bare(best)]
    best = min(same, key=lambda path: (not _of_errors(path), len(path)))
    return best, tuple(
        path
        for path in scores
        if abs(scores[path] - scores[best]) < _NEAR
        # Decoders look for one key at all usual places.
        and _bare(path) != _bare(best)
        and (votes[path] == votes[best] or rivals[best, path] * 2 >= rivals[best, best])
    )


def _of_errors(path: KeyPath) -> bool:
    """Whether a path leads through what is called an error, and no result."""
    return any("error" in lexicon.concepts(str(key)) for key in path[:-1])


def _bare(path: KeyPath) -> str:
    return members.bare(path[-1])


def _best(likely: Sequence[KeyPath], scores: Mapping[KeyPath, float]) -> KeyPath:
    """The path with the highest score, or one further out that is called the same."""
    best = max(likely, key=lambda path: scores[path])
    same = (path for path in likely if members.bare(path[-1]) == members.bare(best[-1]))
    return next(path for path in same if scores[path] >= scores[best] - _NEAR)


def _around(shown: Sequence[JsonBlock], code: KeyPath) -> Envelope:
    """The envelope of the bodies that have a code at this path."""
    carriers = [e.value for e in shown if members.is_code(at(e.value, code))]
    message = Counter(path for body in carriers if (path := _message(body, code)))
    ident = Counter(path for body in carriers if (path := _identity(body, code)))
    return Envelope(code, _first(message), _first(ident), wire=wire(shown, code))


def wire(examples: Iterable[JsonBlock], code: KeyPath) -> Wire:
    """How codes that are numbers are sent, if all examples that have one send it so."""
    values = [at(example.value, code) for example in examples if example.valid]
    kinds: set[Wire] = {
        "string" if isinstance(value, str) else "integer"
        for value in values
        if members.is_code(value) and _NUMBER.fullmatch(str(value))
    }
    return kinds.pop() if len(kinds) == 1 else ""


def _line(shown: Sequence[JsonBlock], code: KeyPath) -> str:
    """The line of the configuration that settles a path as that of the code."""
    found = _around(shown, code)
    pairs = (("code", found.code), ("message", found.message))
    return toml.inline("envelope", [(key, path) for key, path in pairs if path])


def mentioned(
    examples: Iterable[JsonBlock], envelope: Envelope, others: Collection[str] = ()
) -> tuple[str, ...]:
    """The codes that the examples carry at the path of the code, in order.

    `others` are codes that are no errors, and left out.
    """
    valid = (example.value for example in examples if example.valid)
    found = (
        str(value)
        for body in valid
        for path, value in members.members(body)
        if path == envelope.code and members.is_code(value)
    )
    return tuple(code for code in dict.fromkeys(found) if code not in others)


def vectors(
    examples: Iterable[JsonBlock], envelope: Envelope, others: Collection[str] = ()
) -> tuple[Example, ...]:
    """Each example that carries a code, with what a decoder must find in it.

    `others` are codes that are no errors: what carries one is no example.
    """
    result = []
    for example in examples:
        code = at(example.value, envelope.code) if example.valid else None
        if not members.is_code(code) or str(code) in others:
            continue
        message = at(example.value, envelope.message)
        ident = at(example.value, envelope.correlation_id)
        text = json.dumps(example.value, ensure_ascii=False, indent=2)
        result.append(Example(text, str(code), _string(message), _string(ident), example.span))
    return tuple(result)


def is_likely(text: str, codes: Collection[str]) -> bool:
    """Whether a text that is no JSON may be an error's body: it has a code, or a key of one."""
    words = _WORDS.findall(text[:_LIMIT])
    return any(word in codes for word in words) or any(
        lexicon.concepts(key) & {"code", "error"} for key in _KEYS.findall(text[:_LIMIT])
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _message(body: object, code: KeyPath) -> KeyPath:
    """A member that is named like a message, beside the code or further out, else a phrase."""
    texts = [(p, v) for p, v in members.members(body) if isinstance(v, str) and p != code]
    for size in range(len(code) - 1, -1, -1):
        named = [
            (rank, path)
            for path, _ in texts
            if path[:-1] == code[:size]
            and (rank := members.message_rank(path[-1])) < members.NO_MESSAGE
        ]
        if named:
            return min(named, key=_rank)[1]
    return next((p for p, v in texts if p[:-1] == code[:-1] and " " in v), ())


def _rank(named: tuple[int, KeyPath]) -> tuple[int, tuple[str, ...]]:
    return named[0], tuple(map(str, named[1]))


def _identity(body: object, code: KeyPath) -> KeyPath:
    """A member that is named like an id of the request, else a sibling that looks unique."""
    strings = [(p, v) for p, v in members.members(body) if isinstance(v, str) and p != code]
    named = [p for p, _ in strings if _is_id(p[-1]) and p[:-1] == code[: len(p) - 1]]
    unique = [p for p, v in strings if p[:-1] == code[:-1] and _UNIQUE.fullmatch(v)]
    return (named or unique or [()])[0]


def _is_id(key: Key) -> bool:
    return _ID_KEYS.fullmatch(str(key)) is not None


def _first(found: Counter[KeyPath]) -> KeyPath:
    return found.most_common(1)[0][0] if found else ()
