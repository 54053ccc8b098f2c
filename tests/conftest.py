"""What all tests share."""

from __future__ import annotations

import functools
import os
import sys
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


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than a few seconds; runs all the same")


def need(condition: object, reason: str) -> None:
    """Skip what this machine lacks, with its reason; GENERATOR_TEST_ALL=1 makes it a failure."""
    if condition:
        return
    if os.environ.get("GENERATOR_TEST_ALL") == "1":
        pytest.fail(f"nothing may be skipped here: {reason}", pytrace=False)
    pytest.skip(reason, allow_module_level=True)


if "MUTANT_UNDER_TEST" in os.environ:

    def pytest_runtest_setup(item: pytest.Item) -> None:
        """What a mutant works out, no earlier test has worked out for it."""
        for cached in _cached(len(sys.modules)):
            cached.cache_clear()

    @functools.cache
    def _cached(loaded: int) -> list[Any]:
        rooms = ("generator.tables", "generator.catalogue", "generator.names")
        modules = [module for name, module in sys.modules.items() if name.startswith(rooms)]
        values = [value for module in modules for value in vars(module).values()]
        # The word lists are no mutant's work, and long.
        return [v for v in values if hasattr(v, "cache_clear") and v.__name__ != "_list"]
