"""The hooks, with the real pre-commit, in real repositories."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import workshop
from tests.conftest import need

pytestmark = pytest.mark.slow
need(importlib.util.find_spec("pre_commit"), "pre-commit is not installed; .ci/run installs it")

CONFIG = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - id: {hook}
"""
ROW = "| NewCode | Conflict (409) | It is new. |\n"


class Repository:
    """A git repository with one of the hooks in it, and everything generated and committed."""

    def __init__(self, folder: Path, hooks: Path, hook: str, home: Path) -> None:
        self.folder = workshop.make(folder, config=workshop.TEMPLATED)
        self.home = home
        revision = git(hooks, "rev-parse", "HEAD").stdout.strip()
        config = CONFIG.format(hooks=hooks, revision=revision, hook=hook)
        # One template of the project's own; the built-in ones are there as well.
        template = {"templates/list.txt.jinja": workshop.TEMPLATES["all.txt.jinja"]}
        workshop.write(folder, {".pre-commit-config.yaml": config, **template})
        assert workshop.run(workshop.command("build"), folder).returncode == 0
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "first")
        self.pre_commit("install")

    def pre_commit(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *words]
        return execute(command, self.folder, PRE_COMMIT_HOME=str(self.home))

    def execute(self, *command: str) -> subprocess.CompletedProcess[str]:
        return execute([*command], self.folder, PRE_COMMIT_HOME=str(self.home))

    def commit(self, *paths: str) -> subprocess.CompletedProcess[str]:
        git(self.folder, "add", *paths)
        return self.execute("git", "commit", "-m", "second")


def execute(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    who = {
        f"GIT_{role}_{what}": "x@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") and k != "PYTHONPATH"}
    environment = {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1", **more}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = execute(["git", *words], folder)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This tool as a repository that pre-commit can install hooks from."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE.md", ".pre-commit-hooks.yaml"):
        shutil.copy(workshop.ROOT / name, folder / name)
    for name in ("generator", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(workshop.ROOT / name, folder / name, ignore=ignored)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.fixture(params=["error-table-build", "error-table-check"])
def repository(
    request: pytest.FixtureRequest, tmp_path: Path, hooks: Path, home: Path
) -> Repository:
    return Repository(tmp_path / "shop", hooks, request.param, home)


def page_edited(repository: Repository) -> list[str]:
    workshop.write(repository.folder, {"docs/errors.md": workshop.PAGE.replace("malformed", "odd")})
    return ["docs/errors.md"]


def row_added(repository: Repository) -> list[str]:
    """Only new files and changed ones: a hook that exits with 0 would let it pass."""
    workshop.write(repository.folder, {"docs/errors.md": workshop.PAGE + ROW})
    return ["docs/errors.md"]


def output_edited(repository: Repository) -> list[str]:
    workshop.write(repository.folder, {"generated/list.txt": "mine\n"})
    return ["generated/list.txt"]


def page_deleted(repository: Repository) -> list[str]:
    (repository.folder / "docs/errors.md").unlink()
    return ["docs/errors.md"]


def template_edited(repository: Repository) -> list[str]:
    workshop.write(repository.folder, {"templates/list.txt.jinja": "another\n"})
    return ["templates/list.txt.jinja"]


def template_added(repository: Repository) -> list[str]:
    workshop.write(repository.folder, {"templates/new.txt.jinja": "new\n"})
    return ["templates/new.txt.jinja"]


def page_staged_beside_unstaged_outputs(repository: Repository) -> list[str]:
    workshop.write(repository.folder, {"docs/errors.md": workshop.PAGE + ROW})
    assert workshop.run(workshop.command("build"), repository.folder).returncode == 0
    return ["docs/errors.md"]


REFUSED = [
    page_edited,
    row_added,
    output_edited,
    page_deleted,
    template_edited,
    template_added,
    page_staged_beside_unstaged_outputs,
]


@pytest.mark.parametrize("change", REFUSED)
def test_a_commit_that_would_drift_is_refused(
    repository: Repository, change: Callable[[Repository], list[str]]
) -> None:
    paths = change(repository)
    answer = repository.commit(*paths)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "error-table" in answer.stdout + answer.stderr
    assert git(repository.folder, "log", "--oneline").stdout.count("\n") == 1


def test_a_commit_with_everything_in_it_goes_in(repository: Repository) -> None:
    workshop.write(repository.folder, {"docs/errors.md": workshop.PAGE + ROW})
    assert workshop.run(workshop.command("build"), repository.folder).returncode == 0
    answer = repository.commit("-A")
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_after_the_build_hook_has_written_the_commit_goes_in(
    tmp_path: Path, hooks: Path, home: Path
) -> None:
    repository = Repository(tmp_path / "shop", hooks, "error-table-build", home)
    assert repository.commit(*row_added(repository)).returncode == 1
    answer = repository.commit("-A")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert git(repository.folder, "status", "--porcelain").stdout == ""


@pytest.mark.parametrize("words", [["-am"], ["docs/errors.md", "-m"]])
def test_a_commit_without_the_new_files_is_told_how_to_add_them(
    repository: Repository, words: list[str]
) -> None:
    """`commit -a` takes no file that git does not know, and `commit PATH` takes that alone."""
    workshop.write(repository.folder, {"docs/errors.md": workshop.PAGE + ROW})
    assert workshop.run(workshop.command("build"), repository.folder).returncode == 0
    for _ in range(2):
        answer = repository.execute("git", "commit", *words, "second")
        assert answer.returncode == 1, answer.stdout + answer.stderr
    answer = repository.execute("git", "commit", "-am", "second")
    (command,) = re.findall("run: (git add .*)", answer.stdout + answer.stderr)
    assert "generated/docs/shop-errors/en/errors/NewCode.md" in command
    git(repository.folder, *command.split()[1:])
    answer = repository.execute("git", "commit", "-am", "second")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert git(repository.folder, "status", "--porcelain").stdout == ""


def test_a_commit_about_something_else_goes_in(repository: Repository) -> None:
    workshop.write(repository.folder, {"README.md": "hello\n"})
    answer = repository.commit("README.md")
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_configuration_of_this_repository_is_valid() -> None:
    for verb, path in (
        ("validate-config", ".pre-commit-config.yaml"),
        ("validate-manifest", ".pre-commit-hooks.yaml"),
    ):
        command = [sys.executable, "-m", "pre_commit", verb, path]
        answer = execute(command, workshop.ROOT)
        assert answer.returncode == 0, answer.stdout
