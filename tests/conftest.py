"""What all tests share."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# In a workflow a patch stands between two lines; tests say themselves where they are.
os.environ.pop("GITHUB_ACTIONS", None)
os.environ.pop("COLUMNS", None)  # some shells export how wide their terminal is
# For mutation testing (see CONTRIBUTING.md): few examples, and the same ones each time.
settings.register_profile("mutants", max_examples=15, derandomize=True, deadline=None)

ALL = os.environ.get("GENERATOR_TEST_ALL") == "1"
FEW = 4  # So many files take less time than other processes take to start.
LEFT = pytest.StashKey[int]()
# How long one example takes says more about the machine than about the code.
settings.register_profile("here", max_examples=100 if ALL else 25, deadline=None)
settings.load_profile("here")

# What tests install is kept in the user's own cache, what the tool keeps there is not.
os.environ.setdefault("GENERATOR_TEST_CACHE", os.environ.get("XDG_CACHE_HOME", ""))
_CACHE = tempfile.TemporaryDirectory(prefix="error-table-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "slow: runs where GENERATOR_TEST_ALL=1, or its file or it is named"
    )


def first(values: Iterable[Any], count: int = 1) -> list[Any]:
    """Parameters of a test: these, of which all but the first ones are slow."""
    slow = pytest.mark.slow
    return [x if n < count else pytest.param(x, marks=slow) for n, x in enumerate(values)]


def examples(number: int) -> int:
    """So many random cases where all is asked for, else a quarter; or what the environment says."""
    few = number if ALL else max(1, number // 4)
    return int(os.environ.get("GENERATOR_FUZZ_CASES") or few)


def _asked(config: pytest.Config) -> list[Path]:
    """The files and folders of the command line."""
    return [config.invocation_params.dir / word.split("::")[0] for word in config.args]


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Use every core where pytest-xdist is there, and the run is of more than a few files."""
    said = config.option
    # A worker, or a run that some test of such a run starts, is one of many already.
    if getattr(said, "numprocesses", 0) is not None or "PYTEST_XDIST_WORKER" in os.environ:
        return
    if said.dist != "no" or said.capture == "no" or said.usepdb or said.trace:
        return
    # pytest-cov has made up its mind about processes before it comes to this.
    if getattr(said, "cov_source", None):
        return
    files = [len(list(path.rglob("test_*.py"))) if path.is_dir() else 1 for path in _asked(config)]
    if sum(files) > FEW:
        said.numprocesses = "auto"
        # Neighbours stay together, and what they share is made once.
        said.dist = "worksteal"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow, unless all is asked for, or it: by its marker, its file or its id."""
    if ALL or "slow" in config.option.markexpr:
        return
    asked = _asked(config)
    left = {x for x in items if x.get_closest_marker("slow") and x.path not in asked}
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = [item for item in items if item not in left]
    config.stash[LEFT] = len(left)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left"] = len(left)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear from a worker of pytest-xdist what it left out; each leaves out the same."""
    node.config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if left := config.stash.get(LEFT, 0):
        how = "GENERATOR_TEST_ALL=1 python -m pytest runs them too, or name a file"
        terminalreporter.write_line(f"slow and left out: {left}; {how}")


def need(condition: object, reason: str) -> None:
    """Skip without what `.ci/run` brings; under it (GENERATOR_TEST_ALL=1) that is a failure."""
    if not condition and ALL:
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
