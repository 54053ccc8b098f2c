"""What the templates of the reference docs are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator import characters, names, statuses
from generator.model import (
    RESTORED,
    Catalogue,
    Error,
    Mark,
    Message,
    PageInfo,
    Parameter,
    Success,
    Text,
)
from generator.project.settings import Settings, Target
from generator.render.views import (
    doc_url,
    hierarchy,
    languages,
    licences,
    links,
    menu,
    modules,
    picture,
    python,
    reading,
    related,
    server,
    texts,
    typescript,
)
from generator.render.views.opened import opened

# The picture draws no more codes than these.
_DRAWN = 100
# The site's search takes 64 KiB of text below one heading.
_ROWS = 100
_BYTES = 32_768
# Two underscores begin what themes call elements of their own: their scripts would take ours.
_ANCHOR = re.compile(r"(?!__)[0-9A-Za-z._~+-]+")


@dataclass(frozen=True, slots=True)
class Group:
    """A status and the errors that come with it."""

    status: int
    phrase: str
    errors: tuple[Error, ...]


def facts(catalogue: Catalogue, settings: Settings, target: Target) -> Mapping[str, object]:
    """The facts for `docs/`: anchors, groups, addresses and languages, and functions to ask."""
    shown = settings if target.options["generated_code"] else Settings(targets=(target,))
    return {
        **hierarchy.families(catalogue),
        **modules.facts(shown, catalogue),
        **reading.facts(catalogue),
        "advice_holds": lambda *errors: any(map(advice_holds, errors)),
        "anchors": anchors(catalogue.errors),
        "groups": groups(catalogue.errors),
        "made": made(catalogue),
        "site": doc_url.site(catalogue),
        "licence_address": licences.address(catalogue.licence),
        "languages": opened(languages),
        "failed": texts.failed(catalogue),
        "fields": fields,
        "beside": partial(beside, catalogue, target),
        "example": partial(example, catalogue),
        "has_story": has_story,
        "in_words": in_words,
        "is_restored": is_restored,
        "leaves": leaves(catalogue),
        "outdated": any(error.is_outdated for error in catalogue.errors),
        "marks": partial(marks, catalogue, target),
        "meaning": meaning,
        "menu": menu.sections(catalogue.errors),
        "menu_is_long": menu.is_long(catalogue.errors),
        "page": partial(page, catalogue),
        "picture": partial(boxes, catalogue),
        "picture_size": lambda drawn: (picture.WIDTH, picture.height(drawn)),
        "place": partial(place, catalogue),
        "related": related.related(catalogue),
        "repeats": repeats,
        "sections": sections,
        "texts": own_texts,
        "title": partial(title, catalogue),
        "unlike": unlike,
        "waits": partial(waits, catalogue),
        "words": words,
    }


def made(catalogue: Catalogue) -> dict[str, str]:
    """How a service makes an error, in each language; one with parameters, if there is one."""
    fit = (error for error in catalogue.errors if error.parameters)
    sample = texts.sample(catalogue, fit)
    if not sample:
        return {"python": "", "class": "", "typescript": ""}
    return {
        "python": python.call(sample),
        "class": sample.class_name,
        "typescript": typescript.call(sample),
    }


def anchors(errors: Iterable[Error]) -> dict[str, str]:
    """The anchor of each error's row in the index, by its slug.

    It is the code, or the slug where a code cannot be one; two never share one.
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
        Group(status, statuses.phrase(status), tuple(members))
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


def advice_holds(error: Error) -> bool:
    """Whether what follows from the status agrees with what is known of a retry."""
    return error.retryable.value is (error.status in statuses.RETRYABLE)


def waits(catalogue: Catalogue, error: Error) -> bool:
    """Whether the response of an error may say how long to wait before it is tried again."""
    told = error.status in statuses.WITH_RETRY_AFTER or catalogue.envelope.retry_after
    return error.retryable.value and bool(told)


def example(catalogue: Catalogue, error: Error) -> tuple[str, bool]:
    """A body of an error, and whether it was made; "" where nothing says what one looks like."""
    shown = next((e.text for e in catalogue.examples if e.code == error.code), "")
    made = None if shown else server.body(error, catalogue)
    return (json.dumps(made, ensure_ascii=False, indent=2), True) if made else (shown, False)


def repeats(text: str, *others: str) -> bool:
    """Whether a text says what another one says, but for case, blanks and punctuation."""
    own = _letters(text)
    return bool(own) and any(_letters(other) == own for other in others)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, characters.known(text).casefold()))


def in_words(error: Error) -> str:
    """The words of a code as prose has them, or of a name that parts them by capitals alone.

    "" where it is one word, or has them as they are.
    """
    for text in (error.code, error.name if error.name.isalnum() else ""):
        words = names.snake(text).replace("_", " ")
        if text.isascii() and " " in words and words != text:
            return words
    return ""


def boxes(
    catalogue: Catalogue, several: str, legend: str, outdated: str
) -> tuple[picture.Box, ...]:
    """The hierarchy, drawn; the number of a status's errors where they are too many to draw.

    `several` is the word for errors; `legend` and `outdated` say what the marks
    of a retry, and of a code that is retired or deprecated, mean.
    """
    errors = catalogue.errors
    marked = any(error.retryable.value for error in errors)
    crossed = any(error.is_outdated for error in errors)
    legends = (legend if marked else "", outdated if crossed else "")
    return picture.draw(_tree(catalogue, several), *legends)


