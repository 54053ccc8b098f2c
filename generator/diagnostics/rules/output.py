"""What can be wrong with an output, and with the template that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.diagnostics.draw import plural
from generator.diagnostics.rules import error, note, paste, rule, several, warning
from generator.diagnostics.source import Diagnostic, Span


@rule("output-edited")
def output_edited(
    span: Span, hunk: str, *, mixed: bool = False, known: bool = True, patched: bool = False
) -> Diagnostic:
    """`mixed` says that the page, or whatever else it is made from, changed as well.

    `known` says that the hunk has the edit alone all the same. Without a hunk nobody can tell it,
    or a patch that is shown as well takes it back.
    """
    lead = ""
    if patched:
        lead = "the patch takes it back: its lines with - are the edit"
    elif not hunk:
        lead = "what was edited cannot be told: neither git nor the page has it as build wrote it"
    elif not known:
        lead = (
            "the edit, with what the page or a template changed since; these cannot be told apart:"
        )
    elif mixed:
        lead = "the edit alone, without what the page or a template changed since:"
    advice = "move the edit into the overlay or a template, then build --force, which discards it"
    return error(
        span,
        "this generated file was edited by hand",
        help="\n".join(line for line in (advice, lead, hunk) if line),
    )


@rule("output-conflict")
def output_conflict(span: Span, more: int) -> Diagnostic:
    others = f", and in {plural(more, 'generated file')} more" if more else ""
    return warning(
        span,
        f"an unresolved merge stands in this generated file{others}",
        label="git's marker",
        help="settle the page and not this file: error-table build makes it anew from the page",
    )


@rule("output-foreign")
def output_foreign(span: Span, lost: str) -> Diagnostic:
    """`lost` is the manifest's path where there is none, else ""."""
    lines = ["move it away, or set another output folder"]
    if lost:
        lines.append(f"if build wrote it and only {lost} was lost: bring that back,")
        lines.append("or remove these files and build again")
    return error(span, "somebody else's file is where this output goes", help="\n".join(lines))


@rule("output-untracked")
def output_untracked(span: Span, more: int, paths: str) -> Diagnostic:
    others = f", and {plural(more, 'generated file')} more" if more else ""
    return warning(
        span,
        f"git does not track this generated file{others}",
        help=f"git commit -a leaves it out, so run: git add {paths}",
    )


@rule("output-left")
def output_left(span: Span, *, changed: bool) -> Diagnostic:
    """`changed` says that it is like what a template writes, and not what the manifest has."""
    written = "this file was edited by hand since build wrote it"
    reason = written if changed else "no template can have written this file"
    return warning(
        span,
        f"{reason}, so it is not removed",
        help="if it is a leftover, remove it yourself: build only strikes it off the manifest",
    )


@rule("output-strays")
def output_strays(span: Span, paths: Sequence[str]) -> Diagnostic:
    return warning(
        span,
        f"{plural(len(paths), 'file')} of targets that were moved or removed",
        label=several(paths, 3),
        help="to see and remove them: error-table clean",
    )


@rule("output-blocked")
def output_blocked(span: Span, kind: str, where: str) -> Diagnostic:
    forced = " (build --force replaces the link alone)" if kind == "link" else ""
    return error(
        span,
        f"a {kind} is in the way of this output",
        label=where,
        help=f"move {where} away{forced}",
    )


@rule("output-name")
def output_name(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "no output can have this path",
        label=reason,
        help="correct the path of the template that makes it",
    )


@rule("output-collision")
def output_collision(span: Span, other: str) -> Diagnostic:
    return error(
        span,
        "this output and another one have the same place on some systems",
        label=f"the other one is {other}",
        help="rename one of the templates",
    )


@rule("output-outside")
def output_outside(span: Span) -> Diagnostic:
    return error(
        span,
        "the output folder is a link, or lies behind one",
        help="make it a folder of the project, or set another output folder",
    )


@rule("output-environment")
def output_environment(span: Span, path: str) -> Diagnostic:
    return error(
        span,
        "the output folder is inside a virtual environment",
        label=f"{path} has a pyvenv.cfg",
        help="name a folder of your own",
    )


@rule("output-failed")
def output_failed(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "this could not be written",
        label=reason,
        help="see to the reason, and build again: it finishes what is left",
    )


# --- Templates ---
@rule("words-missing")
def words_missing(span: Span, pages: Mapping[str, Sequence[str]]) -> Diagnostic:
    """`pages` are the templates that are said in English for want of words, and these words."""
    words = dict.fromkeys(word for lacking in pages.values() for word in lacking)
    common = [word for word in words if all(word in lacking for lacking in pages.values())]
    common = common if len(pages) > 1 else []
    lines = [f"each of these pages needs {several(common, 8)}"] if common else []
    for page, lacking in pages.items():
        own = [word for word in lacking if word not in common]
        lines.append(f"{page} needs {several(own, 8)}" if own else page)
    lines.append("for them in English: error-table templates --eject docs/_words/en.jinja")
    return note(
        span,
        f"{plural(len(words), 'word')} missing here, so pages are said in English",
        help="\n".join(lines),
    )


@rule("template-error")
def template_error(span: Span, reason: str, near: str = "", known: str = "") -> Diagnostic:
    return error(
        span,
        "this template cannot be rendered",
        label=f"{reason}; did you mean {near}?" if near else reason,
        help=f"{known}\ncorrect the template at this line".lstrip(),
    )


@rule("template-output")
def template_output(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "the output of this template is not valid",
        label=reason,
        help="pass every value from the page through a filter such as py_str or js_str",
    )


@rule("template-path")
def template_path(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "the path of this template makes no output",
        label=reason,
        help="name only {name}, {package}, {locale}, {code} or {status} in braces",
    )


@rule("target-collision")
def target_collision(span: Span, kind: str, other: str) -> Diagnostic:
    return error(
        span,
        "two targets make this file",
        label=f"the target of {kind} makes it, and the target of {other} as well",
        help="give one of them another path",
    )


@rule("template-overlooked")
def template_overlooked(span: Span, where: str) -> Diagnostic:
    line = 'templates = "templates"'
    return note(
        span,
        "this looks like a template, and the configuration names no folder of templates",
        help=f"if its outputs are wanted, write in {where}:{paste(line)}",
    )


@rule("template-folder")
def template_folder(span: Span, path: str, reason: str) -> Diagnostic:
    return error(
        span,
        "the templates of this project cannot be read",
        label=f"{path}: {reason}",
        help="name a folder inside the project; one elsewhere is allowed by --allow DIR",
    )


@rule("template-homeless")
def template_homeless(span: Span, where: str) -> Diagnostic:
    line = 'templates = "templates"'
    return error(
        span,
        "the configuration names no folder for templates of the project's own",
        help=f"write in {where}:{paste(line)}",
    )


@rule("template-unknown")
def template_unknown(span: Span, path: str, near: str) -> Diagnostic:
    return error(
        span,
        f"there is no built-in template {path}",
        label=f"did you mean {near}?" if near else "",
        help="`templates` lists them; a folder of them or a kind will do, too",
    )


@rule("template-taken")
def template_taken(span: Span, kind: str) -> Diagnostic:
    forced = "look at it, then move it away, or overwrite it with --force"
    return error(
        span,
        "something else is where this copy goes",
        label=f"a {kind}" if kind else "a file that differs from the built-in template",
        help="move it away" if kind else forced,
    )
