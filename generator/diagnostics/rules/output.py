"""What can be wrong with an output, and with the template that writes it."""

from __future__ import annotations

from generator.diagnostics.rule import error, rule, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("output-edited")
def output_edited(span: Span, hunk: str) -> Diagnostic:
    """A generated file was changed by hand, and building would lose the change.

    Example::

        # generated/python/defender_errors/errors.py
        class NotFoundError(Http404Error):
            retryable = True  # added by hand

    To mend it: say in the overlay or in a template what the edit says, then
    run `build --force`, which gives the edit up.
    """
    return error(
        span,
        "this generated file was edited by hand",
        help=f"move the edit into the overlay or a template, then build --force\n{hunk}".rstrip(),
    )


@rule("output-foreign")
def output_foreign(span: Span) -> Diagnostic:
    """A file that is not ours stands where an output should go.

    A file is ours if `.manifest` in the output folder names it.

    Example::

        generated/json/defender-errors.json    written by somebody else

    To mend it: move the file away, or set another `output` folder. If only the
    manifest was lost, bring it back (`git checkout HEAD~ -- generated/.manifest`),
    or remove the output folder and build again.
    """
    return error(
        span,
        "somebody else's file is where this output goes",
        help="move it away, or set another output folder\n"
        "if only the .manifest was lost, bring it back, or remove the folder and build again",
    )


@rule("output-left")
def output_left(span: Span) -> Diagnostic:
    """The manifest names a file that is not wanted, and that no template can have written.

    The manifest comes with the repository, so it is a claim and no proof. What
    a template of today could have written is removed when it is no longer
    wanted; anything else stays where it is, and is no longer named.

    Example::

        generated/go/errors.go    whose template was removed

    To mend it: if the file is a leftover, remove it: `git rm PATH`.
    """
    return warning(
        span,
        "no template can have written this file, so it is not removed",
        help="if it is a leftover, remove it yourself: build only strikes it off the manifest",
    )


@rule("output-blocked")
def output_blocked(span: Span, kind: str, where: str) -> Diagnostic:
    """A folder, a link or a file is in the way of an output.

    Example::

        generated/docs    a file, where a folder has to be

    To mend it: move away what is in the way. A link is replaced by
    `build --force`; what it leads to is never touched.
    """
    forced = " (build --force replaces the link alone)" if kind == "link" else ""
    return error(
        span,
        f"a {kind} is in the way of this output",
        label=where,
        help=f"move {where} away{forced}",
    )


@rule("output-name")
def output_name(span: Span, reason: str) -> Diagnostic:
    """An output has a path that cannot be, or not everywhere.

    Example::

        templates/docs/{name}/../../{code}.md.jinja

    To mend it: correct the path of the template that makes it.
    """
    return error(
        span,
        "no output can have this path",
        label=reason,
        help="correct the path of the template that makes it",
    )


@rule("output-collision")
def output_collision(span: Span, other: str) -> Diagnostic:
    """Two outputs cannot stand side by side on every file system.

    Example::

        templates/docs/readme.md.jinja
        templates/docs/README.md.jinja

    To mend it: rename one of the templates, so that the paths differ by more
    than case, and no file has the name of a folder.
    """
    return error(
        span,
        "this output and another one have the same place on some systems",
        label=f"the other one is {other}",
        help="rename one of the templates",
    )


@rule("output-outside")
def output_outside(span: Span) -> Diagnostic:
    """The output folder is a link, or lies behind one.

    A link comes with the repository, as a page does, and whoever sent it may
    have it lead anywhere: out of the project, or into `.git`.

    Example::

        generated -> ../somewhere/else

    To mend it: make the output folder a folder of the project. Nothing is
    ever written outside it.
    """
    return error(
        span,
        "the output folder is a link, or lies behind one",
        help="make it a folder of the project, or set another output folder",
    )


@rule("output-environment")
def output_environment(span: Span, path: str) -> Diagnostic:
    """The output folder is inside a virtual environment of Python.

    What is in one is run (a line of a `.pth` file, at every start of Python),
    and git ignores it, so nobody would see what a template puts there.

    Example::

        [tool.generator]
        output = "venv/lib/python3.11/site-packages"

    To mend it: name a folder of your own.
    """
    return error(
        span,
        "the output folder is inside a virtual environment",
        label=f"{path} has a pyvenv.cfg",
        help="name a folder of your own",
    )


@rule("output-failed")
def output_failed(span: Span, reason: str) -> Diagnostic:
    """The system did not let us write.

    Example::

        No space left on device

    To mend it: make room, or see to it that the folder may be written, and
    build again. Files are replaced one at a time and whole, so that nothing
    is half written.
    """
    return error(
        span,
        "this could not be written",
        label=reason,
        help="see to the reason, and build again: it finishes what is left",
    )


# --- Templates ---
@rule("template-error")
def template_error(span: Span, reason: str) -> Diagnostic:
    """A template could not be rendered.

    Example::

        {{ catalogue.nmae | py_str }}

    To mend it: correct the template at the line that is named. Undefined names
    are errors, so that a typing error never renders as nothing.
    """
    return error(
        span,
        "this template cannot be rendered",
        label=reason,
        help="correct the template at this line; nothing was written",
    )


@rule("template-output")
def template_output(span: Span, reason: str) -> Diagnostic:
    """A template rendered, but its output is not valid in its own language.

    Example::

        class {{ error.code }}(Exception):

    with a code such as `not-found`: use a name that is fit for code, such as
    `error.class_name`, and pass every text through a quoting filter.

    To mend it: correct the template, so that its output parses.
    """
    return error(
        span,
        "the output of this template is not valid",
        label=reason,
        help="pass every value from the page through a filter such as py_str or js_str",
    )


@rule("template-path")
def template_path(span: Span, reason: str) -> Diagnostic:
    """The path of a template cannot be made the path of an output.

    Example::

        templates/python/{pakage}/errors.py.jinja

    To mend it: use only the names `{name}`, `{package}`, `{locale}`, `{code}`
    and `{status}` in braces, and let no two templates make one output.
    """
    return error(
        span,
        "the path of this template makes no output",
        label=reason,
        help="name only {name}, {package}, {locale}, {code} or {status} in braces",
    )


@rule("template-folder")
def template_folder(span: Span, path: str, reason: str) -> Diagnostic:
    """The folder of the project's own templates cannot be read.

    Without it, what those templates made would be taken for orphans, and deleted.

    Example::

        [tool.generator]
        templates = "tempaltes"

    where the folder is called `templates`; or a link that leads nowhere, or out
    of the project.

    To mend it: correct the path, or make it a folder of the project. A folder
    elsewhere is allowed on the command line: `--allow DIR`.
    """
    return error(
        span,
        "the templates of this project cannot be read",
        label=f"{path}: {reason}",
        help="name a folder inside the project; one elsewhere is allowed by --allow DIR",
    )
