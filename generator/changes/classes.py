"""What whoever imports and catches the classes of a catalogue finds no more, or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import names
from generator.changes import keeping
from generator.changes.both import Both, whole
from generator.changes.change import Change
from generator.changes.pairs import Matched, Pair
from generator.diagnostics.rules import changes as rules
from generator.model import Catalogue, Error
from generator.names import Naming
from generator.project import toml
from generator.project.pins import Pin
from generator.render.views import hierarchy


def is_renamed(old: Error, new: Error) -> bool:
    """Whether the class of a code has another name, and the code has not."""
    return old.code == new.code and old.class_name != new.class_name


def kept(old: Error, new: Error, two: Both) -> bool:
    """Whether the new error keeps the old one's name as an alias, and its class with it."""
    named = old.code in new.aliases or old.class_name in new.aliases
    return named and two.holders.get(old.class_name) == new.code


def root(two: Both) -> Iterator[Change]:
    """The base class of all errors under another name."""
    before, now = two.base.root, two.new.root
    if before and now and before != now and two.base.name == two.new.name:
        lines = toml.lines(Pin(two.config.table, "root", before))
        span = two.config.place("root") or two.config.place() or whole(two.new)
        diagnostic = rules.root_renamed(span, before, now, lines, two.config.path)
        yield Change(diagnostic, None, before, now)


def bases(old: Error, new: Error, two: Both, lines: str = "") -> Iterator[Change]:
    """The classes by which whoever catches them catches this one no more."""
    above = _above(new, two.new)
    if lost := [name for name in _above(old, two.base) if name not in above]:
        before, parent = hierarchy.parent(old, two.base), hierarchy.parent(new, two.new)
        diagnostic = rules.base_moved(new.span, new.code, lost, parent, lines, two.overlay)
        yield Change(diagnostic, new.code, before, parent)


def _above(error: Error, catalogue: Catalogue) -> list[str]:
    """The classes that an error derives from, the nearest first, but for the root."""
    found = {hierarchy.family(status, catalogue) for status in error.statuses}
    families = [*found][:1] if len(found) == 1 else []
    parents = dict.fromkeys([hierarchy.parent(error, catalogue), *families])
    return [name for name in parents if name != catalogue.root]


def renamed(old: Error, new: Error, two: Both) -> Iterator[Change]:
    """A class with another name, and whether another code has or wants the old one."""
    if not (two.named and is_renamed(old, new)):
        return
    before, now = old.class_name, new.class_name
    is_kept = kept(old, new, two)
    taken = two.holders.get(before, "")
    style = two.new.style
    sharing = two.sharing.get(before, ()) if names.unmarked(now, new.code, style) == before else ()
    pin = Pin(("errors", new.code), "aliases", (*new.aliases, before))
    if taken or len(sharing) > 1 or names.given(before, style) != before:
        pin = Pin(("errors", new.code), "name", names.short(before, style))
    diagnostic = rules.class_renamed(
        *(new.span, new.code, before, now, toml.lines(pin)),
        overlay=two.overlay,
        kept=is_kept,
        taken=taken,
        sharing=sharing,
    )
    yield Change(diagnostic, new.code, before, now)


def taken(matched: Matched, two: Both) -> Iterator[Change]:
    """The classes that stand for another code now, where no rename of the class has said so."""
    if not two.named:
        return
    heirs = {error.code: error for error in two.new.errors}
    for old, new in (*matched.pairs, *matched.retired, *((gone, None) for gone in matched.gone)):
        heir = two.holders.get(old.class_name, "")
        if heir in ("", old.code) or (new and (heir == new.code or is_renamed(old, new))):
            continue
        lines = keeping.retired(old, two.new.style, two.holders)
        if new:
            name = names.short(old.class_name, two.new.style)
            lines = toml.lines(Pin(("errors", new.code), "name", name))
        span = heirs[heir].span
        diagnostic = rules.class_taken(span, old.class_name, old.code, heir, lines, two.overlay)
        yield Change(diagnostic, heir, old.code, heir)


def aliases(matched: Matched, two: Both) -> Iterator[Change]:
    """The former names that an error has no more, where no rename has said so."""
    for old, new in _same(matched, two):
        if old.code == new.code or kept(old, new, two):
            for lost in (alias for alias in old.aliases if alias not in (new.code, *new.aliases)):
                lines = "" if two.new.error(lost) else toml.lines(*_again(new, lost, two))
                diagnostic = rules.alias_removed(new.span, new.code, lost, lines, two.overlay)
                yield Change(diagnostic, new.code, lost, None)


def _same(matched: Matched, two: Both) -> Sequence[Pair]:
    """The pairs, and those that were retired before and are so still."""
    now = {error.code: error for error in two.new.errors if error.retired}
    still = [(old, now[old.code]) for old in two.base.errors if old.retired and old.code in now]
    return (*matched.pairs, *matched.retired, *still)


def _again(error: Error, alias: str, two: Both) -> Iterator[Pin]:
    """The lines that give an error a former name again, and who has it now another one."""
    yield Pin(("errors", error.code), "aliases", (*error.aliases, alias))
    style = two.new.style
    name = names.given(alias, style)
    heir = two.holders.get(name, error.code)
    if heir != error.code:
        own = names.short(name, style)
        both = [Naming(error.code, pinned=own), Naming(heir, pinned=own)]
        other = names.class_names(both, two.new.root, style)[1]
        yield Pin(("errors", heir), "name", names.short(other, style))
