"""What can be wrong with the configuration, and with writing a first one."""

from __future__ import annotations

from generator.diagnostics.rule import error, rule, warning
from generator.diagnostics.source import Diagnostic, Span

_FIRST = """[tool.generator.catalogues.my-errors]
pages = ["docs/errors.md"]"""


@rule("config-missing")
def config_missing(span: Span) -> Diagnostic:
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
    return error(
        span,
        "no configuration says which page to read",
        help=f"add to pyproject.toml, with the path of your page:\n{_FIRST}",
    )


@rule("config-toml")
def config_toml(span: Span, reason: str) -> Diagnostic:
    """The file is not valid TOML.

    Example::

        [tool.generator.catalogues.my-errors]
        pages = ["docs/errors.md"

    To mend it: correct the place that is marked; https://toml.io has the rules.
    """
    return error(
        span,
        "this is not valid TOML",
        label=reason,
        help="correct this place; https://toml.io has the rules",
    )


@rule("config-unknown")
def config_unknown(span: Span, key: str, near: str, known: str) -> Diagnostic:
    """A key that does not exist.

    Example::

        [tool.generator]
        ouput = "generated"

    To mend it: use the key that is suggested, or remove this one.
    """
    return error(
        span,
        f"there is no key {key} here",
        label=f"did you mean {near}?" if near else "",
        help=f"the keys here are {known}",
    )


@rule("config-value")
def config_value(span: Span, key: str, wanted: str) -> Diagnostic:
    """A key has a value that it cannot have.

    Example::

        [tool.generator.catalogues.my-errors]
        pages = "docs/errors.md"

    where `pages` is a list of strings.

    To mend it: give the key a value of the kind that the diagnostic names.
    """
    return error(
        span,
        f"{key} cannot be this",
        label=f"{key} has to be {wanted}",
        help=f"make {key} {wanted}",
    )


@rule("config-required")
def config_required(span: Span, key: str) -> Diagnostic:
    """A key that cannot be left out is not there.

    Example::

        [tool.generator.catalogues.my-errors]
        title = "Error codes"

    which names no page.

    To mend it: add the key.
    """
    return error(
        span, f"this catalogue has no {key}", help=f'add the key: {key} = ["docs/errors.md"]'
    )


@rule("config-name")
def config_name(span: Span, found: str, reason: str) -> Diagnostic:
    """The name of a catalogue is not in kebab-case, or is a keyword of Python.

    Example::

        [tool.generator.catalogues."Defender Errors"]

    To mend it: use small letters, digits and single hyphens, beginning with a
    letter: `defender-errors`. Packages and files are named after it.
    """
    return error(
        span,
        f"{found!r} cannot be the name of a catalogue",
        label=reason,
        help="use small letters, digits and single hyphens: my-errors",
    )


@rule("config-output")
def config_output(span: Span, reason: str) -> Diagnostic:
    """The output folder cannot be where it is configured.

    Example::

        [tool.generator]
        output = "../elsewhere"

    To mend it: name a folder inside the project that has no sources and no
    templates in it, such as `generated`.
    """
    return error(
        span,
        "the output folder cannot be here",
        label=reason,
        help='name a folder of its own inside the project: output = "generated"',
    )


@rule("config-level")
def config_level(span: Span, rule: str, reason: str) -> Diagnostic:
    """A level is set for a rule that does not exist, or to a level that does not.

    Example::

        [tool.generator.levels]
        code-doubtfull = "error"

    To mend it: name a rule that `explain` lists, and one of the levels `off`,
    `note`, `warning` and `error`.
    """
    return error(
        span,
        f"this level of {rule} cannot be set",
        label=reason,
        help="`explain` lists the rules; the levels are off, note, warning, error",
    )


@rule("config-lowered")
def config_lowered(span: Span, rule: str) -> Diagnostic:
    """A level would make an error less than one; it stays an error.

    Example::

        [tool.generator.levels]
        code-unreadable = "note"

    An error means that something wrong would be written, so nothing is.

    To mend it: remove the key, and mend what the error reports.
    """
    return warning(
        span,
        f"{rule} is an error, and stays one",
        help="remove this key; an error cannot be lowered",
    )


@rule("config-catalogue")
def config_catalogue(span: Span, wanted: str, near: str, known: str) -> Diagnostic:
    """No catalogue has the name that was asked for.

    Example::

        build defender-erors

    To mend it: use a name from `[tool.generator.catalogues]`.
    """
    return error(
        span,
        f"there is no catalogue {wanted}",
        label=f"did you mean {near}?" if near else "",
        help=f"the catalogues are {known}",
    )


# --- Writing a first configuration ---
@rule("init-configured")
def init_configured(span: Span, name: str) -> Diagnostic:
    """The page is configured already, so there is nothing to write.

    Example::

        error-table init docs/errors.md
        error-table init docs/errors.md

    To mend it: nothing; go on with `build`. To read the page otherwise, edit
    its table in pyproject.toml.
    """
    return error(
        span, f"this page is configured already, as {name}", help=f"go on with `build {name}`"
    )


@rule("init-taken")
def init_taken(span: Span, name: str) -> Diagnostic:
    """Another page has the name that this catalogue would get.

    Example::

        error-table init docs/v2/errors.md

    beside a catalogue `errors` from `docs/v1/errors.md`.

    To mend it: choose another name: `--name errors-v2`. If it is the same page
    in another language, add it to the `pages` of the catalogue.
    """
    return error(
        span,
        f"there is a catalogue {name} already, from another page",
        help=f"choose another name: --name {name}-2; "
        "or add the page to that catalogue, if it is the same one in another language",
    )


@rule("init-encoding")
def init_encoding(span: Span) -> Diagnostic:
    """The path of the page is not UTF-8, so the configuration, which is, cannot name it.

    Example::

        error-table init "$(printf 'docs/f\\374r.md')"

    where `ü` is the single byte FC, as Latin-1 has it.

    To mend it: give the file another name. `show --page` reads it as it is.
    """
    return error(
        span,
        "the path of this page is not UTF-8",
        help="give the file another name; no configuration can have this one",
    )


@rule("init-outside")
def init_outside(span: Span) -> Diagnostic:
    """The page is not inside the project, so the configuration cannot name it.

    Example::

        error-table init ../elsewhere/errors.md

    To mend it: copy the page into the project, or run the command in the
    folder that both have in common.
    """
    return error(
        span,
        "this page is not inside the project",
        help="copy it into the project, or name the folder of both with --root",
    )
