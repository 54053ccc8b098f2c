"""Pages and projects of any size, the same each time, to measure with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

# What went wrong: the end of the code, the status, the words of the message.
_PROBLEMS = (
    ("NotFound", "Not Found (404)", "{0} {{{1} ID}} was not found."),
    ("AlreadyExists", "Conflict (409)", "{0} {{{1} name}} exists already in {{region}}."),
    ("Invalid", "Bad Request (400)", "The {1} is not valid."),
    ("TooLong", "Bad Request (400)", "The {1} has {{length}} characters; {{limit}} are allowed."),
    ("Expired", "Unauthorized (401)", "The {1} expired at {{time of expiry}}. Request another."),
    ("Locked", "Forbidden (403)", "{0} {{{1} ID}} is locked by {{owner}}."),
    ("QuotaExceeded", "Too Many Requests (429)", "The quota of {{quota}} for {1} is used up."),
    ("NotSupported", "Bad Request (400)", "This operation does not support the {1} {{value}}."),
    ("Missing", "Bad Request (400)", "The required property `{1}` is missing from the request."),
    ("Unavailable", "Service Unavailable (503)", "{0} is unavailable. Try again later."),
    ("Corrupt", "Internal Server Error (500)", "The stored {1} cannot be read; ask for help."),
    ("Forbidden", "Forbidden (403)", "{{user}} has no permission to change the {1} {{name}}."),
    ("Conflict", "Conflict (409)", "{0} was changed by somebody else since {{time}}."),
    ("Empty", "Bad Request (400)", "The {1} must not be empty."),
    ("Gone", "Gone (410)", "{0} {{{1} ID}} was deleted and its name cannot be used again."),
    ("TimedOut", "Gateway Timeout (504)", "{0} did not answer within {{seconds}} seconds."),
)
_SUBJECTS = (
    *("Vm", "Ip Address", "Disk", "Tag", "User", "Region", "Backup", "Key Vault", "Certificate"),
    *("Domain Name", "Network Interface", "Subscription", "Conditional Access Policy", "Machine"),
    *("Request Body", "Continuation Token", "Storage Account", "Role Assignment", "Snapshot"),
    *("Load Balancer", "Hash Value", "Indicator", "Alert", "Incident Classification", "Url"),
)
_WHERE = (
    *("", "Source", "Target", "Parent", "Linked", "Managed", "Temporary", "Default", "Inherited"),
    *("Shared", "Remote", "Secondary", "Replicated", "Original", "Regional", "Global", "Nested"),
    *("Requested", "Previous", "Effective", "Staged", "Archived", "Pending", "External", "Cached"),
    *("Hosted", "Federated", "Delegated", "Encrypted", "Primary", "Public", "Private", "Virtual"),
    *("Physical", "Legacy", "Preview", "Scheduled", "Recurring", "Custom", "Reserved", "Shadow"),
    *("Upstream", "Downstream", "Internal", "Isolated", "Trusted", "Signed", "Owned", "Attached"),
)
_COMBINATIONS = len(_PROBLEMS) * len(_SUBJECTS) * len(_WHERE)
# A prime that shares no factor with the combinations: a walk over them in no order that helps.
_STRIDE = 7919
_ACCENTS = ("Größe: {size} MB.", "Voir aussi « {reference} ».", "リージョンは {region} です。")
# A parameter that no name can be made of, which is warned of: on one page of ten.
_UNNAMED, _SELDOM = "リージョンは {リージョン} です。", 200
_CAUSES = ("The client sent what it read before the change.", "A job of the service stopped.")
_ACTIONS = ("Read the resource again and repeat the request.", "Wait, then try again.")

_HEAD = """\
---
title: {title}
description: The errors of this service.
ms.contentlocale: en-US
---
# {title}

Every error has a code, which stays, and a message, which may change.

| Error code | HTTP status code | Message | Cause | Action |
|---|---|---|---|---|
"""
_FOOT = """\

## Example

```json
{"error": {"code": "%s", "message": "It failed.", "target": "43f4cb08"}}
```
"""


def page(count: int, first: int = 0, title: str = "Error codes") -> str:
    """A page of `count` codes (19,600 at most are different), beginning with code `first`."""
    rows = "\n".join(_row(number) for number in range(first, first + count))
    return f"{_HEAD.format(title=title)}{rows}\n{_FOOT % _words(first)[0]}"


def _row(number: int) -> str:
    code, status, message = _words(number)
    if number % 11 == 0:
        message += f" {_ACCENTS[number // 11 % len(_ACCENTS)]}"
    if number % _SELDOM == 7:
        message += f" {_UNNAMED}"
    cause = _CAUSES[number % 2] if number % 3 == 0 else ""
    action = _ACTIONS[number % 2] if number % 4 == 0 else ""
    return f"| {code} | {status} | {message} | {cause} | {action} |"


def _words(number: int) -> tuple[str, str, str]:
    """The code, the status and the message of a number."""
    at = number * _STRIDE % _COMBINATIONS
    ending, status, message = _PROBLEMS[at % len(_PROBLEMS)]
    subject = _SUBJECTS[at // len(_PROBLEMS) % len(_SUBJECTS)]
    where = _WHERE[at // len(_PROBLEMS) // len(_SUBJECTS)]
    thing = f"{where} {subject}".strip()
    return f"{thing.replace(' ', '')}{ending}", status, message.format(thing, thing.lower())


def responses(file: Path, count: int, codes: int) -> None:
    """So many responses with the first codes of `page`, one a line, as a service logs them."""
    known = [_words(number) for number in range(codes)]
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            code, status, message = known[number % codes]
            error = {"code": code, "message": message, "target": f"{number:032x}"}
            answer = {"status": int(status[-4:-1]), "body": {"error": error}}
            lines.write(f"{json.dumps(answer)}\n")


def readme(count: int) -> str:
    """A plain table of numbered errors, such as READMEs have."""
    found = (_words(number) for number in range(count))
    rows = (f"| {100 + n} | {code} | {_plain(text)} |" for n, (code, _, text) in enumerate(found))
    return "\n".join(["# Errors", "", "| Code | Name | Message |", "|---|---|---|", *rows, ""])


def _plain(message: str) -> str:
    """Parameters of one word each, as f-strings have them."""
    inside = (part.split("}", 1) for part in message.split("{")[1:])
    named = (f"{{{name.replace(' ', '_').lower()}}}{rest}" for name, rest in inside)
    return message.split("{", maxsplit=1)[0] + "".join(named)


def project(folder: Path, texts: dict[str, str]) -> Path:
    """A project with a catalogue for each page (name → text)."""
    (folder / "docs").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    (folder / "pyproject.toml").write_text("\n".join(_catalogues(texts)), "utf-8")
    return folder


def _catalogues(names: dict[str, str]) -> Iterator[str]:
    for name in names:
        yield f'[tool.error-table.catalogues.{name}]\npages = ["docs/{name}.md"]\n'


def several(count: int, codes: int = 20) -> dict[str, str]:
    """As many pages as wanted, of about `codes` codes each, for one project."""
    return {
        f"service-{n:03}": page(codes - 2 + n % 5, n * codes, f"Errors of service {n}")
        for n in range(count)
    }


def edited(text: str, word: str) -> str:
    """The page with its first message changed; a status ends in a parenthesis."""
    return text.replace(") | ", f") | {word}: ", 1)
