"""A repository that adopts the tool: every output where it is used, and all that uses it runs."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import node, workshop
from tests.conftest import need

pytestmark = pytest.mark.slow

FILES = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "acme"
version = "2.1.0"
requires-python = ">=3.11"

[tool.hatch.build.targets.wheel]
packages = ["src/acme"]

[tool.mypy]
strict = true
mypy_path = "src"

[tool.ruff]
line-length = 100

[tool.error-table.catalogues.acme]
pages = ["docs/api/errors.md"]
root = "AcmeApiError"

[[tool.error-table.targets]]
kind = "python"
path = "src/acme/errors"
tests = "tests/test_errors.py"
base = "acme.base:AcmeError"
line-length = 100
header = "# SPDX-License-Identifier: MIT"

[[tool.error-table.targets]]
kind = "typescript"
path = "packages/js/src/errors"
form = "ts"
import-extension = ".js"
header = "/* eslint-disable */"

[[tool.error-table.targets]]
kind = "docs"
path = "docs/errors"
site = false
""",
    "src/acme/__init__.py": "from acme.client import fetch\n\n__all__ = ['fetch']\n",
    "src/acme/py.typed": "",
    "src/acme/base.py": "class AcmeError(Exception):\n    '''Whatever goes wrong here.'''\n",
    "src/acme/client.py": """\
from acme.base import AcmeError
from acme.errors import ItemNotFoundError, from_body


def fetch(status: int, body: bytes) -> str:
    error = from_body(status, body)
    if isinstance(error, ItemNotFoundError):
        return f"gone: {error.parameters.get('item_id')}"
    assert isinstance(error, AcmeError)
    raise error
""",
    "tests/test_client.py": """\
import json

import pytest

from acme import fetch
from acme.base import AcmeError
from acme.errors import testing


def body(code: str) -> bytes:
    return json.dumps(testing.payload(code)).encode()


def test_an_error_is_told() -> None:
    assert fetch(404, body("ItemNotFound")).startswith("gone")
    with pytest.raises(AcmeError):
        fetch(400, body("BadRequest"))
""",
    "docs/api/errors.md": workshop.PAGE,
    "docs/index.md": "# Acme\n\n[All errors](errors/README.md)\n",
    "mkdocs.yml": "site_name: Acme\ntheme:\n  name: material\n",
    "packages/js/package.json": '{"name": "acme", "version": "2.1.0", "type": "module"}\n',
    "packages/js/tsconfig.json": """\
{
  "compilerOptions": {
    "strict": true, "target": "ES2022", "module": "nodenext", "rootDir": "src", "outDir": "dist",
    "declaration": true, "isolatedDeclarations": true, "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true, "verbatimModuleSyntax": true, "noImplicitOverride": true,
    "lib": ["ES2022", "DOM"], "types": []
  },
  "include": ["src"]
}
""",
    "packages/js/src/index.ts": """\
import { type AcmeApiError, fromBody, hasCode } from "./errors/index.js";

export function told(error: AcmeApiError): string {
  if (hasCode(error, "ItemNotFound")) {
    const code: "ItemNotFound" = error.code;
    return code;
  }
  switch (error.kind) {
    case "BadRequest":
    case "ItemNotFound":
    case "TooManyOrders":
    case "unknown":
      return error.message;
    default: {
      const never: never = error.kind;
      return never;
    }
  }
}

export const first: string = told(fromBody(404, '{"error": {"code": "ItemNotFound"}}'));
""",
    "packages/js/src/errors/own.ts": "export const MINE = 1;\n",
    "src/acme/errors/own.py": "MINE = 1\n",
    "docs/errors/own.md": "# Mine\n",
    ".pre-commit-config.yaml": f"""\
repos:
  - repo: local
    hooks:
      - id: error-table-build
        name: build
        entry: {sys.executable} -m generator build --exit-non-zero-on-change
        language: system
        always_run: true
        pass_filenames: false
""",
    ".gitignore": "dist/\nsite/\n__pycache__/\n*.egg-info/\n.mypy_cache/\n.cache/\n",
}
OWN = [path for path in FILES if "/own." in path]


