"""Responses really observed, held against the catalogue."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import audit, cli
from generator.audit import Findings, Observation, templates
from generator.cli import responses
from generator.model import Catalogue, Envelope, Error, Message, Success
from generator.project import toml
from tests.samples import defender, variants

CATALOGUE = defender()


def body(code: object, message: str = "", **more: object) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, **more}}


def hold(*values: object, catalogue: Catalogue = CATALOGUE) -> Findings:
    seen = (Observation("seen.jsonl", n, value) for n, value in enumerate(values, 1))
    return audit.compare(catalogue, seen)


KNOWN = {
    "a body": body("NotFound"),
    "a body and its status": {"status": 404, "body": body("NotFound")},
    "a status as text": {"status": "404", "body": body("NotFound")},
    "a body as text": {"status": 404, "body": json.dumps(body("NotFound"))},
    "a body that is all of the text": json.dumps(body("NotFound")),
    "a status that is none": {"status": True, "body": body("NotFound")},
    "a status beyond all": {"status": "40" * 5000, "body": body("NotFound")},
    "other members": body("NotFound", target="x") | {"traceId": 1},
}


@pytest.mark.parametrize("value", KNOWN.values(), ids=KNOWN)
def test_a_known_code_is_seen_in_every_form(value: object) -> None:
    found = hold(value)
    assert (found.read, found.codes, found.unknown, found.statuses) == (1, 1, (), ())
    assert "NotFound" not in found.unseen


def test_a_code_may_stand_in_an_array() -> None:
    shape = Envelope(("errors", 0, "code"), ("errors", 0, "detail"))
    made = replace(CATALOGUE, envelope=shape)
    found = hold({"errors": [{"code": "NotFound"}]}, {"errors": []}, {"errors": 1}, catalogue=made)
    assert (found.codes, found.codeless) == (1, 2)


def test_a_body_that_is_an_array_is_read_whole_or_an_item_at_a_time() -> None:
    made = replace(CATALOGUE, envelope=Envelope((0, "code"), (0, "message")))
    seen = [{"status": 404, "body": [{"code": "NotFound"}]}, {"code": "NotFound"}, {"0": {}}, {}]
    found = hold(*seen, catalogue=made)
    assert (found.codes, found.codeless) == (1, 2)


CODELESS: list[object] = [
    {},
    {"error": {"code": " \n"}},
    {"error": {"code": 10**4000}},
    {"error": "NotFound"},
    {"error": {"code": None}},
    "no JSON",
    "[" * 9999,
]
CODELESS += [body(""), body(True), body(["NotFound"]), {"body": 1}, {"status": 404, "body": None}]


@pytest.mark.parametrize("value", CODELESS)
def test_a_response_without_a_code_is_counted(value: object) -> None:
    found = hold(body("NotFound"), value, value)
    first = found.first_codeless
    assert (found.codeless, first and first.place) == (2, ("seen.jsonl", 2))


def test_unknown_codes_come_with_count_first_line_and_statuses() -> None:
    busy = {"status": 400, "body": body("Busy")}
    found = hold({"status": 409, "body": body("Odd")}, busy, busy, body("Busy"))
    assert [(s.code, s.count, s.place[1], s.statuses) for s in found.unknown] == [
        ("Busy", 3, 2, ((400, 2),)),
        ("Odd", 1, 1, ((409, 1),)),
    ]


def test_a_documented_success_is_no_unknown_code() -> None:
    made = replace(CATALOGUE, successes=(Success("0"),))
    found = hold(body(0), body("0"), body("1"), catalogue=made)
    assert (found.read, found.codes, found.codeless) == (3, 0, 0)
    assert [sighting.code for sighting in found.unknown] == ["1"]


def test_a_code_that_was_renamed_or_retired_is_known() -> None:
    renamed = replace(CATALOGUE.errors[0], aliases=("VeryBad", "NotFound"))
    retired = replace(CATALOGUE.errors[1], retired=True)
    made = replace(CATALOGUE, errors=(renamed, retired, *CATALOGUE.errors[2:]))
    found = hold(body("VeryBad"), body("NotFound"), catalogue=made)
    assert (found.unknown, found.codes) == ((), 2)
    assert "InvalidHashValue" not in found.unseen, "it is retired"


def test_numbers_are_codes() -> None:
    made = replace(CATALOGUE, errors=(replace(CATALOGUE.errors[0], code="10003"),))
    assert hold(body(10003), body("10003"), catalogue=made).unseen == ()


def test_a_status_that_differs_is_told_with_its_first_line() -> None:
    right, other = ({"status": s, "body": body("NotFound")} for s in (404, 410))
    (found,) = hold(right, other, other, right).statuses
    assert (found.code, found.count, found.place[1], found.statuses) == (
        "NotFound",
        2,
        2,
        ((410, 2),),
    )


def test_a_code_of_several_rows_may_have_any_of_their_statuses() -> None:
    made = replace(variants(), envelope=CATALOGUE.envelope)
    values = [{"status": s, "body": body("ABORTED")} for s in (409, 429, 500)]
    (found,) = hold(*values, catalogue=made).statuses
    assert found.statuses == ((500, 1),)
    nothing = replace(made, errors=(replace(made.errors[0], status=None, variants=()),))
    assert hold(*values, catalogue=nothing).statuses == (), "nothing is expected"


FITS: list[tuple[tuple[str | int, ...], str, bool]] = [
    (("The machine is gone.",), "The machine  is\ngone.", True),
    (("The machine is gone.",), "The machine is gone. Really.", False),
    (("Machine ", 0, " is gone."), "Machine 1 2 3 is gone.", True),
    (("Machine ", 0, " is gone."), "Machine is gone.", True),
    (("Machine ", 0, " is gone."), "A Machine 1 is gone.", False),
    (("Machine ", 0, " is gone."), "Machine 1 is gone. Sorry", False),
    ((0, " and ", 1), "this and that", True),
    ((0, " and ", 1), "this or that", False),
    ((0,), "anything", True),
    (("ab", 0, "ba"), "aba", False),
    (("a", 0, "b", 1, "a"), "aXbYa", True),
    (("a", 0, "b", 1, "b"), "aXb", False),
]


@pytest.mark.parametrize(("parts", "text", "fits"), FITS)
def test_a_template_matches_in_one_pass(
    parts: tuple[str | int, ...], text: str, fits: bool
) -> None:
    error = Error("X", class_name="XError", slug="X", messages=(Message("en", "", parts),))
    (template,) = templates.read(error)
    assert templates.fits(templates.plain(text), template) is fits


def test_a_message_that_no_template_matches_is_told_once_for_each_code() -> None:
    found = hold(
        body("NotFound", "Nope"), body("NotFound", "No"), body("Forbidden", "許可されていません。")
    )
    assert [(s.code, s.count, s.place[1], s.example) for s in found.messages] == [
        ("NotFound", 2, 1, "Nope")
    ]
    assert hold(body("InternalServerError", "x")).messages == (), "a remark is no template"
    (text,) = {m.text for e in CATALOGUE.errors if e.code == "Forbidden" for m in e.messages}
    assert hold(body("Forbidden", f" {text}\n")).messages == (), "blanks say nothing"
    assert hold({"error": {"code": "NotFound", "message": 1}}).messages == ()


def test_ten_thousand_unknown_codes_are_told_apart_and_the_rest_counted() -> None:
    found = hold(*(body(f"Code{n}") for n in range(10_020)), body("Code3"))
    assert (len(found.unknown), found.more) == (10_000, 20)
    assert (found.unknown[0].code, found.unknown[0].count) == ("Code3", 2)


def test_the_lines_for_the_overlay_say_what_they_are_known_from() -> None:
    found = hold({"status": 409, "body": body("a.b")}, body("a.b"), body("\ud800"))
    text, _, left = toml.add("", audit.pins(found.unknown))
    assert left == ()
    assert tomllib.loads(text.encode().decode()) == {
        "errors": {
            "a.b": {"status": 409, "source": "observed 2 times, first in seen.jsonl, line 1"},
            "\\ud800": {"source": "observed once in seen.jsonl, line 3"},
        }
    }


# How responses are read.


def read(content: bytes, folder: Path) -> list[tuple[int, Any]]:
    (folder / "seen").write_bytes(content)
    return [(s.place[1], s.reason or s.value) for s in responses.read("seen", folder)]


ONE, TWO = {"a": 1}, {"b": ["x", {"c": "é"}]}
FORMS = {
    "lines": b'{"a": 1}\n\n{"b": ["x", {"c": "\xc3\xa9"}]}',
    "Windows and a mark": b'\xef\xbb\xbf{"a": 1}\r\n{"b": ["x", {"c": "\xc3\xa9"}]}\r\n',
    "an array": json.dumps([ONE, TWO], ensure_ascii=False).encode(),
    "an array over several lines": json.dumps([ONE, TWO], indent=2).encode(),
    "lines of arrays": b'[{"a": 1}]\n[{"b": ["x", {"c": "\xc3\xa9"}]}]\n',
    "objects over several lines": (
        json.dumps(ONE, indent=2) + "\n" + json.dumps(TWO, indent=2)
    ).encode(),
    "gzipped": gzip.compress(b'{"a": 1}\n{"b": ["x", {"c": "\xc3\xa9"}]}'),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_every_form_holds_the_same(content: bytes, tmp_path: Path) -> None:
    assert [value for _, value in read(content, tmp_path)] == [ONE, TWO]


def test_lines_are_counted_in_every_form(tmp_path: Path) -> None:
    assert [n for n, _ in read(FORMS["lines"], tmp_path)] == [1, 3]
    assert [n for n, _ in read(FORMS["an array over several lines"], tmp_path)] == [2, 5]


BAD = {
    "no JSON": (b'{"a": 1}\nnope\n{"a": 1}', (2, "expecting value")),
    "no UTF-8": (b'{"a": 1}\n"\xff"\n{"a": 1}', (2, "no UTF-8")),
    "too deep": (b'{"a": 1}\n' + b"[" * 99999 + b'\n{"a": 1}', (2, "nested too deeply")),
    "much too long": (
        b'{"a": 1}\n"' + b"x" * (4 << 20) + b'"\n{"a": 1}',
        (2, "longer than any response"),
    ),
    "too long": (
        b'{"a": 1}\n"' + b"x" * (1 << 21) + b'"\n{"a": 1}',
        (2, "longer than any response"),
    ),
    "a number": (b'{"a": 1}\n3\n{"a": 1}', (2, "neither an object nor a text")),
    "a number too long": (b'{"a": 1}\n' + b"3" * 9999 + b'\n{"a": 1}', (2, "exceeds the limit")),
}


@pytest.mark.parametrize(("content", "bad"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named_and_passed_over(
    content: bytes, bad: tuple[int, str], tmp_path: Path
) -> None:
    (_, first), (line, reason), (_, last) = read(content, tmp_path)
    assert (first, last, line) == (ONE, ONE, bad[0])
    assert reason.startswith(bad[1])


def test_an_array_that_breaks_says_where(tmp_path: Path) -> None:
    found = read(b'[\n{"a": 1},\n{"a": nope},\n{"a": 1}]', tmp_path)
    assert found == [(2, ONE), (3, "no JSON from here on; the rest was not read")]
    found = read(b'[{"a": 1}, "' + b"x" * (1 << 21), tmp_path)
    assert found[1:] == [(1, "no JSON from here on; the rest was not read")]


def test_a_compressed_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"a": 1}\n' * 100_000, 1)
    found = read(whole[: len(whole) // 2], tmp_path)
    assert found[0] == (1, ONE)
    assert found[-1] == (len(found), "the compressed file breaks off here")
    assert read(b"\x1f\x8b\x08junk", tmp_path)[-1][1] == "the compressed file breaks off here"


@given(st.binary(max_size=200) | st.lists(st.sampled_from(list(FORMS.values()))).map(b"\n".join))
def test_whatever_is_read_there_is_a_value_or_a_reason(content: bytes) -> None:
    seen = list(responses._observed("x", iter([content])))
    assert all(s.reason or isinstance(s.value, dict | str | list) for s in seen)
    small = [content[at : at + 3] for at in range(0, len(content), 3)]
    assert list(responses._observed("x", iter(small))) == seen, "however it comes"
    audit.compare(CATALOGUE, seen)


# The verb.

PAGE = """\
# Error codes

