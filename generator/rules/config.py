"""What can be wrong with the configuration."""

from __future__ import annotations

from generator.source import Diagnostic, Span

_FIRST = """[tool.generator.catalogues.my-errors]
pages = ["docs/errors.md"]"""


def missing(span: Span) -> Diagnostic:
    """Nothing says which page to read.

    Example::

        error-table build

    in a folder whose pyproject.toml has no `[tool.generator]`.

    To mend it: add to pyproject.toml a name for the catalogue, in kebab-case,
    and its page::

        [tool.generator.catalogues.my-errors]
        pages = ["docs/errors.md"]

    To look at a page without any configuration, run `show --page PAGE`.
    """
    return Diagnostic(
        "config-missing",
        "error",
        "no configuration says which page to read",
        span,
        help=f"add to pyproject.toml, with the path of your page:\n{_FIRST}",
    )


def toml(span: Span, reason: str) -> Diagnostic:
    """The file is not valid TOML.

    Example::

        [tool.generator.catalogues.my-errors]
        pages = ["docs/errors.md"

    To mend it: correct the place that is marked; https://toml.io has the rules.
    """
    return Diagnostic(
        "config-toml",
        "error",
        "this is not valid TOML",
        span,
        label=reason,
        help="correct this place; https://toml.io has the rules",
    )


def unknown(span: Span, key: str, near: str, known: str) -> Diagnostic:
    """A key that does not exist.

    Example::

        [tool.generator]
        ouput = "generated"

    To mend it: use the key that is suggested, or remove this one.
    """
    return Diagnostic(
        "config-unknown",
        "error",
        f"there is no key {key} here",
        span,
        label=f"did you mean {near}?" if near else "",
        help=f"the keys here are {known}",
    )


def value(span: Span, key: str, wanted: str) -> Diagnostic:
    """A key has a value that it cannot have.

    Example::

        [tool.generator.catalogues.my-errors]
        pages = "docs/errors.md"

    where `pages` is a list of strings.

    To mend it: give the key a value of the kind that the diagnostic names.
    """
    return Diagnostic(
        "config-value",
        "error",
        f"{key} cannot be this",
        span,
        label=f"{key} has to be {wanted}",
        help=f"make {key} {wanted}",
    )


def required(span: Span, key: str) -> Diagnostic:
    """A key that cannot be left out is not there.

    Example::

        [tool.generator.catalogues.my-errors]
        title = "Error codes"

    which names no page.

    To mend it: add the key.
    """
    return Diagnostic(
        "config-required",
        "error",
        f"this catalogue has no {key}",
        span,
        help=f'add the key: {key} = ["docs/errors.md"]',
    )


def name(span: Span, found: str, reason: str) -> Diagnostic:
    """The name of a catalogue is not in kebab-case, or is a keyword of Python.

    Example::

        [tool.generator.catalogues."Defender Errors"]

    To mend it: use small letters, digits and single hyphens, beginning with a
    letter: `defender-errors`. Packages and files are named after it.
    """
    return Diagnostic(
        "config-name",
        "error",
        f"{found!r} cannot be the name of a catalogue",
        span,
        label=reason,
        help="use small letters, digits and single hyphens: my-errors",
    )


def output(span: Span, reason: str) -> Diagnostic:
    """The output folder cannot be where it is configured.

    Example::

        [tool.generator]
        output = "../elsewhere"

    To mend it: name a folder inside the project that has no sources and no
    templates in it, such as `generated`.
    """
    return Diagnostic(
        "config-output",
        "error",
        "the output folder cannot be here",
        span,
        label=reason,
        help='name a folder of its own inside the project: output = "generated"',
    )


def level(span: Span, rule: str, reason: str) -> Diagnostic:
    """A level is set for a rule that does not exist, or to a level that does not.

    Example::

        [tool.generator.levels]
        code-doubtfull = "error"

    To mend it: name a rule that `explain` lists, and one of the levels `off`,
    `note`, `warning` and `error`.
    """
    return Diagnostic(
        "config-level",
        "error",
        f"this level of {rule} cannot be set",
        span,
        label=reason,
        help="`explain` lists the rules; the levels are off, note, warning, error",
    )


def lowered(span: Span, rule: str) -> Diagnostic:
    """A level would make an error less than one; it stays an error.

    Example::

        [tool.generator.levels]
        code-unreadable = "note"

    An error means that something wrong would be written, so nothing is.

    To mend it: remove the key, and mend what the error reports.
    """
    return Diagnostic(
        "config-lowered",
        "warning",
        f"{rule} is an error, and stays one",
        span,
        help="remove this key; an error cannot be lowered",
    )


def catalogue(span: Span, wanted: str, near: str, known: str) -> Diagnostic:
    """No catalogue has the name that was asked for.

    Example::

        build defender-erors

    To mend it: use a name from `[tool.generator.catalogues]`.
    """
    return Diagnostic(
        "config-catalogue",
        "error",
        f"there is no catalogue {wanted}",
        span,
        label=f"did you mean {near}?" if near else "",
        help=f"the catalogues are {known}",
    )
