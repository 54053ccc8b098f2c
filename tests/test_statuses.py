"""HTTP status codes."""

from __future__ import annotations

import http

import pytest

from generator import statuses


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("BadRequest (400)", 400),
        ("404 (未找到)", 404),
        ("(429 的要求太多)", 429),
        ("금지(403)", 403),
        ("HTTP 500", 500),
        ("4xx", None),
        ("N/A", None),
        ("10003", None),
        ("600", None),
        ("a404b", None),
    ],
)
def test_the_number_is_read_wherever_it_stands(cell: str, number: int | None) -> None:
    assert statuses.number(cell) == number


@pytest.mark.parametrize(
    ("status", "name"), [(404, "NotFound"), (418, "ImATeapot"), (414, "URITooLong"), (499, "")]
)
def test_the_registered_name_as_one_word(status: int, name: str) -> None:
    assert statuses.name(status) == name


def test_every_error_status_of_the_registry_is_known() -> None:
    assert {s.value for s in http.HTTPStatus if s >= 400} <= set(statuses.PHRASES)


@pytest.mark.parametrize(("status", "family"), [(404, "client"), (503, "server"), (302, "other")])
def test_the_family_of_a_status(status: int, family: str) -> None:
    assert statuses.family(status) == family
