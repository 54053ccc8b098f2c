"""What is wanted, what is there, and the changes between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.plan import manifest
from generator.plan.manifest import Marks

State: TypeAlias = Literal[
    "missing",  # wanted, and not there
    "stale",  # as we wrote it, and no longer what is wanted
    "edited",  # ours by the manifest, and changed by somebody since
    "unmerged",  # edited, but by git alone, which has marked a conflict in it
    "orphaned",  # as we wrote it, and no longer wanted at all
    "foreign",  # wanted, but somebody else's file is there
    "blocked",  # wanted, but something that is no file of ours is in the way
]

Kind: TypeAlias = Literal["file", "folder", "link", "device"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something at a path, or above it, that is not the file we look for.

    `path` is where it stands. `inside` names the files of a folder.
    """

    path: str
    kind: Kind
    inside: tuple[str, ...] = ()


Found: TypeAlias = bytes | Obstacle | None
Look: TypeAlias = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as it should be.

    `path` is relative to the project. `old` is what is there, None if
    there is no file; `new` is what is wanted, None if nothing is. `marks` are the
    digests that an edited one may have had when we left it.
    """

    path: str
    state: State
    old: bytes | None = None
    new: bytes | None = None
    obstacle: Obstacle | None = None
    marks: frozenset[str] = frozenset()

    @property
    def mixed(self) -> bool:
        """Whether something else was wanted when an edited file was written."""
        return self.new is None or manifest.digest(self.new) not in self.marks

    @property
    def action(self) -> Literal["create", "update", "delete"]:
        """What carrying this change out does to the file."""
        if self.new is None:
            return "delete"
        return "create" if self.old is None and self.obstacle is None else "update"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that has to change, sorted by path, and how many files are right.

    `journal` is the manifest to write before the first change: it names what
    was ours and what will be, so that a build that is killed leaves no file
    that the next one does not know. The manifest itself is the last change.
    `left` are files that the manifest names and nothing of ours can have
    written: they stay where they are, and are no longer named. `strays` are
    files of ours outside of today's targets: they stay, and stay named.
    `listing` is where the manifest is.
    """

    changes: tuple[Change, ...] = ()
    kept: int = 0
    journal: bytes = b""
    left: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    listing: str = manifest.PATH

    def refused(self, *, force: bool = False) -> tuple[Change, ...]:
        """The changes that would lose somebody's work; `force` gives up edits and links of ours."""
        return tuple(c for c in self.changes if _refused(c, force=force))


def _refused(change: Change, *, force: bool) -> bool:
    is_link = change.obstacle is not None and change.obstacle.kind == "link"
    if force and (is_link or change.state == "edited"):  # where a link leads is not touched
        return False
    return change.state in ("edited", "foreign", "blocked")


def plan(
    wanted: Mapping[str, str | bytes],
    look: Look,
    *,
    whole: bool = True,
    possible: Callable[[str], bool] = lambda _: True,
    likely: Callable[[str], bool] = lambda _: False,
    folded: bool = False,
    listing: str = manifest.PATH,
    former: str = "",
) -> Plan:
    """The changes that bring what `look` finds to what is `wanted`.

    Paths are relative to the project, texts have LF. `look` says what is at a
    path. Not `whole` means that other files of ours are wanted too: nothing is
    an orphan then. The manifest, at `listing`, is only a claim: an orphan goes
    if it is `possible` that we wrote its path; it is a stray if that is `likely`
    of another folder, else it is left. `folded` says that names which differ in
    case alone are one file. `former` is a manifest that this one follows.
    """
    listed, ours = _ours(look, listing, former)
    texts = {path: written(text) for path, text in wanted.items()}
    if folded:
        ours = _respelt(ours, texts.keys(), whole=whole)
    found = {path: look(path) for path in sorted(texts.keys() | ours.keys())}
    gone = [p for p in found if whole and p not in texts]
    respelt = {p.casefold() for p in gone} & {p.casefold() for p in texts if folded}
    known = (p for p in gone if found[p] is not None and p.casefold() not in respelt)
    out = [p for p in known if not possible(p)]
    strays = tuple(p for p in out if _is_ours(found[p], ours[p]) and likely(p))
    leaving = frozenset(p for p in gone if p not in out and _is_ours(found[p], ours[p]))
    # What stands under the new spelling is what leaves under the old one.
    found |= {path: None for path in texts if path.casefold() in respelt}
    paths = [path for path in found if path not in out]
    changes = [c for p in paths if (c := _change(p, texts.get(p), found[p], ours, leaving, whole))]
    kept = {p: _digest(found[p]) for p in strays} if whole else {p: min(ours[p]) for p in ours}
    listings = _listings(kept, texts, ours, listing, listed)
    left = tuple(p for p in out if p not in strays)
    count = len(texts) - len(changes) + sum(c.new is None for c in changes)
    return Plan((*changes, *listings[0]), count, listings[1], left, strays, listing)


