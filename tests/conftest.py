"""What all tests share."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# In a workflow a patch stands between two lines; tests say themselves where they are.
os.environ.pop("GITHUB_ACTIONS", None)
# How long one example takes says more about the machine than about the code.
settings.register_profile("here", deadline=None)
settings.load_profile("here")
# For mutation testing (see CONTRIBUTING.md): few examples, and the same ones each time.
settings.register_profile("mutants", max_examples=15, derandomize=True, deadline=None)


# What tests install is kept in the user's own cache, what the tool keeps there is not.
os.environ.setdefault("GENERATOR_TEST_CACHE", os.environ.get("XDG_CACHE_HOME", ""))
_CACHE = tempfile.TemporaryDirectory(prefix="error-table-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than a few seconds; runs all the same")


def need(condition: object, reason: str) -> None:
    """Skip without what `.ci/run` brings; under it (GENERATOR_TEST_ALL=1) that is a failure."""
    if not condition and os.environ.get("GENERATOR_TEST_ALL") == "1":
        pytest.fail(f"nothing may be skipped here: {reason}", pytrace=False)
    extra(condition, reason)


def extra(condition: object, reason: str) -> None:
    """Skip without what a place has or has not, and no script brings: git, a registry, root."""
    if not condition:
        pytest.skip(reason, allow_module_level=True)


def corpus() -> Path:
    """The folder of real pages: GENERATOR_CORPUS, else beside the project; skips without it."""
    named = os.environ.get("GENERATOR_CORPUS")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpus"
    need(folder.is_dir() or not named, f"GENERATOR_CORPUS is no folder: {named}")
    extra(folder.is_dir(), "there is no corpus of real pages; GENERATOR_CORPUS says where one is")
    return folder


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> None:
    """A test that starts git where there is none is skipped."""
    raised = call.excinfo.value if call.excinfo else None
    if isinstance(raised, FileNotFoundError) and raised.filename == "git":
        try:
            extra(False, "git is not installed")
        except pytest.skip.Exception:
            call.excinfo = pytest.ExceptionInfo.from_current()


if "MUTANT_UNDER_TEST" in os.environ:

    def pytest_runtest_setup(item: pytest.Item) -> None:
        """What a mutant works out, no earlier test has worked out for it."""
        for cached in _cached(len(sys.modules)):
            cached.cache_clear()

    @functools.cache
    def _cached(loaded: int) -> list[Any]:
        rooms = ("generator.markdown", "generator.catalogue", "generator.names")
        modules = [module for name, module in sys.modules.items() if name.startswith(rooms)]
        values = [value for module in modules for value in vars(module).values()]
        # The word lists are no mutant's work, and long.
        return [v for v in values if hasattr(v, "cache_clear") and v.__name__ != "_list"]
