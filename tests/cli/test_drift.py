"""Builds that are killed, crowded and hindered: after the next one the tree is wholly right."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import workshop
from tests.conftest import ALL

MANY = "".join(f"| Code{n:03} | Conflict (409) | Message {n}. |\n" for n in range(40))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    workshop.write(tmp_path / "built-in", workshop.TEMPLATES)
    return workshop.make(tmp_path / "shop", workshop.PAGE + MANY)


def words(shop: Path, *more: str) -> list[str]:
    return workshop.few(shop.parent / "built-in", *more)


def right(shop: Path) -> dict[str, bytes]:
    """What a first build in another place writes."""
    other = shop.parent / "other"
    if other.exists():
        shutil.rmtree(other)
    shutil.copytree(shop, other, ignore=shutil.ignore_patterns("generated"))
    assert workshop.run(words(shop, "build"), other).returncode == 0
    return workshop.tree(other / "generated")


@pytest.mark.slow
def test_after_a_kill_at_any_moment_the_next_build_makes_the_tree_right(shop: Path) -> None:
    """The page changes before each build, so that every kill falls into real work."""
    build = words(shop, "build", "--accept-mass-change")
    chance = random.Random(2)
    start = time.perf_counter()
    workshop.run(words(shop, "build"), shop)
    length = time.perf_counter() - start
    fell = 0
    for number in range(60 if ALL else 10):
        lines = MANY.splitlines(keepends=True)
        kept = "".join(chance.sample(lines, 30)).replace("Message", f"Message {number}:")
        workshop.write(shop, {"docs/errors.md": workshop.PAGE + kept})
        process = subprocess.Popen(
            build,
            cwd=shop,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=workshop.environment(),
        )
        try:
            process.wait(length * chance.uniform(0.4, 1.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            fell += 1
        answer = workshop.run(build, shop)
        assert answer.returncode == 0, answer.stderr.decode()
        assert workshop.tree(shop / "generated") == right(shop)
    assert fell
    left = {path.name for path in shop.iterdir()}
    assert left == {"docs", "generated", "pyproject.toml"}


@pytest.mark.slow
def test_eight_builds_at_once_end_right(shop: Path) -> None:
    expected = right(shop)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: workshop.run(words(shop, "build"), shop), range(8)))
    assert [a.returncode for a in answers] == [0] * 8, [a.stderr.decode() for a in answers]
    assert sum(b"create generated/" in a.stdout for a in answers) == 1
    assert workshop.tree(shop / "generated") == expected


def test_a_full_disk_is_said_and_mended_by_the_next_build(shop: Path) -> None:
    limited = ["sh", "-c", 'ulimit -f 4; trap "" XFSZ; exec "$@"', "sh"]
    answer = workshop.run([*limited, *words(shop, "build")], shop)
    assert answer.returncode == 2
    assert b"error[output-failed]" in answer.stderr
    assert b"Traceback" not in answer.stderr
    assert not (shop / "generated").exists()
    assert workshop.run(words(shop, "build"), shop).returncode == 0
    assert workshop.tree(shop / "generated") == right(shop)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root mounts a file system"
)
def test_a_small_file_system_that_is_full(shop: Path) -> None:
    (shop / "generated").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(shop / "generated")]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        answer = workshop.run(words(shop, "build"), shop)
        assert answer.returncode == 2
        assert b"No space left on device" in answer.stderr
        assert workshop.tree(shop / "generated") == {}
    finally:
        subprocess.run(["umount", str(shop / "generated")], check=True)


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_whatever_has_the_name_of_our_staging_is_cleared(shop: Path, kind: str) -> None:
    staging = shop / "generated/.generator-staging"
    workshop.write(shop, {"outside/theirs": "theirs"})
    if kind == "link":
        (shop / "generated").mkdir()
        staging.symlink_to(shop / "outside")
    else:
        workshop.write(staging.parent, {staging.name + "/deep/x" * (kind == "folder"): "half"})
    assert workshop.run(words(shop, "build"), shop).returncode == 0
    assert not staging.exists()
    assert workshop.tree(shop / "outside") == {"theirs": b"theirs"}