def execute(
    *words: str | Path, folder: Path, code: int | None = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PYTHONPATH"))}
    who = {
        f"GIT_{role}_{what}": "x@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1", **more}
    done = subprocess.run(
        [*map(str, words)], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


def tool(folder: Path, *words: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    return execute(
        *workshop.command(*words), folder=folder, code=code, PYTHONPATH=str(workshop.ROOT)
    )


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository with everything built and committed."""
    folder = tmp_path_factory.mktemp("acme")
    workshop.write(folder, FILES)
    tool(folder, "build")
    execute("git", "init", "-q", folder=folder)
    execute("git", "add", "-A", folder=folder)
    execute("git", "commit", "-qm", "first", folder=folder)
    tool(folder, "check")
    return folder


def copied(adopted: Path, folder: Path) -> Path:
    shutil.copytree(adopted, folder, symlinks=True)
    return folder


def test_everything_lies_where_it_was_wanted_and_nothing_of_theirs_is_touched(
    adopted: Path,
) -> None:
    files = workshop.tree(adopted)
    assert {path: files[path] for path in FILES} == {p: t.encode() for p, t in FILES.items()}
    ours = {line.split("  ")[1] for line in files[".error-table.manifest"].decode().splitlines()}
    assert ours == {p for p in files if not p.startswith(".git/")} - {
        *FILES,
        ".error-table.manifest",
    }
    homes = ("src/acme/errors/", "packages/js/src/errors/", "docs/errors/", "tests/test_errors.py")
    assert all(path.startswith(homes) for path in ours)
    assert not [path for path in ours if path.endswith((".toml", "package.json", "mkdocs.yml"))]


SAY = "import acme.errors, acme.errors.testing; print(acme.errors.ItemNotFoundError.code)"


def python(scripts: Path, folder: Path, **more: str) -> str:
    return execute(scripts / "python", "-W", "error", "-c", SAY, folder=folder, **more).stdout


def test_it_imports_from_a_wheel_an_editable_install_and_the_sources(
    adopted: Path, tmp_path: Path
) -> None:
    folder = copied(adopted, tmp_path / "acme")
    here = tmp_path / "elsewhere"
    here.mkdir()
    for number, words in enumerate((["."], ["-e", "."])):
        home = tmp_path / str(number)
        execute(sys.executable, "-m", "venv", home, folder=here)
        scripts = home / ("Scripts" if os.name == "nt" else "bin")
        pip = [scripts / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        execute(*pip, *words, folder=folder)
        assert python(scripts, here) == "ItemNotFound\n"
    assert python(Path(sys.executable).parent, here, PYTHONPATH=str(folder / "src")) == (
        "ItemNotFound\n"
    )


def test_its_python_is_as_strict_as_theirs(adopted: Path, tmp_path: Path) -> None:
    folder = copied(adopted, tmp_path / "acme")
    source = {"PYTHONPATH": str(folder / "src"), "MYPYPATH": str(folder / "src")}
    execute(sys.executable, "-m", "mypy", "src", "tests", folder=folder, **source)
    run = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "tests"]
    execute(*run, folder=folder, **source)
    execute(sys.executable, "-m", "black", "--check", "-l", "100", "src/acme/errors", folder=folder)


def test_its_typescript_compiles_with_theirs_and_keeps_its_literals(
    adopted: Path, tmp_path: Path
) -> None:
    folder = copied(adopted, tmp_path / "acme") / "packages/js"
    done = node.run(node.tool("tsc"), "-p", folder, cwd=folder)
    assert done.returncode == 0, done.stdout
    told = "import { first } from './dist/index.js'; console.log(first);"
    assert node.javascript(told, folder) == "ItemNotFound\n"
    declared = "".join(p.read_text("utf-8") for p in (folder / "dist/errors").rglob("*.d.ts"))
    assert '"ItemNotFound"' in declared
    assert "any" not in [word for line in declared.splitlines() for word in line.split(": ")[1:]]


def test_its_pages_stand_in_their_site(adopted: Path, tmp_path: Path) -> None:
    folder = copied(adopted, tmp_path / "acme")
    done = execute(sys.executable, "-m", "zensical", "build", "--strict", folder=folder)
    assert "No issues found" in done.stdout + done.stderr
    assert (folder / "site/errors/en/errors/ItemNotFound/index.html").is_file()


def page_edited(folder: Path) -> None:
    text = workshop.PAGE.replace("malformed", "odd") + "| NewCode | Conflict (409) | New. |\n"
    workshop.write(folder, {"docs/api/errors.md": text})


def output_edited(folder: Path) -> None:
    file = folder / "src/acme/errors/errors.py"
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")


def output_deleted(folder: Path) -> None:
    (folder / "docs/errors/README.md").unlink()


def setting_changed(folder: Path) -> None:
    text = FILES["pyproject.toml"].replace("eslint-disable", "prettier-ignore")
    workshop.write(folder, {"pyproject.toml": text})


def target_moved(folder: Path) -> None:
    text = FILES["pyproject.toml"].replace('path = "docs/errors"', 'path = "docs/reference"')
    workshop.write(folder, {"pyproject.toml": text})


CHANGES = {
    page_edited: ["build"],
    output_edited: ["build", "--force"],
    output_deleted: ["build"],
    setting_changed: ["build"],
    target_moved: ["build"],
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_kind_of_change_is_told_and_the_advice_works(
    adopted: Path, tmp_path: Path, change: object
) -> None:
    folder = copied(adopted, tmp_path / "acme")
    change(folder)  # type: ignore[operator]
    said = tool(folder, "check", code=1).stderr
    advice = CHANGES[change]  # type: ignore[index]
    assert f"run: python -m generator {' '.join(advice)}\n" in f"{said.split(' (')[0]}\n"
    tool(folder, *advice)
    if change is target_moved:
        assert "output-strays" in tool(folder, "check").stderr
        tool(folder, "clean", "--yes")
    assert "strays" not in tool(folder, "check").stderr
    files = workshop.tree(folder)
    assert all(files[path] == FILES[path].encode() for path in OWN)


def test_a_commit_takes_the_outputs_along(adopted: Path, tmp_path: Path) -> None:
    need(importlib.util.find_spec("pre_commit"), "pre-commit is not installed; .ci/run installs it")
    folder = copied(adopted, tmp_path / "acme")
    where = {"PYTHONPATH": str(workshop.ROOT), "PRE_COMMIT_HOME": str(tmp_path / "home")}
    execute(sys.executable, "-m", "pre_commit", "install", folder=folder)
    page_edited(folder)
    refused = execute("git", "commit", "-am", "a row", folder=folder, code=1, **where)
    assert "create docs/errors/en/errors/NewCode.md" in refused.stdout + refused.stderr
    execute("git", "add", "-A", folder=folder)
    execute("git", "commit", "-m", "a row", folder=folder, **where)
    assert execute("git", "status", "--porcelain", folder=folder).stdout == ""
    tool(folder, "check")
