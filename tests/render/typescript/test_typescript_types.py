"""The generated declarations, held against TypeScript's compiler."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.model import Catalogue
from tests import node, rendered, samples, typescript_package

OLD = {"target": "es2020", "lib": ["es2020"]}
BROWSER = {"lib": ["es2022", "dom", "dom.iterable"], "module": "esnext"}
BUNDLER = {**BROWSER, "moduleResolution": "bundler"}
MUST_FAIL = "// @ts-expect-error"


def compiled(
    catalogue: Catalogue,
    folder: Path,
    source: str,
    name: str = "program.ts",
    form: str = "js",
    **options: object,
) -> str:
    """What the compiler says about a program that uses the generated package."""
    modules = folder / "node_modules"
    modules.mkdir()
    typescript_package.write(catalogue, folder, form).rename(modules / catalogue.name)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    (folder / name).write_text(source, "utf-8")
    return typescript_package.compiled(folder, files=[name], noEmit=True, **options)


def program() -> str:
    return (node.HERE / "program.ts").read_text("utf-8")


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize(
    "options",
    [{}, OLD, BUNDLER],
    ids=["strict", "an old library", "a bundler"],
)
def test_a_program_that_uses_everything_compiles(
    options: dict[str, object], form: str, tmp_path: Path
) -> None:
    assert compiled(samples.defender(), tmp_path, program(), form=form, **options) == ""


def test_the_examples_of_the_readme_compile(tmp_path: Path) -> None:
    readme = rendered.files(samples.defender(), "typescript")[
        "typescript/defender-errors/README.md"
    ]
    examples = rendered.blocks(readme, "ts")
    assert examples.count("import ") == 3
    assert compiled(samples.defender(), tmp_path, examples, noUnusedLocals=False, **BUNDLER) == ""


@pytest.mark.parametrize("form", typescript_package.FORMS)
def test_each_line_that_must_fail_fails(form: str, tmp_path: Path) -> None:
    """Without its comment, each such line is an error, and there is no other."""
    lines = program().split("\n")
    expected = [n + 1 for n, line in enumerate(lines) if line.strip().startswith(MUST_FAIL)]
    assert len(expected) == 24
    source = program().replace("@ts-expect-error", "must fail")
    said = compiled(samples.defender(), tmp_path, source, form=form)
    found = {int(n) for n in re.findall(r"program\.ts\((\d+),", said)}
    assert found == {line + 1 for line in expected}


@pytest.mark.parametrize("catalogue", rendered.SAMPLES.values(), ids=rendered.SAMPLES)
@pytest.mark.parametrize("name", ["program.mts", "program.cts"], ids=["import", "require"])
def test_declarations_of_any_catalogue_compile(
    catalogue: Catalogue, name: str, tmp_path: Path
) -> None:
    """From both module systems; and the type of the codes is the page's own list."""
    codes = json.dumps([e.code for e in catalogue.errors])
    source = (
        f'import * as api from "{catalogue.name}";\n'
        f"export const codes: typeof api.ERROR_CODES = {codes};\n"
        "export const error: api.ErrorUnion = api.fromBody(400, '');\n"
    )
    assert compiled(catalogue, tmp_path, source, name, verbatimModuleSyntax=False) == ""


def test_declarations_of_2000_codes_compile(tmp_path: Path) -> None:
    source = (
        'import { type ErrorUnion, hasCode } from "large";\n'
        "export const is = (e: ErrorUnion): e is ErrorUnion => hasCode(e, 'Code1', 'Code1999');\n"
        "// @ts-expect-error: there is none\nhasCode(1, 'Code2000');\n"
    )
    assert compiled(samples.large(2000), tmp_path, source) == ""


