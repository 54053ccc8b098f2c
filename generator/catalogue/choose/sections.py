"""Which headings of a page are errors, where somebody says that headings are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import statuses
from generator.catalogue.choose import selected, siblings, under
from generator.catalogue.choose.account import UNASKED, Choice
from generator.catalogue.choose.siblings import Siblings
from generator.catalogue.choose.under import Under
from generator.catalogue.rows import titled
from generator.catalogue.rows.entry import ColumnRoles, ErrorTable
from generator.catalogue.rows.titled import Beside, Title, TitledRow
from generator.diagnostics import merges
from generator.diagnostics.rules import file as file_rules
from generator.diagnostics.rules import table as rules
from generator.diagnostics.source import Diagnostic, Problems, errors
from generator.markdown.page import Cell, Heading, Page, Table
from generator.model import TableInfo
from generator.project.settings import Selection

CODELESS = "none is spelt like a code"
ODD = "not spelt like the other codes"
# The cells of a row.
_CODE, _MESSAGE, _STATUS = range(3)
_NOTHING = Under()


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found out about headings, by their identities.

    `titles` are what they name, and `codes` those that are errors; `above`
    stand over some. `astray` are spelt like codes over or below one. `meant`
    are the groups of the levels that were read, the first of which is `level`.
    """

    titles: Mapping[int, Title]
    codes: frozenset[int]
    above: frozenset[int]
    meant: tuple[Siblings, ...]
    astray: tuple[Heading, ...]
    level: int

    def has(self, one: Siblings) -> bool:
        """Whether any heading of a group is an error."""
        return not self.codes.isdisjoint(map(id, one.headings))

    def own(self, one: Siblings) -> list[Heading]:
        """The headings of a group that stand over no errors."""
        return [heading for heading in one.headings if id(heading) not in self.above]


def choose(page: Page, selection: Selection) -> tuple[Choice, Problems]:
    """The headings that are errors as one table, what is told of their level, and problems.

    The level is that of most headings that are spelt like codes, for each
    heading that was asked for anew. Those of other levels that are spelt so are
    errors as well, unless they stand below one, or over some.
    """
    every = list(siblings.read(page))
    known = {id(one.table): one for one in every}
    view = replace(page, tables=tuple(one.table for one in every if one.likely))
    asked, problems = selected.groups(view, selection)
    problems += _columns(page, selection)
    found = _joined([_find([known[id(table)] for table in tables]) for tables in asked])
    taken = [one for one in every if found.has(one)]
    if not taken:
        none = rules.headings_none(page.document.whole(), len(page.tables))
        return Choice(), problems if errors(problems) else (*problems, none)
    told = _account(page, every, found)
    problems += (*_left(found), *_astray(found), *_conflicts(page, min(o.line for o in taken)))
    return Choice((_table(page, taken, found),), told), problems


def _find(groups: Sequence[Siblings]) -> _Found:
    """The codes among the headings of some groups, going by how most of them are spelt."""
    level = siblings.level(groups)
    own = tuple(one for one in groups if one.level == level)
    others = sorted((one for one in groups if one.level != level), key=lambda one: one.level)
    every = [pair for one in (*own, *others) for pair in one.pairs]
    cells = [row.cells[_CODE] for _, row in every]
    read = titled.titles(cells, sum(len(one.headings) for one in own))
    titles = {id(heading): title for (heading, _), title in zip(every, read, strict=True)}
    codes: set[int] = set()
    above: set[int] = set()
    astray: list[Heading] = []
    for one in (*own, *others):
        inside = any(id(heading) in codes for heading in one.table.trail)
        fit = [heading for heading in one.headings if not titles[id(heading)].objection]
        wrong = [heading for heading in fit if inside or id(heading) in above]
        right = [id(heading) for heading in fit if not (inside or id(heading) in above)]
        astray += wrong
        codes.update(right)
        above.update(map(id, one.table.trail if right else ()))
    return _Found(titles, frozenset(codes), frozenset(above), own, tuple(astray), level)


def _joined(found: Sequence[_Found]) -> _Found:
    """What was found under several headings; none is astray that is an error below another."""
    pairs = [pair for one in found for pair in one.titles.items()]
    # A heading that was read twice is a code if it is once.
    pairs.sort(key=lambda pair: not pair[1].objection)
    codes = frozenset(which for one in found for which in one.codes)
    above = frozenset(which for one in found for which in one.above)
    meant = {id(group.table): group for one in found for group in one.meant}
    astray = {id(h): h for one in found for h in one.astray if id(h) not in codes}
    level = next((one.level for one in found if one.level), 0)
    return _Found(dict(pairs), codes, above, tuple(meant.values()), tuple(astray.values()), level)


