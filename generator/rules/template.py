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
