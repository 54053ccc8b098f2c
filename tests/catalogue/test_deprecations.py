"""What a row says of its code where it says that the code is deprecated."""

from __future__ import annotations

import pytest

from tests.catalogue.test_rows import read

REMARKS = {
    "`a_b` (deprecated, use `c_d`)": "use c_d",
    "`a_b` (deprecated)": "deprecated",
    "a_b (deprecated)": "deprecated",
    "`a_b` **Deprecated**": "Deprecated",
    "`a_b`<br>**Deprecated**": "Deprecated",
    "`a_b` _(deprecated since 2024)_": "since 2024",
    "a_b [DEPRECATED]": "DEPRECATED",
    "a_b - deprecated": "deprecated",
    "`a_b` (this code is deprecated)": "this code is deprecated",
    "`a_b` (seit 2.1 veraltet)": "seit 2.1 veraltet",
    "`a_b` (obsolète depuis 2.0)": "depuis 2.0",
    "`a_b`（v2で非推奨）": "v2で非推奨",
    "`a_b`（已弃用，请使用 `c_d`）": "请使用 c_d",
    "~~`a_b`~~ (deprecated since 2.0)": "since 2.0",
    "~~`a_b`~~": "withdrawn",
    "`a_b` (removed in 2.0)": "",
    "`a_b` (retired)": "",
    "`a_b` (no longer deprecated)": "",
    "`a_b` (since 2.1 not deprecated)": "",
    "`a_b` (replaces the deprecated c_d)": "",
    "`a_b` (for deprecated cards)": "",
    "`a_b` (new in 2.1)": "",
}


@pytest.mark.parametrize("cell", REMARKS)
def test_what_a_code_cell_says_beside_its_code_may_be_that_it_is_deprecated(cell: str) -> None:
    [entry], _ = read("Code|Status|Message", f"{cell}|400|It broke.")
    assert (entry.text, entry.deprecated) == ("a_b", REMARKS[cell])
    assert not (entry.remark and entry.deprecated), "it is said twice"


TEXTS = {
    "**Deprecated.** Use `c_d`.": "Use c_d.",
    "**Deprecated** Use `c_d`.": "Use c_d.",
    "**Deprecated:** use c_d": "use c_d",
    "**DEPRECATED.**": "DEPRECATED",
    "<b>Deprecated since 2.0</b><br>It broke.": "since 2.0",
    "Deprecated: use c_d": "use c_d",
    "Deprecated since 2.0, use `c_d`.": "since 2.0, use c_d.",
    "Deprecated in favour of c_d": "in favour of c_d",
    "(Deprecated) It broke.": "Deprecated",
    "[deprecated since 2.0] It broke.": "since 2.0",
    "Veraltet. Nutze c_d.": "Nutze c_d.",
    "非推奨。c_d を使う。": "c_d を使う。",
    "已弃用，请使用 c_d": "请使用 c_d",
    "It broke (**this error code is DEPRECATED**)": "this error code is DEPRECATED",
    "It broke. **Deprecated since 2.0**": "since 2.0",
    "The parameter `x` is deprecated.": "",
    "The parameter `x` is **deprecated**.": "",
    "Deprecated parameter used.": "",
    "Deprecated API version 2 was asked for.": "",
    "The **deprecated** field is sent.": "",
    "It broke (deprecated).": "",
    "Removed. Use c_d.": "",
    "Die Option ist veraltet.": "",
    "Veraltete Werte in 2.0.": "",
    "設定に、非推奨の値が含まれています": "",
    "使用了已弃用的参数": "",
    "It broke.": "",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_may_say_it_in_its_first_word_or_in_bold_type(text: str) -> None:
    header, other = "Code|Status|Message|What to do", "x_y|404|It is gone.|Ask someone."
    [said, _], _ = read(header, f"a_b|400|{text}|Ask.", other)
    [advised, _], _ = read(header, f"a_b|400|It broke.|{text}", other)
    [named, _], _ = read(header, f"deprecated_b|400|{text}|Ask.", other)
    assert [said.deprecated, advised.deprecated] == [TEXTS[text]] * 2
    assert named.deprecated == "", "it may be what the code means"


COLUMNS = {
    ("Deprecated", "yes"): "deprecated",
    ("Deprecated", "✓"): "deprecated",
    ("Deprecated", "since 2.1"): "since 2.1",
    ("Deprecated since", "2.1"): "2.1",
    ("Veraltet", "ja"): "veraltet",
    ("Lifecycle", "Deprecated"): "Deprecated",
    ("Lifecycle", "deprecated since 2.1"): "since 2.1",
    ("Deprecated", "no"): "",
    ("Deprecated", ""): "",
    ("Deprecated", "-"): "",
    ("Lifecycle", "active"): "",
    ("Deprecated fields", "`x`"): "",
    ("Since", "2.1"): "",
}


OTHERS = ("", "no", "active", "active")


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_may_say_which_codes_are_deprecated(column: tuple[str, str]) -> None:
    header, cell = column
    rest = [
        f"{letter}_d|404|It is {letter}.|{cell}"
        for letter, cell in zip("efgh", OTHERS, strict=True)
    ]
    (entry, *others), _ = read(
        f"Code|HTTP status|Message|{header}", f"a_b|400|It broke.|{cell}", *rest
    )
    assert [entry.deprecated, *(e.deprecated for e in others)] == [COLUMNS[column], *[""] * 4]
