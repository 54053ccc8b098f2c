"""The server's half of TypeScript: typed by code, in both module systems and both forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model import Catalogue
from tests import node, rendered, samples, typescript_package
from tests.render.typescript.test_typescript_types import BUNDLER, MUST_FAIL, OLD, compiled

PROGRAM = (node.HERE / "server.ts").read_text("utf-8")
# Where the platform's types are known.
FETCHED = 'export const fetched: Response = server.toResponse(server.makeError("NotFound"));\n'


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize("options", [{}, OLD, BUNDLER], ids=["strict", "an old library", "web"])
def test_a_service_that_uses_all_of_it_compiles(
    options: dict[str, object], form: str, tmp_path: Path
) -> None:
    text = PROGRAM + (FETCHED if options == BUNDLER else "")
    assert compiled(samples.defender(), tmp_path, text, form=form, **options) == ""


@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_each_line_that_must_fail_fails(form: str, tmp_path: Path) -> None:
    lines = PROGRAM.split("\n")
    expected = {n + 2 for n, line in enumerate(lines) if line.strip().startswith(MUST_FAIL)}
    assert len(expected) == 14
    text = PROGRAM.replace("@ts-expect-error", "must fail")
    said = compiled(samples.defender(), tmp_path, text, form=form)
    assert {int(n) for n in re.findall(r"program\.ts\((\d+),", said)} == expected


@pytest.mark.parametrize("catalogue", rendered.SAMPLES.values(), ids=rendered.SAMPLES)
@pytest.mark.parametrize("name", ["program.mts", "program.cts"], ids=["import", "require"])
def test_that_of_any_catalogue_compiles(catalogue: Catalogue, name: str, tmp_path: Path) -> None:
    """Whatever its codes are, from both module systems."""
    source = (
        f'import {{ fromBody }} from "{catalogue.name}";\n'
        f'import {{ toBody, toProblem, toResponse }} from "{catalogue.name}/server";\n'
        "const error = fromBody(404, null);\n"
        "export const made: unknown[] = [toBody(error), toProblem(error), toResponse(error)];\n"
    )
    assert compiled(catalogue, tmp_path, source, name, verbatimModuleSyntax=False) == ""


def test_nothing_of_other_entries_is_in_the_client_s() -> None:
    made = rendered.files(samples.defender(), "typescript")
    index = made["typescript/defender-errors/index.js"]
    names = ("makeError", "toBody", "toHeaders", "toProblem", "toResponse", "fromAxios", "hintsOf")
    hint = samples.defender().errors[1].hints[0].text
    for name in (*names, "causesOf", hint, "./"):
        assert name not in index
