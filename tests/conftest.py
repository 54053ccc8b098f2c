"""What all tests share."""

from __future__ import annotations

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than a few seconds; runs all the same")


def need(condition: object, reason: str) -> None:
    """Skip what this machine lacks, with its reason; GENERATOR_TEST_ALL=1 makes it a failure."""
    if condition:
        return
    if os.environ.get("GENERATOR_TEST_ALL") == "1":
        pytest.fail(f"nothing may be skipped here: {reason}", pytrace=False)
    pytest.skip(reason, allow_module_level=True)