def _tree(catalogue: Catalogue, several: str) -> picture.Branch:
    """The root and what hangs from it: families of statuses, statuses, and their codes."""
    many = len(catalogue.errors) > _DRAWN

    def branch(
        text: str, kind: str, errors: Sequence[Error] = (), below: Sequence[picture.Branch] = ()
    ) -> picture.Branch:
        count = f"{len(errors)} {several}" if many and errors else ""
        return picture.Branch(text, kind, below, () if many else errors, count)

    found: dict[str, list[picture.Branch]] = {}
    for group in groups(catalogue.errors):
        text = f"{hierarchy.status_class(group.status, catalogue)} {group.phrase}".strip()
        own = [error for error in group.errors if error.status == group.status]
        family = hierarchy.family(group.status, catalogue)
        found.setdefault(family, []).append(branch(text, "status", own))
    others = found.pop(catalogue.root, [])
    families = [branch(name, "family", below=below) for name, below in found.items()]
    unplaced = [error for error in catalogue.errors if error.status is None]
    return branch(catalogue.root, "root", unplaced, [*families, *others])


def is_restored(error: Error) -> bool:
    """Whether the code is not what its cell says: it was translated, or damaged."""
    return error.evidence in RESTORED or (error.evidence == "pinned" and error.cell != error.code)


def has_story(error: Error) -> bool:
    """Whether more is to be said of where an error comes from than that the page has it."""
    doubtful = error.evidence == "doubtful" and not error.settled
    added = (error.evidence == "overlay" and not error.retired) or bool(error.source)
    return doubtful or added or is_restored(error) or len(error.variants) > 1


def words(parameter: Parameter, locale: str) -> str:
    """What the page calls a parameter in a locale; in another where that one lacks it."""
    return dict(parameter.text).get(locale) or next((t for _, t in parameter.text), "")


def unlike(parameters: Iterable[Parameter], locale: str) -> bool:
    """Whether the page calls any of the parameters something else than code does."""
    return any(not repeats(words(p, locale) or p.name, p.name) for p in parameters)


def meaning(said: Error | Success, locale: str) -> Message | None:
    """What an error or a success says in a locale; in another where that one does not say it."""
    own = (message for message in said.messages if message.locale == locale)
    return next(own, next(iter(said.messages), None))


def own_texts(texts_: tuple[Text, ...], error: Error, locale: str) -> tuple[Text, ...]:
    """Those of an error's texts that are in a locale, without what its message says already."""
    message = meaning(error, locale)
    said = texts.in_locale(texts_, locale)
    return tuple(t for t in said if not repeats(t.text, message.text if message else ""))


def fields(error: Error, locale: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What other columns say in a locale, line by line, under their headers.

    In another locale where that one says nothing; without what is said already.
    """
    told = dict(error.fields)
    message = meaning(error, locale)
    said = (error.code, error.name, message.text if message else "")
    pairs = told.get(locale) or next(iter(told.values()), ())
    return tuple((header, tuple(t.split("\n"))) for header, t in pairs if not repeats(t, *said))


def marks(
    catalogue: Catalogue, target: Target, said: Text | Message, folder: str
) -> tuple[Mark, ...]:
    """What a text sets apart; its links lead there from a page in `folder`, or are left out.

    `folder` is one of the catalogue's docs. What lies outside of the first
    folder of their path is in no site that somebody has there.
    """
    here = f"{modules.expanded(target.path, catalogue)}/{folder}"
    found = page(catalogue, said.locale)
    source = (said.span.path if said.span else "") or (found.path if found else "")
    urls = {m: links.seen_from(here, m.url, source, catalogue.origin) for m in said.marks if m.url}
    if not target.options["site"]:
        urls = {mark: url for mark, url in urls.items() if not links.leaves(here, url)}
    shown = (mark for mark in said.marks if not mark.url or urls.get(mark))
    return tuple(replace(mark, url=urls[mark]) if mark.url else mark for mark in shown)


def leaves(catalogue: Catalogue) -> bool:
    """Whether links lead out of the docs, to where the repository alone has something."""
    messages = [message for error in catalogue.errors for message in error.row_messages]
    messages += [message for success in catalogue.successes for message in success.messages]
    said = [text for e in catalogue.errors for text in (*e.hints, *e.causes, *e.actions)]
    said += [place(catalogue, e, locale) for e in catalogue.errors for locale in catalogue.locales]
    marks = [mark for message in messages for mark in message.marks]
    marks += [mark for text in said for mark in text.marks]
    relative = any(mark.url and not links.is_absolute(mark.url) for mark in marks)
    return relative and not links.is_absolute(catalogue.origin)


def place(catalogue: Catalogue, error: Error, locale: str) -> Text:
    """The file that has the row in a locale, or no text; a link if it is a page, else code.

    Its line is not said: whoever adds a line above would change every file.
    """
    message = error.message(locale)
    span = (message.span if message else None) or error.span
    is_page = any(found.path == span.path for found in catalogue.pages)
    url = links.address(span.path, catalogue.origin) if is_page else ""
    return Text(locale, span.path, span, (Mark(0, len(span.path), url),))


def beside(catalogue: Catalogue, target: Target, locale: str) -> Text | None:
    """The title of a locale's page, linked, where both lie in one site; None where they do not."""
    found = page(catalogue, locale)
    if target.options["site"] or not found or links.is_absolute(catalogue.origin):
        return None
    text, url = title(catalogue, locale), links.address(found.path, "")
    return Text(locale, text, marks=(Mark(0, len(text), url),))


def page(catalogue: Catalogue, locale: str) -> PageInfo | None:
    """The page that a locale's texts came from, or None."""
    return next((p for p in catalogue.pages if p.locale == locale), None)


def title(catalogue: Catalogue, locale: str) -> str:
    """The title of a locale's page; where it has none the catalogue's, or its name."""
    found = page(catalogue, locale)
    return (found.title if found else "") or catalogue.title or catalogue.name
