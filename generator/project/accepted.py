"""What people accept of that which is found."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics.source import Span


@dataclass(frozen=True, slots=True)
class Accepted:
    """`[[accepted]]`: what is known to differ, and why that is right.

    Without a `code` what is about no single code is meant. With `until` it holds
    for every version of the configuration before that one.
    """

    rule: str
    reason: str
    code: str = ""
    until: str = ""
    span: Span = field(compare=False, default=Span(""))

    def holds(self, version: str) -> bool:
        """Whether it holds in a version."""
        return not self.until or _numbers(version) < _numbers(self.until)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
