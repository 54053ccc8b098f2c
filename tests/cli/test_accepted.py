"""Every rule that `changes` and `audit` find by, at every level, accepted or not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import rules
from generator.project import toml
from tests import workshop
from tests.cli import test_changes_mends as mends
from tests.cli.test_changes_mends import (
    CONFIG,
    HEAD,
    ONE,
    OVERLAY,
    PAGE,
    PLAIN,
    ROWS,
    config,
    page,
    templates,
    told,
)
from tests.conftest import first

__all__ = ["templates"]

Files = Mapping[str, str]
ASIDE = "# Error codes\n\n| Error code | HTTP status | Message | Since |\n|---|---|---|---|\n"
SINCE = ROWS.replace(" |\n", " | 1.0 |\n")
GOOD = ROWS + "| 0 | 200 | Success |\n"
CHANGES: dict[str, tuple[Files, Files]] = {
    "code-added": (PLAIN, page(ROWS + "| New | 400 | It is new. |\n")),
    "column-changed": (PLAIN, page(SINCE, ASIDE)),
    "deprecated-changed": (PLAIN, told('[errors.Busy]\ndeprecated = "use Full"\n')),
    "field-changed": (PLAIN | page(SINCE, ASIDE), page(SINCE.replace("1.0", "1.1", 1), ASIDE)),
    "hint-changed": (PLAIN, told('[errors.Busy]\nhints = ["Wait."]\n')),
    "message-reworded": (PLAIN, page(ROWS.replace("It is busy", "It is very busy"))),
    "parameter-added": (PLAIN, page(ROWS.replace("It is busy", "{box} is busy"))),
    "remark-changed": (PLAIN, page(ROWS.replace("| Busy", "| Busy (new in 2.1)"))),
    "retryable-changed": (PLAIN, told("[errors.Busy]\nretryable = true\n")),
    "service-locale-changed": (
        PLAIN,
        config(f'{ONE}service-locale = "de"\n') | told('[errors.Busy.messages]\nde = "Besetzt."\n'),
    ),
    "success-added": (PLAIN, page(GOOD)),
    "success-fails": (PLAIN | page(GOOD), page(GOOD.replace("200 | Success", "400 | It is odd."))),
    "success-removed": (PLAIN | page(GOOD), page(ROWS)),
}
for one in mends.MENDS.values():
    CHANGES.setdefault(one.followed[0], (one.before, one.now))
# Of a catalogue that comes or goes only git knows.
GIT = {"catalogue-added", "catalogue-removed"}
LEVELS = ("off", "note", "warning", "error")
COMMANDS = {"note": "notice", "warning": "warning", "error": "error"}

SERVICE = """\
from enum import StrEnum

class Code(StrEnum):
    BUSY = "Busy"
    OLD = "Old"
    SELF_TEST = "SelfTest"
