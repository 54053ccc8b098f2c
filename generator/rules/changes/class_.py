"""What can become of a class of the generated code."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def renamed(span: Span, code: str, old: str, new: str, alias: str, *, kept: bool) -> Diagnostic:
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
        return Diagnostic("class-renamed", "note", text, span)
    text = f"the class of {code} is {new} now, no longer {old}"
    advice = f"to keep the old name, add to the overlay:\n{alias}"
    return Diagnostic("class-renamed", "error", text, span, help=advice)
