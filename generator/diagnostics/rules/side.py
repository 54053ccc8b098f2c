"""What can be wrong with a side of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.rules import error, rule
from generator.diagnostics.source import Diagnostic, Span


@rule("side-unknown")
def side_unknown(span: Span, word: str) -> Diagnostic:
    return error(
        span,
        f"{word} is neither a file nor a revision",
        help="name a page, the JSON of a catalogue, - for standard input, or a revision of git",
    )


@rule("side-unanswered")
def side_unanswered(span: Span, word: str, reason: str) -> Diagnostic:
    return error(
        span,
        f"git cannot say what {word} has",
        label=reason,
        help="see to what git says, or name two files to compare",
    )


@rule("side-missing")
def side_missing(span: Span, revision: str, path: str) -> Diagnostic:
    return error(
        span,
        f"{revision} has no {path}",
        help=f"name a revision that has it, or a page of that revision: {revision}:PAGE",
    )


@rule("side-unbuilt")
def side_unbuilt(span: Span, label: str, needed: str) -> Diagnostic:
    return error(
        span,
        "there is no generated catalogue to compare with",
        label=label,
        help=f"{needed}, or name two sides to compare: changes OLD.md NEW.md",
    )


@rule("side-unclear")
def side_unclear(span: Span, names: Sequence[str]) -> Diagnostic:
    return error(
        span,
        "nothing says which catalogue this belongs to",
        help=f"name it with --name: {', '.join(names)}",
    )