| Code | Status | Message |
|------|--------|---------|
| NotFound | Not Found (404) | The {thing} was not found. |
| Forbidden | Forbidden (403) | Access is denied. |
| Unauthorized | Unauthorized (401) | Nobody is logged in. |

```json
{"error": {"code": "NotFound", "message": "The machine was not found."}}
```
"""
CONFIG = '[tool.error-table.catalogues.my-errors]\npages = ["errors.md"]\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "errors.md").write_text(PAGE)
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    return tmp_path


def lines(path: Path, *values: object) -> None:
    path.write_text("".join(json.dumps(value) + "\n" for value in values))


def test_all_is_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = [body(code) for code in ("NotFound", "Forbidden", "Unauthorized")]
    lines(project / "seen.jsonl", *every)
    assert cli.main(["audit", "seen.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("3 responses with 3 known codes (1 note)\n"), "an empty message is none"


def test_the_text(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = [{"status": 410, "body": body("NotFound", "The x was not found.")}, body("NotFund"), {}]
    lines(project / "seen.jsonl", *seen)
    (project / "more.jsonl").write_text(
        f"nope\n{json.dumps(body('Forbidden', 'Access is denied.'))}\n"
    )
    assert cli.main(["audit", "seen.jsonl", "more.jsonl"]) == 1
    assert capsys.readouterr().err == """\
