"""What two sides do not agree on, as it is told: at its level, unless it is accepted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from generator.diagnostics.rules import overlay as rules
from generator.diagnostics.source import Diagnostic, Problems
from generator.project.accepted import Accepted
from generator.project.levels import as_configured
from generator.project.settings import Settings


class Found(Protocol):
    """One finding; without a code it is about none, or about several."""

    @property
    def code(self) -> str | None:
        """The code that it is about."""

    @property
    def diagnostic(self) -> Diagnostic:
        """What is said of it, at its own level."""


T = TypeVar("T", bound=Found)


@dataclass(frozen=True, slots=True)
class Judged(Generic[T]):
    """Every finding: told at its level, accepted by an entry, or off.

    `noted` is what is to be said of the entries themselves.
    """

    told: tuple[tuple[T, Diagnostic], ...] = ()
    accepted: tuple[tuple[T, Accepted], ...] = ()
    off: tuple[T, ...] = ()
    noted: Problems = ()

    @property
    def problems(self) -> Problems:
        """All that is told."""
        return (*(diagnostic for _, diagnostic in self.told), *self.noted)

    @property
    def aside(self) -> str:
        """What is not told, in words: ", 2 accepted, 1 off"."""
        counts = {"accepted": len(self.accepted), "off": len(self.off)}
        return "".join(f", {count} {what}" for what, count in counts.items() if count)


def judge(
    found: Iterable[T],
    entries: Sequence[Accepted],
    settings: Settings,
    possible: Collection[str],
    stale: Callable[[Accepted], bool] = lambda _: True,
) -> Judged[T]:
    """The findings by what the configuration and the entries of an overlay say of them.

    `possible` are the rules by which something could be found: of entries for
    others nothing is known. `stale` says of one that accepted nothing whether it is
    known that nothing needs it.
    """
    ours = [entry for entry in entries if entry.rule in possible]
    holding = {_meant(entry): entry for entry in ours if entry.holds(settings.version)}
    told: list[tuple[T, Diagnostic]] = []
    accepted: list[tuple[T, Accepted]] = []
    off: list[T] = []
    met: set[tuple[str, str]] = set()
    for one in found:
        key = (one.diagnostic.rule, one.code or "")
        met.add(key)
        if key in holding:
            accepted.append((one, holding[key]))
        else:
            levelled = as_configured(settings, [one.diagnostic])
            told += ((one, diagnostic) for diagnostic in levelled)
            off += () if levelled else (one,)
    noted = as_configured(settings, _noted(ours, met, settings.version, stale))
    return Judged(tuple(told), tuple(accepted), tuple(off), noted)


def _meant(entry: Accepted) -> tuple[str, str]:
    return entry.rule, entry.code


def _noted(
    entries: Sequence[Accepted],
    met: Collection[tuple[str, str]],
    version: str,
    stale: Callable[[Accepted], bool],
) -> Iterator[Diagnostic]:
    """What is to be said of entries: that nothing needs them, or that their time is over."""
    for entry in entries:
        if _meant(entry) not in met:
            if stale(entry):
                yield rules.accepted_unneeded(entry.span, entry.rule, entry.code)
        elif not entry.holds(version):
            yield rules.accepted_over(entry.span, entry.rule, entry.code, entry.until, version)


def data(accepted: Accepted, body: dict[str, object]) -> dict[str, object]:
    """An accepted finding as plain data, with why and until when."""
    said = {"reason": accepted.reason, "until": accepted.until}
    return body | {key: value for key, value in said.items() if value}
