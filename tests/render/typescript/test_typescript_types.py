"""The generated declarations, held against TypeScript's compiler."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model import Catalogue
from tests import node, rendered, samples

STRICT = {
    "strict": True,
    "declaration": True,
    "exactOptionalPropertyTypes": True,
    "isolatedDeclarations": True,
    "noEmit": True,
    "noImplicitOverride": True,
    "noPropertyAccessFromIndexSignature": True,
    "noUncheckedIndexedAccess": True,
    "noUnusedLocals": True,
    "skipLibCheck": False,
    "types": [],
    "verbatimModuleSyntax": True,
    "target": "es2022",
    "lib": ["es2022"],
    "module": "nodenext",
}
OLD = {"target": "es2020", "lib": ["es2020"]}
BROWSER = {"lib": ["es2022", "dom", "dom.iterable"], "module": "esnext"}
BUNDLER = {**BROWSER, "moduleResolution": "bundler"}
MUST_FAIL = "// @ts-expect-error"


def compiled(
    catalogue: Catalogue, folder: Path, source: str, name: str = "program.ts", **options: object
) -> str:
    """What the compiler says about a program that uses the generated package."""
    rendered.write(catalogue, folder, "typescript")
    modules = folder / "node_modules"
    modules.mkdir()
    (folder / "typescript" / catalogue.name).rename(modules / catalogue.name)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    settings = {"compilerOptions": {**STRICT, **options}, "files": [name]}
    (folder / "tsconfig.json").write_text(json.dumps(settings), "utf-8")
    (folder / name).write_text(source, "utf-8")
    done = node.run(node.tool("tsc"), "-p", ".", "--pretty", "false", cwd=folder)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout


def program() -> str:
    return (node.HERE / "program.ts").read_text("utf-8")


@pytest.mark.parametrize(
    "options",
    [{}, OLD, BUNDLER],
    ids=["strict", "an old library", "a bundler"],
)
def test_a_program_that_uses_everything_compiles(
    options: dict[str, object], tmp_path: Path
) -> None:
    assert compiled(samples.defender(), tmp_path, program(), **options) == ""


def test_each_line_that_must_fail_fails(tmp_path: Path) -> None:
    """Without its comment, each such line is an error, and there is no other."""
    lines = program().split("\n")
    expected = [n + 1 for n, line in enumerate(lines) if line.strip().startswith(MUST_FAIL)]
    assert len(expected) == 17
    said = compiled(
        samples.defender(), tmp_path, program().replace("@ts-expect-error", "must fail")
    )
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


@pytest.mark.parametrize("code", ["0.code", "0.fault.kind", "errors.0.code", "fault.0.0.code"])
def test_a_body_with_lists_has_a_type(code: str, tmp_path: Path) -> None:
    envelope = samples.Envelope(tuple(code.split(".")))
    catalogue = replace(samples.defender(), envelope=envelope)
    way = "".join(f"[{key}]!" if key.isdigit() else f".{key}" for key in code.split("."))
    source = (
        f'import type {{ ErrorBody, ErrorBodyOf }} from "{catalogue.name}";\n'
        f'export const code = (body: ErrorBodyOf<"NotFound">): "NotFound" => body{way};\n'
        f"export const any = (body: ErrorBody): string => body{way};\n"
    )
    assert compiled(catalogue, tmp_path, source) == ""
