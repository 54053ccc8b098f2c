"""A HAR that a real browser wrote of a real server: each unknown code, with its request."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from generator import cli
from tests import workshop
from tests.browsing import CHROMIUM, SWITCHES, chromium

pytestmark = pytest.mark.slow

CONFIG = """\
[catalogues.shop-errors]
pages = ["errors.md"]

[catalogues.shop-errors.envelope]
code = ["errors", 0, "code"]
header = "x-error-code"
"""
# What the server answers: the status, the body, and headers.
ANSWERS: dict[str, tuple[int, object, dict[str, str]]] = {
    "/items/1": (404, {"errors": [{"code": "ItemNotFound"}]}, {}),
    "/items/2": (409, {"errors": [{"code": "ItemNotFound"}, {"code": "ItemLocked"}]}, {}),
    "/orders": (400, {"errors": [{"code": "注文拒否"}]}, {}),
    "/gone": (410, "", {"X-Error-Code": "ItemGone"}),
    "/fine": (200, {"errors": [{"code": "NoError"}]}, {}),
    "/proxy": (502, "<html>Bad gateway</html>", {"Content-Type": "text/html"}),
    "/": (200, "<!doctype html><title>Shop</title>", {"Content-Type": "text/html"}),
}
ASKED = """
async () => {
  for (const path of ["/items/1", "/items/2", "/fine", "/gone", "/proxy"])
    await (await fetch(`${path}?token=S3CRET`)).text();
  await (await fetch("/orders?token=S3CRET", { method: "POST", body: "{}" })).text();
  await fetch("http://127.0.0.1:9/").catch(() => null);
}
"""


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body, headers = ANSWERS.get(urlsplit(self.path).path, (404, "", {}))
        text = body if isinstance(body, str) else json.dumps(body)
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


def test_every_unknown_code_is_found_with_its_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chromium()
    workshop.write(tmp_path, {"error-table.toml": CONFIG, "errors.md": workshop.PAGE})
    file = tmp_path / "shop.har"
    with workshop.served(Shop) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        context = browser.new_context(record_har_path=file, record_har_content="embed")
        page = context.new_page()
        page.goto(f"{address}/")
        page.evaluate(ASKED)
        context.close()
        browser.close()
    assert "S3CRET" in file.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["audit", "shop.har", "--format", "json"]) == 1
    out = capsys.readouterr().out
    assert "S3CRET" not in out
    made = json.loads(out)
    found = {one["code"]: (one["request"], one["statuses"]) for one in made["unknown"]}
    assert found == {
        "ItemLocked": ("GET /items/2", {"409": 1}),
        "注文拒否": ("POST /orders", {"400": 1}),
        "ItemGone": ("GET /gone", {"410": 1}),
    }
    assert (made["codeless"], made["bad"]) == (1, 0), "that of the proxy"
