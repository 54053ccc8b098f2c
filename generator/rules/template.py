"""What can be wrong with a template."""

from __future__ import annotations

from generator.source import Diagnostic, Span


def error(span: Span, reason: str) -> Diagnostic:
    """A template could not be rendered.

    Example::

        {{ catalogue.nmae | py_str }}

    To mend it: correct the template at the line that is named. Undefined names
    are errors, so that a typing error never renders as nothing.
    """
    return Diagnostic(
        "template-error",
        "error",
        "this template cannot be rendered",
        span,
        label=reason,
        help="correct the template at this line; nothing was written",
    )


def output(span: Span, reason: str) -> Diagnostic:
    """A template rendered, but its output is not valid in its own language.

    Example::

        class {{ error.code }}(Exception):

    with a code such as `not-found`: use a name that is fit for code, such as
    `error.class_name`, and pass every text through a quoting filter.

    To mend it: correct the template, so that its output parses.
    """
    return Diagnostic(
        "template-output",
        "error",
        "the output of this template is not valid",
        span,
        label=reason,
        help="pass every value from the page through a filter such as py_str or js_str",
    )


def path(span: Span, reason: str) -> Diagnostic:
    """The path of a template cannot be made the path of an output.

    Example::

        templates/python/{pakage}/errors.py.jinja

    To mend it: use only the names `{name}`, `{package}`, `{locale}`, `{code}`
    and `{status}` in braces, and let no two templates make one output.
    """
    return Diagnostic(
        "template-path",
        "error",
        "the path of this template makes no output",
        span,
        label=reason,
        help="name only {name}, {package}, {locale}, {code} or {status} in braces",
    )


def folder(span: Span, path: str, reason: str) -> Diagnostic:
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
    return Diagnostic(
        "template-folder",
        "error",
        "the templates of this project cannot be read",
        span,
        label=f"{path}: {reason}",
        help="name a folder inside the project; one elsewhere is allowed by --allow DIR",
    )
