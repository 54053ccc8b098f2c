"""What can have changed between two catalogues."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rule import at, error, note, paste, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("catalogue-added")
def catalogue_added(span: Span, name: str) -> Diagnostic:
    """A catalogue is new: the old side has no generated JSON of it.

    Example::

        + [tool.generator.catalogues.my-errors]
        + pages = ["docs/errors.md"]

    To mend it: nothing; nobody can have used it yet. Release a minor version.
    """
    return note(span, f"the catalogue {name} is new")


@rule("catalogue-removed")
def catalogue_removed(span: Span, name: str) -> Diagnostic:
    """A catalogue is gone, and with it everything that was generated from it.

    To rename one is to remove it and to add another: its packages have another
    name now, and whoever imports the old one finds nothing.

    Example::

        - [tool.generator.catalogues.my-errors]
        - pages = ["docs/errors.md"]

    To mend it: if somebody may use it, keep it under its name. Else release a
    major version.
    """
    return error(
        span,
        f"the catalogue {name} is gone",
        help="whoever imports what was generated from it finds nothing; keep it under its name",
    )


@rule("class-renamed")
def class_renamed(
    span: Span, code: str, old: str, new: str, alias: str, *, kept: bool
) -> Diagnostic:
    """The class of a code has another name than before, though the code has not.

    A class is named after its code, or after its message where the code is a
    number. Only a note where the overlay keeps the old name as an alias.

    Example::

        - 10003|Unknown channel
        + 10003|Unknown room

    To mend it: settle the name in the overlay: `name = "UnknownChannel"` under
    `[errors.10003]`; or keep the old one beside the new:
    `aliases = ["UnknownChannelError"]`. Else release a major version.
    """
    if kept:
        text = f"the class of {code} is {new} now; {old} stays beside it"
        return note(span, text)
    text = f"the class of {code} is {new} now, no longer {old}"
    advice = f"to keep the old name, add to the overlay:{paste(alias)}"
    return error(span, text, help=advice)


@rule("code-added")
def code_added(span: Span, code: str) -> Diagnostic:
    """A code is new.

    Example::

        + QuotaExceeded|TooManyRequests (429)|The quota is used up.

    To mend it: nothing; clients that know the old codes take it for an unknown
    one. Release a minor version.
    """
    return note(span, f"{code} is new")


@rule("code-removed")
def code_removed(span: Span, code: str, retire: str, *, kept: bool) -> Diagnostic:
    """A code is gone from the page, and its class from the generated code.

    Only a note where the overlay retires it: then its class and its page stay.

    Example::

        - QuotaExceeded|TooManyRequests (429)|The quota is used up.

    To mend it: if clients may still have to catch it, retire it in the overlay:
    `QuotaExceeded = "since version 2"` under `[retired]`. Else release a major
    version.
    """
    if kept:
        return note(span, f"{code} was retired; its class stays")
    text = f"to keep its class, retire it in the overlay:{paste(retire)}"
    return error(span, f"{code} is gone", help=text)


@rule("code-renamed")
def code_renamed(span: Span, old: str, new: str, alias: str, *, kept: bool) -> Diagnostic:
    """A row has another code than before: same place or message, same status, as many parameters.

    Only a note where the overlay keeps the old name as an alias.

    Example::

        - QuotaExceeded|TooManyRequests (429)|The quota is used up.
        + QuotaUsedUp|TooManyRequests (429)|The quota is used up.

    To mend it: keep the old name in the overlay: `aliases = ["QuotaExceeded"]`
    under `[errors.QuotaUsedUp]`. Else release a major version.
    """
    if kept:
        text = f"{old} is called {new} now; the old name stays"
        return note(span, text)
    text = f"to keep the old name, add to the overlay:{paste(alias)}"
    return error(span, f"{old} is called {new} now", help=text)


@rule("code-recased")
def code_recased(span: Span, old: str, new: str, alias: str, *, kept: bool) -> Diagnostic:
    """A code is the same word as before in other letters, and a client compares letter by letter.

    Only a note where the overlay keeps the old spelling as an alias.

    Example::

        - NotFound|Not Found (404)|Nothing is there.
        + NOT_FOUND|Not Found (404)|Nothing is there.

    To mend it: look at what the service really sends, and correct the page; or
    keep the old spelling in the overlay: `aliases = ["NotFound"]` under
    `[errors.NOT_FOUND]`. Else release a major version.
    """
    if kept:
        text = f"{old} is spelt {new} now; the old spelling stays"
        return note(span, text)
    text = f"to keep the old spelling, add to the overlay:{paste(alias)}"
    return error(span, f"{old} is spelt {new} now", help=text)


@rule("envelope-changed")
def envelope_changed(span: Span, what: str, old: str, new: str) -> Diagnostic:
    """An error body carries its code, message or correlation id at another place than before.

    The places are read from the page's JSON examples, or configured. Only a
    note where there was no place before.

    Example::

        - { "error": { "code": "NotFound", "target": "1fa6" } }
        + { "error": { "code": "NotFound", "requestId": "1fa6" } }

    To mend it: look at what the service really sends, and correct the examples;
    or settle it in the configuration under `envelope`. Else release a major
    version.
    """
    if not old:
        text = f"an error body has its {what} at {new}, which nothing said before"
        return note(span, text)
    now = f"is at {new} now, no longer" if new else "has no known place now; it was"
    text = f"the {what} of an error body {now} at {old}"
    return error(span, text)


@rule("hint-changed")
def hint_changed(span: Span, code: str) -> Diagnostic:
    """The page or the overlay says something else about a code: hints, causes, what to do.

    Example::

        + **InvalidRequestBody** may be due to the case of a parameter.

    To mend it: nothing. Release a patch.
    """
    return note(span, f"the advice on {code} has changed")


@rule("mass-change")
def mass_change(span: Span, gone: Sequence[str], total: int) -> Diagnostic:
    """More than 30 % of the codes are gone at once, which is rather a page that was not read.

    A table that moved to another page, or lost a pipe, looks so. The answer
    is therefore "cannot tell". One code alone is no mass, as long as others stay.

    Example::

        error-table changes docs/errors.md new-layout.md

    where the table of the new layout has three of twenty rows.

    To mend it: look at what `show --page` reads of the new page. If the codes
    are really gone, retire them in the overlay, or build and release a major
    version.
    """
    shown = ", ".join(gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
    return error(
        span,
        f"{len(gone)} of {total} codes are gone at once",
        label=f"gone: {shown}",
        help="see with `show --page` whether the new page was read as it should be",
    )


@rule("mass-absent")
def mass_absent(span: Span) -> Diagnostic:
    """One side of a comparison has no codes at all, so there is nothing to compare.

    Example::

        {"schema": 1, "catalogue": {"name": "my-errors", "errors": []}}

    To mend it: give a page with an error table, or the JSON of a catalogue.
    """
    return error(
        span,
        "there are no codes here to compare",
        help="give a page with an error table, or the JSON of a catalogue",
    )


@rule("message-reworded")
def message_reworded(span: Span, code: str) -> Diagnostic:
    """A message has other words than before. Nobody may branch on its words.

    Only messages of one language are compared with each other.

    Example::

        - NotFound|Not Found (404)|The machine was not found.
        + NotFound|Not Found (404)|The machine wasn't found.

    To mend it: nothing. Release a patch.
    """
    return note(span, f"the message of {code} is reworded")


@rule("parameter-added")
def parameter_added(span: Span, code: str, name: str) -> Diagnostic:
    """A message has a placeholder more than before.

    Example::

        - TooLong|Bad Request (400)|{field} is too long.
        + TooLong|Bad Request (400)|{field} is longer than {limit}.

    To mend it: nothing; name it in the overlay, so that no rewording changes
    its name. Release a minor version.
    """
    text = f"the message of {code} has a new parameter, {name}"
    return note(span, text)


@rule("parameter-removed")
def parameter_removed(span: Span, code: str, name: str) -> Diagnostic:
    """A message has a placeholder less than before, so its attribute is gone.

    Example::

        - TooLong|Bad Request (400)|{field} is longer than {limit}.
        + TooLong|Bad Request (400)|{field} is too long.

    To mend it: release a major version.
    """
    text = f"the message of {code} has no parameter {name} any more"
    return error(span, text)


@rule("parameter-renamed")
def parameter_renamed(span: Span, code: str, old: str, new: str, pin: str) -> Diagnostic:
    """A placeholder has other words than before, and its attribute is named after them.

    Example::

        - TooLong|Bad Request (400)|{field} is too long.
        + TooLong|Bad Request (400)|{name of the field} is too long.

    To mend it: pin the name in the overlay, then no rewording changes it:
    `parameters = ["field"]` under `[errors.TooLong]`. Else release a major
    version.
    """
    return error(
        span,
        f"the parameter {old} of {code} is called {new} now",
        help=f"to keep the old name, pin it in the overlay:{paste(pin)}",
    )


@rule("retryable-changed")
def retryable_changed(span: Span, code: str, *, now: bool) -> Diagnostic:
    """A code that could be tried again no longer can, or the other way round.

    Example::

        - Busy|Conflict (409)|The machine is busy.
        + Busy|Conflict (409)|The machine is busy. Try again.

    To mend it: settle it in the overlay if the page is not right:
    `retryable = false` under `[errors.Busy]`. Else release a minor version.
    """
    text = f"{code} may be tried again now" if now else f"{code} may no longer be tried again"
    return warning(span, text)


@rule("status-changed")
def status_changed(span: Span, code: str, old: str, new: str, *, across: bool) -> Diagnostic:
    """A code comes with another HTTP status than before.

    A warning within a family (404, 410); an error across families (404, 500),
    where clients that branch on 4xx and 5xx take another branch.

    Example::

        - NotFound|Not Found (404)|Nothing is there.
        + NotFound|Gone (410)|Nothing is there.

    To mend it: look at what the service really sends. Then correct the page,
    or release a minor version; across families, a major one.
    """
    return at(
        "error" if across else "warning", span, f"the status of {code} is {new}, no longer {old}"
    )
