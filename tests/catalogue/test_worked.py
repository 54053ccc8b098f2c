"""Whole pages of other kinds, from table to class: numbers, several tables, HTML, headings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator import catalogue, markdown
from generator.diagnostics.source import document
from generator.model import Catalogue
from generator.project.settings import CatalogueSettings, Selection
from tests import rendered

ROOT = Path(__file__).parents[2]

VOICE = {
    "4100": ("UnknownError4100", None, True, ()),
    "4101": ("UnknownOpcodeError", None, True, ()),
    "4102": ("DecodeError", None, True, ()),
    "4103": ("NotAuthenticatedError", None, True, ()),
    "4104": ("AuthenticationFailedError", None, False, ("token_id",)),
    "4105": ("AlreadyAuthenticatedError", None, True, ()),
    "4108": ("RateLimitedError", None, True, ("d",)),
    "4111": ("ShardingRequiredError", None, False, ()),
}
WAREHOUSE = {
    "SKU_UNKNOWN": ("SkuUnknownError", 404, False, ("sku",)),
    "STOCK_EXHAUSTED": ("StockExhaustedError", 409, False, ("left_in_stock",)),
    "QUANTITY_INVALID": ("QuantityInvalidError", 400, False, ("quantity",)),
    "CART_EXPIRED": ("CartExpiredError", 410, False, ("cart",)),
    "LEDGER_LOCKED": ("LedgerLockedError", 503, True, ()),
    "INTERNAL": ("InternalApiError", 500, True, ()),
}
PRINTER = {
    "0x80040001": ("PrnEJamError", None, False, ("variable",)),
    "0x80040002": ("PrnETonerError", None, False, ()),
    "0x80040003": ("PrnEOfflineError", None, True, ()),
}
DEPOT = {
    "TRAM_BROKEN": ("TramBrokenError", None, False, ("tram_number",)),
    "TRAM_UNKNOWN": ("TramUnknownError", 404, False, ()),
    "LINE_UNKNOWN": ("LineUnknownError", 404, False, ()),
    "DEPOT_FULL": ("DepotFullError", 503, True, ()),
    "HORSE_TIRED": ("HorseTiredError", None, False, ()),
    "OIL_EMPTY": ("OilEmptyError", None, False, ()),
}
PAGES = {"voice": VOICE, "warehouse": WAREHOUSE, "printer": PRINTER, "depot": DEPOT}
# What the service sends, and the class that it has to become.
SENT = {
    "voice": (None, {"code": 4108, "message": "slow down"}, "RateLimitedError"),
    "warehouse": (
        409,
        {"fault": {"reason": "STOCK_EXHAUSTED", "text": "3 left"}},
        "StockExhaustedError",
    ),
    "printer": (None, {"code": "0x80040002"}, "PrnETonerError"),
    "depot": (503, {"problem": {"id": "DEPOT_FULL", "text": "Full."}}, "DepotFullError"),
}


def read(name: str) -> Catalogue:
    page = Path(__file__).parent / "worked" / name / "errors.md"
    found, problems = markdown.read(document(f"{name}/errors.md", page.read_text("utf-8")))
    selection = Selection(titled=name == "depot")
    settings = CatalogueSettings(f"{name}-errors", (page.name,), selection=selection)
    made, more = catalogue.read(settings, [found], None, [])
    assert not [p for p in problems + more if p.level == "error"]
    assert made is not None
    return made


@pytest.mark.parametrize("name", PAGES)
def test_a_page_becomes_the_catalogue_that_a_person_would_write(name: str) -> None:
    assert {
        e.code: (e.class_name, e.status, e.retryable.value, tuple(p.name for p in e.parameters))
        for e in read(name).errors
    } == PAGES[name]


def test_what_else_the_pages_say() -> None:
    limited = read("voice").errors[6]
    assert [v.messages[0].text.split()[1] for v in limited.variants] == ["sent", "opened"]
    assert read("warehouse").envelope.correlation_id == ("fault", "requestId")
    assert read("warehouse").errors[3].deprecated == "withdrawn"
    assert [t.heading for t in read("warehouse").tables if not t.left] == [
        "Client errors",
        "Server errors",
    ]
    assert read("printer").errors[0].messages[0].text.endswith("Öffnen Sie die Klappe.")


def test_what_stands_below_headings() -> None:
    found = read("depot")
    broken, tram, line, full, horse, oil = found.errors
    assert [m.text for m in broken.messages] == ["Tram {tram number} is broken."]
    assert [text.text for text in broken.causes] == ["The brakes are hot.", "The bell is cold."]
    assert [text.text for text in broken.actions] == ["Repair it, then try again."]
    assert dict(broken.fields)["en"] == (
        ("Description", "It stands in the way of the other trams."),
    )
    assert dict(tram.fields) == dict(line.fields)
    assert dict(tram.fields)["en"] == (("Background", "Numbers go from 1 to 99."),)
    assert (full.name, full.messages[0].text) == ("No room in the depot",) * 2
    assert (horse.deprecated, oil.deprecated) == ("withdrawn", "Deprecated error codes")
    assert found.envelope.correlation_id == ("problem", "traceId")
    assert [e.code for e in found.examples] == ["TRAM_BROKEN"]
    assert [(t.heading, t.rows, t.left) for t in found.tables] == [
        ("How to read this page", 1, "none is spelt like a code"),
        ("Errors of trams", 3, ""),
        ("Former error codes", 1, ""),
        ("Deprecated error codes", 1, ""),
    ]


@pytest.mark.parametrize("name", PAGES)
def test_its_python_imports_without_a_warning_and_decodes_what_is_sent(
    name: str, tmp_path: Path
) -> None:
    folder = ROOT / "templates"
    files = [path for path in (folder / "python").rglob("*") if path.is_file()]
    templates = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in files}
    texts, problems = rendered.outputs(templates, [read(name)])
    assert not problems
    for path, content in texts.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    status, body, wanted = SENT[name]
    program = (
        f"import {name}_errors as e\n"
        f"error = e.from_payload({status!r}, {body!r})\n"
        f"assert type(error).__name__ == {wanted!r}, error\n"
        "assert len({c.code for c in e.ERRORS.values()}) == len(e.ERRORS)\n"
    )
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, cwd=tmp_path / "python", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
