"""What can be wrong with the configuration, and with writing a first one."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.draw import plural
from generator.diagnostics.rules import at_lines, error, note, paste, rule, several, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("config-missing")
def config_missing(span: Span, file: str, lines: str, near: str = "") -> Diagnostic:
    """`lines` configure a first page in the file; `near` is the table that may be meant here."""
    return error(
        span,
        "no configuration says which page to read",
        label=f"did you mean {near}?" if near else "",
        help=f"add to {file}, with the path of your page:\n{lines}",
    )


@rule("config-twice")
def config_twice(span: Span, one: str, other: str) -> Diagnostic:
    return error(
        span,
        f"the configuration stands in two places: {one} and {other}",
        help="move all of it to one of them, and remove the other",
    )


@rule("config-renamed")
def config_renamed(span: Span, line: str, others: Sequence[int]) -> Diagnostic:
    """`line` is what to write, `others` the lines that have the old name as well."""
    more = f", and in {at_lines(others)}" if others else ""
    return note(
        span,
        "this table has a new name; the old one belongs to a package that is not ours",
        help=f"write error-table for generator here{more}:{paste(line)}",
    )


@rule("config-version")
def config_version(span: Span, wanted: str, running: str) -> Diagnostic:
    return error(
        span,
        f"this project requires version {wanted} of error-table, and this is {running}",
        help="install a version that fits; or, if the outputs are to be those of this one, "
        "change required-version",
    )


@rule("config-toml")
def config_toml(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "this is not valid TOML",
        label=reason,
        help="correct this place; https://toml.io has the rules",
    )


@rule("config-unknown")
def config_unknown(span: Span, key: str, near: str, known: str) -> Diagnostic:
    return error(
        span,
        f"there is no key `{key}` here",
        label=f"did you mean {near}?" if near else "",
        help=f"the keys here are {known}",
    )


@rule("config-value")
def config_value(span: Span, key: str, wanted: str, instead: str = "") -> Diagnostic:
    """`instead` is said of another key that may be meant."""
    return error(
        span,
        f"{key} cannot be this",
        label=f"{key} has to be {wanted}",
        help="\n".join(filter(None, (f"make {key} {wanted}", instead))),
    )


@rule("config-required")
def config_required(span: Span, key: str, example: str, what: str = "catalogue") -> Diagnostic:
    return error(span, f"this {what} has no {key}", help=f"add the key: {key} = {example}")


@rule("config-kind")
def config_kind(span: Span, kind: str, near: str, known: Sequence[str], own: str) -> Diagnostic:
    """`own` is what to add where the project has templates of this kind, or ""."""
    adds = 'templates = "FOLDER" adds your own: a kind is the first folder of a template\'s path'
    return error(
        span,
        f"there are no templates of the kind {kind!r}",
        label=f"did you mean {near}?" if near else "",
        help=f"the kinds are {', '.join(known)}\n{own or adds}",
    )


@rule("base-unfit")
def base_unfit(span: Span, name: str, path: str, required: Sequence[str] = ()) -> Diagnostic:
    """`required` are the parameters that the class takes, if there is such a class."""
    if not required:
        return error(
            span,
            f"there is no {name} in {path}, so nothing that is generated could be imported",
            help="name a class that the module has, or write it there",
        )
    return warning(
        span,
        f"{name} takes {several(required)}, which the generated errors do not give",
        label=f"its __init__ in {path}",
        help="give each parameter a default, or name another class",
    )


@rule("config-name")
def config_name(span: Span, found: str, reason: str) -> Diagnostic:
    return error(
        span,
        f"{found!r} cannot be the name of a catalogue",
        label=reason,
        help="use small letters, digits and single hyphens: my-errors",
    )


@rule("config-output")
def config_output(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "the output folder cannot be here",
        label=reason,
        help='name a folder of its own inside the project: output = "generated"',
    )


@rule("config-level")
def config_level(span: Span, rule: str, reason: str) -> Diagnostic:
    return error(
        span,
        f"this level of {rule} cannot be set",
        label=reason,
        help="`explain` lists the rules; the levels are off, note, warning, error",
    )


@rule("config-lowered")
def config_lowered(span: Span, rule: str) -> Diagnostic:
    return warning(
        span,
        f"{rule} is an error, and stays one",
        help="remove this key; an error cannot be lowered",
    )


@rule("config-catalogue")
def config_catalogue(span: Span, wanted: str, near: str, known: str) -> Diagnostic:
    return error(
        span,
        f"there is no catalogue {wanted}",
        label=f"did you mean {near}?" if near else "",
        help=f"the catalogues are {known}",
    )


# --- What is said on the command line instead ---
@rule("locale-unpaired")
def locale_unpaired(span: Span, locales: int, pages: int) -> Diagnostic:
    return error(
        span,
        f"{plural(locales, 'locale')} for {plural(pages, 'page')}",
        help="give --locale once for each page, in the order of the pages",
    )


@rule("option-alone")
def option_alone(
    span: Span, given: Sequence[str], of: tuple[str, str] = ("page", "--page PAGE")
) -> Diagnostic:
    """`of` is what the options are of, and how that is named."""
    what, option = of
    return error(
        span,
        f"{' and '.join(given)} can only be said of a {what} that is named",
        help=f"name it with {option}; of a configured {what}, the configuration says it",
    )


# --- Writing a first configuration ---
@rule("init-configured")
def init_configured(span: Span, name: str) -> Diagnostic:
    return error(
        span, f"this page is configured already, as {name}", help=f"go on with `build {name}`"
    )


@rule("target-address")
def target_address(span: Span, page: str, line: str) -> Diagnostic:
    """`page` is beside the folder of a target, `line` has another path for it."""
    return warning(
        span,
        f"a site would have one address for {page} and the index of this folder",
        help=f"put the target elsewhere: {line}",
    )


@rule("init-taken")
def init_taken(span: Span, name: str) -> Diagnostic:
    return error(
        span,
        f"there is a catalogue {name} already, from another page",
        help=f"choose another name: --name {name}-2; "
        "or add the page to that catalogue, if it is the same one in another language",
    )


@rule("init-crowded")
def init_crowded(edits: Sequence[tuple[Span, str]], first: str, only: str) -> Diagnostic:
    """`edits` are the places to change, each with the line to write; `only` keeps them for one."""
    lines = [f"line {span.line}: {line}" if span.line else line for span, line in edits]
    return error(
        edits[0][0],
        f"the targets have place for {first} alone, and this would be a second catalogue",
        help="give each catalogue its own place, and run init again:\n"
        + "\n".join(lines)
        + f"\nor add to each of these targets, if they are for {first} alone: {only}",
    )


@rule("init-unnamed")
def init_unnamed(span: Span) -> Diagnostic:
    return error(
        span,
        "nothing says what this catalogue is about: "
        "neither the page nor the project nor its site has a name",
        help=f"give it one, that of the API: init {span.path} --name my-api-errors",
    )


@rule("init-encoding")
def init_encoding(span: Span) -> Diagnostic:
    return error(
        span,
        "the path of this page is not UTF-8",
        help="give the file another name; no configuration can have this one",
    )


@rule("init-outside")
def init_outside(span: Span) -> Diagnostic:
    return error(
        span,
        "this page is not inside the project",
        help="copy it into the project, or name the folder of both with --root",
    )