"""
SEEN = """\
{"status": 500, "body": {"code": "Busy", "message": "It is busy."}}
{"status": 400, "body": {"code": "TooLong", "message": "Quite other words."}}
{"status": 400, "body": {"code": "SelfTest"}}
"""
AUDITED = {
    PAGE: HEAD + ROWS,
    CONFIG: f"{ONE}envelope = {{ code = ['code'], message = ['message'] }}\n",
    OVERLAY: "[retired]\nOld = 'since 2'\n",
    "service.py": SERVICE,
    "seen.jsonl": SEEN,
}
CODE = ("--source", "service.py", "--form", "python", "--names", "Code")
AUDIT: dict[str, Sequence[str]] = {
    **dict.fromkeys(("audit-undocumented", "audit-unsent", "audit-retired"), CODE),
    **dict.fromkeys(
        ("audit-unknown", "audit-status", "audit-message", "audit-unseen"), ("seen.jsonl",)
    ),
}


def test_every_rule_is_in_the_table() -> None:
    assert CHANGES.keys() | GIT == rules.findings("changes")
    assert AUDIT.keys() == rules.findings("audit")


def run(
    folder: Path, templates: Path, verb: str, words: Sequence[str]
) -> tuple[int, dict[str, Any], str, str]:
    """The exit code, the JSON, the annotations, and what people see beside these."""
    data = workshop.inside([verb, *words, "--format", "json"], folder, templates)
    shown = workshop.inside([verb, *words, "--format", "github"], folder, templates)
    assert data.returncode == shown.returncode
    return data.returncode, json.loads(data.stdout), shown.stdout.decode(), shown.stderr.decode()


def holds(
    folder: Path, templates: Path, verb: str, words: Sequence[str], rule: str, bare: Files
) -> None:
    """The rule at each level, accepted or not, where nothing else is an error."""
    _, plain, _, _ = run(folder, templates, verb, words)
    listed = plain["changes" if verb == "changes" else "problems"]
    others = {one["rule"] for one in listed if one["level"] == "error"} - {rule}
    codes = [one.get("code") for one in listed if one["rule"] == rule]
    if verb == "audit":
        single = rule not in ("audit-message", "audit-unseen")
        codes = list(CODES[rule]) if single else [None]
    entries = [
        [("rule", rule), *([("code", code)] if code else []), ("reason", "known")] for code in codes
    ]
    for level in LEVELS:
        levels = "".join(f'levels.{one} = "off"\n' for one in sorted(others))
        given = f'levels.{rule} = "{level}"\n{levels}{bare[CONFIG]}'
        for accepted in (False, True):
            lines = f"\n{toml.array(['accepted'], entries)}\n" if accepted else ""
            workshop.write(folder, {CONFIG: given, OVERLAY: bare[OVERLAY] + lines})
            code, data, marked, drawn = run(folder, templates, verb, words)
            case = f"{rule} at {level}, {'accepted' if accepted else 'not accepted'}"
            listed = [*data.get("changes", ()), *data.get("problems", ())]
            mine = {one["level"] for one in listed if one["rule"] == rule}
            seen = not accepted and level != "off"
            assert mine == ({level} if seen else set()), case
            assert (f"{level}[{rule}]" in drawn) == seen, case
            assert (f"title={rule}" in marked) == seen, case
            assert not seen or f"::{COMMANDS[level]} " in marked, case
            assert code == (1 if seen and level == "error" else 0), case
            assert data["status"] == ("drift" if code else "ok"), case
            kept = [(one["rule"], one["reason"]) for one in data.get("accepted", ())]
            assert kept == [(rule, "known")] * (len(codes) if accepted else 0), case
            assert (f"{len(codes)} accepted" in drawn) == accepted, case
            assert " off" in drawn or accepted or level != "off", case
            assert data.get("bump") == plain.get("bump"), "clients know nothing of it"
            assert "accepted-unneeded" not in drawn, case


CODES = {
    "audit-undocumented": ["SelfTest"],
    "audit-unsent": ["NotFound", "TooLong", "Closed"],
    "audit-retired": ["Old"],
    "audit-unknown": ["SelfTest"],
    "audit-status": ["Busy"],
}


@pytest.mark.parametrize("rule", first(CHANGES, 4))
def test_a_change_at_each_level(rule: str, tmp_path: Path, templates: Path) -> None:
    before, now = CHANGES[rule]
    workshop.write(tmp_path, dict(before))
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    workshop.write(tmp_path, dict(now))
    holds(tmp_path, templates, "changes", (), rule, {**before, **now})


@pytest.mark.parametrize("rule", AUDIT)
def test_a_finding_of_audit_at_each_level(rule: str, tmp_path: Path, templates: Path) -> None:
    workshop.write(tmp_path, AUDITED)
    holds(tmp_path, templates, "audit", AUDIT[rule], rule, AUDITED)


def test_what_keeps_from_telling_is_not_lowered(tmp_path: Path, templates: Path) -> None:
    """Too many codes gone, an envelope of which nothing is known."""
    workshop.write(tmp_path, dict(PLAIN))
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    low = 'levels = { mass-change = "note", audit-envelope = "off" }\n'
    workshop.write(tmp_path, {CONFIG: low + ONE, PAGE: HEAD + ROWS[: ROWS.index("| Too")]})
    for words, rule in ((["changes"], "mass-change"), (["audit", PAGE], "audit-envelope")):
        ran = workshop.inside(words, tmp_path, templates)
        assert ran.returncode == 2
        assert f"error[{rule}]" in ran.stderr.decode()
    ran = workshop.inside(["changes"], tmp_path, templates)
    assert "warning[config-lowered]: mass-change is an error" in ran.stderr.decode()
    # Whoever accepts each code says that they are really gone.
    gone = [[("rule", "code-removed"), ("code", c), ("reason", "x")] for c in ("TooLong", "Closed")]
    workshop.write(tmp_path, {OVERLAY: toml.array(["accepted"], gone)})
    assert workshop.inside(["changes"], tmp_path, templates).returncode == 0


STALE = {
    "code-removed": ("Gone", "Closed"),
    "success-removed": ("0", "1"),
    "status-changed": ("Busy", "Nothing"),
    "code-succeeds": ("1", "Nothing"),
    "envelope-changed": ("", None),
}


@pytest.mark.parametrize("rule", STALE)
def test_what_is_committed_is_quiet_unless_it_cannot_be_meant(
    rule: str, tmp_path: Path, templates: Path
) -> None:
    rows = {PAGE: HEAD + ROWS + "| 1 | 200 | Success |\n"}
    workshop.write(tmp_path, {**PLAIN, **rows})
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    for code, said in zip(STALE[rule], ("", "accepted-unneeded"), strict=True):
        if code is None:
            continue
        entry = [("rule", rule), *([("code", code)] if code else []), ("reason", "x")]
        workshop.write(tmp_path, {OVERLAY: toml.array(["accepted"], [entry])})
        ran = workshop.inside(["changes"], tmp_path, templates)
        last = "; 1 note on what the overlay accepts" if said else ""
        shown = ran.stderr.decode()
        assert re.findall(r"note\[([a-z-]+)\]", shown) == [said] * bool(said)
        assert shown.endswith(f"nothing changed{last}\n")


def test_a_changelog_has_what_is_accepted(tmp_path: Path, templates: Path) -> None:
    workshop.write(tmp_path, dict(PLAIN))
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    workshop.write(tmp_path, page(ROWS.replace("Busy", "Engaged")))
    bare = workshop.inside(["changes", "--format", "markdown"], tmp_path, templates)
    entry = [[("rule", "code-renamed"), ("code", "Engaged"), ("reason", "x")]]
    workshop.write(tmp_path, {OVERLAY: toml.array(["accepted"], entry)})
    known = workshop.inside(["changes", "--format", "markdown"], tmp_path, templates)
    assert (bare.returncode, known.returncode) == (1, 0)
    assert b"**Breaking**" in known.stdout
    assert bare.stdout == known.stdout


def test_what_is_accepted_is_not_written_to_the_overlay(tmp_path: Path, templates: Path) -> None:
    workshop.write(tmp_path, AUDITED)
    entry = [[("rule", "audit-unknown"), ("code", "SelfTest"), ("reason", "x")]]
    text = f"{toml.array(['accepted'], entry)}\n"
    workshop.write(tmp_path, {OVERLAY: text})
    ran = workshop.inside(["audit", "--write", "seen.jsonl"], tmp_path, templates)
    assert ran.returncode == 0, ran.stderr.decode()
    assert (tmp_path / OVERLAY).read_text("utf-8") == text


def test_an_overlay_that_cannot_be_read_accepts_nothing(tmp_path: Path, templates: Path) -> None:
    """Also where neither side is read with it."""
    workshop.write(tmp_path, {**PLAIN, "new.md": HEAD + ROWS})
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    workshop.write(tmp_path, {OVERLAY: "[[accepted]]\nrule = 'code-translated'\nreason = 'x'\n"})
    record = "generated/json/my-errors.json"
    ran = workshop.inside(["changes", record, record], tmp_path, templates)
    assert ran.returncode == 2
    assert "error[overlay-value]" in ran.stderr.decode()


def test_of_many_findings_fifty_are_drawn_and_all_count(tmp_path: Path, templates: Path) -> None:
    """What is accepted among the first makes place for others."""
    seen = "".join(f'{{"code": "New{number}"}}\n' for number in range(300))
    workshop.write(tmp_path, {**AUDITED, "seen.jsonl": seen})

    def drawn(*accepted: int) -> tuple[int, list[str]]:
        entries = [
            [("rule", "audit-unknown"), ("code", f"New{n}"), ("reason", "x")] for n in accepted
        ]
        workshop.write(tmp_path, {OVERLAY: toml.array(["accepted"], entries)})
        ran = workshop.inside(["audit", "seen.jsonl"], tmp_path, templates)
        return ran.returncode, re.findall(r"no code (\w+),", ran.stderr.decode())

    assert drawn() == (1, [f"New{n}" for n in range(50)])
    assert drawn(*range(290)) == (1, [f"New{n}" for n in range(290, 300)])
    assert drawn(*range(300)) == (0, [])
