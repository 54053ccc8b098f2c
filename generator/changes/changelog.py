"""The changes as an entry of a changelog, in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from generator.changes.change import WORDS, Bump, Change, Value
from generator.render.quoting import markdown

_LINES = {
    "alias-removed": "{code}: the former name {old} is gone",
    "base-moved": "{code}: its class derives from {new} now, no longer from {old}",
    "catalogue-added": "a new catalogue",
    "catalogue-removed": "the catalogue is gone",
    "class-renamed": "{code}: the class {old} is called {new} now",
    "class-taken": "the class of {old} is that of {new} now",
    "code-added": "{code} is new",
    "code-recased": "{old} is spelt {new} now",
    "code-removed": "{code} is gone",
    "code-renamed": "{old} is called {new} now",
    "code-succeeds": "{code} is a success now; its class is gone",
    "column-changed": "what the page says beside the codes: {old} → {new}",
    "deprecated-changed": "{code}: deprecated: {old} → {new}",
    "envelope-changed": "the envelope: {old} → {new}",
    "field-changed": "{code}: {new}",
    "hint-changed": "{code}: other hints, causes or actions",
    "in-success-changed": "an error may come with a status below 400: {old} → {new}",
    "message-reworded": "{code}: {new}",
    "parameter-added": "{code}: a new parameter {new}",
    "parameter-removed": "{code}: the parameter {old} is gone",
    "parameter-renamed": "{code}: the parameter {old} is called {new} now",
    "remark-changed": "{code}: the remark {old} → {new}",
    "retryable-changed": "{code}: may be retried: {old} → {new}",
    "root-renamed": "the base class {old} is called {new} now",
    "service-locale-changed": "the service speaks {new} now, no longer {old}",
    "status-changed": "{code}: status {old} → {new}",
    "success-added": "{code}, a success, is new",
    "success-fails": "{code} is an error now, no longer a success",
    "success-removed": "{code}, a success, is gone",
}
_KEPT = {
    "class-renamed": "{code}: the class {old} is called {new} now; the old name stays",
    "code-recased": "{old} is spelt {new} now; the old spelling stays",
    "code-removed": "{code} is retired; its class stays",
    "code-renamed": "{old} is called {new} now; the old name stays",
}
_GROUPS = {
    "Breaking": ("error",),
    "Added": ("catalogue-added", "code-added", "parameter-added", "success-added"),
    "Changed": ("warning", "note"),
    "Reworded": WORDS,
}


def write(name: str, bump: Bump, found: Sequence[Change]) -> str:
    """An entry ready to paste; `name` is the catalogue's, or ""."""
    title = f"Error codes{f' of {markdown.md_text(name)}' if name else ''}"
    if not found:
        return f"### {title}: no changes\n"
    parts = [f"### {title}: {bump}\n"]
    for group in _GROUPS:
        lines = [f"- {_line(change)}\n" for change in found if _group(change) == group]
        parts += [f"\n**{group}**\n\n", *lines] if lines else []
    return "".join(parts)


def _group(change: Change) -> str:
    rule, level = change.diagnostic.rule, change.diagnostic.level
    special = next((group for group, of in _GROUPS.items() if rule in of), "")
    return "Breaking" if level == "error" else special or "Changed"


def _line(change: Change) -> str:
    rule = change.diagnostic.rule
    values = {"code": change.code, "old": change.old, "new": change.new}
    shown = {key: _shown(value) for key, value in values.items()}
    line = _KEPT.get(rule, _LINES[rule]) if change.diagnostic.level == "note" else _LINES[rule]
    return line.format(**shown)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return "none" if value in (None, "") else markdown.md_code(str(value))
