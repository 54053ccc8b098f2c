"""Retired and deprecated codes: marked wherever they stand, and no examples to copy."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from generator.model import Catalogue, Retryable
from generator.render.views import texts
from tests import rendered, samples

GONE, OLD, LIVE = "BadRequest", "InvalidHashValue", "InvalidInput"


def made(locale: str) -> Catalogue:
    """A catalogue with a retired and a deprecated code, which may be retried."""
    whole = rendered.spoken(samples.whole(), locale)
    facts = {GONE: {"retired": True, "deprecated": "Use *this*."}, OLD: {"deprecated": "since 2"}}
    errors = (
        replace(e, retryable=Retryable(True, "page"), **facts.get(e.code, {})) for e in whole.errors
    )
    return replace(whole, errors=tuple(errors))


WORDS = {"en-US": ("retired", "deprecated"), "ja-JP": ("廃止", "非推奨")}


@pytest.mark.parametrize("locale", WORDS)
def test_an_outdated_code_is_marked_wherever_it_stands_among_others(locale: str) -> None:
    retired, deprecated = WORDS[locale]
    files = rendered.files(made(locale), "docs")
    docs = f"docs/defender-errors/{locale}"
    for path in ("README.md", "retrying.md", "status/400.md", f"errors/{LIVE}.md"):
        lines = files[f"{docs}/{path}"].split("\n")
        for code, word in ((GONE, retired), (OLD, deprecated), (LIVE, "")):
            found = [x for x in lines if f"[`{code}`](" in x]
            assert found or code == path[7:-3], (path, code)
            assert all((f"{code}.md) · **{word}** " in x) is bool(word) for x in found), path
    told = files["docs/defender-errors/llms.txt"].split("\n")
    (line,) = (x for x in told if x.startswith(f"- [{GONE}]"))
    assert f".md): {retired}, HTTP 400" in line
    assert line.endswith(": Use *this*.")


@pytest.mark.parametrize("locale", WORDS)
def test_an_outdated_code_is_crossed_out_in_the_picture(locale: str) -> None:
    files = rendered.files(made(locale), "docs")
    drawn = files[f"docs/defender-errors/{locale}/hierarchy.svg"]
    groups = re.findall(r'<g class="([^"]*)".*?<text[^>]*>([^<]*)</text>', drawn, re.DOTALL)
    crossed = [text for kind, text in groups if "outdated" in kind]
    assert crossed == [GONE, OLD, " / ".join(WORDS[locale])]
    plain = rendered.files(rendered.spoken(samples.whole(), locale), "docs")
    assert WORDS[locale][0] not in plain[f"docs/defender-errors/{locale}/hierarchy.svg"]
    (alt,) = re.findall(r"!\[(.*)\]\(hierarchy", files[f"docs/defender-errors/{locale}/README.md"])
    (without,) = re.findall(
        r"!\[(.*)\]\(hierarchy", plain[f"docs/defender-errors/{locale}/README.md"]
    )
    assert alt.startswith(f"{without} ")


def test_an_outdated_code_is_no_example_where_there_is_another() -> None:
    whole = made("en-US")
    chosen = texts.sample(whole, [e for e in whole.errors if e.is_outdated])
    assert chosen is not None
    assert not chosen.is_outdated
    alone = replace(whole, errors=(whole.errors[0],), examples=())
    assert texts.sample(alone) == whole.errors[0]
    assert texts.sample(replace(alone, errors=())) is None


def test_openapi_says_which_codes_are_outdated() -> None:
    whole = replace(made("en-US"), examples=())
    document = json.loads(rendered.files(whole, "openapi")["openapi/defender-errors.json"])
    found = document["components"]["responses"]["Http400"]
    assert [code for code, said in found["x-codes"].items() if "deprecated" in said] == [GONE, OLD]
    lines = found["description"].split("\n")
    (gone,) = (line for line in lines if f"`{GONE}`" in line)
    assert "(retired, retryable)" in gone
    assert gone.endswith(" Deprecated: Use \\*this\\*.")
    assert any("(deprecated, retryable)" in line for line in lines if f"`{OLD}`" in line)
    examples = found["content"]["application/json"]["examples"]
    assert OLD in examples
    assert GONE not in examples