NUMBERS = """
import type { ErrorBody, ErrorBodyOf, SentCode } from "gateway";
export const any: ErrorBody[] = %(sent)s.map((code) => ({ code }));
export const known: ErrorBodyOf<"%(code)s"> = { code: %(known)s };
export const open: ErrorBodyOf = { code: 99999 };
export const text: SentCode<"0x80070005"> = "0x80070005";
// @ts-expect-error: another code
export const wrong: ErrorBodyOf<"%(code)s"> = { code: 99999 };
// @ts-expect-error: it is text, in its own notation
export const hex: SentCode<"0x80070005"> = 2147942405;
"""


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize(
    ("wire", "known"), [("integer", "10003"), ("", "10003"), ("", '"10003"')], ids=str
)
def test_a_code_that_is_a_number_may_be_sent_as_one(
    wire: Any, known: str, form: str, tmp_path: Path
) -> None:
    catalogue = replace(samples.numeric(), envelope=samples.Envelope(("code",), wire=wire))
    codes = {error.code for error in catalogue.errors}
    assert {"10003", "0x80070005"} <= codes
    source = NUMBERS % {"code": "10003", "known": known, "sent": f"[{known}, 99999]"}
    if wire:
        source += "// @ts-expect-error: it comes as a number\n"
        source += 'export const said: ErrorBodyOf<"10003"> = { code: "10003" };\n'
    assert compiled(catalogue, tmp_path, source, form=form) == ""


def test_a_code_that_is_sent_as_text_is_text(tmp_path: Path) -> None:
    """Where the page says so; and of words nobody has to be told."""
    catalogue = replace(samples.numeric(), envelope=samples.Envelope(("code",), wire="string"))
    source = (
        'import type { ErrorBodyOf } from "gateway";\n'
        'export const code: "10003" = (null as unknown as ErrorBodyOf<"10003">).code;\n'
    )
    assert compiled(catalogue, tmp_path, source) == ""
    for each in (catalogue, samples.defender()):
        assert "SentCode" not in "".join(rendered.files(each, "typescript").values())


def test_each_item_of_an_array_has_a_code_of_its_own(tmp_path: Path) -> None:
    """The first has the code of the body, where that is documented."""
    envelope = samples.Envelope(("errors", 0, "code"), ("errors", 0, "text"))
    catalogue = replace(samples.defender(), envelope=envelope)
    source = (
        f'import type {{ ErrorBody, ErrorBodyOf }} from "{catalogue.name}";\n'
        'declare const body: ErrorBodyOf<"NotFound">;\n'
        'export const first: "NotFound" = body.errors[0].code;\n'
        "export const others: string[] = body.errors.map((each) => each.text ?? each.code);\n"
        'export const two: ErrorBody = { errors: [{ code: "NotFound" }, { code: "Forbidden" }] };\n'
        "// @ts-expect-error: there is one at least\n"
        "export const none: ErrorBody = { errors: [] };\n"
        "// @ts-expect-error: another one may have any code\n"
        'export const same: "NotFound" = body.errors[1]!.code;\n'
    )
    assert compiled(catalogue, tmp_path, source) == ""


def test_errors_in_a_success_are_typed(tmp_path: Path) -> None:
    """Only where they are configured there is something to ask."""
    source = (
        'import { type ErrorUnion, errorOf } from "defender-errors";\n'
        "export const found: ErrorUnion | undefined = errorOf(200, {}, null, { keepBody: true });\n"
        "// @ts-expect-error: all may be well\n"
        "export const sure: ErrorUnion = errorOf(200, {});\n"
    )
    catalogue = replace(samples.defender(), errors_in_success=True)
    assert compiled(catalogue, tmp_path, source) == ""
    for form in typescript_package.FORMS:
        made = rendered.files(samples.defender(), "typescript", form=form)
        assert "errorOf" not in "".join(made.values())


@pytest.mark.parametrize("code", ["0.code", "0.fault.kind", "errors.0.code", "fault.0.0.code"])
def test_a_body_with_lists_has_a_type(code: str, tmp_path: Path) -> None:
    envelope = samples.Envelope(samples.key_path(code))
    catalogue = replace(samples.defender(), envelope=envelope)
    way = "".join(f"[{key}]!" if key.isdigit() else f".{key}" for key in code.split("."))
    source = (
        f'import type {{ ErrorBody, ErrorBodyOf }} from "{catalogue.name}";\n'
        f'export const code = (body: ErrorBodyOf<"NotFound">): "NotFound" => body{way};\n'
        f"export const any = (body: ErrorBody): string => body{way};\n"
    )
    assert compiled(catalogue, tmp_path, source) == ""
