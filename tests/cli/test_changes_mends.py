"""Each mend that `changes` prints is followed by machine, and ends in what it promised."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.diagnostics import rules
from generator.project import places, toml
from generator.project.pins import Pin
from tests import workshop

CONFIG, PAGE, OVERLAY = "error-table.toml", "docs/errors.md", "docs/errors.toml"
HEAD = "# Error codes\n\n| Error code | HTTP status | Message |\n|---|---|---|\n"
ROWS = """\
| NotFound | 404 | The {thing} was not found. |
| Busy | 409 | It is busy. |
| TooLong | 400 | It is too long. |
| Closed | 403 | It is closed. |
"""
TITLES = HEAD.replace("Message", "Title")
CARDS = "| 101 | 400 | Card stolen |\n| 202 | 400 | Card expired |\n| 303 | 404 | Card unknown |\n"
KARTEN = """\
# Fehlercodes

| Fehlercode | HTTP-Status | Titel |
|---|---|---|
| 101 | 400 | Karte gestohlen |
| 202 | 400 | Karte abgelaufen |
| 303 | 404 | Karte unbekannt |
"""
ONE = '[catalogues.my-errors]\npages = ["docs/errors.md"]\n'
LOCAL = '[catalogues.my-errors]\npages = [{}]\nlocale = {{ "docs/de.md" = "de", "{}" = "en" }}\n'
GERMAN = ONE.replace("errors.md", "de.md") + 'overlay = "docs/errors.toml"\nlocale = "de"\n'
ENGLISH = ONE + 'locale = "en"\n'
BOTH = """\
[catalogues.my-errors]
pages = ["docs/errors.md", "docs/de.md"]
locale = { "docs/errors.md" = "en", "docs/de.md" = "de" }
"""
ENVELOPE = """
[catalogues.my-errors.envelope]
code = ["error", "code"]
message = ["error", "message"]
"""
MORE = 'header = "x-code"\nxml = true\nwire = "integer"\nretry-after = ["wait"]\n'
NUMBERS = HEAD + "| 101 | 400 | A. |\n| 202 | 400 | B. |\n| 303 | 404 | C. |\n"


class Mend(NamedTuple):
    """The files before, those that differ now, and the rules whose help is followed in turn."""

    before: Mapping[str, str]
    now: Mapping[str, str]
    followed: tuple[str, ...]


def page(rows: str, head: str = HEAD, **more: str) -> dict[str, str]:
    return {PAGE: head + rows}


def told(text: str) -> dict[str, str]:
    return {OVERLAY: text}


def config(text: str) -> dict[str, str]:
    return {CONFIG: text}


PLAIN = config(ONE) | page(ROWS) | told("")
NUMBERED = config(ONE) | page(CARDS, TITLES) | told("")
MENDS = {
    "a former code": Mend(
        PLAIN | told('[errors.Busy]\naliases = ["Occupied"]\n'), told(""), ("alias-removed",)
    ),
    "one of two former names": Mend(
        PLAIN | told('[errors.Busy]\naliases = ["Occupied", "Engaged"]\n'),
        told('[errors.Busy]\naliases = ["Engaged"]\n'),
        ("alias-removed",),
    ),
    "a former class that another has": Mend(
        PLAIN | told('[errors.Busy]\naliases = ["OccupiedError"]\n'),
        told("") | page(ROWS + "| Occupied | 409 | It is taken. |\n"),
        ("alias-removed",),
    ),
    "the base of a retired class": Mend(
        PLAIN,
        page(ROWS.replace("| Busy | 409 | It is busy. |\n", ""))
        | told("[retired]\nBusy = 'since 2'\n"),
        ("base-moved",),
    ),
    "a class after its title": Mend(
        NUMBERED, page(CARDS.replace("expired", "too old"), TITLES), ("class-renamed",)
    ),
    "a class after its title, with another former name": Mend(
        NUMBERED | told('[errors.202]\naliases = ["OldCard"]\n'),
        page(CARDS.replace("expired", "too old"), TITLES),
        ("class-renamed",),
    ),
    "a class whose name a new row wants": Mend(
        NUMBERED, page(CARDS + "| 404 | 500 | Card expired |\n", TITLES), ("class-renamed",)
    ),
    "a class whose name a new row has": Mend(
        NUMBERED,
        page(CARDS.replace("expired", "too old") + "| 404 | 500 | Card expired |\n", TITLES),
        ("class-renamed",),
    ),
    "another language is the only one": Mend(
        config(GERMAN) | {"docs/de.md": KARTEN} | told(""),
        config(ENGLISH) | page(CARDS, TITLES),
        ("class-renamed",) * 3,
    ),
    "another language is the first": Mend(
        config(GERMAN) | {"docs/de.md": KARTEN} | told(""),
        config(BOTH) | page(CARDS, TITLES),
        ("class-renamed",) * 3,
    ),
    "a class of a code that is gone": Mend(
        NUMBERED,
        page(
            CARDS.replace("| 202 | 400 | Card expired |\n", "") + "| 404 | 500 | Card expired |\n",
            TITLES,
        ),
        ("class-taken",),
    ),
    "a class of a code that is called otherwise": Mend(
        NUMBERED,
        page(
            CARDS.replace("202 | 400 | Card expired", "222 | 400 | Card too old")
            + "| 404 | 500 | Card expired |\n",
            TITLES,
        ),
        ("class-taken", "code-renamed"),
    ),
    "a code that is gone": Mend(
        PLAIN, page(ROWS.replace("| Busy | 409 | It is busy. |\n", "")), ("code-removed",)
    ),
    "a code with a former name that is gone": Mend(
        PLAIN | told('[errors.Busy]\naliases = ["Occupied"]\n'),
        page(ROWS.replace("| Busy | 409 | It is busy. |\n", "")) | told(""),
        ("code-removed",),
    ),
    "a code that is called otherwise": Mend(
        PLAIN, page(ROWS.replace("Busy", "Engaged")), ("code-renamed",)
    ),
    "a code that has former names and is called otherwise": Mend(
        PLAIN | told('[errors.Busy]\naliases = ["Occupied"]\n'),
        page(ROWS.replace("Busy", "Engaged")) | told('[errors.Engaged]\naliases = ["Taken"]\n'),
        ("code-renamed",),
    ),
    "a code in other letters": Mend(PLAIN, page(ROWS.replace("Busy", "BUSY")), ("code-recased",)),
    "a code that is a success": Mend(
        PLAIN | page(ROWS + "| 0 | 200 | It is odd. |\n"),
        page(ROWS + "| 0 | 200 | Success |\n"),
        ("code-succeeds",),
    ),
    "the way to the code": Mend(
        PLAIN | config(ONE + ENVELOPE),
        config(ONE + ENVELOPE.replace('"error", ', "")),
        ("envelope-changed",),
    ),
    "what else an envelope says": Mend(
        config(ONE + ENVELOPE + MORE) | {PAGE: NUMBERS} | told(""),
        config(ONE + ENVELOPE + MORE.replace("integer", "string").replace("x-", "y-")),
        ("envelope-changed",),
    ),
    "an envelope of which nothing is left": Mend(
        config(ONE + ENVELOPE + MORE) | {PAGE: NUMBERS} | told(""),
        config(ONE),
        ("envelope-changed",),
    ),
    "no more errors in success": Mend(
        PLAIN | config(f"{ONE}errors-in-success = true\n"), config(ONE), ("in-success-changed",)
    ),
    "errors in success": Mend(
        PLAIN, config(f"{ONE}errors-in-success = true\n"), ("in-success-changed",)
    ),
    "a parameter in other words": Mend(
        PLAIN, page(ROWS.replace("{thing}", "{object}")), ("parameter-renamed",)
    ),
    "the parameter of a retired code": Mend(
        PLAIN,
        page(ROWS.replace("| NotFound | 404 | The {thing} was not found. |\n", ""))
        | told('[retired.NotFound]\ndeprecated = "since 2"\nstatus = 404\n'),
        ("parameter-removed",),
    ),
    "the base class of all": Mend(PLAIN, config(f'{ONE}root = "AcmeError"\n'), ("root-renamed",)),
    "the suffix of all": Mend(
        PLAIN,
        config(f'{ONE}class-suffix = "Exception"\n'),
        ("root-renamed", *["class-renamed"] * 4),
    ),
    "the status of a retired code": Mend(
        PLAIN,
        page(ROWS.replace("| Busy | 409 | It is busy. |\n", ""))
        | told("[retired.Busy]\nstatus = 500\n"),
        ("status-changed",),
    ),
}
# What no line of any file can keep as it was, or what breaks nobody: no lines are shown.
NONE = {
    *("catalogue-added", "catalogue-removed", "code-added", "column-changed", "field-changed"),
    "deprecated-changed",
    *("hint-changed", "message-reworded", "parameter-added", "remark-changed"),
    *("retryable-changed", "service-locale-changed", "success-added", "success-fails"),
    "success-removed",
}


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The JSON of a catalogue alone."""
    name = "json/{name}.json.jinja"
    few = tmp_path_factory.mktemp("few")
    workshop.write(few, {name: (places.built_in() / name).read_text("utf-8")})
    return few


