"""A small project in a temporary folder, with few templates, so that a build takes no time."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator import cli, plan
from generator.plan import Plan, manifest
from generator.project import places
from generator.project.disk import output

ROOT = Path(__file__).parents[1]

CONFIG = """\
[tool.error-table.catalogues.shop-errors]
pages = ["docs/errors.md"]
"""
# The same with templates of its own.
TEMPLATED = f'[tool.error-table]\ntemplates = "templates"\n\n{CONFIG}'
PAGE = """\
# Error codes

| Error code | HTTP status | Message |
|------------|-------------|---------|
| BadRequest | Bad Request (400) | The request is malformed. |
| ItemNotFound | Not Found (404) | Item {item id} was not found. |
| TooManyOrders | Too Many Requests (429) | Try again later. |
"""
_CODES = """\
{"codes": {{ catalogue.errors | map(attribute="code") | list | json }}}
"""
_CODE = """\
# {{ error.code }}
{% for message in error.messages %}
{{ message.text }}
{% endfor %}
"""
_ALL = """\
{% for catalogue in catalogues %}
{{ catalogue.name }}
{% endfor %}
"""
TEMPLATES = {
    "json/{name}.json.jinja": _CODES,
    "docs/{name}/{code}.md.jinja": _CODE,
    "all.txt.jinja": _ALL,
    "python/py.typed": "",
}
OUTPUTS = {
    "all.txt": b"shop-errors\n",
    "docs/shop-errors/BadRequest.md": b"# BadRequest\nThe request is malformed.\n",
    "docs/shop-errors/ItemNotFound.md": b"# ItemNotFound\nItem {item id} was not found.\n",
    "docs/shop-errors/TooManyOrders.md": b"# TooManyOrders\nTry again later.\n",
    "json/shop-errors.json": b'{"codes": ["BadRequest", "ItemNotFound", "TooManyOrders"]}\n',
    "python/py.typed": b"",
}


def make(folder: Path, page: str = PAGE, config: str = CONFIG) -> Path:
    """The project's files; nothing is generated yet."""
    write(folder, {"pyproject.toml": config, "docs/errors.md": page})
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder; a link is what it is."""
    found = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    return {
        path.relative_to(folder).as_posix(): b"->" if path.is_symlink() else path.read_bytes()
        for path in found
    }


def kept(folder: Path) -> Path:
    """Where the user's cache has what the last build of a project kept."""
    key = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:32]
    return (places.cache() or Path()) / "projects" / key


def stats(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What tells whether anybody touched a file: inode, time of change, mode."""
    found = ((path, path.lstat()) for path in folder.rglob("*"))
    return {str(path): (at.st_ino, at.st_mtime_ns, at.st_mode) for path, at in found}


def planned(files: Mapping[str, str], root: Path, folder: str = "out", **more: Any) -> Plan:
    """The plan that makes these files, by their paths in a folder that has its manifest."""
    wanted = {f"{folder}/{path}": text for path, text in files.items()}
    listing = f"{folder}/{manifest.PATH}"
    return plan.plan(wanted, partial(output.look, root), listing=listing, **more)


def outputs(folder: Path) -> dict[str, bytes]:
    """What is generated, without the manifest."""
    return {path: text for path, text in tree(folder / "generated").items() if path != ".manifest"}


class Patient(ThreadingHTTPServer):
    """A browser asks for a page's files all at once; by default five may wait, others are reset."""

    request_queue_size = 128
    daemon_threads = True


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on this machine, which is gone afterwards."""
    with Patient(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


# Runs the tool as a process of its own, with the few templates.
FEW = """\
import sys
from pathlib import Path
from typing import Any
from generator.project import places
few = Path(sys.argv.pop(1))
places.built_in = lambda: few
from generator.cli import main
sys.exit(main())
"""


def command(*words: str) -> list[str]:
    """`python -m generator` with the built-in templates."""
    return [sys.executable, "-m", "generator", *words]


def few(templates: Path, *words: str) -> list[str]:
    """The same with the few templates, which lie in `templates`."""
    return [sys.executable, "-c", FEW, str(templates), *words]


def environment(**more: str) -> dict[str, str]:
    """The tool from this checkout, wherever it runs; nothing of the terminal."""
    kept = {k: v for k, v in os.environ.items() if k not in {"FORCE_COLOR", "COLUMNS"}}
    return {**kept, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **more}


def run(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, cwd=folder, capture_output=True, env=environment(**more))


def inside(
    words: Sequence[str], folder: Path, templates: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """The same in this process, where one is not the point: it takes a tenth of the time."""
    out, err = (io.TextIOWrapper(io.BytesIO()) for _ in range(2))
    wanted = environment(**more)
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        for name in os.environ.keys() - wanted.keys():
            patch.delenv(name)
        for name, value in wanted.items():
            patch.setenv(name, value)
        if templates:
            patch.setattr(places, "built_in", lambda: templates)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = cli.main(words)
    for stream in (out, err):
        stream.seek(0)
    return subprocess.CompletedProcess([*words], code, out.buffer.read(), err.buffer.read())
