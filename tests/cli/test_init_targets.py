"""What `init` proposes, by what lies in the project's folder; and that it builds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator import cli
from generator.project import places
from generator.project.disk import layout
from tests import workshop

PAGE = {"docs/errors.md": workshop.PAGE}
PYTHON = {"pyproject.toml": '[project]\nname = "acme"\n', "src/acme/__init__.py": ""}
NPM = {"package.json": '{"name": "acme", "exports": "./index.js"}'}
INNER = {"packages/js/package.json": "{}", "packages/js/tsconfig.json": "{ // a\n}"}
BUNDLED = '{"compilerOptions": {"moduleResolution": "Bundler"}}'
LAYOUTS: dict[str, tuple[dict[str, str], list[dict[str, object]]]] = {
    "nothing": ({}, []),
    "a package below src": (PYTHON, [{"kind": "python", "path": "src/acme/errors"}]),
    "a flat package": (
        {"setup.py": "", "acme/__init__.py": "", "tests/__init__.py": ""},
        [{"kind": "python", "path": "acme/errors", "tests": "tests/test_errors.py"}],
    ),
    "tests that are there": (
        {**PYTHON, "tests/test_errors.py": ""},
        [{"kind": "python", "path": "src/acme/errors"}],
    ),
    "a module of the name": (
        {**PYTHON, "src/acme/errors.py": "", "tests/x.py": ""},
        [{"kind": "python", "path": "src/acme/acme_api", "tests": "tests/test_acme_api.py"}],
    ),
    "two packages": ({**PYTHON, "src/other/__init__.py": ""}, []),
    "no project of Python": ({"src/acme/__init__.py": ""}, []),
    "a namespace": (
        {**PYTHON, "src/acme/__init__.py": "", "src/my-x/__init__.py": ""},
        [
            {"kind": "python", "path": "src/acme/errors"},
        ],
    ),
    "a package of npm": (NPM, [{"kind": "typescript", "path": "errors"}]),
    "its sources": (
        {**NPM, "src/index.js": ""},
        [{"kind": "typescript", "path": "src/errors"}],
    ),
    "tools of npm": ({"package.json": '{"devDependencies": {}}'}, []),
    "no JSON": ({"package.json": "{"}, []),
    "no object": ({"package.json": "[1]"}, []),
    "TypeScript in a package": (
        {**INNER, "packages/js/src/index.ts": ""},
        [{"kind": "typescript", "path": "packages/js/src/errors", "form": "ts"}],
    ),
    "two packages of npm": ({**INNER, **NPM}, []),
    "a bundler": (
        {"package.json": "{}", "tsconfig.json": BUNDLED},
        [{"kind": "typescript", "path": "errors", "form": "ts", "import-extension": ""}],
    ),
    "a site": ({"mkdocs.yml": ""}, [{"kind": "docs", "path": "docs/acme_api", "site": False}]),
    "a site with a page of either name": (
        {"mkdocs.yml": "", "docs/acme_api.mdx": ""},
        [{"kind": "docs", "path": "docs/error_reference", "site": False}],
    ),
    "a site with pages of the name": (
        {"zensical.toml": "", "docs/errors/index.md": ""},
        [{"kind": "docs", "path": "docs/acme_api", "site": False}],
    ),
    "a site in a folder": (
        {"website/docusaurus.config.ts": "", "website/docs/x.md": "", "website/package.json": "{}"},
        [{"kind": "docs", "path": "website/docs/errors", "site": False}],
    ),
    "a site of npm": (
        {**NPM, "docusaurus.config.js": "", "tsconfig.json": "{}"},
        [{"kind": "docs", "path": "docs/acme_api", "site": False}],
    ),
    "a site without its pages": ({"website/docusaurus.config.js": ""}, []),
    "everything": (
        {**PYTHON, **INNER, "mkdocs.yml": ""},
        [
            {"kind": "python", "path": "src/acme/errors"},
            {"kind": "typescript", "path": "packages/js/errors", "form": "ts"},
            {"kind": "docs", "path": "docs/acme_api", "site": False},
        ],
    ),
}


LENGTHS = {
    "[tool.black]\nline-length = 100": 100,
    "[tool.ruff]\nline-length = 79": 79,
    "[tool.black]\nline-length = 88\n[tool.ruff]\nline-length = 100": None,
    "[tool.black]\nline-length = 1000\n[tool.ruff]\nline-length = 120": 120,
    '[tool.black]\nline-length = "100"': None,
    "tool = 1": None,
    "tool.black = 1": None,
    "[tool": None,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["error-table"])
    workshop.write(tmp_path, PAGE)
    return tmp_path


@pytest.mark.parametrize(("files", "proposed"), LAYOUTS.values(), ids=LAYOUTS)
def test_what_is_proposed(
    project: Path, files: dict[str, str], proposed: list[dict[str, object]]
) -> None:
    workshop.write(project, files)
    assert list(map(dict, layout.proposals(project, "acme_api"))) == proposed


@pytest.mark.parametrize(("text", "length"), LENGTHS.items())
def test_lines_are_as_long_as_the_formatter_has_them(
    project: Path, text: str, length: int | None
) -> None:
    workshop.write(project, {**PYTHON, "pyproject.toml": text})
    (proposed,) = layout.proposals(project, "acme_api")
    assert dict(proposed).get("line-length") == length


def test_it_is_written_said_and_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workshop.write(project, {**LAYOUTS["everything"][0], "mine.txt": "mine"})
    assert cli.main(["init", "docs/errors.md", "--name", "acme"]) == 0
    said = capsys.readouterr().out
    text = (project / "pyproject.toml").read_text()
    added = text.removeprefix(PYTHON["pyproject.toml"]).strip("\n")
    assert said.endswith(f"written to pyproject.toml:\n\n{added}\n")
    assert text.count("[[tool.error-table.targets]]") == 3
    assert cli.main(["build", "-q"]) == 0
    assert not (project / "generated").exists()
    assert (project / "packages/js/errors/index.ts").exists()
    assert cli.main(["check", "-q"]) == 0


def test_only_who_has_configured_nothing_is_advised(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write(project, {**PYTHON, "docs/second.md": workshop.PAGE})
    assert cli.main(["init", "docs/errors.md", "--name", "acme", "--no-targets"]) == 0
    assert cli.main(["init", "docs/second.md", "--name", "second"]) == 0
    assert "targets" not in (project / "pyproject.toml").read_text()
    capsys.readouterr()
    assert cli.main(["init", "docs/second.md"]) == 2
    assert "this page is configured already, as second" in capsys.readouterr().err


def test_the_targets_of_a_file_of_our_own(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.write(project, NPM)
    command = ["init", "docs/errors.md", "--name", "acme", "--format", "json"]
    assert cli.main([*command, "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)["written"]
    assert told["path"] == "error-table.toml"
    assert told["text"].endswith('[[targets]]\nkind = "typescript"\npath = "errors"\n')
    assert not (project / "error-table.toml").exists()
    assert cli.main(command) == 0
    assert cli.main(["build", "-q"]) == 0
    assert (project / "errors/index.js").exists()


DOCS = {
    "no docs": (NPM, "en", []),
    "everything in one folder": ({}, "en", []),
    "in a language without words": ({}, "fi", ["translations"]),
    "no docs in a language without words": (NPM, "fi", []),
    "words of the project's own": (
        {"error-table.toml": 'templates = "t"\n', "t/docs/_words/fi.jinja": ""},
        "fi",
        [],
    ),
    "in a site": ({"mkdocs.yml": ""}, "en", ["sites"]),
    "in a site, in such a language": ({"mkdocs.yml": ""}, "fi", ["translations", "sites"]),
}


@pytest.mark.parametrize(("files", "locale", "pages"), DOCS.values(), ids=DOCS)
def test_where_the_manual_says_more_of_the_docs(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    locale: str,
    pages: list[str],
) -> None:
    workshop.write(project, files)
    words = ["init", "docs/errors.md", "--name", "acme", "--locale", locale]
    assert cli.main(words) == 0
    said = capsys.readouterr().out
    named = re.findall(r"^docs: .*?generator/manual/(\w+)\.md", said, re.MULTILINE)
    assert named == pages
    manual = Path(cli.__file__).parents[1] / "manual"
    assert all((manual / f"{page}.md").is_file() for page in pages)


def test_templates_that_cannot_be_read_are_no_matter_of_init(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> dict[str, str]:
        raise PermissionError

    monkeypatch.setattr(places, "templates", refuse)
    assert cli.main(["init", "docs/errors.md", "--name", "acme", "--locale", "fi"]) == 0
    assert "docs: " not in capsys.readouterr().out
