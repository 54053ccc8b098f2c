"""The address of each error's documentation, the same in every language."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics.source import document
from generator.model import Catalogue, Error
from generator.project import config
from generator.render.views import doc_url
from tests import node, rendered, samples

# For each `doc-url` what a code and its page's name make of it.
ADDRESSES = {
    "nowhere": ("", "NotFound", ""),
    "below a folder": ("https://x.org/errors", "NotFound", "https://x.org/errors/NotFound"),
    "below a folder with a slash": ("https://x.org/errors/", "a/b", "https://x.org/errors/a-b"),
    "below a route": ("https://x.org/#/", "NotFound", "https://x.org/#/NotFound"),
    "a fragment": ("https://x.org/e#{code}", "NotFound", "https://x.org/e#NotFound"),
    "a query": ("https://x.org/?c={code}&l=en", "a&b", "https://x.org/?c=a%26b&l=en"),
    "a file": ("https://x.org/{code}.html", "-32.7~_", "https://x.org/-32.7~_.html"),
    "what is reserved": (
        "https://x.org/{code}",
        "a/b?(*'!)",
        "https://x.org/a%2Fb%3F%28%2A%27%21%29",
    ),
    "another script": ("https://x.org/{code}", "é 禁", "https://x.org/%C3%A9%20%E7%A6%81"),
    "half a character": ("https://x.org/{code}", "\ud800", "https://x.org/%3F"),
    "its own name": ("https://x.org/{code}", "{code}", "https://x.org/%7Bcode%7D"),
}


def made(url: str, code: str) -> tuple[Error, Catalogue]:
    error = replace(samples.defender().errors[5], code=code, slug=code.replace("/", "-"))
    return error, replace(samples.defender(), errors=(error,), doc_url=url, examples=())


@pytest.mark.parametrize(("url", "code", "wanted"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_error_has_one_address(url: str, code: str, wanted: str) -> None:
    error, catalogue = made(url, code)
    before, after = doc_url.around(catalogue)
    assert doc_url.of(error, catalogue) == wanted
    assert f"{before}{doc_url.own(error, catalogue)}{after}" == wanted or not url


def test_the_python_class_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, catalogue = made("https://x.org/e#{code}", "not found")
    catalogue = replace(catalogue, name="addressed", package="addressed")
    rendered.write(catalogue, tmp_path, "python")
    monkeypatch.syspath_prepend(str(tmp_path / "python"))
    package = importlib.import_module("addressed")
    assert package.from_payload(404, {"code": "not found"}).doc_url == "https://x.org/e#not%20found"


def test_the_typescript_class_has_it(tmp_path: Path) -> None:
    _, catalogue = made("https://x.org/e?c={code}&l=en", "not found")
    rendered.write(catalogue, tmp_path, "typescript")
    folder = tmp_path / "typescript" / "defender-errors"
    assert "@see https://x.org/e?c=not%20found&l=en" in (folder / "index.d.ts").read_text("utf-8")
    code = 'import * as api from "./index.js"; const e = api.fromBody(404, { code: "not found" });'
    code += 'console.log(e.docUrl, api.fromBody(404, "").docUrl)'
    assert node.javascript(code, folder).split() == [
        "https://x.org/e?c=not%20found&l=en",
        "undefined",
    ]


ONE = '[catalogues.my-errors]\npages = ["docs/errors.md"]\n'
UNFIT = {
    "no address": ("errors", "https:// and a host"),
    "no host": ("https:///errors", "https:// and a host"),
    "a blank": ("https://x.org/a b", "https:// and a host"),
    "a code for a host": ("https://{code}.x.org", "https:// and a host"),
    "an empty fragment": ("https://x.org/e#", "the code belongs: https://x.org/e#{code}"),
    "an empty query": ("https://x.org?", "the code belongs: https://x.org?{code}"),
    "an empty value": ("https://x.org/?a=1&b=", "the code belongs: https://x.org/?a=1&b={code}"),
    "another placeholder": ("https://x.org/{slug}", "no braces but those of one {code}"),
    "another spelling": ("https://x.org/{Code}", "no braces but those of one {code}"),
    "two codes": ("https://x.org/{code}#{code}", "no braces but those of one {code}"),
    "a lost brace": ("https://x.org/{code", "no braces but those of one {code}"),
    "braces in braces": ("https://x.org/{{code}}", "no braces but those of one {code}"),
}


@pytest.mark.parametrize(("url", "wanted"), UNFIT.values(), ids=UNFIT)
def test_what_cannot_work_is_refused(url: str, wanted: str) -> None:
    _, problems = config.read(document("error-table.toml", f"{ONE}doc-url = '{url}'\n"))
    (problem,) = problems
    assert (problem.rule, problem.span.line) == ("config-value", 3)
    assert problem.label.endswith(wanted)
    assert problem.help.endswith(wanted)
    # The address that it says, if it says one, is taken.
    advised = wanted.partition("belongs: ")[2] or "https://x.org/{code}"
    assert config.read(document("error-table.toml", f"{ONE}doc-url = '{advised}'\n"))[1] == ()


@pytest.mark.parametrize("url", sorted({url for url, _, _ in ADDRESSES.values() if url}))
def test_what_can_work_is_taken(url: str) -> None:
    settings, problems = config.read(document("error-table.toml", f"{ONE}doc-url = '{url}'\n"))
    assert problems == ()
    assert settings.catalogues[0].doc_url == url
