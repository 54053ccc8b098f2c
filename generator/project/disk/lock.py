"""One build at a time in a project, whatever process it runs in."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.project.places import CONFIGS

# A byte that no configuration reaches: Windows locks it without shutting readers out.
_FAR = 0x7FFFFFF0


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the project's lock; the system lets go of it when the process ends, however it ends.

    No lock file is left behind: the lock is on the project's own folder, and
    on Windows on its configuration. Where the system or its file system has no
    locks (WebAssembly has none), there is none.
    """
    files = (root / name for name in CONFIGS if sys.platform == "win32")
    handle = os.open(next(filter(os.path.exists, files), root), os.O_RDONLY)
    try:
        with suppress(OSError, ImportError):
            _acquire(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover  (another system)

    def _acquire(handle: int) -> None:
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        for _ in range(600):
            with suppress(OSError):
                return msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            time.sleep(0.1)
        return None

else:

    def _acquire(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
