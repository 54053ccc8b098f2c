"""Random versions of an error page, and what a translation service does to them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import catalogue, markdown, statuses
from generator.diagnostics.source import Document, Problems, document
from generator.model import Catalogue
from generator.project.settings import CatalogueSettings

_FIRST = """
Invalid Missing Unsupported Expired Unknown Disabled Duplicate Malformed Locked Stale
""".split()  # noqa: SIM905  (a list of words reads better so)
_SECOND = """
Request Tenant Device Token Filter Domain Parameter Schedule Policy Upload Report
""".split()  # noqa: SIM905
_THIRD = """
Body Value Name Header Version Range Type Limit Address Format Key State
""".split()  # noqa: SIM905
_STATUSES = (400, 400, 400, 400, 401, 403, 403, 404, 404, 409, 429, 500)
# Cells as services leave them: translated whole, half, and into something that looks like a code.
_FOREIGN = (
    "禁止されています",
    "غير مسموح به",
    "見つかりません",
    "Недопустимый запрос",
    "잘못된 요청",
)
_SPACED = ("No permitidaOperation", "Blev ikke fundet", "InvalidRequest Det här är ett måste")
_HALF = ("Ongeldige", "Ugyldig", "Inaktiverad", "Otillaten", "Nieprawidlowy")
_PLAIN = ("Forbudt", "Verboden", "Yasak", "Uautoriseret", "Bulundu", "Proibito")


@dataclass(frozen=True)
class Line:
    """One row of a version: the code, its status, the number of placeholders."""

    code: str
    status: int
    parameters: int


Version = tuple[Line, ...]


def version(dice: random.Random, rows: int = 20) -> Version:
    """A page as its authors wrote it: some codes are names of statuses, most are not."""
    codes: dict[str, Line] = {}
    for status in dice.sample([400, 401, 403, 404, 429, 500], dice.randint(2, 6)):
        codes[statuses.name(status)] = Line(statuses.name(status), status, 0)
    while len(codes) < rows:
        code = "".join(dice.choice(part) for part in (_FIRST, _SECOND, _THIRD))
        codes.setdefault(code, Line(code, dice.choice(_STATUSES), dice.choice((0, 0, 1, 1, 2))))
    lines = list(codes.values())
    dice.shuffle(lines)
    return tuple(sorted(lines, key=lambda line: line.status))


def damage(dice: random.Random, lines: Version, count: int) -> tuple[list[str], frozenset[int]]:
    """The code cells of a translation, and which of them are damaged."""
    cells = [line.code for line in lines]
    hit = frozenset(dice.sample(range(len(lines)), min(count, len(lines))))
    for index in hit:
        damaged = lines[index].code
        while damaged in cells:
            damaged = _damaged(dice, lines[index].code)
        cells[index] = damaged
    return cells, hit


def _damaged(dice: random.Random, code: str) -> str:
    kind = dice.randrange(5)
    if kind == 0:
        return dice.choice(_FOREIGN)
    if kind == 1:
        return dice.choice(_SPACED)
    if kind == 2:
        return dice.choice(_HALF) + code[dice.randint(3, 7) :]
    if kind == 3:
        return dice.choice(_PLAIN)
    return f"{dice.choice(_FOREIGN)} ({code})"


def page(lines: Version, cells: Sequence[str], *, translated: bool, locale: str = "da-DK") -> str:
    """The page as Markdown."""
    mark = "ms.translationtype: MT\n" if translated else ""
    rows = [
        f"{cell}|{statuses.phrase(line.status)} ({line.status})|Text{' {x y}' * line.parameters}."
        for line, cell in zip(lines, cells, strict=True)
    ]
    head = f"---\ntitle: API errors\n{mark}ms.contentlocale: {locale}\n---\n# Error codes\n\n"
    return head + "Error code|HTTP status code|Message\n---|---|---\n" + "\n".join(rows) + "\n"


def original(lines: Version) -> str:
    """The page in English, undamaged."""
    return page(lines, [line.code for line in lines], translated=False, locale="en-US")


def read(text: str, *references: str) -> tuple[Catalogue | None, Problems]:
    """The page's catalogue, with other pages as references."""
    read_page, problems = markdown.read(document("page.md", text))
    others: list[Document] = [document(f"ref{i}.md", ref) for i, ref in enumerate(references)]
    settings = CatalogueSettings("test-errors", ("page.md",))
    found, more = catalogue.read(settings, [read_page], None, others)
    return found, problems + more


def by_line(found: Catalogue | None) -> dict[int, str]:
    """The code that was read at each line of the page."""
    return {e.span.line: e.code for e in found.errors if e.span.line} if found else {}


def renamed(dice: random.Random, lines: Version) -> tuple[Version, int]:
    """The same page with one code genuinely renamed, and the row of it."""
    at = dice.randrange(len(lines))
    code = "Renamed" + dice.choice(_SECOND) + dice.choice(_THIRD)
    return tuple(replace(x, code=code) if i == at else x for i, x in enumerate(lines)), at
