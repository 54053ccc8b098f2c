"""Any page whatever: diagnostics or a catalogue, never an exception."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import catalogue, markdown
from generator.diagnostics import draw as report
from generator.diagnostics.source import document
from generator.project.settings import CatalogueSettings
from tests.conftest import examples

CASES = examples(150)
PIECES = st.sampled_from(
    [
        *("NotFound", "禁止", "Verboden (Forbidden)", "404", "BadRequest (400)", "{x}", "\\<x\\>"),
        *(
            "`CODE`",
            "**B**",
            "~~S~~",
            "<br>",
            "&lt;",
            "\\|",
            "|",
            "{% %}",
            "{{ }}",
            "-32601",
            "0x1F",
        ),
        *(
            "<span data-ttu-id=a>x</span>",
            '<span class="sxs-lookup">y</span>',
            "]]>",
            "\u202e",
            "\0",
        ),
        *(
            "1-5",
            "A / B",
            "a, b",
            "4xx",
            "[x](y)",
            "[x][]",
            "%s",
            "}",
            "{",
            "…",
            "\u2028",
            "\t",
            " ",
        ),
    ]
)
CELL = st.lists(PIECES, max_size=4).map("".join) | st.text(max_size=12)
ROW = st.lists(CELL, min_size=1, max_size=4).map("|".join)
HEADER = st.sampled_from(
    ["Error code|Status|Message", "Code|Message", "A|B|C", "エラー コード|説明", "|Code|"]
)
DELIMITER = st.sampled_from(["---|---|---", "-|-", ":--|--:|:-:", "|---|"])
FRONT = st.sampled_from(["", "---\nms.translationtype: MT\n---\n", "---\n: [\n---\n"])
TAIL = st.sampled_from(
    [
        "",
        '\n```json\n{"error": {"code": "NotFound"}}\n```\n',
        "\n```json\n{\n```\n",
        "\n<table><tr><td>",
    ]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    rows = draw(st.lists(ROW, max_size=8))
    lines = ["# Error codes", "", draw(HEADER), draw(DELIMITER), *rows]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return draw(FRONT) + end.join(lines) + draw(TAIL)


def read(text: str, overlay: str, reference: str) -> None:
    page, problems = markdown.read(document("page.md", text))
    settings_of_one = CatalogueSettings("any-errors", ("page.md",))
    beside = document("page.toml", overlay) if overlay else None
    found, more = catalogue.read(settings_of_one, [page], beside, [document("r.md", reference)])
    for problem in problems + more:
        assert report.draw(problem)
    if found is None:
        assert any(p.level == "error" for p in problems + more)
    else:
        assert len({e.class_name for e in found.errors}) == len(found.errors)
        assert len({e.code for e in found.errors}) == len(found.errors)


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages(), st.sampled_from(["", "[codes]\nNotFound = 'X'\n", "[", "codes = 1"]), pages())
def test_pages_made_of_tables(text: str, overlay: str, reference: str) -> None:
    read(text, overlay, reference)


@settings(max_examples=CASES, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=60))
def test_pages_made_of_anything(text: str, overlay: str, reference: str) -> None:
    read(text, overlay, reference)
