"""What can be wrong with a catalogue that was written as JSON."""

from __future__ import annotations

from generator.source import Diagnostic, Span

_HELP = "take the JSON that `build` writes, or what `show --format json` prints"


def unreadable(span: Span, reason: str) -> Diagnostic:
    """A file that should hold a catalogue is no JSON.

    Example::

        {"schema": 1, "catalogue":

    To mend it: give the file that `build` wrote, whole, or a page.
    """
    return Diagnostic(
        "record-unreadable", "error", "this is no JSON", span, label=reason, help=_HELP
    )


def shape(span: Span, where: str, reason: str) -> Diagnostic:
    """A file is JSON, but not a catalogue in a form that this version reads.

    Example::

        {"schema": 2, "catalogue": {}}

    To mend it: give a file that `build` wrote. One that a later version wrote
    (`schema` tells) needs that version.
    """
    message = f"this is not a catalogue that can be read: {where}: {reason}"
    return Diagnostic("record-shape", "error", message, span, help=_HELP)
