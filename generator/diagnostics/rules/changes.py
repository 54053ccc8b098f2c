"""What can have changed between two catalogues."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import at, error, note, paste, retirement, rule, several, warning
from generator.diagnostics.source import Diagnostic, Span

_CARRIED = {
    "code": "code",
    "message": "message",
    "correlation_id": "correlation id",
    "retry_after": "time to wait",
}


_WIRES = {"string": "a text", "integer": "a number"}


@rule("alias-removed", finding=True)
def alias_removed(span: Span, code: str, old: str, lines: str, overlay: str) -> Diagnostic:
    """Without `lines` the former name is a code of its own."""
    advice = f"to keep it, say in {overlay}:{paste(lines)}"
    if not lines:
        advice = f"it is a code of its own now: nothing can give it back to {code}"
    return error(span, f"the former name {old} of {code} is gone", help=advice)


@rule("base-moved", finding=True)
def base_moved(
    span: Span,
    code: str,
    lost: Sequence[str],
    parent: str,
    lines: str = "",
    overlay: str = "",
) -> Diagnostic:
    """`lines` keep the status of a code that is retired; a page alone says that of its own."""
    now = f"{code} is no {' and no '.join(lost)} any more: its class derives from {parent}"
    advice = "the base class follows from the status: if that is wrong, correct it on the page"
    if lines:
        advice = f"to keep it, say in {overlay}:{paste(lines)}"
    return error(span, now, help=advice)


@rule("catalogue-added", finding=True)
def catalogue_added(span: Span, name: str) -> Diagnostic:
    return note(span, f"the catalogue {name} is new")


@rule("catalogue-removed", finding=True)
def catalogue_removed(span: Span, name: str) -> Diagnostic:
    return error(
        span,
        f"the catalogue {name} is gone",
        help="whoever imports what was generated from it finds nothing; keep it under its name",
    )


@rule("class-renamed", finding=True)
def class_renamed(
    span: Span,
    code: str,
    old: str,
    new: str,
    lines: str,
    *,
    overlay: str,
    kept: bool,
    taken: str = "",
    sharing: Sequence[str] = (),
) -> Diagnostic:
    if kept:
        return note(span, f"the class of {code} is {new} now; {old} stays beside it")
    advice = f"to keep the old name, add to {overlay}:{paste(lines)}"
    now = f"the class of {code} is {new} now"
    if taken:
        return error(span, f"{now}, and {old} is that of {taken}", help=advice)
    if len(sharing) > 1:
        return error(span, f"{now}: {several(sharing)} would all be {old}", help=advice)
    return error(span, f"{now}, no longer {old}", help=advice)


@rule("class-taken", finding=True)
def class_taken(span: Span, name: str, old: str, new: str, lines: str, overlay: str) -> Diagnostic:
    """`lines` give the class of the `new` code another name; "" where it has none of its own."""
    return error(
        span,
        f"{name} is the class of {new} now, and was that of {old}",
        help=f"to leave it to {old}, say in {overlay}:{paste(lines)}",
    )


@rule("code-added", finding=True)
def code_added(span: Span, code: str) -> Diagnostic:
    return note(span, f"{code} is new")


@rule("code-removed", finding=True)
def code_removed(
    span: Span, code: str, retire: str, overlay: str, *, kept: bool, was: int = 0
) -> Diagnostic:
    """`was` is the line that it had on a page that is another one now, or 0."""
    label = f"it was at line {was} before" if was else ""
    if kept:
        return note(span, f"{code} was retired; its class stays", label=label)
    return error(span, f"{code} is gone", label=label, help=retirement(retire, overlay))


@rule("code-renamed", finding=True)
def code_renamed(
    span: Span, old: str, new: str, alias: str, overlay: str, *, kept: bool
) -> Diagnostic:
    if kept:
        return note(
            span, f"{old} is called {new} now; the old name stays", help=_compared(old, new)
        )
    advice = f"to keep the old name, add to {overlay}:{paste(alias)}"
    return error(span, f"{old} is called {new} now", help=advice)


def _compared(old: str, new: str) -> str:
    """What an alias cannot keep."""
    return (
        f"the class and the decoders know both, but `code` of the error is {new} now: "
        f"change what compares it with {old}, or compare `raw_code` (`rawCode`), "
        "which is the code as it was sent"
    )


@rule("code-recased", finding=True)
def code_recased(
    span: Span, old: str, new: str, alias: str, overlay: str, *, kept: bool
) -> Diagnostic:
    if kept:
        text = f"{old} is spelt {new} now; the old spelling stays"
        return note(span, text, help=_compared(old, new))
    advice = f"to keep the old spelling, add to {overlay}:{paste(alias)}"
    return error(span, f"{old} is spelt {new} now", help=advice)


@rule("code-succeeds", finding=True)
def code_succeeds(span: Span, code: str, old: str, lines: str, overlay: str) -> Diagnostic:
    return error(
        span,
        f"{code} is a success now, and {old} is gone",
        help=f"to keep it as an error, add to {overlay}:{paste(lines)}",
    )


@rule("column-changed", finding=True)
def column_changed(span: Span, header: str, *, gone: bool) -> Diagnostic:
    return note(span, f"the column {header} is {'gone' if gone else 'new'}")


@rule("deprecated-changed", finding=True)
def deprecated_changed(span: Span, code: str, *, now: bool) -> Diagnostic:
    if now:
        return warning(span, f"{code} is deprecated now")
    return note(span, f"{code} is no longer deprecated")


@rule("envelope-changed", finding=True)
def envelope_changed(
    span: Span, key: str, old: str, new: str, lines: str = "", config: str = ""
) -> Diagnostic:
    """`key` is a field of an envelope; `lines` say it as it was."""
    if not old:
        return note(span, f"{_carried(key, new)}, which nothing said before")
    now = f"{_carried(key, new)} now, no longer {_carried(key, old, short=True)}"
    if not new:
        now = f"nothing says any more that {_carried(key, old)}"
    advice = f"if the service has not changed, say in {config}:{paste(lines)}" if lines else ""
    return error(span, now, help=advice)


def _carried(key: str, value: str, *, short: bool = False) -> str:
    """What an envelope says under a key; `short` is what comes behind "no longer"."""
    said = {
        "header": ("the code is in the header ", value),
        "xml": ("a body may be XML", ""),
        "wire": ("a code that is a number is sent as ", _WIRES.get(value, "")),
    }
    what = _CARRIED.get(key, "")
    before, after = said.get(key, (f"the {what} of an error body is at ", value))
    if key in _CARRIED and short:
        return f"at {value}"
    return after if short else f"{before}{after}"


@rule("field-changed", finding=True)
def field_changed(span: Span, code: str, headers: Sequence[str]) -> Diagnostic:
    return note(span, f"what the page says of {code} under {several(headers)} has changed")


@rule("hint-changed", finding=True)
def hint_changed(span: Span, code: str, kinds: Sequence[str]) -> Diagnostic:
    """`kinds` are those of texts that differ, in the plural."""
    return note(span, f"the {' and '.join(kinds)} of {code} have changed")


@rule("in-success-changed", finding=True)
def in_success_changed(span: Span, lines: str, config: str, *, now: bool) -> Diagnostic:
    advice = f"if the service has not changed, say in {config}:{paste(lines)}"
    if now:
        return warning(span, "an error may come with a status below 400 now", help=advice)
    return error(span, "a response with a status below 400 is never an error any more", help=advice)


@rule("mass-change")
def mass_change(span: Span, gone: Sequence[str], total: int) -> Diagnostic:
    return error(
        span,
        f"{len(gone)} of {total} codes are gone at once",
        label=f"gone: {several(gone)}",
        help="see with `show --page` whether the new page was read as it should be",
    )


@rule("mass-loss")
def mass_loss(span: Span, gone: Sequence[str], total: int) -> Diagnostic:
    return error(
        span,
        f"{len(gone)} of {total} codes would be gone at once, with all that was built for them",
        label=f"gone: {several(gone)}",
        help="most likely the page is damaged or was misread: `show` says what is read of it\n"
        "if they are really gone, say so: build --accept-mass-change",
    )


@rule("mass-absent")
def mass_absent(span: Span) -> Diagnostic:
    return error(
        span,
        "there are no codes here to compare",
        help="give a page with an error table, or the JSON of a catalogue",
    )


@rule("message-reworded", finding=True)
def message_reworded(span: Span, code: str) -> Diagnostic:
    return note(span, f"the message of {code} is reworded")


@rule("parameter-added", finding=True)
def parameter_added(span: Span, code: str, name: str) -> Diagnostic:
    return note(span, f"the message of {code} has a new parameter, {name}")


@rule("parameter-removed", finding=True)
def parameter_removed(
    span: Span, code: str, name: str, lines: str = "", overlay: str = ""
) -> Diagnostic:
    return error(
        span,
        f"the message of {code} has no parameter {name} any more",
        help=f"to keep it, say in {overlay}:{paste(lines)}" if lines else "",
    )


@rule("parameter-renamed", finding=True)
def parameter_renamed(
    span: Span, code: str, old: str, new: str, pin: str, overlay: str
) -> Diagnostic:
    """Without a `pin` the old name is one that no parameter can have."""
    keep = f"to keep the old name, pin it in {overlay}:{paste(pin)}"
    taken = f"no parameter is called {old} any more: the generated functions have one of their own"
    return error(
        span, f"the parameter {old} of {code} is called {new} now", help=keep if pin else taken
    )


@rule("remark-changed", finding=True)
def remark_changed(span: Span, code: str) -> Diagnostic:
    return note(span, f"the remark on {code} has changed")


@rule("retryable-changed", finding=True)
def retryable_changed(span: Span, code: str, *, now: bool) -> Diagnostic:
    return warning(
        span, f"{code} may {'be tried again now' if now else 'no longer be tried again'}"
    )


@rule("root-renamed", finding=True)
def root_renamed(span: Span, old: str, new: str, lines: str, config: str) -> Diagnostic:
    return error(
        span,
        f"the base class of all errors is {new} now, no longer {old}",
        help=f"to keep its name, say in {config}:{paste(lines)}",
    )


@rule("service-locale-changed", finding=True)
def service_locale_changed(span: Span, old: str, new: str) -> Diagnostic:
    before, now = old or "an unknown language", new or "an unknown language"
    return note(span, f"the service speaks {now} now, no longer {before}")


@rule("status-changed", finding=True)
def status_changed(
    span: Span, code: str, old: str, new: str, lines: str = "", overlay: str = "", *, across: bool
) -> Diagnostic:
    return at(
        "error" if across else "warning",
        span,
        f"the status of {code} is {new}, no longer {old}",
        help=f"to keep it, say in {overlay}:{paste(lines)}" if lines else "",
    )


@rule("success-added", finding=True)
def success_added(span: Span, code: str) -> Diagnostic:
    return note(span, f"{code}, a success, is new")


@rule("success-fails", finding=True)
def success_fails(span: Span, code: str) -> Diagnostic:
    return warning(span, f"{code} is an error now, no longer a success")


@rule("success-removed", finding=True)
def success_removed(span: Span, code: str) -> Diagnostic:
    return note(span, f"{code}, a success, is gone")
