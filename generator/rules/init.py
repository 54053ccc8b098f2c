"""What can keep `init` from writing a configuration."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def configured(span: Span, name: str) -> Diagnostic:
    """The page is configured already, so there is nothing to write.

    Example::

        error-table init docs/errors.md
        error-table init docs/errors.md

    To mend it: nothing; go on with `build`. To read the page otherwise, edit
    its table in pyproject.toml.
    """
    return Diagnostic(
        "init-configured",
        "error",
        f"this page is configured already, as {name}",
        span,
        help=f"go on with `build {name}`",
    )


def taken(span: Span, name: str) -> Diagnostic:
    """Another page has the name that this catalogue would get.

    Example::

        error-table init docs/v2/errors.md

    beside a catalogue `errors` from `docs/v1/errors.md`.

    To mend it: choose another name: `--name errors-v2`. If it is the same page
    in another language, add it to the `pages` of the catalogue.
    """
    return Diagnostic(
        "init-taken",
        "error",
        f"there is a catalogue {name} already, from another page",
        span,
        help=f"choose another name: --name {name}-2; "
        "or add the page to that catalogue, if it is the same one in another language",
    )


def encoding(span: Span) -> Diagnostic:
    """The path of the page is not UTF-8, so the configuration, which is, cannot name it.

    Example::

        error-table init "$(printf 'docs/f\\374r.md')"

    where `ü` is the single byte FC, as Latin-1 has it.

    To mend it: give the file another name. `show --page` reads it as it is.
    """
    return Diagnostic(
        "init-encoding",
        "error",
        "the path of this page is not UTF-8",
        span,
        help="give the file another name; no configuration can have this one",
    )


def outside(span: Span) -> Diagnostic:
    """The page is not inside the project, so the configuration cannot name it.

    Example::

        error-table init ../elsewhere/errors.md

    To mend it: copy the page into the project, or run the command in the
    folder that both have in common.
    """
    return Diagnostic(
        "init-outside",
        "error",
        "this page is not inside the project",
        span,
        help="copy it into the project, or name the folder of both with --root",
    )
