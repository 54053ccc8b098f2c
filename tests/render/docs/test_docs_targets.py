"""What docs show where not every language is made, and on a site that is there."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

import pytest

from generator.diagnostics.source import document
from generator.model import Catalogue, Envelope
from generator.names.style import Style
from generator.project import config
from tests import rendered, samples

LINES = {
    "docs": 'kind = "docs"\npath = "docs"',
    "pages": 'kind = "docs"\npath = "docs"\nsite = false',
    "customers": 'kind = "docs"\npath = "docs"\ngenerated-code = false',
    "python": 'kind = "python"\npath = "src/acme/errors"',
    "typescript": 'kind = "typescript"\npath = "js/errors"\nform = "ts"',
    "others": 'kind = "python"\npath = "src/x"\ncatalogues = ["other"]',
}


def pages(*targets: str, catalogue: Catalogue | None = None) -> dict[str, str]:
    """The docs with these targets."""
    meant = catalogue or samples.whole()
    names = (meant.name, "other")
    text = "".join(f'[tool.error-table.catalogues.{n}]\npages = ["{n}.md"]\n' for n in names)
    text += "".join(
        f"[[tool.error-table.targets]]\n{LINES[t]}\n"
        + ("" if t == "others" else f'catalogues = ["{meant.name}"]\n')
        for t in targets
    )
    settings, problems = config.read(document("pyproject.toml", text))
    assert not problems, problems
    made, problems = rendered.outputs(rendered.templates("docs"), [meant], settings)
    assert not problems
    return {path: content.decode() for path, content in made.items()}


# What only one language has, or none without code.
PYTHON = re.compile(r"Python|```python|raise_for_error|error\.retry_after|error\.correlation_id")
SCRIPT = re.compile(r"TypeScript|```ts\b|fromResponse|retryAfter|correlationId")
CODED = re.compile(r"ClientError|Http[0-9]{3}Error|error\.retry|hierarchy|unknown-codes")
SHOWN = {
    "both": (("docs", "python", "typescript"), True, True),
    "python": (("docs", "python"), True, False),
    "typescript": (("docs", "typescript"), False, True),
    "docs alone": (("docs",), False, False),
    "another catalogue's": (("docs", "others"), False, False),
    "pages alone": (("pages",), False, False),
    "pages and python": (("pages", "python"), True, False),
    "customers": (("customers", "python", "typescript"), False, False),
}


@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
@pytest.mark.parametrize(("targets", "python", "script"), SHOWN.values(), ids=SHOWN)
def test_a_language_is_shown_where_it_is_made(
    targets: tuple[str, ...], python: bool, script: bool, locale: str
) -> None:
    made = pages(*targets, catalogue=rendered.spoken(samples.whole(), locale))
    text = "\n".join(t for path, t in made.items() if path.endswith((".md", ".txt", ".yml")))
    assert bool(PYTHON.search(text)) == python
    assert bool(SCRIPT.search(text)) == script
    assert bool(CODED.search(text)) == (python or script)
    assert any(path.endswith("hierarchy.svg") for path in made) == (python or script)
    assert ("from acme.errors import" in text) == python
    assert ('from "./errors/index.js"' in text) == script


@pytest.mark.parametrize("targets", [case[0] for case in SHOWN.values()], ids=SHOWN)
def test_no_heading_is_empty_and_every_link_leads_somewhere(targets: tuple[str, ...]) -> None:
    made = pages(*targets)
    for path, text in made.items():
        if not path.endswith((".md", ".txt")):
            continue
        prose = re.sub(r"^```.*?^```$", "x", text, flags=re.MULTILINE | re.DOTALL)
        assert "\n\n\n" not in prose, path
        assert not re.search(r"^(#+) .*\n+(?:---|\1 |\Z)", prose, re.MULTILINE), path
        for link in re.findall(r"\]\((?!https:)([^)<#:]+)", text):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) in made, path


def test_pages_of_a_site_that_is_there_have_nothing_of_a_site_of_ours() -> None:
    ours, theirs = pages("docs", "python"), pages("pages", "python")
    assert {path for path in ours if path not in theirs} == {
        "docs/mkdocs.yml",
        *(f"docs/ja-JP/assets/{name}" for name in ("site.css", "site.js", "tabs.js", "codes.js")),
    }
    assert "zensical" in ours["docs/README.md"]
    assert "zensical" not in "".join(theirs.values())
    assert {path for path in theirs if theirs[path] != ours[path]} == {"docs/README.md"}


def test_docs_without_code_are_those_of_a_project_of_docs_alone() -> None:
    assert pages("customers", "python", "typescript") == pages("docs")


def test_classes_are_called_as_the_catalogue_has_them() -> None:
    made = pages("docs", "python", catalogue=replace(samples.whole(), style=Style("Acme")))
    said = made["docs/ja-JP/unknown-codes.md"]
    assert "except AcmeServerError as error" in said
    assert "`AcmeHttp404Error`" in said
    assert "AcmeHttp404Error" in made["docs/ja-JP/hierarchy.svg"]


def test_without_code_only_what_is_known_of_the_place_is_said() -> None:
    path = "docs/en/reading-an-error.md"
    listed = replace(samples.listed(), name="defender-errors")
    page = pages("docs", catalogue=listed)[path]
    assert "It is here:\n\n1. In the body at `errors[].code` (as in the examples" in page
    assert "1. In the header `x-error-code`.\n\n---\n" in page
    unknown = replace(listed, envelope=Envelope())
    made = pages("docs", catalogue=unknown)
    assert path not in made
    assert not any("reading-an-error" in text for text in made.values())
    assert "## How long to wait\n\nA response can say how long" in made["docs/en/retrying.md"]


def test_without_code_an_error_in_a_success_is_told_by_its_body() -> None:
    page = pages("docs", catalogue=samples.in_success())["docs/en/errors-in-success.md"]
    assert "A body is an error if it has, at `errcode`, a code" in page
    assert "error_of" not in page
    assert "errorOf" not in page


@pytest.mark.parametrize(
    ("targets", "names", "read"),
    [
        (
            ("docs", "python"),
            "`batch_size_received`",
            '`error.parameters.get("batch_size_received")`',
        ),
        (("docs", "typescript"), "`batchSizeReceived`", "`error.parameters.batchSizeReceived`"),
        (("docs",), "`batch_size_received`", ""),
    ],
)
def test_a_value_is_called_as_its_language_calls_it(
    targets: tuple[str, ...], names: str, read: str
) -> None:
    page = pages(*targets)["docs/ja-JP/errors/MaximumBatchSizeExceeded.md"]
    assert f"\n- {names}\n" in page
    assert f"\n{read} で読み取れます。" in page or (not read and "error.parameters" not in page)