error[audit-unknown]: the page has no code NotFund, which was observed once
 --> seen.jsonl:2
  = help: did you mean NotFound? to add it, with --write or by hand:
              [errors.NotFund]
              source = "observed once in seen.jsonl, line 2"

warning[audit-status]: the page gives NotFound the status 404; observed was 410 (once)
 --> seen.jsonl:1
  = help: find out which is right, and correct the page if it is not

note[audit-unseen]: Unauthorized was never observed
 --> errors.md

warning[audit-codeless]: 1 response has no code at error.code
 --> seen.jsonl:3
  = the first of them
  = help: if the service has its codes elsewhere, say so in the configuration: envelope

warning[audit-line]: 1 line could not be read
 --> more.jsonl:1
  = line 1: expecting value
  = help: write one response a line, as JSON

4 responses with 2 known codes, 1 unknown one (1 error, 3 warnings, 1 note)
"""


def test_the_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(project / "seen.jsonl", {"status": 409, "body": body("Busy")}, body("NotFound", "Nope"))
    assert cli.main(["audit", "--format", "json", "seen.jsonl"]) == 1
    found = json.loads(capsys.readouterr().out)
    place = {"path": "seen.jsonl", "line": 1}
    assert found.pop("problems")[0]["rule"] == "audit-unknown"
    assert found == {
        "schema": 1,
        "status": "drift",
        "read": 2,
        "unknown": [{"code": "Busy", "count": 1, **place, "statuses": {"409": 1}}],
        "more": 0,
        "statuses": [],
        "messages": [
            {"code": "NotFound", "count": 1, **place, "line": 2, "statuses": {}, "example": "Nope"}
        ],
        "unseen": ["Forbidden", "Unauthorized"],
        "codeless": 0,
        "bad": 0,
        "empty": [],
    }


def test_many_unknown_codes_are_not_all_drawn(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(project / "seen.jsonl", *(body(f"Code{n}") for n in range(10_010)))
    (project / "more.jsonl").write_text("x\n" * 9 + json.dumps(body("Code1")))
    assert cli.main(["audit", "--format", "github", "seen.jsonl", "more.jsonl"]) == 1
    out, err = capsys.readouterr()
    assert out.count("title=audit-unknown") == err.count("[audit-unknown]") == 50
    assert "9 lines could not be read" in err
    assert "and 4 more" in err
    assert "10000 unknown ones, 50 of them shown, and 10 responses with others" in err


def test_what_was_found_is_written_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "errors.toml").write_text("# mine\n[errors.Forbidden]\nretryable = false # sure\n")
    lines(project / "seen.jsonl", {"status": 409, "body": body("Busy")})
    assert cli.main(["audit", "--write", "seen.jsonl"]) == 1
    assert capsys.readouterr().err.endswith("1 unknown one; 2 lines appended (1 error, 1 note)\n")
    text = (project / "errors.toml").read_text()
    assert text == (
        "# mine\n[errors.Forbidden]\nretryable = false # sure\n\n[errors.Busy]\nstatus = 409\n"
        'source = "observed once in seen.jsonl, line 1"\n'
    )
    assert cli.main(["audit", "--write", "seen.jsonl"]) == 0, "now the catalogue knows it"
    assert (project / "errors.toml").read_text() == text


def test_an_overlay_without_room_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "errors.toml").write_text("errors = {}\n")
    lines(project / "seen.jsonl", body("Busy"))
    assert cli.main(["audit", "--write", "seen.jsonl"]) == 2
    assert "pin-unplaced" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "text"])
def test_standard_input(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    content = gzip.compress(json.dumps(body("Busy")).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))  # type: ignore[arg-type]
    assert cli.main(["audit", "--format", form, "-"]) == 1
    assert "<stdin>" in "".join(capsys.readouterr())
    monkeypatch.setattr(sys, "stdin", None)
    assert cli.main(["audit", "-"]) == 0


def _cannot(project: Path) -> Iterable[tuple[str, list[str], str]]:
    yield "file-unreadable", ["gone.jsonl"], CONFIG
    yield "file-unreadable", ["."], CONFIG
    yield "config-catalogue", ["--name", "other", "seen.jsonl"], CONFIG
    yield "side-unclear", ["seen.jsonl"], CONFIG + CONFIG.replace("my-", "your-")
    yield "file-missing", ["seen.jsonl"], CONFIG.replace("errors.md", "gone.md")


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("form", ["json", "text"])
def test_what_cannot_be_told_is_2(
    project: Path, capsys: pytest.CaptureFixture[str], number: int, form: str
) -> None:
    lines(project / "seen.jsonl", body("NotFound"))
    rule, words, config = list(_cannot(project))[number]
    (project / "pyproject.toml").write_text(config)
    assert cli.main(["audit", "--format", form, *words]) == 2
    assert rule in "".join(capsys.readouterr())


def test_without_an_envelope_no_code_can_be_found(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "errors.md").write_text(PAGE.split("```", maxsplit=1)[0])
    lines(project / "seen.jsonl", body("NotFound"))
    assert cli.main(["audit", "seen.jsonl"]) == 2
    assert "audit-envelope" in capsys.readouterr().err
    (project / "pyproject.toml").write_text(CONFIG + 'envelope = { code = ["error", "code"] }\n')
    assert cli.main(["audit", "seen.jsonl"]) == 0


@pytest.mark.slow
def test_the_memory_is_the_same_for_a_hundred_times_the_responses(project: Path) -> None:
    pytest.importorskip("resource")
    sizes = []
    for count in (2_000, 200_000):
        with (project / "seen.jsonl").open("w") as file:
            file.writelines(
                json.dumps(body(f"Code{n % 1000}", f"m{n}")) + "\n" for n in range(count)
            )
        program = (
            "import resource; from generator import cli; cli.main(['audit', '-q', 'seen.jsonl']);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        root = str(Path(__file__).parents[2])
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=project,
            env={"PYTHONPATH": root, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        sizes.append(int(done.stdout.split()[-1]))
    assert sizes[1] < sizes[0] * 1.1
