"""What can become of a whole catalogue."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def added(span: Span, name: str) -> Diagnostic:
    """A catalogue is new: the old side has no generated JSON of it.

    Example::

        + [tool.generator.catalogues.my-errors]
        + pages = ["docs/errors.md"]

    To mend it: nothing; nobody can have used it yet. Release a minor version.
    """
    return Diagnostic("catalogue-added", "note", f"the catalogue {name} is new", span)


def removed(span: Span, name: str) -> Diagnostic:
    """A catalogue is gone, and with it everything that was generated from it.

    To rename one is to remove it and to add another: its packages have another
    name now, and whoever imports the old one finds nothing.

    Example::

        - [tool.generator.catalogues.my-errors]
        - pages = ["docs/errors.md"]

    To mend it: if somebody may use it, keep it under its name. Else release a
    major version.
    """
    return Diagnostic(
        "catalogue-removed",
        "error",
        f"the catalogue {name} is gone",
        span,
        help="whoever imports what was generated from it finds nothing; keep it under its name",
    )
