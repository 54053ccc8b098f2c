"""Two catalogues in, what changed and whom it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import names
from generator.changes import differences, keeping, pairs
from generator.changes.change import Bump, Change, kept
from generator.diagnostics.rules import changes as rules
from generator.diagnostics.source import Problems, Span
from generator.model import Catalogue, Error
from generator.project import toml
from generator.project.pins import Pin

__all__ = [
    "Bump",
    "Change",
    "absent",
    "bump",
    "compare",
    "lone",
    "lost",
    "mass",
    "pins",
    "too_many",
]

_LEVELS = ("error", "warning", "note")
_BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
# More than this part of the codes, and it is not the codes that have gone.
_MASS = 0.3
_GONE = ("code-removed", "code-renamed")


def compare(base: Catalogue, new: Catalogue, overlay: str = "the overlay") -> tuple[Change, ...]:
    """What changed from `base` to `new`: the gravest first, else in the order of the pages.

    The order of rows, titles and pages are nothing. Words are compared within
    a language only: two catalogues without a common locale differ in codes,
    statuses, the number of parameters and the envelope, or not at all.
    `overlay` is the path of the file that can keep what was.
    """
    both = differences.both(base, new, overlay)
    matched = pairs.match(base, new, both.locales)
    spans = {success.code: success.span for success in new.successes}
    found = [
        *differences.envelopes(base, new),
        *(_gone(error, both) for error in matched.gone),
        *(c for old, now in matched.retired for c in _retired(old, now, both)),
        *(_succeeding(error, spans[error.code], both) for error in matched.succeeding),
        *(c for old, now in matched.pairs for c in _between(old, now, both)),
        *(
            Change(rules.success_fails(e.span, e.code), e.code, None, e.code)
            for e in matched.failing
        ),
        *(Change(rules.code_added(e.span, e.code), e.code, None, e.code) for e in matched.fresh),
        *differences.columns(both),
        *differences.successes(both),
    ]
    return tuple(sorted(found, key=lambda change: _LEVELS.index(change.diagnostic.level)))


def pins(base: Catalogue, new: Catalogue) -> tuple[Pin, ...]:
    """The lines that give each code of `new` the class that it had in `base`."""
    both = differences.both(base, new, "")
    matched = pairs.match(base, new, both.locales).pairs if both.locales else ()
    lost = [o for o, n in matched if differences.is_renamed(o, n) and not kept(o, n, new.style)]
    found = (Pin(("errors", o.code), "name", names.short(o.class_name, new.style)) for o in lost)
    return tuple(pin for pin in found if pin.value)


def lone(name: str, span: Span, *, gone: bool) -> Change:
    """The change of a catalogue that only one of two sides has."""
    if gone:
        return Change(rules.catalogue_removed(span, name), None, name, None)
    return Change(rules.catalogue_added(span, name), None, None, name)


def bump(found: Sequence[Change]) -> Bump:
    """The part of the version that these changes ask for."""
    return max((change.bump for change in found), key=_BUMPS.index, default="none")


def absent(base: Catalogue, new: Catalogue) -> Problems:
    """A problem for each side that has no codes to compare."""
    empty = (side for side in (base, new) if all(error.retired for error in side.errors))
    return tuple(rules.mass_absent(differences.whole(side)) for side in empty)


def mass(base: Catalogue, new: Catalogue, found: Sequence[Change]) -> Problems:
    """A problem if so many codes are gone at once that the new page was rather misread."""
    gone = lost(found)
    total = len(base.errors)
    misread = too_many(len(gone), total)
    return (rules.mass_change(differences.whole(new), gone, total),) if misread else ()


def too_many(gone: int, total: int) -> bool:
    """Whether so many of so many codes are gone that a page was rather misread."""
    return gone > max(total * _MASS, 1)


def lost(found: Sequence[Change]) -> list[str]:
    """The codes that whoever uses them finds no more."""
    return [str(c.old) for c in found if c.diagnostic.rule in _GONE and c.bump == "major"]


def _gone(error: Error, both: differences.Both) -> Change:
    """An error that is on the page no more, and nobody retired."""
    lines = keeping.retired(error, both.new.style)
    diagnostic = rules.code_removed(error.span, error.code, lines, both.overlay, kept=False)
    return Change(diagnostic, error.code, error.code, None)


def _retired(old: Error, new: Error, both: differences.Both) -> Iterator[Change]:
    """An error that is on the page no more and retired: its class stays, but for what it lost."""
    diagnostic = rules.code_removed(old.span, old.code, "", both.overlay, kept=True)
    yield Change(diagnostic, old.code, old.code, None)
    yield from differences.retired(old, new, both)


def _succeeding(error: Error, span: Span, both: differences.Both) -> Change:
    """An error whose code is a success now: nobody can catch it any more."""
    name = names.short(error.class_name, both.new.style)
    lines = toml.lines(Pin(("errors", error.code), "name", name))
    diagnostic = rules.code_succeeds(span, error.code, error.class_name, lines, both.overlay)
    return Change(diagnostic, error.code, error.code, None)


def _between(old: Error, new: Error, both: differences.Both) -> Iterator[Change]:
    """What changed in one error. What a translation may have done to a code is no change of it."""
    doubtful = "doubtful" in (old.evidence, new.evidence)
    if old.code != new.code and (both.locales or not doubtful):
        yield _renamed(old, new, both)
    yield from differences.between(old, new, both)


def _renamed(old: Error, new: Error, both: differences.Both) -> Change:
    rule = rules.code_recased if pairs.same_word(old.code, new.code) else rules.code_renamed
    style = both.new.style
    lines = toml.lines(Pin(("errors", new.code), "aliases", keeping.aliases(old, new, style)))
    is_kept = kept(old, new, style)
    diagnostic = rule(new.span, old.code, new.code, lines, both.overlay, kept=is_kept)
    return Change(diagnostic, new.code, old.code, new.code)
