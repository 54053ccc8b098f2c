"""What can be wrong with a side of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rule import error, rule
from generator.diagnostics.source import Diagnostic, Span


@rule("side-unknown")
def side_unknown(span: Span, word: str) -> Diagnostic:
    """A side of a comparison is neither a file that exists nor a revision that git knows.

    Example::

        error-table changes maim docs/errors.md

    To mend it: name a page, the JSON of a catalogue, `-` for standard input,
    or a revision such as `HEAD~1`, `main`, `v1.2`.
    """
    return error(
        span,
        f"{word} is neither a file nor a revision",
        help="name a page, the JSON of a catalogue, - for standard input, or a revision of git",
    )


@rule("side-unanswered")
def side_unanswered(span: Span, word: str, reason: str) -> Diagnostic:
    """There is a repository, and git cannot say what it has.

    Example::

        error-table changes main

    in a container in which the repository belongs to somebody else, or which
    has no git.

    To mend it: see to what git says. Pages, and the JSON of catalogues, are
    compared without git if both are named.
    """
    return error(
        span,
        f"git cannot say what {word} has",
        label=reason,
        help="see to what git says, or name two files to compare",
    )


@rule("side-missing")
def side_missing(span: Span, revision: str, path: str) -> Diagnostic:
    """A revision does not hold the file that is asked of it.

    Without a path, that is the JSON which `build` writes for the catalogue. If
    one of two sides has it, the catalogue is new, or gone; if neither has, there
    is nothing to compare.

    Example::

        error-table changes v1.0:page.md docs/errors.md

    where the page had another name in version 1.0.

    To mend it: name a revision that has the file, or the file of a page:
    `v1.0:docs/errors.md`.
    """
    return error(
        span,
        f"{revision} has no {path}",
        help=f"name a revision that has it, or a page of that revision: {revision}:PAGE",
    )


@rule("side-unbuilt")
def side_unbuilt(span: Span) -> Diagnostic:
    """There is no generated catalogue yet to hold the sources against.

    Example::

        error-table changes

    in a project whose `generated` folder has no JSON.

    To mend it: run `build`, and commit what it writes.
    """
    return error(
        span,
        "there is no generated catalogue to compare with",
        help="run build and commit what it writes, or name two sides to compare",
    )


@rule("side-unclear")
def side_unclear(span: Span, names: Sequence[str]) -> Diagnostic:
    """A page is to be held against a project that has several catalogues, and it is none of them.

    Example::

        error-table changes upstream.md

    To mend it: say which catalogue is meant: `--name my-errors`.
    """
    return error(
        span,
        "nothing says which catalogue this belongs to",
        help=f"name it with --name: {', '.join(names)}",
    )
