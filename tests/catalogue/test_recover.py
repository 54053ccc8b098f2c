"""Every rung of evidence, on small pages, and its twin that must stay untouched."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from generator import catalogue, markdown, record
from generator.diagnostics.source import Document, Problems, document
from generator.model import Catalogue, Retryable
from generator.project.settings import CatalogueSettings
from tests import versions

BASE = [
    "BadRequest|BadRequest (400)|The request is bad.",
    "InvalidInput|BadRequest (400)|Invalid input {x}.",
    "NotFound|Not found (404)|It was not found.",
]
JSON = """
```json
{"error": {"code": "ResourceNotFound", "message": "It is gone", "target": "t"}}
```
"""


def page(*rows: str, translated: bool = True, locale: str = "da-DK", extra: str = "") -> str:
    mark = "ms.translationtype: MT\n" if translated else ""
    head = f"---\ntitle: t\n{mark}ms.contentlocale: {locale}\n---\n# Error codes\n\n"
    table = "Error code|HTTP status code|Message\n---|---|---\n"
    return head + table + "\n".join([*BASE, *rows]) + "\n" + extra


def read(text: str, *references: str, overlay: str = "") -> tuple[Catalogue | None, Problems]:
    if not overlay:
        return versions.read(text, *references)
    found, problems = markdown.read(document("page.md", text))
    settings = CatalogueSettings("test-errors", ("page.md",))
    made, more = catalogue.read(settings, [found], document("page.toml", overlay), [])
    return made, problems + more


RESTORED = [
    (
        "(401) in parentheses",
        "権限がありません (Unauthorized)|承認 (401)|x",
        "Unauthorized",
        "parenthesised",
    ),
    (
        "full-width parentheses",
        "禁止访问（Forbidden）|403 (禁止访问)|x",
        "Forbidden",
        "parenthesised",
    ),
    (
        "foreign words, any code",
        "Gesperrt (TenantLocked)|Verboten (403)|x",
        "TenantLocked",
        "parenthesised",
    ),
    (
        "the name of its status behind English",
        "Denied (Forbidden)|Afvist (403)|x",
        "Forbidden",
        "parenthesised",
    ),
    ("the same words as its status", "Forbudt|Forbudt (403)|x", "Forbidden", "status-name"),
    (
        "the same words but an ending",
        "Onbevoegde|Onbevoegd (401)|x {y}",
        "Unauthorized",
        "status-name",
    ),
    ("a stem of its status", "禁止されています|禁止 (403)|x", "Forbidden", "status-name"),
    ("Arabic", "غير مصرح به|غير مصرح به (401)|x", "Unauthorized", "status-name"),
]


@pytest.mark.parametrize(("_", "row", "code", "evidence"), RESTORED, ids=[r[0] for r in RESTORED])
def test_a_damaged_code_is_restored_and_said(_: str, row: str, code: str, evidence: str) -> None:
    found, problems = read(page(row))
    assert found is not None
    error = found.errors[-1]
    assert (error.code, error.evidence) == (code, evidence)
    assert [(p.rule, p.span.line) for p in problems if p.rule == "code-translated"] == [
        ("code-translated", error.span.line)
    ]


UNREADABLE = [
    ("two words, no status name", "No permitidaOperation|Prohibido (403)|{la operación}."),
    ("its message has parameters", "未找到资源|404 (未找到)|{x}"),
    ("the name is claimed", "未找到|404 (未找到)|x"),
    ("no status", "禁止||x"),
    ("no identifier in parentheses", "Verboden (A-1)|Verboden (403)|{x}"),
]


@pytest.mark.parametrize(("_", "row"), UNREADABLE, ids=[r[0] for r in UNREADABLE])
def test_what_cannot_be_restored_for_certain_is_an_error(_: str, row: str) -> None:
    _found, problems = read(page(row))
    assert [p.level for p in problems if p.rule == "code-unreadable"] == ["error"]


DOUBTFUL = ["Ugyldigform|x (400)|y", "InvalidRequestVirkey|x (400)|y", "BatchExceededed|x (400)|y"]


@pytest.mark.parametrize("row", DOUBTFUL)
def test_a_code_with_a_word_of_no_english_is_doubted_and_kept(row: str) -> None:
    found, problems = read(page(row))
    assert found is not None
    assert found.errors[-1].code == row.split("|", maxsplit=1)[0]
    assert found.errors[-1].evidence == "doubtful"
    assert [p.rule for p in problems if p.rule.startswith("code")] == ["code-doubtful"]


def test_a_word_that_displaced_the_only_unclaimed_name_of_a_status_is_doubted() -> None:
    found, _ = read(page("Slag|Verboden (403)|x", "DisabledFeature|Verboden (403)|x"))
    assert found is not None
    assert [e.evidence for e in found.errors][-2:] == ["doubtful", "verbatim"]


ORIGINAL = {
    "VERBOTEN|Verboten (403)|Kein Zugang": "VERBOTEN",
    "Banned|Banned (403)|You are banned": "Banned",
    "Forbudt|Forbudt (403)|x": "Forbudt",
    "Locked (Preview)|423|It is locked": "Locked",
    "QuotaExceeded (veraltet)|429|Kontingent": "QuotaExceeded",
}


@pytest.mark.parametrize("row", ORIGINAL)
def test_an_original_page_is_believed_as_it_stands(row: str) -> None:
    found, problems = read(page(row, translated=False, locale="de-DE"))
    assert found is not None
    assert found.errors[-1].code == ORIGINAL[row]
    assert not [p for p in problems if p.rule in ("code-translated", "entry-skipped")]


@pytest.mark.parametrize(
    "row",
    ["script timeout|405/408|It took long.", "Banned→|Banned (403)|No.", "Gesperrt (Locked)|423|x"],
)
def test_what_is_not_spelt_like_an_original_page_s_codes_is_left_and_said(row: str) -> None:
    found, problems = read(page(row, translated=False, locale="de-DE"))
    assert found is not None
    assert [e.code for e in found.errors] == [e.split("|")[0] for e in BASE]
    assert [(p.rule, p.level) for p in problems] == [("entry-skipped", "warning")]


def test_an_original_page_that_looks_translated_is_asked_for_its_code() -> None:
    found, problems = read(page("禁止|禁止 (403)|x", translated=False))
    unreadable = [p for p in problems if p.rule == "code-unreadable"]
    assert len(unreadable) == 1
    assert '"禁止" = "Forbidden"' in unreadable[0].help
    assert found is not None
    assert "Forbidden" not in {e.code for e in found.errors}


def test_an_original_page_whose_codes_are_not_ascii_is_believed() -> None:
    codes = ["ネットワーク障害", "タイムアウト", "停止中", "混雑"]
    rows = [f"{code}|{status}|x" for code, status in zip(codes, (502, 504, 500, 503), strict=True)]
    found, problems = read(page(*rows, translated=False, locale="ja-JP"))
    assert found is not None
    assert [e.code for e in found.errors][-4:] == codes
    assert {p.rule for p in problems} == {"code-foreign", "name-collision"}


@pytest.mark.parametrize(
    ("code", "said"),
    [("１００１", True), ("١٠١", True), ("−5", True), ("‑5", True), ("5–", False), ("-5", False)],
)
def test_digits_and_signs_that_no_service_sends_are_told(code: str, said: bool) -> None:
    _, problems = read(f"# Error codes\n\nCode|Message\n---|---\n{code}|It failed.\n")
    assert ("code-foreign" in {p.rule for p in problems}) == said


def test_a_pinned_code_may_have_letters_of_any_script() -> None:
    text = page("Cell|Forbidden (403)|x", translated=False)
    found, problems = read(text, overlay='[codes]\n"Cell" = "禁止"\n')
    assert found is not None
    assert (found.errors[-1].code, found.errors[-1].evidence) == ("禁止", "pinned")
    assert "code-foreign" not in {p.rule for p in problems}


def test_the_overlay_comes_first_and_tells_equal_cells_apart_by_status() -> None:
    rows = page("권한|권한 없음 (401)|x", "권한|금지 (403)|x", locale="ko-KR")
    overlay = '[codes]\n"권한|401" = "Unauthorized"\n"권한|403" = "Forbidden"\n'
    found, problems = read(rows, overlay=overlay)
    assert found is not None
    # The first the page says as well: its status does.
    assert [(e.code, e.evidence, e.settled) for e in found.errors][-2:] == [
        ("Unauthorized", "status-name", True),
        ("Forbidden", "pinned", True),
    ]
    assert not [p for p in problems if p.level != "note"]


@pytest.mark.parametrize(
    ("pin", "evidence", "said"),
    [
        ("", "status-name", ["code-translated"]),
        ('"禁止されています" = "Forbidden"', "status-name", []),
        ('"禁止されています|403" = "Forbidden"', "status-name", []),
        ('"禁止されています" = "AccessDenied"', "pinned", ["code-contradicted"]),
        ('"NotFound" = "NotFound"', "status-name", ["code-translated"]),
    ],
    ids=["no pin", "confirmed", "with its status", "contradicted", "of another"],
)
def test_a_pin_keeps_the_evidence_that_it_confirms(
    pin: str, evidence: str, said: list[str]
) -> None:
    text = page("禁止されています|禁止 (403)|x", locale="ja-JP")
    found, problems = read(text, overlay=f"[codes]\n{pin}\n")
    assert found is not None
    assert [p.rule for p in problems] == said
    assert (found.errors[-1].evidence, found.errors[-1].settled) == (evidence, "禁止" in pin)
    assert found.errors[-2].settled is ("NotFound" in pin)


@pytest.mark.parametrize("settled", [False, True])
def test_a_reference_confirms_a_pin_as_it_restores_a_code(settled: bool) -> None:
    original = page("OrderGone|Gone (410)|{x}", translated=False, locale="en-US")
    text = page("注文なし|消えました (410)|{x}", locale="ja-JP")
    read, _ = markdown.read(document("page.md", text))
    settings = CatalogueSettings("test-errors", ("page.md",))
    lines = '[codes]\n"注文なし" = "OrderGone"\n' if settled else ""
    overlay, other = document("page.toml", lines), document("original.md", original)
    found, problems = catalogue.read(settings, [read], overlay, [other])
    assert found is not None
    error = found.errors[-1]
    assert (error.code, error.evidence, error.settled) == ("OrderGone", "aligned", settled)
    assert [p.rule for p in problems] == ([] if settled else ["code-translated"])


def test_a_code_of_the_page_s_json_belongs_to_the_one_cell_that_is_like_it() -> None:
    found, problems = read(
        page("Ressource blev ikke fundet|Blev ikke fundet (404)|{x}", extra=JSON)
    )
    assert found is not None
    assert (found.errors[-1].code, found.errors[-1].evidence) == ("ResourceNotFound", "mentioned")
    assert [p.rule for p in problems] == ["code-translated"]


@pytest.mark.parametrize(
    ("other", "evidence"),
    [("Noget helt andet|x (404)|{y}", "mentioned"), ("Ressource blev fundet|x (404)|{y}", "")],
)
def test_of_two_cells_without_a_code_the_likelier_has_it_if_one_clearly_is(
    other: str, evidence: str
) -> None:
    row = "Ressource blev ikke fundet|Blev ikke fundet (404)|{x}"
    found, _ = read(page(row, other, extra=JSON))
    assert found is not None
    mended = found.error("ResourceNotFound")
    assert (mended.evidence if mended else "") == evidence


@pytest.mark.parametrize(("cell", "evidence"), [("ab 禁止", "mentioned"), ("ab 禁止所", "")])
def test_half_of_a_code_is_enough_to_know_it_by(cell: str, evidence: str) -> None:
    found, _ = read(page(f"{cell}|x (404)|{{y}}", extra=JSON.replace("ResourceNotFound", "ABCD")))
    assert found is not None
    mended = found.error("ABCD")
    assert (mended.evidence if mended else "") == evidence


@pytest.mark.parametrize(
    ("codes", "evidence"),
    [
        (("FlorbGone", "FlorbLocked"), "doubtful"),
        (("FlorbGone", "FlorbLocked", "FlorbBad"), "verbatim"),
    ],
)
def test_a_word_of_three_codes_belongs_to_the_language_of_the_page(
    codes: tuple[str, ...], evidence: str
) -> None:
    found, _ = read(page(*(f"{code}|x (400)|y" for code in codes)))
    assert found is not None
    assert {e.evidence for e in found.errors[3:]} == {evidence}


def test_a_code_that_a_row_has_belongs_to_no_cell_that_is_like_it() -> None:
    row = "Not found ikke|x (404)|{y}"
    found, problems = read(page(row, extra=JSON.replace("ResourceNotFound", "NotFound")))
    assert found is not None
    assert [e.code for e in found.errors][-1] == "NotFound"
    assert [p.rule for p in problems] == ["code-unreadable"]


# A cell that nobody can read, the code of an example, and what the cell may have been.
LIKELY = [
    ("禁止|x (403)|{y}", "Zzz", "Forbidden, Zzz"),
    ("禁止|x (403)|{y}", "NotFound", "Forbidden"),
    ("禁止|x (404)|{y}", "Zzz", "Zzz"),
    ("禁止||{y}", "Zzz", "Zzz"),
]


@pytest.mark.parametrize(("row", "example", "likely"), LIKELY)
def test_codes_that_no_other_row_has_are_proposed(row: str, example: str, likely: str) -> None:
    _, problems = read(page(row, extra=JSON.replace("ResourceNotFound", example)))
    (said,) = [p for p in problems if p.rule == "code-unreadable"]
    assert f": {likely}?" in said.message + said.label


def test_three_codes_of_a_reference_are_proposed_of_those_with_the_same_status() -> None:
    rows = ["Aa|x (409)|{x}", "Bb|x (409)|{x}", "Cc|x (409)|{x}", "Dd|x (409)|{x}", "Ee|x (410)|x"]
    reference = page(*rows, translated=False, locale="en-US")
    _, problems = read(page("Aa|x (409)|{x}", "禁止|x (409)|{x}"), reference)
    (said,) = [p for p in problems if p.rule == "code-unreadable"]
    assert ": Conflict, Bb, Cc?" in said.message + said.label


@pytest.mark.parametrize(("more", "evidence"), [((), "verbatim"), (("Gone|Gone (410)|x",), "")])
def test_blanks_are_usual_in_codes_where_more_than_a_third_have_them(
    more: tuple[str, ...], evidence: str
) -> None:
    found, _ = read(page("no such key|x (404)|{y}", "too old|x (404)|{y}", *more))
    assert found is not None
    known = found.error("too old")
    assert (known.evidence if known else "") == evidence


def test_a_code_that_an_example_carries_is_not_doubted() -> None:
    extra = JSON.replace("ResourceNotFound", "Ugyldigform")
    found, problems = read(page("Ugyldigform|x (400)|y", extra=extra))
    assert found is not None
    assert (found.errors[-1].evidence, problems) == ("verbatim", ())


def test_a_struck_code_is_deprecated() -> None:
    found, _ = read(page("~~Gone~~|Gone (410)|It left."))
    assert found is not None
    assert [(e.code, e.deprecated) for e in found.errors[-2:]] == [
        ("NotFound", ""),
        ("Gone", "withdrawn"),
    ]


def test_prose_never_restores_a_code() -> None:
    extra = "\n## Notes\n\nIf you see **DisallowedOperation**, ask an administrator.\n"
    found, problems = read(page("No permitidaOperation|Prohibido (403)|{x}.", extra=extra))
    assert found is not None
    assert "DisallowedOperation" not in {e.code for e in found.errors}
    assert "code-unreadable" in {p.rule for p in problems}


def test_a_reference_mends_what_is_unreadable_and_what_is_doubtful() -> None:
    reference = page("DisallowedOperation|Forbidden (403)|{x}.", translated=False, locale="en-US")
    for cell in ("No permitidaOperation", "Nietgeoorloofd", "غير مسموح به"):
        found, _ = read(page(f"{cell}|Prohibido (403)|{{x}}."), reference)
        assert found is not None
        assert (found.errors[-1].code, found.errors[-1].evidence) == (
            "DisallowedOperation",
            "aligned",
        )


def kept(text: str, form: str) -> Document:
    """A page as a reference: as it is, or as the catalogue that was made of it."""
    if form == "page":
        return document("old.md", text)
    made, _ = read(text)
    assert made is not None
    return document("old.json", json.dumps(record.write(made)))


def against(text: str, *references: Document) -> tuple[Catalogue, Problems]:
    found, _ = markdown.read(document("page.md", text))
    settings = CatalogueSettings("test-errors", ("page.md",))
    made, problems = catalogue.read(settings, [found], None, references)
    assert made is not None
    return made, problems


@pytest.mark.parametrize("form", ["page", "catalogue"])
def test_what_a_reference_knows_travels_and_it_is_said_where_from(form: str) -> None:
    reference = page("DisallowedOperation|Forbidden (403)|{x}.", translated=False, locale="en-US")
    other = page("SomethingElse|Conflict (409)|x", translated=False, locale="en-US")
    references = [kept(reference, form), kept(other, form)]
    for known in (references, references[::-1]):
        made, problems = against(page("Nietgeoorloofd|Prohibido (403)|{x}."), *known)
        assert (made.errors[-1].code, made.errors[-1].evidence) == (
            "DisallowedOperation",
            "aligned",
        )
        assert "old." in problems[0].label


@pytest.mark.parametrize("said", [{"evidence": "overlay"}, {"retired": True}])
def test_what_a_catalogue_has_of_no_row_of_its_page_stands_at_no_place(
    said: dict[str, object],
) -> None:
    made, _ = read(
        page("DisallowedOperation|Forbidden (403)|{x}.", translated=False, locale="en-US")
    )
    assert made is not None
    errors = (*made.errors[:-1], replace(made.errors[-1], **said))
    old = document("old.json", json.dumps(record.write(replace(made, errors=errors))))
    found, _ = against(page("Nietgeoorloofd|Prohibido (403)|{x}."), old)
    assert (found.errors[-1].code, found.errors[-1].evidence) == ("Nietgeoorloofd", "doubtful")


@pytest.mark.parametrize("form", ["page", "catalogue"])
@pytest.mark.parametrize(("locale", "evidence"), [("da-DK", "doubtful"), ("nb-NO", "verbatim")])
def test_a_doubtful_code_is_confirmed_by_another_language_only(
    locale: str, evidence: str, form: str
) -> None:
    """The same service makes the same mistake of the same language twice."""
    row = "Ugyldigform|x (400)|y"
    made, _ = against(page(row), kept(page(row, locale=locale), form))
    assert (made.errors[-1].code, made.errors[-1].evidence) == ("Ugyldigform", evidence)


def test_a_column_of_its_own_says_whether_to_try_again() -> None:
    text = "# Errors\n\nError code|Status|Message|Retryable\n-|-|-|-\nA_B|400|It failed.|yes\n"
    made, _ = read(text)
    assert made is not None
    assert made.errors[0].retryable == Retryable(True, "page")


def test_a_catalogue_says_whether_its_page_is_a_translation_and_nothing_that_nobody_said() -> None:
    for translated in (True, False):
        made, _ = read(page("Gone|Gone (410)|It left.", translated=translated))
        assert made is not None
        assert made.pages[0].translated is translated
        assert (made.licence, made.author, made.origin, made.doc_url) == ("", "", "", "")


def test_cells_that_cannot_be_read_are_not_one_code() -> None:
    _, problems = read(page("未找到|404 (未找到)|{x}", "未找到|404 (未找到)|{y}"))
    assert {p.rule for p in problems} == {"code-unreadable"}


@pytest.mark.parametrize(
    ("heading", "title"),
    [("# Error codes\n", "Error codes"), ("", "t"), ("## Delivery failures\n", "t")],
)
def test_a_catalogue_is_called_as_its_page_or_its_front_matter(heading: str, title: str) -> None:
    made, _ = read(page().replace("# Error codes\n", heading))
    assert made is not None
    assert made.title == title


def test_a_code_in_two_tables_is_not_said_to_be_repeated() -> None:
    table = "Error code|Status|Message\n-|-|-\nABORTED|{}|It failed.\nLOST|{}|It is gone.\n\n"
    text = f"# Errors\n\n## One\n\n{table.format(400, 404)}## Two\n\n{table.format(409, 410)}"
    found, _ = markdown.read(document("page.md", text))
    settings = CatalogueSettings("x", ("page.md",))
    made, problems = catalogue.read(settings, [found], None, [])
    assert made is not None
    assert [[(v.status, v.heading) for v in e.variants] for e in made.errors] == [
        [(400, "One"), (409, "Two")],
        [(404, "One"), (410, "Two")],
    ]
    places = [[v.messages[0].span.line for v in e.variants] for e in made.errors]
    assert places == [[7, 14], [8, 15]]
    assert problems == ()


def test_a_reference_never_replaces_a_sound_code() -> None:
    reference = page("DisallowedOperation|Forbidden (403)|{x}.", translated=False, locale="en-US")
    found, problems = read(page("BlockedOperation|Forbidden (403)|{x}."), reference)
    assert found is not None
    assert found.errors[-1].code == "BlockedOperation"
    assert [p.rule for p in problems] == ["code-unconfirmed"]


def test_a_restored_code_that_stands_in_another_row_is_an_error() -> None:
    _found, problems = read(
        page("Forbidden|Forbidden (403)|x", "Verboden (Forbidden)|Verboden (403)|y")
    )
    assert [p.rule for p in problems if p.level == "error"] == ["code-duplicate"]


def test_many_codes_in_two_rows_are_said_once() -> None:
    rows = [f"{code}|409|{text}" for text in ("One", "Two") for code in ("Aa", "Bb", "Cc", "Dd")]
    _found, problems = read(page(*rows, translated=False))
    assert [p.rule for p in problems] == ["code-repeated"]
    assert (problems[0].span.line, problems[0].label) == (16, "first at line 12")
    assert "Aa, Bb, Cc and 1 more stand" in problems[0].message
    assert problems[0].help.endswith("; so too lines 17, 18, 19")


def test_a_code_that_an_example_spells_with_an_escape_is_said_at_its_block() -> None:
    example = '\n```json\n{"error": {"code": "Odd\\u0046ound", "message": "x"}}\n```\n'
    _found, problems = read(page(translated=False, extra=example))
    (said,) = problems
    assert (said.rule, "OddFound" in said.message) == ("example-code-missing", True)
    assert said.span.line == 14


def test_a_code_on_the_last_line_of_a_page_is_shown_there() -> None:
    example = '\n```json\n{"error":\n{"code": "OddFound", "message": "x"}}'
    _found, (said,) = read(page(translated=False, extra=example))
    assert (said.rule, said.span.line, said.span.column) == ("example-code-missing", 15, 11)


def test_names_of_parameters_are_asked_for_once_a_page() -> None:
    rows = [f"Error{letter}|400|{{値}}" for letter in "ABCDE"]
    _found, problems = read(page(*rows, translated=False))
    (said,) = [p for p in problems if p.rule == "parameter-unnamed"]
    assert said.span.line == 12
    assert "ErrorA, ErrorB, ErrorC and 2 more" in said.message
    assert said.label == "named after the code; so too lines 13, 14, 15, 16"
    assert said.help.count("parameters = ") == 3
    assert "error-table pin writes them all" in said.help


def test_braces_that_do_not_match_are_said_once_a_page() -> None:
    rows = [f"Error{letter}|400|The {{value is wrong. See {letter}." for letter in "ABC"]
    _found, problems = read(page(*rows, translated=False))
    (said,) = [p for p in problems if p.rule == "parameter-repaired"]
    assert (said.span.line, said.help) == (
        12,
        "correct the braces on the page; so too lines 13, 14",
    )


def test_what_is_in_parentheses_is_no_code_without_a_second_sign() -> None:
    _found, problems = read(page("Denied (Refused)|Afvist (403)|x"))
    assert [p.rule for p in problems if p.level == "error"] == ["code-unreadable"]


def test_a_code_in_two_rows_is_one_error_with_every_variant() -> None:
    found, problems = read(page("Aborted|409|One", "Aborted|429|Two", translated=False))
    assert found is not None
    aborted = found.error("Aborted")
    assert aborted is not None
    assert [v.status for v in aborted.variants] == [409, 429]
    assert [v.messages[0].text for v in aborted.variants] == ["One", "Two"]
    assert [p.rule for p in problems] == ["code-repeated"]


def test_the_parameters_of_an_error_are_those_of_all_its_rows() -> None:
    found, _ = read(page("Aborted|409|One", "Aborted|429|Wait {for seconds}", translated=False))
    assert found is not None
    aborted = found.error("Aborted")
    assert aborted is not None
    assert [p.name for p in aborted.parameters] == ["for_seconds"]
    assert aborted.variants[1].messages[0].parts == ("Wait ", 0)


def test_a_bilingual_cell_carries_its_own_source() -> None:
    def sxs(shown: str, source: str) -> str:
        return (
            f'<span data-ttu-id="a-1">{shown}</span><span class="sxs-lookup">'
            f'<span data-stu-id="a-1">{source}</span></span>'
        )

    row = "|".join([sxs("禁止", "Forbidden"), sxs("禁止 (403)", "Forbidden (403)"), sxs("x", "y")])
    found, problems = read(page(row, translated=False, locale="zh-TW"))
    assert found is not None
    assert (found.errors[-1].code, found.errors[-1].evidence) == ("Forbidden", "source-text")
    assert [(p.rule, p.level) for p in problems] == [("code-translated", "note")]


def test_an_error_has_the_message_of_its_first_row_and_its_variants_have_the_rest() -> None:
    rows = ["Aborted|409|{one} failed.", "Aborted|429|{two} failed, {three} was left."]
    found, _ = read(page(*rows, translated=False, locale="en-US"))
    assert found is not None
    aborted = found.error("Aborted")
    assert aborted is not None
    assert [m.text for m in aborted.messages] == ["{one} failed."]
    assert [[m.text for m in v.messages] for v in aborted.variants] == [
        ["{one} failed."],
        ["{two} failed, {three} was left."],
    ]
    texts = [(p.name, p.text) for p in aborted.parameters]
    assert texts == [("one", (("en-US", "one"),)), ("three", (("en-US", "three"),))]


@pytest.mark.parametrize(("translated", "evidence"), [(True, "derived"), (False, "words")])
def test_the_words_of_a_translation_name_a_parameter_only_where_they_are_english(
    translated: bool, evidence: str
) -> None:
    rows = ["Aborted|409|{neue zahl}", "Locked|423|{new number}"]
    found, _ = read(page(*rows, translated=translated, locale="de-DE"))
    assert found is not None
    named = [e.parameters[0].evidence for e in found.errors[-2:]]
    assert named == [evidence, "words"]


def test_what_is_odd_about_a_reference_is_not_said_of_the_page() -> None:
    reference = page("5-7|409|x", translated=False, locale="en-US")
    _, problems = read(page(), reference)
    assert "entry-expanded" not in {p.rule for p in problems}


def test_the_envelope_is_that_of_the_first_page_that_shows_one() -> None:
    texts = {
        "en.md": page(translated=False, locale="en-US"),
        "da.md": page(extra=JSON.replace("ResourceNotFound", "NotFound")),
    }
    found = [markdown.read(document(path, text))[0] for path, text in texts.items()]
    made, _ = catalogue.read(CatalogueSettings("x-errors", tuple(texts)), found, None, [])
    assert made is not None
    assert (made.envelope.code, made.envelope.message) == (("error", "code"), ("error", "message"))
    assert [example.code for example in made.examples] == ["NotFound"]
