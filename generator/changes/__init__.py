"""Two catalogues in, what changed and whom it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import names
from generator.changes import bodies, classes, differences, keeping, pairs
from generator.changes.both import ANYWHERE, Both, Config, both, whole
from generator.changes.change import Bump, Change
from generator.diagnostics.rules import changes as rules
from generator.diagnostics.source import Problems, Span
from generator.model import Catalogue, Error
from generator.project import toml
from generator.project.pins import Pin

__all__ = [
    "Bump",
    "Change",
    "Config",
    "absent",
    "bump",
    "compare",
    "dated",
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


def compare(
    base: Catalogue,
    new: Catalogue,
    overlay: str = "the overlay",
    config: Config = ANYWHERE,
    *,
    named: bool = False,
) -> tuple[Change, ...]:
    """What changed from `base` to `new`: the gravest first, else in the order of the pages.

    The order of rows, titles and pages are nothing. Words are compared within
    a language only: two catalogues without a common locale differ in codes,
    statuses, the number of parameters and the envelope, or not at all; but for
    the names of what is generated, if both sides are `named`: are in use with them.
    `overlay` is the path of the file that can keep what was; `config` is the other.
    """
    two = both(base, new, overlay, config, named=named)
    matched = pairs.match(base, new, two.locales)
    spans = {success.code: success.span for success in new.successes}
    found = [
        *bodies.envelopes(two),
        *bodies.sending(two),
        *classes.root(two),
        *classes.taken(matched, two),
        *classes.aliases(matched, two),
        *(_gone(error, two) for error in matched.gone),
        *(c for old, now in matched.retired for c in _retired(old, now, two)),
        *(_succeeding(error, spans[error.code], two) for error in matched.succeeding),
        *(c for old, now in matched.pairs for c in _between(old, now, two)),
        *(
            Change(rules.success_fails(e.span, e.code), e.code, None, e.code)
            for e in matched.failing
        ),
        *(Change(rules.code_added(e.span, e.code), e.code, None, e.code) for e in matched.fresh),
        *differences.columns(two),
        *differences.successes(two),
    ]
    return tuple(sorted(found, key=lambda change: _LEVELS.index(change.diagnostic.level)))


def pins(base: Catalogue, new: Catalogue, *, named: bool = False) -> tuple[Pin, ...]:
    """The lines that give each code of `new` the class that it had in `base`."""
    two = both(base, new, named=named)
    matched = pairs.match(base, new, two.locales).pairs if two.named else ()
    lost = [o for o, n in matched if classes.is_renamed(o, n) and not classes.kept(o, n, two)]
    found = (Pin(("errors", o.code), "name", names.short(o.class_name, new.style)) for o in lost)
    return tuple(pin for pin in found if pin.value)


def dated(base: Catalogue, new: Catalogue, since: str, *, named: bool = False) -> tuple[Pin, ...]:
    """The lines that say of the codes of `new` what is new about them since `base`."""
    found = compare(base, new, named=named)
    fresh = {change.code for change in found if change.diagnostic.rule == "code-added"}
    return tuple(
        pin
        for error in new.errors
        if not error.retired
        for pin in keeping.dated(error, since, found, fresh=error.code in fresh)
    )


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
    return tuple(rules.mass_absent(whole(side)) for side in empty)


def mass(base: Catalogue, new: Catalogue, found: Sequence[Change]) -> Problems:
    """A problem if so many codes are gone at once that the new page was rather misread."""
    gone = lost(found)
    total = len(base.errors)
    misread = too_many(len(gone), total)
    return (rules.mass_change(whole(new), gone, total),) if misread else ()


def too_many(gone: int, total: int) -> bool:
    """Whether so many of so many codes are gone that a page was rather misread."""
    return gone > max(total * _MASS, 1)


def lost(found: Sequence[Change]) -> list[str]:
    """The codes that whoever uses them finds no more."""
    return [str(c.old) for c in found if c.diagnostic.rule in _GONE and c.bump == "major"]


def _gone(error: Error, two: Both) -> Change:
    """An error that is on the page no more, and nobody retired."""
    lines = keeping.retired(error, two.new.style, two.holders)
    span, was = _last_seen(error, two)
    diagnostic = rules.code_removed(span, error.code, lines, two.overlay, kept=False, was=was)
    return Change(diagnostic, error.code, error.code, None)


def _last_seen(old: Error, two: Both) -> tuple[Span, int]:
    """Where an error was; of a page that is there still the line says nothing of it any more.

    Then the page as a whole, and the line that it was at, or else 0.
    """
    if old.span.line and any(page.path == old.span.path for page in two.new.pages):
        return Span(old.span.path), old.span.line
    return old.span, 0


def _retired(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """An error that is on the page no more and retired: its class stays, but for what it lost."""
    span, was = _last_seen(old, two)
    diagnostic = rules.code_removed(span, old.code, "", two.overlay, kept=True, was=was)
    yield Change(diagnostic, old.code, old.code, None)
    yield from differences.retired(old, new, two)


def _succeeding(error: Error, span: Span, two: Both) -> Change:
    """An error whose code is a success now: nobody can catch it any more."""
    name = names.short(error.class_name, two.new.style)
    lines = toml.lines(Pin(("errors", error.code), "name", name))
    diagnostic = rules.code_succeeds(span, error.code, error.class_name, lines, two.overlay)
    return Change(diagnostic, error.code, error.code, None)


def _between(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """What changed in one error. What a translation may have done to a code is no change of it."""
    doubtful = "doubtful" in (old.evidence, new.evidence)
    if old.code != new.code and (two.named or not doubtful):
        yield _renamed(old, new, two)
    yield from differences.between(old, new, two)


def _renamed(old: Error, new: Error, two: Both) -> Change:
    rule = rules.code_recased if pairs.same_word(old.code, new.code) else rules.code_renamed
    style = two.new.style
    table = ("errors", new.code)
    pins = [Pin(table, "aliases", keeping.aliases(old, new, style))]
    if two.holders.get(old.class_name, new.code) != new.code:
        # An alias cannot take it from the class that has it now; a name can.
        found = tuple(
            alias for alias in keeping.aliases(old, new, style) if alias != old.class_name
        )
        pins = [
            Pin(table, "name", names.short(old.class_name, style)),
            Pin(table, "aliases", found),
        ]
    lines = toml.lines(*pins)
    is_kept = classes.kept(old, new, two)
    diagnostic = rule(new.span, old.code, new.code, lines, two.overlay, kept=is_kept)
    return Change(diagnostic, new.code, old.code, new.code)
