"""The codes of the service's own code, held against the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.audit.codes import Code
from generator.audit.finding import DRAWN, Finding
from generator.diagnostics import draw, suggest
from generator.diagnostics.rules import audit as rules
from generator.diagnostics.source import Span
from generator.model import Catalogue, Error
from generator.project import toml
from generator.project.pins import UNFILLED, Pin

RULES = frozenset({"audit-undocumented", "audit-unsent", "audit-retired"})
# Of so many it is looked for what may be meant: more than are drawn, should some be accepted.
_LOOKED = 4 * DRAWN


@dataclass(frozen=True, slots=True)
class Difference:
    """What the code and the catalogue do not agree on; `codes` and `known` count those of each.

    `files` are those of the code. `undocumented` are in the code only, `unsent` on
    the page only; `retired` are in the code still. Each is told once, where it stands first.
    """

    files: tuple[str, ...] = ()
    codes: int = 0
    known: int = 0
    undocumented: tuple[Code, ...] = ()
    unsent: tuple[Error, ...] = ()
    retired: tuple[Code, ...] = ()


def compare(catalogue: Catalogue, codes: Iterable[Code], files: Sequence[str]) -> Difference:
    """What differs. A former name stands for its code, and a success need not be in the code."""
    sent: dict[str, Code] = {}
    for code in codes:
        sent.setdefault(code.code, code)
    named = {alias: error for error in catalogue.errors for alias in error.aliases}
    named |= {error.code: error for error in catalogue.errors}
    successes = {success.code for success in catalogue.successes}
    seen = {named[code].code for code in sent if code in named}
    documented = [error for error in catalogue.errors if not error.retired]
    return Difference(
        files=tuple(files),
        codes=len(sent),
        known=len(documented),
        undocumented=tuple(c for c in sent.values() if c.code not in named.keys() | successes),
        unsent=tuple(error for error in documented if error.code not in seen),
        retired=tuple(c for c in sent.values() if c.code in named and named[c.code].retired),
    )


def findings(catalogue: Catalogue, found: Difference, overlay: str) -> Iterator[Finding]:
    """What people are told of it; `overlay` is where the catalogue's is."""
    page = {error.code: error.span for error in catalogue.errors}
    lone = {code.code: code.span for code in found.undocumented}
    for at, code in enumerate(found.undocumented):
        lines, near = toml.lines(pin(code)), _near(code.code, page) if at < _LOOKED else ""
        said = rules.audit_undocumented(code.span, code.code, near, lines)
        yield Finding(code.code, said)
    for at, error in enumerate(found.unsent):
        retire = toml.lines(Pin(("retired",), error.code, UNFILLED))
        near = _near(error.code, lone) if at < _LOOKED else ""
        said = rules.audit_unsent(error.span, error.code, found.files, near, retire, overlay)
        yield Finding(error.code, said)
    for code in found.retired:
        yield Finding(code.code, rules.audit_retired(code.span, code.code, overlay))


def data(found: Difference) -> dict[str, object]:
    """The same as plain data, whole."""
    kinds: dict[str, Sequence[Code | Error]] = {
        "undocumented": found.undocumented,
        "unsent": found.unsent,
        "retired": found.retired,
    }
    lists = {
        kind: [
            {"code": c.code, "path": c.span.path, "line": c.span.line, "column": c.span.column}
            for c in codes
        ]
        for kind, codes in kinds.items()
    }
    return {"files": list(found.files), "codes": found.codes, "known": found.known, **lists}


def summary(found: Difference) -> str:
    """How it went, in a line."""
    files = draw.plural(len(found.files), "file")
    text = f"{draw.plural(found.codes, 'code')} in {files}, {found.known} on the page"
    for codes, where in ((found.undocumented, "in the code"), (found.unsent, "on the page")):
        some = f", {DRAWN} of them shown" if len(codes) > DRAWN else ""
        text += f"; {len(codes)} only {where}{some}" if codes else ""
    return text


def pin(code: Code) -> Pin:
    """The line of an overlay that adds a code, and says where it is known from."""
    # What is no UTF-8 in a name cannot be written into an overlay.
    path = code.span.path.encode("utf-8", "backslashreplace").decode()
    return Pin(("errors", code.code), "source", path)


def _near(code: str, others: dict[str, Span]) -> str:
    """What was meant, perhaps, with its place; "" if nothing is like it."""
    near = suggest.near(code, others)
    return f"{near} ({draw.place(others[near])})" if near else ""
