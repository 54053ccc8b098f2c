"""The examples of the docs run, against the generated packages, and do what the page says."""

from __future__ import annotations

import importlib
import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.model import Catalogue, Envelope, Error, KeyPath
from generator.render.views import reading, server
from tests import node, rendered, samples

CATALOGUES = {
    name: rendered.SAMPLES[name] for name in ("whole", "numeric", "variants", "hostile", "advised")
} | {"listed": samples.listed(), "in success": samples.in_success()}
ID = "43f4cb08"
STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUnusedLocals"]
STRICT += ["--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "--types", ""]


@pytest.fixture(scope="module", params=CATALOGUES)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Catalogue, Path]]:
    """A catalogue, and the folder with its docs and packages, importable."""
    catalogue = CATALOGUES[request.param]
    folder = tmp_path_factory.mktemp(catalogue.name)
    rendered.write(catalogue, folder, "docs", "python", "typescript")
    modules = folder / "node_modules"
    modules.mkdir()
    (modules / catalogue.name).symlink_to(folder / "typescript" / catalogue.name)
    sys.path.insert(0, str(folder / "python"))
    yield catalogue, folder
    sys.path.remove(str(folder / "python"))
    for name in [n for n in sys.modules if n.split(".")[0] == catalogue.package]:
        del sys.modules[name]


def page(made: tuple[Catalogue, Path], path: str) -> str:
    catalogue, folder = made
    return (folder / "docs" / catalogue.name / catalogue.locales[0] / path).read_text("utf-8")


def body(catalogue: Catalogue, code: str, message: str = "No such thing.") -> Any:
    """A body as the service would send it; one in the usual form where the page shows none."""
    envelope = catalogue.envelope
    made: Any = None
    for path, value in (
        (envelope.code or ("error", "code"), sent(envelope, code)),
        (envelope.message or ("error", "message"), message),
        (envelope.correlation_id, ID),
    ):
        made = planted(made, path, value) if path else made
    return made


def sent(envelope: Envelope, code: str) -> str | int:
    """A code as it is sent."""
    return int(code) if envelope.wire == "integer" and code.isdecimal() else code


def planted(inside: Any, path: KeyPath, value: object) -> Any:
    """What stands somewhere, with a value at a path in it."""
    if not path:
        return value
    key = path[0]
    if isinstance(key, int):
        items = [*(inside or ()), *[{}] * (key + 1 - len(inside or ()))]
        return [*items[:key], planted(items[key], path[1:], value), *items[key + 1 :]]
    return {**(inside or {}), key: planted((inside or {}).get(key), path[1:], value)}


def response(catalogue: Catalogue, code: str, status: int, **headers: str) -> Any:
    return replied(body(catalogue, code), status, **headers)


def replied(sent: object, status: int, **headers: str) -> Any:
    content = json.dumps(sent).encode()
    return SimpleNamespace(
        status_code=status, content=content, headers=headers, json=lambda: json.loads(content)
    )


def run(source: str, **names: Any) -> tuple[str, dict[str, Any]]:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(compile(source, "example", "exec"), names)
    return said.getvalue().strip(), names


def expected(catalogue: Catalogue, error: Error, status: int, end: str = "\n") -> str:
    """What the example of an error's page says: the wait, too, where its response may have one."""
    said = f"{error.code} {status}" + (f" {ID}" if catalogue.envelope.correlation_id else "")
    waits = error.retryable.value and (status in (429, 503) or catalogue.envelope.retry_after)
    return said + (f"{end}Send it again in 1 seconds." if waits else "")


def test_python_catches_each_code_by_the_class_of_its_page(
    made: tuple[Catalogue, Path],
) -> None:
    catalogue, _ = made
    for error in catalogue.errors:
        status = error.status or 400
        example = rendered.blocks(page(made, f"errors/{error.slug}.md"), "python")
        said, _ = run(example, response=response(catalogue, error.code, status))
        assert said == expected(catalogue, error, status)