def _row(
    heading: Heading, code: Cell, title: Title, trail: Sequence[Heading], said: Under
) -> TitledRow:
    """A heading under others, and what stands below it, as a row."""
    blank = Cell("", "", heading.span)
    # Where nothing stands below, the words behind the code are all that is said.
    name = "" if said.message else title.codes[0].name
    message = said.message or replace(blank, raw=name, text=name)
    status = under.status(heading.text) or said.status
    cells = (code, message, replace(blank, raw=status, text=status))
    above = [one.text for one in reversed(trail)]
    gone = next(filter(None, (said.gone, *map(titled.gone, above))), "")
    beside = Beside("".join(above[:1]), said.causes, said.actions, said.kept, gone)
    return TitledRow(cells, heading.span, title, beside)


def _table(page: Page, taken: Sequence[Siblings], found: _Found) -> ErrorTable:
    """The headings of some groups as one table, with what stands under each of them."""
    texts: dict[int, Under] = {}
    named = {which for which, title in found.titles.items() if title.codes[0].name}
    for level in {one.level for one in taken}:
        texts |= under.read(page, level, named)
    rows = [
        _row(heading, row.cells[_CODE], title, one.table.trail, texts.get(id(heading), _NOTHING))
        for one in taken
        for heading, row in one.pairs
        if id(heading) not in found.above
        for title in [found.titles[id(heading)]]
    ]
    rows.sort(key=lambda row: row.span.line or 0)
    # What is above all of them: the headings of a page are a tree.
    trails = zip(*(one.table.trail for one in taken), strict=False)
    shared = tuple(first for first, *rest in trails if all(one is first for one in rest))
    header = (Cell("", "", rows[0].span),) * len(rows[0].cells)
    table = Table("headings", header, tuple(rows), shared, rows[0].span)
    status = _STATUS if any(row.cells[_STATUS].text for row in rows) else None
    roles = ColumnRoles(_CODE, _CODE if _of_statuses(rows) else status, _MESSAGE)
    return ErrorTable(table, roles)


def _of_statuses(rows: Sequence[TitledRow]) -> bool:
    """Whether nearly all codes are statuses of HTTP: `404 Not Found`."""
    found = [row.title.codes[0].text for row in rows if not row.title.objection]
    known = [text for text in found if text.isdecimal() and statuses.registered(int(text[:4]))]
    return len(known) * 5 >= len(found) * 4


def _account(page: Page, every: Sequence[Siblings], found: _Found) -> tuple[TableInfo, ...]:
    """Every group with errors, or of a level that is read; what is left has its reason."""
    levels, meant = {one.level for one in found.meant}, {id(one.table) for one in found.meant}
    told = []
    for one in every:
        own = found.own(one)
        why = ODD if id(one.table) in meant else UNASKED if one.likely else CODELESS
        if own and (found.has(one) or one.level in levels):
            info = TableInfo(page.path, one.table.heading, own[0].span.line or 0, len(own))
            told.append(replace(info, left="" if found.has(one) else why, level=one.level))
    return tuple(told)


def _columns(page: Page, selection: Selection) -> Problems:
    """A problem for each column that was asked for, where only headings are read."""
    own = (pair for _, columns in selection.by_table for pair in columns)
    asked = () if selection.all else (*selection.columns, *own)
    whole = page.document.whole()
    return tuple(rules.column_unknown(whole, role, text, ()) for role, text in asked if text)


def _left(found: _Found) -> Iterator[Diagnostic]:
    """A note for what may be codes, but for others, under headings below which there are none."""
    without = [one for one in found.meant if not found.has(one)]
    left = [heading for one in without for heading in one.likely if id(heading) not in found.above]
    if left:
        yield rules.headings_left(left[0].span, left[0].text, _rest(left))


def _astray(found: _Found) -> Iterator[Diagnostic]:
    """A warning for what may be codes, over or below other codes."""
    for first in found.astray[:1]:
        yield rules.headings_astray(first.span, first.text, _rest(found.astray), found.level)


def _rest(found: Sequence[Heading]) -> list[int]:
    """The lines of all but the first."""
    return [heading.span.line for heading in found[1:] if heading.span.line]


def _conflicts(page: Page, first: int) -> Iterator[Diagnostic]:
    """An error for a merge that nobody finished, from the line of the first error on."""
    found = merges.conflicts(page.document.lines) if "<<<<<<<" in page.document.text else ()
    markers = next((lines for lines in found if lines[-1] >= first), ())
    if markers:
        yield file_rules.file_conflict(page.document.span(markers[0], 1, 7), markers[1:])
