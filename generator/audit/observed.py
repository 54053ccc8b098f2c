"""What is told of responses that were held against a catalogue."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from generator.audit import Empty, Findings, Sighting, har, pins
from generator.audit.finding import DRAWN, Finding
from generator.audit.reading import Observation, Place
from generator.diagnostics import suggest
from generator.diagnostics.draw import plural
from generator.diagnostics.rules import audit as rules
from generator.diagnostics.rules import several
from generator.diagnostics.source import Diagnostic, Span
from generator.model import Catalogue, dotted
from generator.project import toml

# Of so many it is looked for what may be meant: more than are drawn, should some be accepted.
_LOOKED = 4 * DRAWN
_ELSEWHERE = "if the service has its codes elsewhere, say so in the configuration: envelope"


def findings(catalogue: Catalogue, found: Findings) -> Iterator[Finding]:
    """Everything that the two do not agree on, and what could not be read."""
    codes = [error.code for error in catalogue.errors]
    for at, one in enumerate(found.unknown):
        near = suggest.near(one.code, codes) if at < _LOOKED else ""
        lines = toml.lines(*pins([one]))
        said = rules.audit_unknown(_span(one.place), one.code, one.count, near, lines, one.request)
        yield Finding(one.code, said)
    for one in found.statuses:
        error = catalogue.error(one.code)
        expected = " or ".join(map(str, sorted(error.statuses))) if error else ""
        observed = ", ".join(
            f"{status} ({'once' if count == 1 else f'{count} times'})"
            for status, count in one.statuses
        )
        said = rules.audit_status(_span(one.place), one.code, expected, observed)
        yield Finding(one.code, said)
    if found.messages:
        first = found.messages[0]
        codes = [one.code for one in found.messages]
        yield Finding("", rules.audit_message(_span(first.place), codes, first.example))
    if found.unseen and (found.codes or found.unknown):
        yield Finding("", rules.audit_unseen(Span(catalogue.pages[0].path), found.unseen))
    bare = found.first_codeless
    if bare and found.codeless > sum(one.codeless for one in found.empty):
        said = rules.audit_codeless(
            _span(bare.place), found.codeless, _where(catalogue), bare.request
        )
        yield Finding("", said)
    if found.bad > sum(one.bad for one in found.empty):
        place = _span(found.first_bad[0].place)
        yield Finding("", rules.audit_line(place, found.bad, "; ".join(_bad(found))))
    for empty in found.empty:
        yield Finding("", _empty(catalogue, empty))


def _span(place: Place) -> Span:
    """The responses are no part of the project, so their lines are part of the name."""
    return Span(f"{place.path}:{place.line}")


def _where(catalogue: Catalogue) -> str:
    """Where a response has its code, in words."""
    path, header = dotted(catalogue.envelope.code), catalogue.envelope.header
    return " or ".join(filter(None, (path, header and f"the header {header}")))


def _bad(found: Findings) -> Iterator[str]:
    yield from map(_reason, found.first_bad)
    if found.bad > len(found.first_bad):
        yield f"and {found.bad - len(found.first_bad)} more"


def _reason(one: Observation) -> str:
    return f"line {one.line}: {one.reason}"


def _empty(catalogue: Catalogue, empty: Empty) -> Diagnostic:
    """What a file lacks of which nothing could be used, and what would help."""
    first = empty.first
    name = "FILE" if first.path == "<stdin>" else shlex.quote(first.path)
    as_code = f"if these are codes: audit --source {name} --form list, for a code a line, or json"
    words = empty.lines if first.reason else ([first.value] if isinstance(first.value, str) else [])
    body = first.value.get("body") if isinstance(first.value, dict) else None
    if body is har.UNRECORDED:
        label = "the HAR has no bodies"
    elif empty.members:
        label = f"the first has {several(empty.members)}"
    elif isinstance(first.value, str) or first.reason:
        label = _reason(first) if first.reason else "the first is a text"
    else:
        label = "the first is empty"
    advice = 'write one response a line, as JSON: a body, or {"status": 404, "body": BODY}'
    if body is har.UNRECORDED:
        advice = "record it again, with the contents of the responses"
    elif empty.path:
        line = toml.inline("envelope", [("code", empty.path)])
        advice = f"its code is at {dotted(empty.path)}? then say so in the configuration: {line}"
    elif empty.members:
        advice = f"{_ELSEWHERE}; else {advice}"
    elif words and all(" " not in word.partition("#")[0].strip() for word in words):
        advice = as_code
    return rules.audit_empty(_span(first.place), _where(catalogue), label, advice)


def data(found: Findings) -> dict[str, object]:
    """The same as plain data, whole."""
    return {
        "read": found.read,
        "unknown": [_sighting(one) for one in found.unknown],
        "more": found.more,
        "statuses": [_sighting(one) for one in found.statuses],
        "messages": [_sighting(one) for one in found.messages],
        "unseen": list(found.unseen),
        "codeless": found.codeless,
        "bad": found.bad,
        "empty": [{"path": one.first.path, "line": one.first.place.line} for one in found.empty],
    }


def _sighting(one: Sighting) -> dict[str, object]:
    body: dict[str, object] = {"code": one.code, "count": one.count}
    body |= {"path": one.place.path, "line": one.place.line}
    body["statuses"] = {str(status): count for status, count in one.statuses}
    more = {"example": one.example, "request": one.request}
    return body | {key: value for key, value in more.items() if value}


def summary(found: Findings) -> str:
    """How it went, in a line."""
    text = f"{plural(found.read, 'response')} with {plural(found.codes, 'known code')}"
    if found.unknown:
        some = f", {DRAWN} of them shown" if len(found.unknown) > DRAWN else ""
        more = f", and {found.more} responses with others" if found.more else ""
        text += f", {plural(len(found.unknown), 'unknown one')}{some}{more}"
    return text
