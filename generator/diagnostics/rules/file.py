"""What can be wrong with a file before anybody has read a word of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import at_lines, error, rule
from generator.diagnostics.source import Diagnostic, Span


@rule("file-missing")
def file_missing(span: Span, path: str, near: str) -> Diagnostic:
    return error(
        span,
        "this file is not there",
        label=f"no file {path}",
        help=f"did you mean {near}?" if near else "correct the path, or bring the file back",
    )


@rule("file-unreadable")
def file_unreadable(span: Span, path: str, reason: str) -> Diagnostic:
    return error(
        span,
        "this file cannot be read",
        label=f"{path}: {reason}",
        help="name a file that may be read",
    )


@rule("file-outside")
def file_outside(span: Span, path: str, reason: str) -> Diagnostic:
    return error(
        span,
        "this file may not be read or written",
        label=f"{path}: {reason}",
        help="keep it in the repository, not hidden; a folder elsewhere is allowed by --allow DIR",
    )


@rule("file-encoding")
def file_encoding(span: Span, byte: int) -> Diagnostic:
    return error(
        span,
        "this file is not UTF-8",
        label=f"the byte 0x{byte:02X} cannot stand here",
        help="save the file as UTF-8",
    )


@rule("file-conflict")
def file_conflict(span: Span, lines: Sequence[int]) -> Diagnostic:
    return error(
        span,
        "a merge conflict stands in this file",
        label="git's marker",
        help=f"settle the conflict, and delete its markers: {at_lines(lines)}",
    )


@rule("file-unwritable")
def file_unwritable(span: Span, reason: str) -> Diagnostic:
    return error(
        span,
        "this file could not be written, and is as it was",
        label=reason,
        help="see to the reason, and run the command again",
    )


# --- A catalogue as JSON ---
_HELP = "take the JSON that `build` writes, or what `show --format json` prints"


@rule("record-unreadable")
def record_unreadable(span: Span, reason: str) -> Diagnostic:
    return error(span, "this is no JSON", label=reason, help=_HELP)


@rule("record-shape")
def record_shape(span: Span, where: str, reason: str) -> Diagnostic:
    message = f"this is not a catalogue that can be read: {where}: {reason}"
    return error(span, message, help=_HELP)
