"""What the templates of the reference docs are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import statuses
from generator.diagnostics.source import Span
from generator.model import Catalogue, Error, Message, PageInfo, Parameter, Text, Variant
from generator.project.settings import Settings
from generator.render.quoting import markdown
from generator.render.views import hierarchy, languages, picture
from generator.render.views.opened import opened

# The evidence that stands for a code which is not as the page has it.
_RESTORED = frozenset({"source-text", "parenthesised", "status-name", "aligned", "mentioned"})
# A navigation that lists every code weighs as much as the square of their number.
_LISTED = 100
# The site's search takes 64 KiB of text below one heading.
_ROWS = 100
_BYTES = 32_768
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([0-9]\.[0-9])", re.IGNORECASE)
_ANCHOR = re.compile(r"[0-9A-Za-z._~+-]+")


@dataclass(frozen=True, slots=True)
class Group:
    """A status and the errors that come with it."""

    status: int
    phrase: str
    family: str
    errors: tuple[Error, ...]


def facts(catalogue: Catalogue, _settings: Settings) -> Mapping[str, Any]:
    """Anchors, groups, addresses and languages: what is said once and used on many pages."""
    found = anchors(catalogue.errors)
    return {
        "anchors": found,
        "groups": groups(catalogue.errors),
        "restored": tuple(e for e in catalogue.errors if restored(e)),
        "retryable": tuple(e for e in catalogue.errors if e.retryable.value),
        "site": site(catalogue),
        "listed": len(catalogue.errors) <= _LISTED,
        "licence_address": licence_address(catalogue.licence),
        "languages": opened(languages),
        "is_restored": restored,
        "heading": lambda error: heading(error, found[error.slug]),
        "meaning": meaning,
        "place": place,
        "rows": rows,
        "sections": sections,
        "texts": texts,
        "to_locale": lambda here, there: to_locale(catalogue, here, there),
        "words": words,
        "example": lambda error: next(
            (x for x in catalogue.examples if x.code == error.code), None
        ),
        "picture": lambda several, legend: boxes(catalogue, several, legend),
        "picture_size": lambda drawn: (picture.WIDTH, picture.height(drawn)),
        "title": lambda locale: title(catalogue, locale),
        "page": lambda locale: page(catalogue, locale),
    }


def anchors(errors: Iterable[Error]) -> dict[str, str]:
    """The anchor of each error, by its slug: its code, or its slug where a code cannot be one.

    Two errors never share one.
    """
    errors = tuple(errors)
    found: dict[str, str] = {}
    taken = {e.code for e in errors if _ANCHOR.fullmatch(e.code)}
    given: set[str] = set()
    for error in errors:
        anchor = error.code
        if not _ANCHOR.fullmatch(anchor) or anchor in given:
            anchor = _free(error.slug, taken | given)
        given.add(anchor)
        found[error.slug] = anchor
    return found


def _free(slug: str, taken: set[str]) -> str:
    while slug in taken:
        slug += "_"
    return slug


def groups(errors: Iterable[Error]) -> tuple[Group, ...]:
    """The errors by the status they come with, those of another row as well."""
    by_status: dict[int, list[Error]] = {}
    for error in errors:
        if error.status is not None:
            by_status.setdefault(error.status, [])
    for error in errors:
        found = {error.status, *(v.status for v in error.variants)}
        for status in sorted(s for s in found if s in by_status):
            by_status[status].append(error)
    return tuple(
        Group(status, statuses.phrase(status), statuses.family(status), tuple(members))
        for status, members in sorted(by_status.items())
    )


def sections(errors: Iterable[Error], locale: str) -> tuple[tuple[Error, ...], ...]:
    """The errors cut into tables that are short enough to be read and searched."""
    found: list[list[Error]] = []
    size = 0
    for error in errors:
        message = meaning(error, locale)
        size += len(f"{error.code} {message.text if message else ''}".encode("utf-8", "replace"))
        if not found or len(found[-1]) == _ROWS or size > _BYTES:
            found.append([])
            size = 0
        found[-1].append(error)
    return tuple(tuple(section) for section in found)


def boxes(catalogue: Catalogue, several: str, legend: str) -> tuple[picture.Box, ...]:
    """The hierarchy, drawn; the number of a status's errors where they are too many to draw.

    `several` is the word for errors, `legend` says what the mark of a retry means.
    """
    errors = catalogue.errors
    below = [_branch(group, several, many=len(errors) > _LISTED) for group in groups(errors)]
    known = hierarchy.FAMILIES
    families = [
        picture.Branch(name, "family", tuple(b for f, b in below if f == family))
        for family, name in known.items()
        if any(f == family for f, _ in below)
    ]
    families += [b for f, b in below if f not in known]
    unplaced = [e for e in errors if e.status is None]
    shown, count = _members(unplaced, several, many=len(errors) > _LISTED)
    root = picture.Branch(catalogue.root, "root", families, shown, count)
    return picture.draw(root, legend if any(e.retryable.value for e in errors) else "")


def _branch(group: Group, several: str, *, many: bool) -> tuple[str, picture.Branch]:
    own = [e for e in group.errors if e.status == group.status]
    text = f"Http{group.status}Error {group.phrase}".strip()
    return group.family, picture.Branch(text, "status", (), *_members(own, several, many=many))


def _members(errors: list[Error], several: str, *, many: bool) -> tuple[list[Error], str]:
    return ([], f"{len(errors)} {several}") if many and errors else (errors, "")


def restored(error: Error) -> bool:
    """Whether the code is not what its cell says: it was translated, or damaged."""
    return error.evidence in _RESTORED or (error.evidence == "pinned" and error.cell != error.code)


def texts(found: tuple[Text, ...], locale: str) -> tuple[Text, ...]:
    """Those of the texts that are in a locale; all of them where none is."""
    return tuple(t for t in found if t.locale == locale) or found


def heading(error: Error, anchor: str) -> str:
    """The heading of an error's page, with its anchor.

    GitHub and the site give a heading an anchor of their own, in lower case:
    where that is the code already, a second one would be the same one twice.
    """
    own = anchor == error.code and re.fullmatch(r"[0-9a-z][0-9a-z_]*", anchor)
    mark = "" if own else f'<a id="{markdown.md_attr(anchor)}"></a>'
    return f"# {mark}{markdown.md_title(error.code)}"


def words(parameter: Parameter, locale: str) -> str:
    """What the page calls a parameter in a locale; in another where that one lacks it."""
    return dict(parameter.text).get(locale) or next((t for _, t in parameter.text), "")


def meaning(error: Error, locale: str) -> Message | None:
    """What an error says in a locale; in another where that one does not say it."""
    return error.message(locale) or next(iter(error.messages), None)


def rows(error: Error) -> tuple[Variant, ...]:
    """The rows of an error that stands in more than one, else nothing."""
    return error.variants if len(error.variants) > 1 else ()


def place(error: Error, locale: str) -> str:
    """`file:line` of the row in a locale, the file alone where there is no line, or ""."""
    message = error.message(locale)
    span = (message.span if message else None) or error.span
    return _spelt(span)


def _spelt(span: Span) -> str:
    return span.path if span.line is None else f"{span.path}:{span.line}"


def page(catalogue: Catalogue, locale: str) -> PageInfo | None:
    """The page that a locale's texts came from, or None."""
    return next((p for p in catalogue.pages if p.locale == locale), None)


def title(catalogue: Catalogue, locale: str) -> str:
    """The title of a locale's page; where it has none the catalogue's, or its name."""
    found = page(catalogue, locale)
    return (found.title if found else "") or catalogue.title or catalogue.name


def site(catalogue: Catalogue) -> str:
    """Where the site stands: the folder above that of the error pages; "" where nobody says."""
    found = re.fullmatch(r"(.+/)errors/?", catalogue.doc_url)
    return found[1] if found else ""


def to_locale(catalogue: Catalogue, here: str, there: str) -> str:
    """The way from the site of one locale to that of another: the first has the root."""
    first = catalogue.locales[0]
    down = "" if there == first else f"{there}/"
    return f"{'' if here == first else '../'}{down}index.html"


def licence_address(licence: str) -> str:
    """Where a Creative Commons licence stands, by its SPDX name; "" for any other."""
    known = _CREATIVE_COMMONS.fullmatch(licence.replace(" ", "-"))
    if not known:
        return ""
    return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
