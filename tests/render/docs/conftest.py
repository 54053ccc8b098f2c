"""The browser of the tests of the site, and the site of the project's own page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import node, rendered

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browsing import Open


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    from tests import browsing

    browsing.chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browsing.CHROMIUM, args=browsing.SWITCHES
        )
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    from tests import browsing

    yield from browsing.opening(browser)


@pytest.fixture(scope="module")
def root(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rendered.site(rendered.real(), tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[str]:
    from tests import browsing

    yield from browsing.served(root)


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, as the lock file has it."""
    return (node.installed(Path(__file__).parent) / "axe-core" / "axe.min.js").read_text("utf-8")