def test_the_body_that_a_page_shows_is_read_as_its_error(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    package = importlib.import_module(catalogue.package)
    for error in catalogue.errors:
        shown = rendered.blocks(page(made, f"errors/{error.slug}.md"), "json")
        assert bool(shown) is bool(catalogue.envelope.code)
        # What cannot be seen is named on a page, and so it is not the code any more.
        if shown and error.code.isprintable():
            assert package.from_payload(error.status or 400, json.loads(shown)).code == error.code


def test_a_body_that_is_made_is_the_one_that_is_sent(made: tuple[Catalogue, Path]) -> None:
    """But for the values of the message, and what is known of a request alone."""
    catalogue, _ = made
    package = importlib.import_module(catalogue.package)
    envelope = replace(catalogue.envelope, correlation_id=(), retry_after=())
    for error in catalogue.errors:
        shown = server.body(error, replace(catalogue, envelope=envelope))
        sent = getattr(package, error.class_name)().to_body()
        assert shown == (sent if envelope.code else None)


def test_python_lets_a_good_response_pass(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    example = rendered.blocks(page(made, f"errors/{catalogue.errors[0].slug}.md"), "python")
    good = SimpleNamespace(status_code=200, content=b"{}", headers={})
    assert run(example, response=good)[0] == ""


@pytest.mark.parametrize(
    ("status", "said"), [(409, "refused: 409 Unheard"), (503, "the service failed: 503 Unheard")]
)
def test_python_tells_an_unknown_code_by_its_status(
    made: tuple[Catalogue, Path], status: int, said: str
) -> None:
    example = rendered.blocks(page(made, "unknown-codes.md"), "python")
    assert run(example, response=response(made[0], "Unheard", status))[0] == said


def promised(text: str) -> dict[int | None, str]:
    """The class that the page on unknown codes promises for each status there is, and for none."""
    rows = re.findall(r"^\| ([^|`]+) \| `(\w+)` \|$", text, re.MULTILINE)
    *own, (_, client), (_, server), (_, root) = rows
    families = {4: client, 5: server}
    found: dict[int | None, str] = {n: families.get(n // 100, root) for n in range(100, 600)}
    return {**found, None: root, **{int(status[:3]): name for status, name in own}}


def test_python_makes_the_class_that_the_page_promises(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    package = importlib.import_module(catalogue.package)
    wanted = promised(page(made, "unknown-codes.md"))
    sent = body(catalogue, "Unheard")
    assert {
        status: type(package.from_payload(status, sent)).__name__ for status in wanted
    } == wanted


def test_typescript_makes_the_class_that_the_page_promises(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    wanted = promised(page(made, "unknown-codes.md"))
    (folder / "promised.mjs").write_text(
        f"""
        import * as made from {json.dumps(catalogue.name)};
        const body = {json.dumps(json.dumps(body(catalogue, "Unheard")))};
        const named = (status) => made.fromBody(status, body).constructor;
        const statuses = {json.dumps(list(wanted))};
        const name = (status) => Object.keys(made).find((key) => made[key] === named(status));
        console.log(JSON.stringify(statuses.map((status) => name(status ?? undefined))));
        """,
        "utf-8",
    )
    assert json.loads(execute(folder, "promised.mjs")) == list(wanted.values())


def test_llms_txt_names_the_same_classes(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    text = (folder / "docs" / catalogue.name / "llms.txt").read_text("utf-8")
    (told,) = (part for part in text.split("\n## ") if f"`{catalogue.root}`" in part)
    wanted = set(promised(page(made, "unknown-codes.md")).values())
    assert set(re.findall(r"`(\w+)`", told)) == wanted


def waits(text: str, catalogue: Catalogue) -> list[tuple[int, dict[str, str], object, float]]:
    """A status, headers, a body and the seconds that the page on retrying promises for them."""
    listed = re.findall(r"^1\. .*$", text, re.MULTILINE)
    names = re.findall(r"`([\w-]+)`", " ".join(listed))
    left = [name for name in names if name.endswith("-Remaining")]
    reset = [name for name in names if name.endswith("-Reset")]
    found = [(503, {n: "7000"}, {}, 7.0) for n in names if n.endswith("-ms")]
    found += [(503, {"Retry-After": "7"}, {}, 7.0)]
    found += [(429, {n: "7"}, {}, 7.0) for n in reset]
    found += [(403, {n: "7", m: "0"}, {}, 7.0) for n in reset for m in left]
    found += [(429, {n: "1000000000"}, {}, 0.0) for n in reset]
    path = catalogue.envelope.retry_after
    assert (len(found), len(listed)) == (2 + 1 + 2 + 4 + 2, 4 if path else 3)
    return found + ([(503, {}, planted(None, path, 7), 7.0)] if path else [])


def test_python_waits_for_what_the_page_names(made: tuple[Catalogue, Path]) -> None:
    package = importlib.import_module(made[0].package)
    for status, headers, sent, seconds in waits(page(made, "retrying.md"), made[0]):
        assert package.from_payload(status, sent, headers).retry_after == seconds, headers


def test_typescript_waits_for_what_the_page_names(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    cases = waits(page(made, "retrying.md"), catalogue)
    (folder / "waits.mjs").write_text(
        f"""
        import {{ fromBody }} from {json.dumps(catalogue.name)};
        const cases = {json.dumps(cases)};
        const errors = cases.map(([status, headers, body]) => fromBody(status, body, headers));
        console.log(JSON.stringify(errors.map((error) => error.retryAfter)));
        """,
        "utf-8",
    )
    assert json.loads(execute(folder, "waits.mjs")) == [seconds for *_, seconds in cases]


def tried(made: tuple[Catalogue, Path]) -> list[object]:
    """A body for each place where the page says that the code is looked for."""
    text = page(made, "reading-an-error.md")
    listed = re.search(r"^1\. .*(?:array of errors|いずれかのキー): (.*)$", text, re.MULTILINE)
    assert listed
    found: list[object] = []
    for key in re.findall(r"`(\w+)`", listed[1]):
        node = {key: made[0].errors[0].code}
        found += [node, {"error": node}, {"errors": [node]}, [node], {"error": [node]}]
    return found


def test_python_finds_the_code_wherever_the_page_says(made: tuple[Catalogue, Path]) -> None:
    package = importlib.import_module(made[0].package)
    for sent in tried(made):
        assert package.from_payload(400, sent).code == made[0].errors[0].code, sent


def test_typescript_finds_the_code_wherever_the_page_says(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    bodies = tried(made)
    (folder / "tried.mjs").write_text(
        f"""
        import {{ fromBody }} from {json.dumps(catalogue.name)};
        const codes = {json.dumps(bodies)}.map((body) => fromBody(400, body).code);
        console.log(JSON.stringify(codes));
        """,
        "utf-8",
    )
    assert json.loads(execute(folder, "tried.mjs")) == [catalogue.errors[0].code] * len(bodies)


def fenced(text: str, language: str) -> list[str]:
    """Each example of a page in a language."""
    return re.findall(rf"^```{language} title=[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def filled(catalogue: Catalogue) -> tuple[str, str] | None:
    """The code that the page reads a value of, and its message with one."""
    error = reading.valued(catalogue)
    if not error:
        return None
    pieces = error.messages[0].parts
    return error.code, "".join("7" if isinstance(piece, int) else piece for piece in pieces)


@pytest.mark.parametrize("worded", [True, False])
def test_python_reads_a_value(made: tuple[Catalogue, Path], worded: bool) -> None:
    catalogue, _ = made
    text = page(made, "reading-an-error.md")
    if sample := filled(catalogue):
        code, message = sample
        example = fenced(text, "python")[0]
        reply = replied(body(catalogue, code, message if worded else "In other words."), 400)
        # The hostile message is longer than what is kept of one.
        assert run(example, response=reply)[0] == ("7" if worded and len(message) < 200 else "None")
    else:
        assert "parameters.get" not in text


@pytest.mark.parametrize("worded", [True, False])
def test_typescript_reads_a_value(made: tuple[Catalogue, Path], worded: bool) -> None:
    catalogue, _ = made
    if sample := filled(catalogue):
        code, message = sample
        example = fenced(page(made, "reading-an-error.md"), "ts")[0]
        sent = body(catalogue, code, message if worded else "In other words.")
        said = "7" if worded and len(message) < 200 else "undefined"
        assert answered(made, [(example, sent, 400)]) == [said]


TWO = {
    "errors": [
        {"code": "Unheard", "message": "m"},
        {"code": "blank_field", "message": "It is blank.", "field": "name"},
    ]
}


def test_python_says_every_error_of_a_body(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    examples = fenced(page(made, "reading-an-error.md"), "python")
    if catalogue.name == "shop":
        said, _ = run(examples[1], response=replied(TWO, 422))
        assert said == "Unheard m {}\nblank_field It is blank. {'field': 'name'}"
    else:
        assert len(examples) == (1 if filled(catalogue) else 0)


def test_typescript_says_every_error_of_a_body(made: tuple[Catalogue, Path]) -> None:
    if made[0].name == "shop":
        example = fenced(page(made, "reading-an-error.md"), "ts")[1]
        said = 'Unheard m {}blank_field It is blank. {"field":"name"}'
        assert answered(made, [(example, TWO, 422)]) == [said]


SUCCESSES: list[tuple[object, bool]] = [
    ({"errcode": 40013, "errmsg": "m"}, True),
    ({"errcode": 1, "errmsg": "m"}, True),
    ({"errcode": 7, "errmsg": "m"}, False),
    ({"errcode": 0, "errmsg": "m"}, False),
    ({"errcode": "", "errmsg": "m"}, False),
    ({"user": "x"}, False),
]


@pytest.mark.parametrize(("sent", "fails"), SUCCESSES)
def test_python_raises_for_an_error_in_a_success(
    made: tuple[Catalogue, Path], sent: object, fails: bool
) -> None:
    catalogue, folder = made
    if not catalogue.errors_in_success:
        assert not list(folder.rglob("errors-in-success.md"))
        return
    examples = fenced(page(made, "errors-in-success.md"), "python")
    assert len(examples) == 2
    root = getattr(importlib.import_module(catalogue.package), catalogue.root)
    for example in examples:
        if fails:
            with pytest.raises(root):
                run(example, response=replied(sent, 200))
        else:
            run(example, response=replied(sent, 200))


def test_typescript_throws_for_an_error_in_a_success(made: tuple[Catalogue, Path]) -> None:
    if made[0].errors_in_success:
        example = rendered.blocks(page(made, "errors-in-success.md"), "ts")
        said = answered(made, [(example, sent, 200) for sent, _ in SUCCESSES])
        assert [bool(one) for one in said] == [fails for _, fails in SUCCESSES]
        assert said[:2] == ["40013 thrown", "1 thrown"]


def test_an_error_in_a_success_is_caught_as_any_other(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    if catalogue.errors_in_success:
        for error in catalogue.errors:
            text = page(made, f"errors/{error.slug}.md")
            reply = response(catalogue, error.code, 200)
            assert run(rendered.blocks(text, "python"), response=reply)[0] == f"{error.code} 200"
            sent = body(catalogue, error.code)
            said = answered(made, [(rendered.blocks(text, "ts"), sent, 200)])
            assert said == [f"{error.code} 200"]


def test_python_names_the_request(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    if not catalogue.envelope.correlation_id:
        assert not list(folder.rglob("finding-a-request.md"))
        return
    example = rendered.blocks(page(made, "finding-a-request.md"), "python")
    said, _ = run(example, response=response(catalogue, catalogue.errors[0].code, 400))
    assert said == f"{catalogue.errors[0].code} (request {ID})"


@pytest.mark.parametrize(
    ("answers", "waits"),
    {
        "as long as the response says": ([(429, {"Retry-After": "7"}), (200, {})], [7]),
        "longer each time": ([(503, {}), (503, {}), (200, {})], [1, 2]),
        "never for what is pointless": ([(409, {})], []),
        "not after the last try": ([(503, {})] * 5, [1, 2, 4, 8]),
    }.values(),
)
def test_python_waits(
    made: tuple[Catalogue, Path],
    monkeypatch: pytest.MonkeyPatch,
    answers: list[tuple[int, dict[str, str]]],
    waits: list[int],
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    _, names = run(rendered.blocks(page(made, "retrying.md"), "python"))
    failed = body(made[0], "Unheard")
    replies = (replied(failed if status > 200 else {}, status, **head) for status, head in answers)
    if answers[-1][0] == 200:
        assert names["send_patiently"](lambda: next(replies)).status_code == 200
    else:
        with pytest.raises(Exception, match="Unheard"):
            names["send_patiently"](lambda: next(replies))
    assert slept == waits


def test_typescript_narrows_each_code(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    cases = [
        (
            rendered.blocks(page(made, f"errors/{error.slug}.md"), "ts"),
            (error.code, error.status or 400),
            expected(catalogue, error, error.status or 400, ""),
        )
        for error in catalogue.errors
    ]
    assert scripted(made, cases) == [said for _, _, said in cases]


def test_typescript_holds_under_the_strictest_checks(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    paths = [f"errors/{error.slug}.md" for error in catalogue.errors] + ["unknown-codes.md"]
    paths += ["finding-a-request.md"] if catalogue.envelope.correlation_id else []
    paths += ["errors-in-success.md"] if catalogue.errors_in_success else []
    checked = folder / "checked"
    checked.mkdir()
    for number, path in enumerate(paths):
        text = wrapped(rendered.blocks(page(made, path), "ts"))
        (checked / f"example{number}.ts").write_text(text, "utf-8")
    for number, example in enumerate(fenced(page(made, "reading-an-error.md"), "ts")):
        (checked / f"reading{number}.ts").write_text(wrapped(example), "utf-8")
    retry = rendered.blocks(page(made, "retrying.md"), "ts")
    (checked / "retry.ts").write_text(retry, "utf-8")
    done = node.run(node.tool("tsc"), *STRICT, *checked.glob("*.ts"), cwd=folder)
    assert done.returncode == 0, done.stdout


def test_typescript_tells_an_unknown_code(made: tuple[Catalogue, Path]) -> None:
    example = rendered.blocks(page(made, "unknown-codes.md"), "ts")
    known = made[0].errors[0]
    cases = [(example, ("Unheard", 409), ""), (example, (known.code, known.status or 400), "")]
    assert scripted(made, cases) == ["a code that the page does not list: 409 Unheard", ""]


def test_typescript_names_the_request(made: tuple[Catalogue, Path]) -> None:
    catalogue, _ = made
    if catalogue.envelope.correlation_id:
        example = rendered.blocks(page(made, "finding-a-request.md"), "ts")
        code = catalogue.errors[0].code
        assert scripted(made, [(example, (code, 400), "")]) == [f"{code} (request {ID})"]


def test_typescript_waits(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    (folder / "retry.ts").write_text(rendered.blocks(page(made, "retrying.md"), "ts"), "utf-8")
    (folder / "driver.ts").write_text(
        f"""
        import {{ sendPatiently }} from "./retry.ts";
        const waits: number[] = [];
        globalThis.setTimeout = ((wake: () => void, ms: number) => {{
          waits.push(ms / 1000); queueMicrotask(wake);
        }}) as typeof setTimeout;
        const body = {json.dumps(json.dumps(body(catalogue, "Unheard")))};
        const answers = [
          new Response(body, {{ status: 429, headers: {{ "Retry-After": "7" }} }}),
          new Response(body, {{ status: 503 }}),
          new Response("{{}}", {{ status: 200 }}),
          new Response(body, {{ status: 409 }}),
        ];
        const good = await sendPatiently(async () => answers.shift()!);
        const bad = await sendPatiently(async () => answers.shift()!).catch((e) => e);
        console.log(JSON.stringify([good.status, bad.code, bad.status, waits]));
        """,
        "utf-8",
    )
    assert json.loads(execute(folder, "driver.ts")) == [200, "Unheard", 409, [7, 2]]


def scripted(
    made: tuple[Catalogue, Path], cases: list[tuple[str, tuple[str, int], str]]
) -> list[str]:
    """What each example writes to `console.error`, given a response with a code and a status."""
    bodies = [(example, body(made[0], code), status) for example, (code, status), _ in cases]
    return answered(made, bodies)


def answered(made: tuple[Catalogue, Path], cases: list[tuple[str, object, int]]) -> list[str]:
    """What each example writes to `console.error` or throws, given a body and a status."""
    _, folder = made
    script = (
        "let said = ''; console.error = (...words) => { said += words.map(shown).join(' '); };\n"
    )
    script += "const shown = (v: any) => (typeof v === 'object' ? JSON.stringify(v) : `${v}`);\n"
    script += "const all: string[] = [];\n"
    for number, (example, content, status) in enumerate(cases):
        (folder / f"example{number}.ts").write_text(wrapped(example), "utf-8")
        script += (
            f"said = ''; await (await import('./example{number}.ts'))"
            f".run(new Response({json.dumps(json.dumps(content))}, {{ status: {status} }}))"
            ".catch((error: any) => { said += `${error.code} thrown`; }); all.push(said);\n"
        )
    (folder / "run.ts").write_text(script + "console.log(JSON.stringify(all));\n", "utf-8")
    return list(json.loads(execute(folder, "run.ts")))


def wrapped(example: str) -> str:
    """An example as a module with one function, which is given the response."""
    lines = example.splitlines()
    heads = [line for line in lines if line.startswith("import ")]
    rest = [line for line in lines if not line.startswith("import ")]
    head = "export async function run(response: Response): Promise<void> {"
    return "\n".join([*heads, head, *rest, "}", ""])


def execute(folder: Path, script: str) -> str:
    """The output of a script that Node runs as it is, types and all."""
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    done = node.run("node", "--no-warnings", script, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout
