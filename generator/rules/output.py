"""What can be wrong with the place that an output goes to."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def edited(span: Span, hunk: str) -> Diagnostic:
    """A generated file was changed by hand, and building would lose the change.

    Example::

        # generated/python/defender_errors/errors.py
        class NotFoundError(Http404Error):
            retryable = True  # added by hand

    To mend it: say in the overlay or in a template what the edit says, then
    run `build --force`, which gives the edit up.
    """
    return Diagnostic(
        "output-edited",
        "error",
        "this generated file was edited by hand",
        span,
        help=f"move the edit into the overlay or a template, then build --force\n{hunk}".rstrip(),
    )


def foreign(span: Span) -> Diagnostic:
    """A file that is not ours stands where an output should go.

    A file is ours if `.manifest` in the output folder names it.

    Example::

        generated/json/defender-errors.json    written by somebody else

    To mend it: move the file away, or set another `output` folder. If only the
    manifest was lost, bring it back (`git checkout HEAD~ -- generated/.manifest`),
    or remove the output folder and build again.
    """
    return Diagnostic(
        "output-foreign",
        "error",
        "somebody else's file is where this output goes",
        span,
        help="move it away, or set another output folder\n"
        "if only the .manifest was lost, bring it back, or remove the folder and build again",
    )


def left(span: Span) -> Diagnostic:
    """The manifest names a file that is not wanted, and that no template can have written.

    The manifest comes with the repository, so it is a claim and no proof. What
    a template of today could have written is removed when it is no longer
    wanted; anything else stays where it is, and is no longer named.

    Example::

        generated/go/errors.go    whose template was removed

    To mend it: if the file is a leftover, remove it: `git rm PATH`.
    """
    return Diagnostic(
        "output-left",
        "warning",
        "no template can have written this file, so it is not removed",
        span,
        help="if it is a leftover, remove it yourself: build only strikes it off the manifest",
    )


def blocked(span: Span, kind: str, where: str) -> Diagnostic:
    """A folder, a link or a file is in the way of an output.

    Example::

        generated/docs    a file, where a folder has to be

    To mend it: move away what is in the way. A link is replaced by
    `build --force`; what it leads to is never touched.
    """
    forced = " (build --force replaces the link alone)" if kind == "link" else ""
    return Diagnostic(
        "output-blocked",
        "error",
        f"a {kind} is in the way of this output",
        span,
        label=where,
        help=f"move {where} away{forced}",
    )


def name(span: Span, reason: str) -> Diagnostic:
    """An output has a path that cannot be, or not everywhere.

    Example::

        templates/docs/{name}/../../{code}.md.jinja

    To mend it: correct the path of the template that makes it.
    """
    return Diagnostic(
        "output-name",
        "error",
        "no output can have this path",
        span,
        label=reason,
        help="correct the path of the template that makes it",
    )


def collision(span: Span, other: str) -> Diagnostic:
    """Two outputs cannot stand side by side on every file system.

    Example::

        templates/docs/readme.md.jinja
        templates/docs/README.md.jinja

    To mend it: rename one of the templates, so that the paths differ by more
    than case, and no file has the name of a folder.
    """
    return Diagnostic(
        "output-collision",
        "error",
        "this output and another one have the same place on some systems",
        span,
        label=f"the other one is {other}",
        help="rename one of the templates",
    )


def outside(span: Span) -> Diagnostic:
    """The output folder is a link, or lies behind one.

    A link comes with the repository, as a page does, and whoever sent it may
    have it lead anywhere: out of the project, or into `.git`.

    Example::

        generated -> ../somewhere/else

    To mend it: make the output folder a folder of the project. Nothing is
    ever written outside it.
    """
    return Diagnostic(
        "output-outside",
        "error",
        "the output folder is a link, or lies behind one",
        span,
        help="make it a folder of the project, or set another output folder",
    )


def environment(span: Span, path: str) -> Diagnostic:
    """The output folder is inside a virtual environment of Python.

    What is in one is run (a line of a `.pth` file, at every start of Python),
    and git ignores it, so nobody would see what a template puts there.

    Example::

        [tool.generator]
        output = "venv/lib/python3.11/site-packages"

    To mend it: name a folder of your own.
    """
    return Diagnostic(
        "output-environment",
        "error",
        "the output folder is inside a virtual environment",
        span,
        label=f"{path} has a pyvenv.cfg",
        help="name a folder of your own",
    )


def failed(span: Span, reason: str) -> Diagnostic:
    """The system did not let us write.

    Example::

        No space left on device

    To mend it: make room, or see to it that the folder may be written, and
    build again. Files are replaced one at a time and whole, so that nothing
    is half written.
    """
    return Diagnostic(
        "output-failed",
        "error",
        "this could not be written",
        span,
        label=reason,
        help="see to the reason, and build again: it finishes what is left",
    )
