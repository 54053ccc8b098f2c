"""Habits of tables that must not mislead: what each small page says of its codes."""

from __future__ import annotations

import pytest

from generator import catalogue, markdown
from generator.diagnostics.source import document
from generator.model import Catalogue
from generator.project.settings import CatalogueSettings

# A page, and (code, status, first word of the message) of each error; nothing: it is refused.
Rows = list[tuple[str, int | None, str]]


def read(text: str) -> Catalogue | None:
    page, _ = markdown.read(document("page.md", text))
    found, _ = catalogue.read(CatalogueSettings("habits", (page.path,)), [page], None, [])
    return found


CODES: dict[str, tuple[str, Rows]] = {
    "codes that repeat beside places that do not": (
        """## Error matrix

| Fails when | Error code | Seen at |
|---|---|---|
| the lid is open | `LID_STATE` | `lid.c:10-12` |
| the lid is locked | `LID_STATE` | `lid.c:20-24` |
| the belt is torn | `LID_STATE` | `belt.c:7` |
| the belt is gone | `BELT_GONE` | `belt.c:9` |
""",
        [("LID_STATE", None, "the"), ("BELT_GONE", None, "the")],
    ),
    "codes that repeat beside the sources of errors": (
        """## Errors

| Source of the error | Status | Error code | Message |
|---|---|---|---|
| Form/Check | 400 | `bad_form` | The form is bad |
| Door/Guard | 401 | `no_badge` | No badge was shown |
| ShelfError | 404 | `no_shelf` | There is no such shelf |
| Store/Net | 500 | `broken` | Something broke |
| all others | 500 | `broken` | Something broke |
""",
        [
            ("bad_form", 400, "The"),
            ("no_badge", 401, "No"),
            ("no_shelf", 404, "There"),
            ("broken", 500, "Something"),
        ],
    ),
    "codes beside those that bring them about": (
        """## New error codes

| Code | RPC code | Triggering errno(s) | Meaning |
|---|---|---|---|
| `MILL_FULL` | -1014 | `ENOSPC`, `EDQUOT` | There is no room left |
| `MILL_LOOP` | -1015 | `ELOOP` | A link leads to itself |
| `MILL_IO` | -1016 | `EIO` | The disk has failed |
""",
        [("MILL_FULL", None, "There"), ("MILL_LOOP", None, "A"), ("MILL_IO", None, "The")],
    ),
    "numbers under an abbreviation of the trade": (
        """## Negative responses of the gateway

| NRC | Name | Where |
|---|---|---|
| `0x12` | subFunctionOdd | the pump after it has run dry |
| `0x13` | lengthOdd | frames that are too short |
| `0x35` | keyOdd | the lock of the gateway |
""",
        [("0x12", None, "the"), ("0x13", None, "frames"), ("0x35", None, "the")],
    ),
    "messages that begin with their codes": (
        """## Error codes

| Error code | Message | Seen |
|---|---|---|
| `E-VAL-1` | `E-VAL-1: Wrong input: the number of the shelf has to be above zero!` | in forms |
| `E-VAL-2` | `E-VAL-2: Wrong input: the password has to have more letters than that` | in forms |
""",
        [("E-VAL-1", None, "E-VAL-1:"), ("E-VAL-2", None, "E-VAL-2:")],
    ),
    "statuses beside several codes": (
        """### Errors

| Code | Error code | When |
|---|---|---|
| 201 | – | The box was made |
| 400 | BOX_ODD / LID_ODD | The body is odd |
| 401, 403 | – | Nobody is known |
| 404 | BOX_GONE / LID_GONE | There is no such box |
| 409 | BOX_TAKEN | Somebody has it |
""",
        [
            ("BOX_ODD", 400, "The"),
            ("LID_ODD", 400, "The"),
            ("BOX_GONE", 404, "There"),
            ("LID_GONE", 404, "There"),
            ("BOX_TAKEN", 409, "Somebody"),
        ],
    ),
    "a number behind HTTP": (
        """## Error codes

| Error code | Cause | Remedy |
|---|---|---|
| `HTTP 401` | The key is wrong | Look at the key |
| `HTTP 403` | The key has no right | Ask for the right |
| `TIMEOUT` | It took too long | Try again |
""",
        [("401", 401, "The"), ("403", 403, "The"), ("TIMEOUT", None, "It")],
    ),
    "phrases of HTTP among words": (
        """## Error codes

| Error code | Cause | Remedy |
|---|---|---|
| The ticket is empty | It was thrown away | Draw another |
| `401 Unauthorized` | The ticket is old | Draw another |
| `404 Not Found` | The gate is wrong | Go to another |
| Network down | The cable is cut | Mend it |
""",
        [("401", 401, "The"), ("404", 404, "The")],
    ),
    "what is no code among dotted names": (
        """## Errors

| Error code | HTTP | What people see |
|---|---|---|
| `Shelf.Taken` | 409 | Somebody has this shelf |
| `Shelf.Odd` | 400 | A shelf has four corners |
| *(no line)* | — | The store cannot be reached |
""",
        [("Shelf.Taken", 409, "Somebody"), ("Shelf.Odd", 400, "A")],
    ),
    "short texts of a dense script, whatever stands over them": (
        """## 오류 코드

| 구분 | 오류 코드 |
|---|---|
| 상자가 열려 있음 | `BOX_OPEN` |
| 상자가 이미 없음 | `BOX_GONE` |
| 주인이 아닌 사람 | `BOX_OTHER` |
""",
        [
            ("BOX_OPEN", None, "상자가"),
            ("BOX_GONE", None, "상자가"),
            ("BOX_OTHER", None, "주인이"),
        ],
    ),
    "an approval that is denied in one word": (
        """## Hata kodları

| Hata kodu | Açıklama |
|---|---|
| 30 | Kutu açık kaldı |
| 40 | Etiket onaylanmamış |
| 50 | Etiket onaylanmadı |
| 60 | Sipariş onaylandı |
""",
        [("30", None, "Kutu"), ("40", None, "Etiket"), ("50", None, "Etiket")],
    ),
    "a header of one word under a heading that says nothing": (
        """## 实测记录

| errcode | 场景 | 结论 |
|---|---|---|
| 65101 | 箱子没有盖子时上锁 | 先装上盖子 |
| 65102 | 箱子已经上锁后再次上锁 | 什么都不用做 |
| 46101/40101 | 没有箱子 / 没有锁 | 先买一个箱子 |
""",
        [
            ("65101", None, "箱子没有盖子时上锁"),
            ("65102", None, "箱子已经上锁后再次上锁"),
            ("46101", None, "没有箱子"),
            ("40101", None, "没有箱子"),
        ],
    ),
    "what came of each card is no list of codes": (
        """## Cards of the shop

| Card number | Maker | Outcome | Decline code |
|---|---|---|---|
| `4100000000000001` | Acme | Success | — |
| `4100000000000002` | Acme | Declined | `card_lost` |
| `4100000000000003` | Acme | Declined | `card_old` |
| Any other | Acme | Success | — |
""",
        [],
    ),
    "nor is what came of each test, over and over": (
        """## Failed runs

| run_id | Store | Error code | Why |
|---|---|---|---|
| north_oats | north | odd_plan | sorted wrongly |
| north_rye | north | odd_plan | sorted wrongly |
| south_rye | south | odd_plan | sorted wrongly |
""",
        [],
    ),
}


@pytest.mark.parametrize("name", CODES)
def test_the_codes_of_a_page_are_read_with_their_statuses_and_texts(name: str) -> None:
    text, rows = CODES[name]
    found = read(text)
    errors = found.errors if found else ()
    told = [(e.code, e.status, e.messages[0].text.split()[0]) for e in errors]
    assert told == rows


ROLES = {
    "Tình huống": "message",
    "ケース（状況）": "message",
    "Умова": "message",
    "Podmínka": "message",
    "Kapan": "message",
    "触发场景": "cause",
    "リカバリー方法": "action",
    "処理": "action",
    "Elvégzendő művelet": "action",
}


@pytest.mark.parametrize("header", ROLES)
def test_the_headers_of_conditions_causes_and_remedies(header: str) -> None:
    other = "Kind" if ROLES[header] == "message" else "Message"
    rows = "".join(f"| `BOX_{i}` | the lid {i} | shut the box by its lid {i} |\n" for i in "ABCD")
    found = read(f"## Error codes\n\n| Error code | {other} | {header} |\n|---|---|---|\n{rows}")
    assert found
    assert dict(found.tables[0].columns)[ROLES[header]] == (2,)
