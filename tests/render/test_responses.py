"""What a real server sends, real clients of both languages see as one table says."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest
import requests

from tests import node, rendered, workshop
from tests.responses import CATALOGUES, SENT, Seen

NAMES = list(SENT)


class Handler(BaseHTTPRequestHandler):
    """Answers with the case of the number in the path."""

    def do_GET(self) -> None:
        case = SENT[NAMES[int(self.path[1:])]]
        self.send_response(case.status)
        for name, value in {"Content-Length": str(len(case.content)), **case.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(case.content)

    def log_message(self, *args: object) -> None:
        """Nothing is logged."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with workshop.served(Handler) as address:
        yield address


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both languages of every catalogue."""
    folder = tmp_path_factory.mktemp("responses")
    for name, catalogue in CATALOGUES.items():
        made = rendered.files(catalogue, "python", "typescript")
        for path, text in made.items():
            language, _, inside = path.partition("/")
            file = folder / language / inside
            # The project around the packages is that of each alone.
            if name in path.split("/") or f"test_{name}" in path:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def packages(outputs: Path) -> Iterator[dict[str, Any]]:
    sys.path.insert(0, str(outputs / "python"))
    yield {name: importlib.import_module(name) for name in CATALOGUES}
    sys.path.remove(str(outputs / "python"))


def expected(seen: Seen | None) -> Any:
    return json.loads(json.dumps(seen and asdict(seen)))


def own(error: Any) -> Any:
    """What has an attribute where TypeScript has it in `extra`."""
    return {key: found for key in ("details", "innererror") if (found := getattr(error, key))}


def said(error: Any) -> Any:
    """What an error of the generated Python says, as the table has it."""
    items = [
        {"name": type(e).__name__, "code": e.code, "message": e.message, "extra": dict(e.extra)}
        for e in error.errors
    ]
    wait = error.retry_after
    return {
        "name": type(error).__name__,
        "code": error.code,
        "message": error.message,
        "correlation_id": error.correlation_id,
        "wait": None if wait is None else round(wait, 3),
        "retryable": error.retryable,
        "extra": dict(error.extra),
        "own": own(error),
        "errors": items,
    }


@pytest.mark.parametrize("client", [httpx.get, requests.get], ids=["httpx", "requests"])
@pytest.mark.parametrize("name", NAMES)
def test_python_sees_it(name: str, client: Any, server: str, packages: dict[str, Any]) -> None:
    case = SENT[name]
    api = packages[case.catalogue]
    response = client(f"{server}/{NAMES.index(name)}")
    if case.seen is None:
        assert api.raise_for_error(response) is response
        return
    with pytest.raises(getattr(api, CATALOGUES[case.catalogue].root)) as raised:
        api.raise_for_error(response)
    assert json.loads(json.dumps(said(raised.value))) == expected(case.seen)
    assert raised.value.status == case.status


JAVASCRIPT = """
import { readFileSync } from "node:fs";
const { server, folder, cases } = JSON.parse(readFileSync(0, "utf8"));
const item = ({ name, code, message, extra }) => ({ name, code, message, extra });
const said = (error, sent) => ({
  ...item(error),
  correlation_id: error.correlationId ?? null,
  wait: error.retryAfter === undefined ? null : Math.round(error.retryAfter * 1000) / 1000,
  retryable: error.retryable,
  errors: error.errors.map(item),
});
const answers = await Promise.all(cases.map(async (catalogue, number) => {
  const api = await import(`${folder}/typescript/${catalogue}/index.js`);
  const response = await fetch(`${server}/${number}`);
  if (!response.ok) return said(await api.fromResponse(response));
  if (!api.errorOf) return null;
  const error = api.errorOf(response.status, await response.text(), response.headers);
  return error ? said(error) : null;
}));
process.stdout.write(JSON.stringify(answers));
"""


@pytest.fixture(scope="module")
def answers(outputs: Path, server: str) -> list[Any]:
    """What the generated TypeScript sees of every case, with Node's own fetch."""
    cases = [case.catalogue for case in SENT.values()]
    told = {"server": server, "folder": outputs.as_uri(), "cases": cases}
    script = outputs / "see.mjs"
    script.write_text(JAVASCRIPT, "utf-8")
    done = node.run("node", script, stdin=json.dumps(told))
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_typescript_sees_it(name: str, answers: list[Any]) -> None:
    found, case = answers[NAMES.index(name)], SENT[name]
    wanted = expected(case.seen)
    if wanted:
        wanted["extra"] |= wanted.pop("own")
        # An Error always has a message: without one sent it is the code and the status. What
        # was sent and not understood is written as each language writes JSON.
        wanted["message"] = wanted["message"].replace('": ', '":').replace('", ', '",')
        wanted["message"] = wanted["message"] or found["message"]
        pairs = zip(wanted["errors"], found["errors"], strict=True)
        for item, one in pairs:
            item["message"] = item["message"] or one["message"]
    assert found == wanted
