"""What people have of responses: bodies with several errors, HAR, logs, headers, XML."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import audit, cli
from generator.audit import Findings, Observation, bodies, har, observed, reading
from generator.cli import responses, streams
from generator.model import Catalogue, Envelope, Error, Key, Success
from generator.project.watch import unwatched
from tests import workshop

CODES = ("NotFound", "Busy", "10003", "OutOfStock")
PLAIN = Envelope(("error", "code"), ("error", "message"))
ITEMS = Envelope(("errors", 0, "code"), ("errors", 0, "detail"))
INNER = Envelope(("errors", 0, "extensions", "code"), ("errors", 0, "message"))
TOP = Envelope((0, "code"), (0, "message"))
FLAT = Envelope(("code",), ("message",))


def catalogue(envelope: Envelope, **more: Any) -> Catalogue:
    errors = tuple(Error(code, class_name=f"C{n}") for n, code in enumerate(CODES))
    return Catalogue("shop-errors", errors=errors, envelope=envelope, **more)


def carried(envelope: Envelope, body: object, headers: object = None) -> list[str]:
    """The codes of a body, as the catalogue would have them."""
    found = bodies.carried(body, headers, bodies.places(envelope))
    return list(audit._codes(found))


def one(code: object, **more: object) -> dict[str, object]:
    return {"code": code, "message": "x", **more}


BODIES: dict[str, tuple[Envelope, object, list[str]]] = {
    "one": (PLAIN, {"error": one("A")}, ["A"]),
    "beside it an array": (
        PLAIN,
        {"error": one("A"), "errors": [one("B"), one("C")]},
        ["A", "B", "C"],
    ),
    "in it an array": (PLAIN, {"error": one("A", errors=[one("A"), one("B")])}, ["A", "B"]),
    "the array alone": (PLAIN, {"error": [one("A"), one("B")]}, ["A", "B"]),
    "the body is an array": (PLAIN, [one("A"), one("B")], ["A", "B"]),
    "details are no errors": (PLAIN, {"error": one("A", details=[one("B")])}, ["A"]),
    "the first array with objects": (PLAIN, {"errors": ["x"], "error": [one("A")]}, ["A"]),
    "an array of texts": (PLAIN, {"error": one("A"), "errors": ["B"]}, ["A"]),
    "no envelope": (PLAIN, one("A"), []),
    "numbers": (FLAT, {"code": 10003, "errors": [one(-1)]}, ["10003", "-1"]),
    "no codes": (FLAT, {"code": None, "errors": [one(True), one(1.5), one([]), {}, 1]}, []),
    "an array by the envelope": (ITEMS, {"errors": [one("A"), one("B")]}, ["A", "B"]),
    "another array": (ITEMS, {"error": [one("A")]}, []),
    "no array": (ITEMS, {"errors": one("A")}, []),
    "deeper in its items": (
        *(INNER, {"errors": [{"extensions": {"code": "A"}}, {"extensions": {"code": "B"}}]}),
        ["A", "B"],
    ),
    "or in the items": (INNER, {"errors": [{"code": "A"}, {"extensions": {}}]}, ["A"]),
    "an array at the top": (TOP, [one("A"), one("B")], ["A", "B"]),
    "an item of it": (TOP, one("A"), ["A"]),
    "no more than 64": (
        ITEMS,
        {"errors": [one(n) for n in range(99)]},
        [str(n) for n in range(64)],
    ),
    "nothing": (PLAIN, None, []),
    "half a surrogate pair": (FLAT, one("\ud800"), ["\\ud800"]),
    "a very long one": (FLAT, one("A" * 999), ["A" * 200]),
}


@pytest.mark.parametrize(("envelope", "body", "codes"), BODIES.values(), ids=BODIES)
def test_every_code_of_a_body_is_found(envelope: Envelope, body: object, codes: list[str]) -> None:
    assert carried(envelope, body) == codes


def test_each_code_has_the_message_beside_it() -> None:
    body = {"errors": [{"code": "A", "detail": "a"}, {"code": "B", "detail": "b"}, {"code": "A"}]}
    found = audit._codes(bodies.carried(body, None, bodies.places(ITEMS)))
    assert found == {"A": "a", "B": "b"}
    apart = replace(ITEMS, message=("title",))
    assert audit._codes(bodies.carried(body, None, bodies.places(apart))) == {"A": None, "B": None}


HEADERS: dict[str, tuple[object, list[str]]] = {
    "by name": ({"X-Code": "A"}, ["A"]),
    "a list, as a HAR has it": ([{"name": "x-code", "value": "A"}, 1], ["A"]),
    "an address behind it": ({"x-code": "A:http://internal/"}, ["A"]),
    "a prefix before it": ({"x-code": "aws#A"}, ["A"]),
    "another one": ({"x-other": "A"}, []),
    "no text": ({"x-code": 1}, []),
    "blank": ({"x-code": " "}, []),
    "none": ("x-code: A", []),
}


@pytest.mark.parametrize(("headers", "codes"), HEADERS.values(), ids=HEADERS)
def test_a_header_has_the_code_where_the_body_has_none(headers: object, codes: list[str]) -> None:
    made = replace(PLAIN, header="x-code")
    assert carried(made, {}, headers) == codes
    assert carried(made, {"error": one("B")}, headers) == ["B"]
    assert carried(PLAIN, {}, headers) == [], "the envelope names none"
    assert carried(Envelope(header="X-Code"), None, headers) == codes, "and no other place"


XML: dict[str, tuple[str, list[str]]] = {
    "S3": ("<?xml version='1.0'?>\n<Error><Code>A</Code><Message>m</Message></Error>", ["A"]),
    "a prefix and an attribute": ("<e:Error><e:Code x='1'>A</e:Code></e:Error>", ["A"]),
    "entities": ("<Code>A&amp;&lt;b&gt;</Code>", ["A&<b>"]),
    "another element": ("<Error><Codes>A</Codes></Error>", []),
    "beyond what is looked at": (f"<x>{' ' * (1 << 16)}<Code>A</Code>", []),
    "no XML": ("Code: A", []),
}


@pytest.mark.parametrize(("text", "codes"), XML.values(), ids=XML)
@pytest.mark.parametrize("code", [("Code",), ("Error", "Code"), ("Errors", 0, "Code")], ids=str)
def test_a_body_of_xml_is_searched(code: tuple[Key, ...], text: str, codes: list[str]) -> None:
    made = Envelope(code, ("Message",), xml=True)
    where = bodies.places(made)
    status, body, headers = bodies.response({"status": 403, "body": text}, where)
    found = audit._codes(bodies.carried(body, headers, where))
    assert (status, list(found)) == (403, codes)
    plain = bodies.places(replace(made, xml=False))
    assert bodies.response(text, plain) == (None, None, None)
    if codes == ["A"] and "Message" in text:
        assert found == {"A": "m"}


def test_a_json_body_stays_one_where_xml_may_be() -> None:
    where = bodies.places(replace(PLAIN, xml=True))
    assert bodies.response('{"error": {"code": "A"}}', where)[1] == {"error": {"code": "A"}}


def hold(made: Catalogue, *values: object, **more: Any) -> Findings:
    seen = (Observation("x", n, value, **more) for n, value in enumerate(values, 1))
    return audit.compare(made, seen)


def unknown(found: Findings) -> list[tuple[str, int]]:
    return [(sighting.code, sighting.count) for sighting in found.unknown]


def test_an_unknown_code_behind_a_known_one_is_found() -> None:
    body = {"error": one("NotFound", errors=[one("NotFound"), one("New"), one("New")])}
    found = hold(catalogue(PLAIN), body, body)
    assert (unknown(found), found.codes, found.read) == ([("New", 2)], 1, 2)


def test_a_code_may_be_the_end_of_an_address() -> None:
    for key in ("type", "__type"):
        values = [{key: "https://shop/errors/OutOfStock"}, {key: "com.shop#Busy"}, {key: "a/New"}]
        found = hold(catalogue(Envelope((key,))), *values)
        assert (found.codes, unknown(found)) == (2, [("a/New", 1)])
    found = hold(catalogue(FLAT), {"code": "a/Busy"})
    assert unknown(found) == [("a/Busy", 1)], "of another member it is all of it"


def test_errors_in_a_success() -> None:
    values: list[object] = [one(0), one("0000"), one("OK"), one("Busy"), one("New"), {"data": 1}]
    answered = [{"status": 200, "body": value} for value in values]
    successes = (Success("OK"),)
    made = catalogue(FLAT, errors_in_success=True, successes=successes)
    found = hold(made, *answered)
    assert (found.codes, unknown(found), found.codeless) == (1, [("New", 1)], 0)
    assert unknown(hold(made, one(0), one("New"))) == [("New", 1)], "without any status"
    failed = [{"status": 500, "body": one(0)}]
    assert unknown(hold(made, *failed)) == [("0", 1)], "a zero with a status of an error is a code"
    plain = catalogue(FLAT, successes=successes)
    found = hold(plain, *answered)
    assert [code for code, _ in unknown(found)] == ["0", "0000", "New"], "people chose these lines"
    found = hold(plain, *answered, request="GET /x")
    assert (found.read, found.codes, unknown(found), found.codeless) == (6, 0, [], 0)


# HAR.


def entry(
    status: object, text: object, url: str = "https://shop/items/1?key=s", **more: Any
) -> Any:
    content = {"mimeType": "application/json", "text": text, **more}
    response = {"status": status, "headers": [{"name": "X-Code", "value": "New"}]}
    return {"request": {"method": "GET", "url": url}, "response": response | {"content": content}}


def log(*entries: object, **before: object) -> dict[str, Any]:
    return {
        "log": {"version": "1.2", "pages": [{"a": ["entries", {}]}], **before, "entries": entries}
    }


def seen(content: bytes, size: int = 1 << 20) -> list[Observation]:
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    return list(reading.read("page.har", pieces))


BODY = json.dumps({"error": one("New")})
ANSWERS: dict[str, tuple[Any, str, str]] = {
    "a text": (entry(404, BODY), BODY, "GET /items/1"),
    "base64": (
        entry(404, base64.b64encode(BODY.encode()).decode(), encoding="base64"),
        BODY,
        "GET /items/1",
    ),
    "no base64": (entry(404, "x", encoding="base64"), "", "GET /items/1"),
    "no text": (entry(404, None), "", "GET /items/1"),
    "far too long": (entry(404, "x" * (2 << 20)), "", "GET /items/1"),
    "a host alone": (entry(404, BODY, "https://u:secret@shop:80"), BODY, "GET /"),
    "a session in the path": (entry(404, BODY, "http://shop/a;sid=1#x"), BODY, "GET /a"),
    "a path": (entry(404, BODY, "/a/b?c"), BODY, "GET /a/b"),
}


@pytest.mark.parametrize(("made", "body", "request_of"), ANSWERS.values(), ids=ANSWERS)
def test_an_entry_is_a_response_and_its_request(made: Any, body: str, request_of: str) -> None:
    value, request = har.response(made)
    assert isinstance(value, dict)
    assert (value["status"], value["body"], request) == (404, body, request_of)


@pytest.mark.parametrize(
    "made",
    [
        None,
        [],
        {},
        {"response": 1},
        {"response": {}},
        entry(0, ""),
        entry(-1, ""),
        entry("404", ""),
    ],
)
def test_what_nobody_answered_is_no_response(made: object) -> None:
    assert har.response(made) == (None, "")


def test_an_entry_without_a_request_is_one_all_the_same() -> None:
    made = entry(404, BODY) | {"request": None}
    assert har.response(made)[1] == "a request"


@pytest.mark.parametrize("size", [1, 1000, 1 << 20])
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_har_is_read_however_it_comes(size: int, indent: int | None, mark: bytes) -> None:
    made = log(entry(404, BODY), entry(0, ""), entry(200, "{}"), comment="é", browser={"n": 1})
    content = json.dumps(made, indent=indent, ensure_ascii=False).encode()
    found = seen(mark + content, size)
    assert [(one.value["status"], one.request, one.reason) for one in found] == [  # type: ignore[index]
        (404, "GET /items/1", ""),
        (200, "GET /items/1", ""),
    ]
    first = content.decode().split("\n").index('    "entries": [') + 2 if indent else 1
    assert found[0].line == first


def test_only_answers_with_the_status_of_an_error_are_looked_at() -> None:
    answers = [entry(status, BODY) for status in (404, 200, 301, 500)]
    for succeeding, count in ((False, 2), (True, 4)):
        made = catalogue(PLAIN, errors_in_success=succeeding)
        found = audit.compare(made, seen(json.dumps(log(*answers)).encode()))
        assert (found.read, unknown(found)) == (4, [("New", count)])
        assert found.unknown[0].request == "GET /items/1"


def test_a_har_without_bodies_tells_nothing() -> None:
    bare = entry(404, BODY)
    bare["response"]["content"] = {"size": 9, "mimeType": "application/json"}
    made = catalogue(PLAIN)
    content = json.dumps(log(bare, entry(200, "{}"))).encode()
    found = audit.compare(made, seen(content))
    (told,) = (one.diagnostic for one in observed.findings(made, found))
    assert (told.rule, told.label) == ("audit-empty", "the HAR has no bodies")
    assert told.help.startswith("record it again")
    assert unknown(audit.compare(catalogue(replace(PLAIN, header="x-code")), seen(content))) == [
        ("New", 1)
    ]


def test_a_har_has_headers() -> None:
    made = catalogue(replace(PLAIN, header="x-code"))
    found = audit.compare(made, seen(json.dumps(log(entry(404, "<html>"))).encode()))
    assert unknown(found) == [("New", 1)]


BROKEN = {
    "in an entry": (b'{"log": {"version": "1.2", "entries": [{"response": {', 1),
    "after one": (b'{"log": {"version": "1.2",\n"entries": [{},\n{"a": nope}]}}', 3),
    "before all": (b'{"log": {"version": nope, "entries": []}}', 1),
    "in a key": (b'{"log": {"version": "1.2", "entri', 1),
}


@pytest.mark.parametrize(("content", "line"), BROKEN.values(), ids=BROKEN)
def test_a_har_that_breaks_says_where(content: bytes, line: int) -> None:
    found = seen(content)
    assert [(one.line, one.reason) for one in found][-1] == (line, reading._BROKEN)


@pytest.mark.parametrize(
    "content",
    [
        '{"log": {"version": "1.2"}}',
        '{"log": {"version": "1.2", "entries": {}}}',
        '{"log": {"version": "1.2", "entries": []}}',
        '{"log": {"version": "1.2", "entries": [1, {}]}}',
    ],
)
def test_a_har_without_entries_has_none(content: str) -> None:
    assert seen(content.encode()) == []


def test_a_log_of_another_kind_is_no_har() -> None:
    line = {"log": {"level": "error"}, "error": one("New")}
    (found,) = seen(json.dumps(line).encode())
    assert found.value == line


# Logs.

LOGS: dict[str, tuple[str, list[Any]]] = {
    "behind a time": ('2026-01-01 12:00 ERROR {"a": 1}', [{"a": 1}]),
    "in brackets": ('[2026-01-01] ERROR {"a": 1} took 5 ms', [{"a": 1}]),
    "several": ('x={"a": 1} y=[{"b": 2}] {z} {"c": 3', [{"a": 1}, [{"b": 2}]]),
    "in a string": (r'msg="no" body="{\"a\": \"b\"}"', ['{"a": "b"}']),
    "at most so many": ("x " + '{"a": 1} ' * 99, [{"a": 1}] * 16),
}


@pytest.mark.parametrize(("line", "values"), LOGS.values(), ids=LOGS)
def test_a_line_of_a_log_has_json_in_it(line: str, values: list[Any]) -> None:
    found = seen(f"started\n{line}\n".encode())
    assert [(one.line, one.value, one.logged) for one in found[1:]] == [
        (2, v, True) for v in values
    ]
    assert found[0].logged
    assert found[0].reason


def test_the_other_lines_of_a_log_are_nothing_strange() -> None:
    lines = [
        "started",
        '1 {"user": 7}',
        '2 {"error": {"code": "New"}}',
        '{"error": {"code',
        "ended",
    ]
    found = audit.compare(catalogue(PLAIN), seen("\n".join(lines).encode()))
    assert (found.read, unknown(found), found.codeless) == (1, [("New", 1)], 0)
    assert [one.line for one in found.first_bad] == [4], "what begins as JSON is broken JSON"
    assert found.empty == ()


def test_a_log_may_be_in_another_encoding() -> None:
    found = seen('é {"error": {"code": "New"}}\n{"é": 1}'.encode("latin-1"))
    assert [one.reason for one in found] == ["", "no UTF-8"]


EMPTY: dict[str, tuple[str, str, str]] = {
    "codes": (
        "NotFound\nBusy # 1\n",
        "line 1: expecting value",
        "if these are codes: audit --source",
    ),
    "numbers": ("[1001, 1002]", "line 1: neither an object", "if these are codes: audit --source"),
    "codes as JSON": ('"NotFound"\n"Busy"', "the first is a text", "if these are codes"),
    "prose": ("It was not found.\n", "line 1: expecting value", "write one response a line"),
    "no envelope": ('{"code": "Busy"}', "the first has code", 'envelope = { code = ["code"] }'),
    "an array": (
        '{"faults": [{"id": "Busy"}]}',
        *("the first has faults", 'envelope = { code = ["faults", 0, "id"] }'),
    ),
    "nothing known": (
        '{"detail": "x"}',
        "the first has detail",
        "if the service has its codes else",
    ),
    "an empty body": ("{}", "the first is empty", "write one response a line"),
    "a log": ('1 {"user": 7}', "the first has user", "if the service has its codes elsewhere"),
    "broken JSON": ('{"error": {"co', "line 1: unterminated string", "write one response a line"),
}


@pytest.mark.parametrize(("text", "label", "advice"), EMPTY.values(), ids=EMPTY)
def test_a_file_in_which_nothing_has_a_code_says_what_it_lacks(
    text: str, label: str, advice: str
) -> None:
    made = catalogue(PLAIN)
    found = audit.compare(made, reading.read("my file", [text.encode()]))
    (told,) = (one.diagnostic for one in observed.findings(made, found))
    assert (told.rule, told.level) == ("audit-empty", "error")
    assert told.label.startswith(label)
    assert advice in told.help
    if "--source" in told.help:
        assert "--source 'my file' --form list" in told.help


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        '{"status": 502, "body": "<html>"}',
        '{"status": 204, "body": ""}',
        '{"status": 200, "body": {}}',
    ],
)
def test_what_may_be_fine_is_no_empty_file(text: str) -> None:
    found = audit.compare(catalogue(PLAIN), reading.read("x", [text.encode()]))
    assert found.empty == ()


# The verb.

PROJECT = {
    "error-table.toml": '[catalogues.shop-errors]\npages = ["errors.md"]\n'
    '[catalogues.shop-errors.envelope]\ncode = ["error", "code"]\n',
    "errors.md": workshop.PAGE,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    workshop.write(tmp_path, PROJECT)
    return tmp_path


def test_a_har_on_the_command_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = log(entry(404, BODY, "https://shop/a?token=S3CRET"), entry(404, "{}"), entry(200, "{}"))
    (project / "page.har").write_text(json.dumps(made))
    assert cli.main(["audit", "page.har"]) == 1
    said = capsys.readouterr().err
    assert "S3CRET" not in said
    assert "  = the answer to GET /a\n" in said
    assert "  = the first of them, the answer to GET /items/1\n" in said
    assert cli.main(["audit", "page.har", "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["unknown"]
    assert found["request"] == "GET /a"
    (project / "page.har").write_text(json.dumps(log(entry(200, "{}"))))
    assert cli.main(["audit", "page.har"]) == 0


@pytest.mark.parametrize(
    ("files", "code", "status"),
    [
        ({"a": "BadRequest\n"}, 2, "error"),
        ({"a": "BadRequest\n", "b": '{"error": {"code": "BadRequest"}}'}, 2, "error"),
        ({"a": "BadRequest\n", "b": '{"error": {"code": "New"}}'}, 1, "drift"),
        ({"b": '{"error": {"code": "BadRequest"}}'}, 0, "ok"),
    ],
)
def test_what_tells_nothing_is_no_agreement(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    code: int,
    status: str,
) -> None:
    workshop.write(project, files)
    assert cli.main(["audit", *files, "--format", "json"]) == code
    made = json.loads(capsys.readouterr().out)
    assert made["status"] == status
    assert made["empty"] == [{"path": name, "line": 1} for name in files if name == "a"]


def test_a_header_alone_is_an_envelope(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PROJECT["error-table.toml"].replace('code = ["error", "code"]', 'header = "x-code"')
    (project / "error-table.toml").write_text(text)
    (project / "a").write_text('{"status": 404, "headers": {"X-Code": "New"}, "body": ""}')
    assert cli.main(["audit", "a"]) == 1
    assert "the page has no code New" in capsys.readouterr().err
    (project / "a").write_text("{}")
    assert cli.main(["audit", "a"]) == 2
    assert "has a code at the header x-code" in capsys.readouterr().err


def test_long_files_show_how_far_they_are(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, list[int]]] = []

    def watch(doing: str, items: Any) -> Any:
        sizes = [len(chunk) for chunk in items]
        told.append((doing, len(items), sizes))
        return unwatched(doing, [b""])

    asked: list[bool] = []
    monkeypatch.setattr(streams, "watch", lambda *, quiet: asked.append(quiet) or watch)
    (project / "a\x07").write_bytes(b" " * ((2 << 20) + 5))
    list(responses.read("a\x07", project, quiet=False))
    assert told == [("reading a\\u0007, in MB", 3, [1 << 20, 1 << 20, 5])]
    (project / "b").write_bytes(b"")
    list(responses.read("b", project, quiet=False))
    assert asked == [False, True], "of a pipe nobody knows how long it is"
