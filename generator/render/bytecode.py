"""Compiled templates, as jinja2 asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from generator.project.bytecode import Bytecode


class Kept(BytecodeCache):
    """What an earlier build has compiled; jinja2 says whether a template is still the same."""

    def __init__(self, bytecode: Bytecode) -> None:
        """A cache that keeps it in `bytecode`."""
        self._bytecode = bytecode

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket of a template, if anything is kept for it."""
        code = self._bytecode.load(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self._bytecode.keep(bucket.key, bucket.bytecode_to_string())
