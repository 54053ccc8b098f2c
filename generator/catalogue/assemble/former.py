"""What the overlay keeps of former pages: retired codes, and the former names of others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from generator import names
from generator.catalogue.assemble import class_names
from generator.catalogue.overlay import Overlay, Override
from generator.diagnostics import suggest
from generator.diagnostics.rules import overlay as rules
from generator.diagnostics.source import Diagnostic
from generator.model import Error
from generator.names.style import Style
from generator.project import toml
from generator.project.pins import Pin

# How alike two codes are of which one may be the other's new name.
_LIKENESS = 0.7


def returned(overlay: Overlay, known: Mapping[str, Error]) -> Iterator[Diagnostic]:
    """An error for each retired code that is on the page, whose errors are `known`, again."""
    for one in overlay.retired:
        if one.code in known:
            yield rules.retired_returned(one.span, one.code, known[one.code].span)


def unsourced(override: Override, known: Mapping[str, Error], overlay: Overlay) -> Diagnostic:
    """What to do about a table whose code is not on the page, whose errors are `known`."""
    code = override.code
    if heir := successors(overlay).get(code):
        return rules.overlay_former(override.span, code, heir)
    likely = _likely(override, known, overlay)
    kept = Pin(("errors", likely) if likely else (), "aliases", (code, *override.aliases))
    sent = Pin(("errors", code), "source", "where it was seen")
    return rules.overlay_source_missing(
        override.span, code, toml.lines(sent), toml.lines(kept), likely
    )


def successors(overlay: Overlay) -> dict[str, str]:
    """The code that has each alias."""
    given = (*overlay.errors, *overlay.retired)
    return {alias: one.code for one in given for alias in one.aliases if alias != one.code}


def _likely(override: Override, known: Mapping[str, Error], overlay: Overlay) -> str:
    """The code of the page that is most like that of a table, and could take it; or ""."""
    taken = {one.code for one in overlay.errors}
    numbers = re.findall(r"[0-9]+", override.code)
    could = {
        _word(error.code): error.code
        for error in known.values()
        if error.code not in taken
        and re.findall(r"[0-9]+", error.code) == numbers
        and len(override.parameters) in (0, len(error.parameters))
    }
    word = _word(override.code)
    return "".join(could[near] for near in suggest.nearest(word, could, 1, _LIKENESS) if word)


def _word(code: str) -> str:
    """The letters of a code, whatever their case."""
    return "".join(filter(str.isalpha, code.casefold()))


def unplaced(retired: Sequence[Error], others: Collection[Error]) -> Iterator[Diagnostic]:
    """One note for the retired codes without a status, where every code of the page has one."""
    found = [error for error in retired if not error.statuses]
    if found and others and all(error.statuses for error in others):
        yield rules.retired_status(found[0].span, [error.code for error in found])


def aliases(
    errors: Sequence[Error], overlay: Overlay, root: str, style: Style
) -> Iterator[Diagnostic]:
    """An error for each former name that is another error's code, class or former name as well.

    An alias may take a class's name from it; so they are told by the classes
    that the errors would have without any.
    """
    given = [(error, alias) for error in errors for alias in error.aliases]
    if not given:
        return
    bare, _ = class_names.assign([replace(e, aliases=()) for e in errors], overlay, root, style)
    codes = {error.code: error for error in errors}
    classes = {error.class_name: error.code for error in (*bare, *errors)}
    former: dict[str, str] = {}
    for error, alias in given:
        name = names.given(alias, style)
        told = partial(rules.alias_taken, _override(error, overlay).place("aliases"))
        holder = classes.get(name, error.code)
        heirs = {former.setdefault(key, error.code) for key in (alias, name) if key}
        if alias in codes and alias != error.code:
            added = alias if codes[alias].evidence == "overlay" else ""
            yield told(alias, error.code, "a code of its own", added, overlay=overlay.path)
        elif name == root:
            yield told(name, error.code, "the base class of all errors")
        elif holder != error.code:
            lines = _renaming(codes[holder], name, style)
            yield told(name, error.code, f"the class of {holder}", holder, lines, overlay.path)
        elif others := sorted(heirs - {error.code}):
            yield told(alias, error.code, f"of {others[0]} as well")


def _override(error: Error, overlay: Overlay) -> Override:
    """What the overlay says of an error that has aliases."""
    given = (*overlay.errors, *overlay.retired)
    return next(one for one in given if one.code == error.code and one.aliases)


def _renaming(error: Error, name: str, style: Style) -> str:
    """The line that leaves a class's name to an alias; "" where the overlay has given it itself."""
    own = names.short(error.class_name, style)
    fits = own and error.class_name != name
    return toml.lines(Pin(("errors", error.code), "name", own)) if fits else ""
