"""What can become of a parameter."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def added(span: Span, code: str, name: str) -> Diagnostic:
    """A message has a placeholder more than before.

    Example::

        - TooLong|Bad Request (400)|{field} is too long.
        + TooLong|Bad Request (400)|{field} is longer than {limit}.

    To mend it: nothing; name it in the overlay, so that no rewording changes
    its name. Release a minor version.
    """
    text = f"the message of {code} has a new parameter, {name}"
    return Diagnostic("parameter-added", "note", text, span)


def removed(span: Span, code: str, name: str) -> Diagnostic:
    """A message has a placeholder less than before, so its attribute is gone.

    Example::

        - TooLong|Bad Request (400)|{field} is longer than {limit}.
        + TooLong|Bad Request (400)|{field} is too long.

    To mend it: release a major version.
    """
    text = f"the message of {code} has no parameter {name} any more"
    return Diagnostic("parameter-removed", "error", text, span)


def renamed(span: Span, code: str, old: str, new: str, pin: str) -> Diagnostic:
    """A placeholder has other words than before, and its attribute is named after them.

    Example::

        - TooLong|Bad Request (400)|{field} is too long.
        + TooLong|Bad Request (400)|{name of the field} is too long.

    To mend it: pin the name in the overlay, then no rewording changes it:
    `parameters = ["field"]` under `[errors.TooLong]`. Else release a major
    version.
    """
    return Diagnostic(
        "parameter-renamed",
        "error",
        f"the parameter {old} of {code} is called {new} now",
        span,
        help=f"to keep the old name, pin it in the overlay:\n{pin}",
    )
