"""The examples of the docs run, against the generated packages, and do what the page says."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.model import Catalogue, Error
from tests import node, rendered

NAMES = ["whole", "numeric", "variants", "hostile", "advised"]
ID = "43f4cb08"
STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUnusedLocals"]
STRICT += ["--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom", "--types", ""]


@pytest.fixture(scope="module", params=NAMES)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Catalogue, Path]]:
    """A catalogue, and the folder with its docs and packages, importable."""
    catalogue = rendered.SAMPLES[request.param]
    folder = tmp_path_factory.mktemp(request.param)
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


def body(catalogue: Catalogue, code: str) -> dict[str, Any]:
    """A body as the service would send it; one in the usual form where the page shows none."""
    envelope = catalogue.envelope
    made: dict[str, Any] = {}
    for path, value in (
        (envelope.code or ("error", "code"), code),
        (envelope.message or ("error", "message"), "No such thing."),
        (envelope.correlation_id, ID),
    ):
        place = made
        for key in path[:-1]:
            place = place.setdefault(key, {})
        if path:
            place[path[-1]] = value
    return made


def response(catalogue: Catalogue, code: str, status: int, **headers: str) -> Any:
    content = json.dumps(body(catalogue, code)).encode()
    return SimpleNamespace(status_code=status, content=content, headers=headers)


def run(source: str, **names: Any) -> tuple[str, dict[str, Any]]:
    said = io.StringIO()
    with redirect_stdout(said):
        exec(compile(source, "example", "exec"), names)
    return said.getvalue().strip(), names


def expected(catalogue: Catalogue, error: Error, status: int) -> str:
    return f"{error.code} {status}" + (f" {ID}" if catalogue.envelope.correlation_id else "")


def test_python_catches_each_code_by_the_class_of_its_page(
    made: tuple[Catalogue, Path],
) -> None:
    catalogue, _ = made
    for error in catalogue.errors:
        status = error.status or 400
        example = rendered.blocks(page(made, f"errors/{error.slug}.md"), "python")
        said, _ = run(example, response=response(catalogue, error.code, status))
        assert said == expected(catalogue, error, status)


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
    replies = iter([response(made[0], "Unheard", status, **head) for status, head in answers])
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
            expected(catalogue, error, error.status or 400),
        )
        for error in catalogue.errors
    ]
    assert scripted(made, cases) == [said for _, _, said in cases]


def test_typescript_holds_under_the_strictest_checks(made: tuple[Catalogue, Path]) -> None:
    catalogue, folder = made
    paths = [f"errors/{error.slug}.md" for error in catalogue.errors] + ["unknown-codes.md"]
    paths += ["finding-a-request.md"] if catalogue.envelope.correlation_id else []
    checked = folder / "checked"
    checked.mkdir()
    for number, path in enumerate(paths):
        text = wrapped(rendered.blocks(page(made, path), "ts"))
        (checked / f"example{number}.ts").write_text(text, "utf-8")
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
    catalogue, folder = made
    script = "let said = ''; console.error = (...words) => { said += words.join(' '); };\n"
    script += "const all: string[] = [];\n"
    for number, (example, (code, status), _) in enumerate(cases):
        (folder / f"example{number}.ts").write_text(wrapped(example), "utf-8")
        content = json.dumps(json.dumps(body(catalogue, code)))
        script += (
            f"said = ''; await (await import('./example{number}.ts'))"
            f".run(new Response({content}, {{ status: {status} }})); all.push(said);\n"
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