def changes(folder: Path, templates: Path) -> tuple[int, list[dict[str, Any]], str]:
    """The exit code, the findings as data, and as people see them."""
    ran = workshop.inside(["changes", "--format", "json"], folder, templates)
    found = json.loads(ran.stdout)
    assert found["status"] != "error", found
    seen = workshop.inside(["changes"], folder, templates).stdout.decode()
    return ran.returncode, found["changes"], seen


def shown(seen: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Of each finding with lines to paste: its level, its rule, their file, the lines."""
    parts = re.split(
        r"^(?=(?:error|warning|note)\[)", seen.replace("suggested ", "note["), flags=re.MULTILINE
    )
    found = []
    for part in filter(None, parts):
        head = re.match(r"(\w+)\[([a-z-]*)", part)
        file = re.search(r" = help: .* (\S+):$", part, re.MULTILINE)
        lines = re.findall(r"^ {14}(\S.*)$", part, re.MULTILINE)
        if head and lines:
            assert file, part
            told = "\n".join(lines).replace('"..."', '"since 2.1"')
            found.append((head[1], head[2], file[1], tomllib.loads(told)))
    return found


def pins(data: Mapping[str, Any], *table: str) -> Iterator[Pin]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from pins(value, *table, key)
        else:
            yield Pin(table, key, tuple(value) if isinstance(value, list) else value)


def put(path: Path, lines: Mapping[str, Any]) -> None:
    """The lines in a file of TOML, each instead of one that says something else there."""
    said = {(p.table, p.key): p for p in pins(tomllib.loads(path.read_text("utf-8")))}
    said |= {(p.table, p.key): p for p in pins(lines)}
    path.write_text(f"{toml.lines(*said.values())}\n", encoding="utf-8")


@pytest.mark.parametrize("mend", MENDS.values(), ids=MENDS)
def test_a_mend_ends_in_what_it_promised(mend: Mend, tmp_path: Path, templates: Path) -> None:
    workshop.write(tmp_path, dict(mend.before))
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    assert changes(tmp_path, templates)[1] == []
    workshop.write(tmp_path, dict(mend.now))
    followed = []
    while len(followed) < 9:
        code, found, seen = changes(tmp_path, templates)
        grave = [one for one in shown(seen) if one[0] != "note"]
        if not grave:
            break
        wanted = mend.followed[len(followed) :][:1]
        meant = [one for one in grave if one[1] in wanted]
        _, rule, file, lines = (meant or grave)[0]
        followed.append(rule)
        put(tmp_path / file, lines)
    assert (code, [one for one in found if one["level"] != "note"]) == (0, [])
    assert tuple(followed) == mend.followed
    ran = workshop.inside(["build"], tmp_path, templates)
    assert ran.returncode == 0, ran.stderr.decode()


SETTLED = '[errors.Busy]\nactions = ["Wait."]\n'
GONE = page(ROWS.replace("| Busy | 409 | It is busy. |\n", ""))
RENAMED = page(ROWS.replace("Busy", "Engaged"))


@pytest.mark.parametrize(
    ("now", "rule", "stops", "left"),
    [
        (GONE, "code-removed", None, {"retired": ["Busy"]}),
        (GONE, "code-removed", None, {"errors": ["Busy"], "retired": ["Busy"]}),
        (RENAMED, "code-renamed", "overlay-former", {"errors": ["Engaged"]}),
    ],
    ids=["gone, and its table is deleted", "gone, and its table stays", "renamed"],
)
def test_what_is_said_of_a_code_that_is_gone_is_mended_too(
    now: dict[str, str],
    rule: str,
    stops: str | None,
    left: dict[str, list[str]],
    tmp_path: Path,
    templates: Path,
) -> None:
    """The build stops and names `changes`, what that prints is followed, and then the rest."""
    workshop.write(tmp_path, PLAIN | told(SETTLED))
    assert workshop.inside(["build"], tmp_path, templates).returncode == 0
    workshop.write(tmp_path, now)
    stopped = workshop.inside(["build"], tmp_path, templates)
    assert stopped.returncode == 2
    assert b"error[overlay-source-missing]" in stopped.stderr
    if "errors" not in left:
        workshop.write(tmp_path, told(""))
    found = [one for one in shown(changes(tmp_path, templates)[2]) if one[0] == "error"]
    assert [one[1] for one in found] == [rule]
    put(tmp_path / OVERLAY, found[0][3])
    if stops:
        again = workshop.inside(["build"], tmp_path, templates)
        assert f"error[{stops}]".encode() in again.stderr
        text = (tmp_path / OVERLAY).read_text("utf-8").replace(SETTLED, "")
        workshop.write(tmp_path, told(text))
        put(tmp_path / OVERLAY, {"errors": {"Engaged": {"actions": ["Wait."]}}})
    ran = workshop.inside(["build"], tmp_path, templates)
    assert ran.returncode == 0, ran.stderr.decode()
    assert [one for one in changes(tmp_path, templates)[1] if one["level"] == "error"] == []
    said = tomllib.loads((tmp_path / OVERLAY).read_text("utf-8"))
    assert {table: list(said[table]) for table in said} == left


def test_every_rule_has_a_mend_that_is_followed_or_none() -> None:
    followed = {rule for mend in MENDS.values() for rule in mend.followed}
    assert followed.isdisjoint(NONE)
    assert followed | NONE == rules.findings("changes")
