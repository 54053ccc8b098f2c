"""Headings as rows: what of a heading is its code, which are no codes, what stands under one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator import characters, statuses
from generator.catalogue.rows import code_cell, shapes
from generator.catalogue.rows.code_cell import Code
from generator.catalogue.words import lexicon, spelling
from generator.markdown.page import Cell, Heading, Row

NONE = "it says that there is no code"
ODD = "it is not spelt like the other codes"
PROSE = "it is prose, and no code"
CLASS = "it stands for a class of codes"
WORD = "it may be a word like any other"

# `1. The first`, `2.3) The next`: what counts headings.
_COUNT = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.)][ ](?=\S)")
# So many words may say that a code is one: `HTTP error 404`.
_LONGEST = 3
_LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*[:：#]?")
_SAYING = frozenset({"error", "code", "event", "http", "status"})
# What no word of prose has.
_MADE_UP = re.compile(r"[0-9_]")
# What stands behind a code, or several, as its title.
_TITLE = re.compile(r"([^:]{1,120}?)(?::|\s[-–—])\s+(\S.{0,199})")
_STATUS = re.compile(r"(?:HTTP[ -])?(?:status[ -])?(?:code )?([1-5][0-9]{2})", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z]{1,5}(?:[/&-][A-Z]{1,5})?")
_HYPHENED = re.compile(r"[A-Z][a-z]*(?:[-/][A-Z]?[a-z]+)+")
# One that has letters of any script: `erreur_réseau`.
CONSTANT = re.compile(r"[^\W_]{1,60}(?:_[^\W_]{1,60}){1,9}")
# A version, or a day: what change logs have above their entries.
_RELEASE = re.compile(r"v?[0-9]{1,4}(?:[.-][0-9]{1,4}){1,3}")
# What headings say of codes that are not sent any more, in full or beside `code` and `error`.
# Every class below has these words: nobody wants more of them.
SHORT = 80
_GONE = re.compile(
    r"\b(?:legacy|deprecated|obsolete|removed|retired|withdrawn|discontinued)\b"
    r"|\bno longer (?:\w{2,8}ed\b|sent|thrown)|\bveraltet|\bentfernt|\bobsol[eè]|\bsupprim"
    r"|\bobsolet|\beliminad|\bdescontinu|устар|удал[её]н|废弃|弃用|移除|廃止|非推奨|削除|폐지"
    r"|지원 중단",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said of a code beside its message and its status.

    `heading` is the one above it, and `gone` what that says if the code is not
    sent any more. `kept` are texts by the headers or headings above them.
    """

    heading: str = ""
    causes: tuple[Cell, ...] = ()
    actions: tuple[Cell, ...] = ()
    kept: tuple[tuple[str, Cell], ...] = ()
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The codes that a heading names, and why it is none, or ""."""

    codes: tuple[Code, ...] = ()
    objection: str = ""


@dataclass(frozen=True, slots=True)
class TitledRow(Row):
    """A heading as a row: its code, the message and the status are cells, the rest is beside."""

    title: Title = Title()
    beside: Beside = Beside()


def cell(heading: Heading) -> Cell:
    """What of a heading may be its code: all but what counts it, and words that call it a code."""
    text = heading.text
    counted = _COUNT.match(text)
    text = text[counted.end() :] if counted else text
    text = _unlabelled(text, heading.code)
    return Cell(text, text, heading.span, heading.source, heading.code, struck=heading.struck)


def _unlabelled(text: str, spans: Sequence[str]) -> str:
    """`Error 18456: Login failed` without `Error`, where what follows can only be a code."""
    words = text.split(" ", _LONGEST) if len(text) < spelling.LIMIT else []
    for size in range(1, len(words)):
        label, rest = " ".join(words[:size]), " ".join(words[size:])
        if not _LABEL.fullmatch(label):
            break
        first = code_cell.read(rest, tuple(spans))[0].text
        is_made_up = spelling.is_code(first) and _MADE_UP.search(first)
        if (is_made_up or first in spans) and lexicon.concepts(label) & _SAYING:
            return rest
    return text


def is_likely(one: Cell) -> bool:
    """Whether a heading is spelt like a code, and not like a release."""
    first = codes(one)[0].text
    return _is_code(first, one) and not (_RELEASE.fullmatch(first) or code_cell.many(first))


def codes(one: Cell) -> tuple[Code, ...]:
    """The codes that a heading names, if it names any; words behind them are their name."""
    plain = spelling.clean(one.text).replace("：", ": ")
    found = code_cell.read(plain, one.code)
    title = _TITLE.fullmatch(plain) if not spelling.is_code(found[0].text) else None
    if title:  # `4-6: No rails`
        several = code_cell.read(title[1], tuple(span for span in one.code if span in title[1]))
        if all(spelling.is_code(code.text) for code in several):
            found = tuple(replace(code, name=title[2]) for code in several)
    return tuple(map(_named, found))


def _named(code: Code) -> Code:
    """A code with its title as its name, and a number beside it as its status."""
    name = code.name or ("" if code_cell.is_remark(code.remark) else code.remark)
    status = _STATUS.fullmatch(name)
    if status and statuses.phrase(int(status[1])):
        return replace(code, name="", remark="", status=status[1])
    return replace(code, name=name, remark="" if name == code.remark else code.remark)


def is_phrase(codes: Sequence[Code]) -> bool:
    """Whether a number stands before the phrase that is registered for it: `401 Unauthorized`."""
    first = codes[0]
    known = statuses.phrase(int(first.text)) if first.text.isdecimal() else ""
    return len(codes) == 1 and known != "" and first.name.casefold() == known.casefold()


def titles(cells: Sequence[Cell], usual: int) -> list[Title]:
    """What headings name, going by how most codes among the first `usual` of them are spelt."""
    read = [codes(one) for one in cells]
    first = zip(cells[:usual], read, strict=False)
    made_up = [code.text for one, found in first for code in found if _is_code(code.text, one)]
    shape = shapes.usual(made_up, 2, 3)
    # Where words of capitals are usual, even `EPERM` is a code.
    few = 3 * sum(text.isalpha() and text.isupper() for text in made_up) <= len(made_up)
    return [_title(one, found, shape, few=few) for one, found in zip(cells, read, strict=True)]


def _title(
    one: Cell, found: tuple[Code, ...], shape: re.Pattern[str] | None, *, few: bool
) -> Title:
    """What a heading names; `few` codes are words of capitals."""
    found = tuple(_numbered(code, shape) for code in found)
    why = [_objection(one, code.text, shape, few=few) for code in found]
    fit = tuple(code for code, reason in zip(found, why, strict=True) if not reason)
    if is_phrase(found):
        fit = tuple(replace(code, status=code.text) for code in fit)
    return Title(fit or found, "" if fit else why[0])


def _numbered(code: Code, shape: re.Pattern[str] | None) -> Code:
    """`404 NOT_FOUND` by its number, where the other codes are numbers."""
    fits = shape is None or shape.fullmatch(code.text) or not shape.fullmatch(code.status)
    return code if fits else replace(code, text=code.status, name=code.text)


def _objection(one: Cell, text: str, shape: re.Pattern[str] | None, *, few: bool) -> str:
    """Why a text of a heading is no code; "" if it is."""
    if spelling.kind(spelling.clean(one.text)) == "blank" or lexicon.no_code(one.text):
        return NONE
    if code_cell.many(text) or code_cell.many(one.text):
        return CLASS
    fits = shape is None or shape.fullmatch(text) is not None
    is_marked = _is_marked(text, one)
    if _is_code(text, one):
        is_word = few and _CAPITALS.fullmatch(text) is not None and not is_marked
        return "" if fits and not is_word else ODD
    if code_cell.is_pair(text) or CONSTANT.fullmatch(characters.known(text)):
        return ""
    if spelling.kind(text) != "word":
        return PROSE
    if is_marked:
        return "" if fits else ODD
    return WORD if shape is not None and fits else PROSE


def _is_code(text: str, one: Cell) -> bool:
    """Whether a text can only be a code; `Sign-in` is one where it is set apart."""
    return spelling.is_code(text) and (_is_marked(text, one) or not _HYPHENED.fullmatch(text))


def _is_marked(text: str, one: Cell) -> bool:
    """Whether a heading sets a text apart as code."""
    return text in map(spelling.clean, one.code)


def speaks_of_end(text: str) -> bool:
    """Whether a short text says of something that it ends: `removed in 2.0`."""
    return len(text) <= SHORT and _GONE.search(text) is not None


def gone(heading: str) -> str:
    """What a heading says of the codes below, if it is that they are not sent any more."""
    alone = len(heading.split()) == 1 or bool(lexicon.concepts(heading) & {"error", "code"})
    return heading if alone and speaks_of_end(heading) else ""
