"""The distribution: the wheel carries its templates, and an editable install sees edited ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests import workshop

ROOT = workshop.ROOT
SOURCES = ("generator", "templates", "pyproject.toml", "README.md", "LICENSE", "NOTICE.md")

pytestmark = pytest.mark.slow


def clean() -> dict[str, str]:
    """Neither this checkout nor this environment on the path."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return {**kept, "NO_COLOR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*words: object, folder: Path, code: int = 0) -> str:
    done = subprocess.run(
        [str(word) for word in words], cwd=folder, capture_output=True, env=clean(), text=True
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources alone, so that an edit harms nobody."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        folder,
        checkout,
        folder=folder,
    )
    return next(folder.glob("*.whl"))


def environment(folder: Path, *what: object) -> Path:
    """A fresh virtual environment with something installed; its scripts' folder."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run(scripts / "python", "-m", "pip", "install", "-q", *what, folder=folder)
    return scripts


def test_the_wheel_carries_every_template_and_no_test(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packed = {n.removeprefix("generator/_templates/") for n in names if "/_templates/" in n}
    there = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert packed == there
    assert any("{" in name for name in packed)
    manual = ROOT / "generator" / "manual"
    pages = {path.relative_to(ROOT).as_posix() for path in manual.rglob("*") if path.is_file()}
    assert pages <= set(names)
    assert not [n for n in names if n.startswith(("tests/", "templates/", "generated/"))]
    assert wheel.name.startswith("error_table_generator-")


def test_an_installed_wheel_builds_another_page_in_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    scripts = environment(tmp_path / "venv", wheel)
    shop = workshop.make(tmp_path / "shop")
    # A project may have a package of its own that is called generator.
    workshop.write(shop, {"generator/__init__.py": "raise ImportError('not mine')\n"})
    out = run(scripts / "error-table", "build", folder=shop)
    assert "create generated/python/shop_errors/" in out
    assert run(scripts / "error-table", "check", folder=shop) == ""
    assert run(scripts / "error-table", "--version", folder=shop).startswith("error-table ")
    assert "ItemNotFound" in run(scripts / "error-table", "show", folder=shop)
    assert "To mend it:" in run(scripts / "error-table", "explain", "row-padded", folder=shop)
    listing = workshop.tree(shop / "generated")
    expected = workshop.make(tmp_path / "again")
    assert workshop.run(workshop.command("build"), expected).returncode == 0
    assert listing == workshop.tree(expected / "generated")
    code = (
        "import sys; sys.path.insert(0, 'generated/python'); import shop_errors as s;"
        "e = s.from_body(404, b'{}'); print(type(e).__mro__)"
    )
    assert "ApiError" in run(scripts / "python", "-c", code, folder=shop)


def test_an_editable_install_sees_an_edited_template(checkout: Path, tmp_path: Path) -> None:
    scripts = environment(tmp_path / "venv", "-e", checkout)
    shop = workshop.make(tmp_path / "shop")
    run(scripts / "error-table", "build", folder=shop)
    added = checkout / "templates" / "new-{name}.txt.jinja"
    added.write_text("{{ catalogue.errors | length }} codes\n")
    try:
        out = run(scripts / "error-table", "check", folder=shop, code=1)
        assert "missing  generated/new-shop-errors.txt\n" in out
        run(scripts / "error-table", "build", folder=shop)
        assert (shop / "generated/new-shop-errors.txt").read_text() == "3 codes\n"
    finally:
        added.unlink()
    # No template writes it any more, so it is nobody's to remove but the user's.
    run(scripts / "error-table", "build", folder=shop)
    assert (shop / "generated/new-shop-errors.txt").exists()
    assert "new-shop" not in (shop / "generated/.manifest").read_text()


def test_the_source_distribution_builds_the_same_wheel(
    checkout: Path, wheel: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, hatchling.build, os; os.chdir(sys.argv[1]);"
        "print(hatchling.build.build_sdist(sys.argv[2]))"
    )
    scripts = environment(tmp_path / "venv", "hatchling")
    name = run(scripts / "python", "-c", code, checkout, tmp_path, folder=tmp_path).strip()
    with tarfile.open(tmp_path / name.split("\n")[-1]) as archive:
        archive.extractall(tmp_path / "sdist", filter="data")
    source = next((tmp_path / "sdist").iterdir())
    run(
        scripts / "python",
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        tmp_path,
        source,
        folder=tmp_path,
    )
    again = next(tmp_path.glob("*.whl"))
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(wheel).namelist()