def _listings(
    kept: Mapping[str, str], texts: Mapping[str, bytes], ours: Marks, path: str, listed: Found
) -> tuple[tuple[Change, ...], bytes]:
    """The change of the manifest, and the one that is there until all else is done."""
    above = manifest.folder(path)
    marks = {p: manifest.digest(text) for p, text in texts.items()}
    final = manifest.write({**kept, **marks}, above)
    return _listing(path, final, listed), manifest.join(ours, final, above)


def _ours(look: Look, listing: str, former: str) -> tuple[Found, Marks]:
    """The manifest that is there, and what it and the former one name."""
    found = {path: look(path) for path in (listing, former) if path}
    ours: Marks = {}
    for path, there in found.items():
        named = manifest.read(there if isinstance(there, bytes) else b"", manifest.folder(path))
        for name, marks in named.items():
            ours[name] = ours.get(name, frozenset()) | marks
        if path == former and named:
            ours[path] = frozenset({_digest(there)})
    return found[listing], ours


def cleaned(made: Plan, look: Look) -> Plan:
    """What removes the strays of a plan, and their names from the manifest."""
    above, listed = manifest.folder(made.listing), look(made.listing)
    named = manifest.read(listed if isinstance(listed, bytes) else b"", above)
    there = (_orphan(path, look(path), named[path]) for path in made.strays if path in named)
    gone = [change for change in there if change and change.state == "orphaned"]
    if not gone or not isinstance(listed, bytes):
        return Plan(listing=made.listing)
    left = {path: min(marks) for path, marks in named.items() if path not in made.strays}
    final = manifest.write(left, above)
    changes = (*gone, Change(made.listing, "stale", listed, final))
    return Plan(changes, journal=manifest.plain(listed), listing=made.listing)


def _respelt(ours: Marks, wanted: Collection[str], *, whole: bool) -> Marks:
    """What is ours where names that differ in case alone are one file.

    A file that is ours under another spelling of a wanted path is the wanted
    one: under its old name it is an orphan only until the new name is ours.
    """
    new = {path.casefold(): path for path in wanted}
    former = {p: new[p.casefold()] for p in ours if p not in wanted and p.casefold() in new}
    known = {path: marks for path, marks in ours.items() if path not in former}
    for path, now in former.items():
        if whole and now not in known:
            known[path] = ours[path]
        elif not whole:
            known[now] = known.get(now, frozenset()) | ours[path]
    return known


def written(text: str | bytes) -> bytes:
    """A text as it is written: UTF-8 with LF, and an escape for what has no UTF-8."""
    if isinstance(text, bytes):
        return text
    return manifest.plain(text.encode(errors="backslashreplace"))


def _change(
    path: str,
    new: bytes | None,
    found: Found,
    ours: Marks,
    leaving: frozenset[str],
    whole: bool,  # noqa: FBT001  (one caller, one line above)
) -> Change | None:
    """What has to happen at one path; None if nothing has to."""
    if new is None:
        return _orphan(path, found, ours[path]) if whole else None
    if isinstance(found, Obstacle):
        return _blocked(path, new, found, leaving)
    if found is None:
        return Change(path, "missing", None, new)
    if manifest.plain(found) == new:
        return None
    if path not in ours:
        return Change(path, "foreign", found, new)
    if _is_ours(found, ours[path]):
        return Change(path, "stale", found, new)
    return Change(path, "edited", found, new, marks=ours[path])


def _blocked(path: str, new: bytes, found: Obstacle, leaving: frozenset[str]) -> Change:
    """A wanted path that something is in the way of; not if that is ours and leaves anyway."""
    there = frozenset(found.inside) if found.kind == "folder" else frozenset({found.path})
    if found.kind in ("file", "folder") and there <= leaving:
        return Change(path, "missing", None, new)
    return Change(path, "blocked", None, new, found)


def _orphan(path: str, found: Found, digests: frozenset[str]) -> Change | None:
    if not isinstance(found, bytes):
        return None
    if _is_ours(found, digests):
        return Change(path, "orphaned", found, None)
    return Change(path, "edited", found, None, marks=digests)


def _is_ours(found: Found, digests: frozenset[str]) -> bool:
    """As we left it, or empty: an empty file holds nobody's work, but a power cut makes some."""
    return isinstance(found, bytes) and (not found or _digest(found) in digests)


def _digest(found: Found) -> str:
    return manifest.digest(manifest.plain(found)) if isinstance(found, bytes) else ""


def _listing(path: str, final: bytes, found: Found) -> tuple[Change, ...]:
    """The change of the manifest itself, which is always ours."""
    if isinstance(found, Obstacle):
        return (Change(path, "blocked", None, final, found),)
    if found is None:
        return (Change(path, "missing", None, final),)
    same = manifest.plain(found) == final
    return () if same else (Change(path, "stale", found, final),)
