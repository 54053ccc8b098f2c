"""The generated package, as npm, bundlers and readers see it."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from generator.model import Catalogue
from generator.project.settings import Settings
from generator.render.targets import header
from generator.render.views import typescript
from tests import node, rendered, samples, typescript_package

LIMIT = 4096


def files(catalogue: Catalogue) -> dict[str, str]:
    """The files of the package by name."""
    found = rendered.files(catalogue, "typescript")
    return {path.rsplit("/", 1)[1]: text for path, text in found.items()}


def minified(source: str, *options: str) -> str:
    """What esbuild makes of a module."""
    done = node.run(node.tool("esbuild"), "--minify", "--format=esm", *options, stdin=source)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_publint_finds_nothing(tmp_path: Path) -> None:
    folder = rendered.write(samples.defender(), tmp_path, "typescript") / "typescript"
    command = [node.tool("publint"), "run", "--strict", "--pack", "false"]
    done = node.run(*command, folder / "defender-errors")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All good!" in done.stdout


def test_attw_finds_nothing(tmp_path: Path) -> None:
    """Are the types wrong? In node10, node16 (both systems) and bundlers."""
    folder = rendered.write(samples.defender(), tmp_path, "typescript") / "typescript"
    packed = node.npm("pack", "--pack-destination", str(tmp_path), cwd=folder / "defender-errors")
    assert packed.returncode == 0, packed.stderr
    command = [node.tool("attw"), "--no-definitely-typed", "--format", "json"]
    done = node.run(*command, tmp_path / "defender-errors-0.1.0.tgz")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["analysis"]["problems"] == []


def test_everything_that_is_wanted_is_packed(tmp_path: Path) -> None:
    folder = rendered.write(samples.defender(), tmp_path, "typescript") / "typescript"
    packed = node.npm("pack", "--dry-run", "--json", cwd=folder / "defender-errors")
    found = json.loads(packed.stdout)
    listed = found[0] if isinstance(found, list) else next(iter(found.values()))
    assert {file["path"] for file in listed["files"]} == set(files(samples.defender()))


@pytest.mark.parametrize(
    ("said", "module", "package"),
    [
        ("", "defender-errors", "defender-errors"),
        ("@acme/{name}", "@acme/defender-errors", "@acme/defender-errors"),
        ("@acme/client/errors", "@acme/client/errors", "defender-errors"),
        ("#errors", "#errors", "defender-errors"),
    ],
)
def test_it_is_imported_as_its_project_says(said: str, module: str, package: str) -> None:
    """That is its name as well, where npm can call a package so."""
    found = rendered.files(samples.defender(), "typescript", **{"import": said})
    made = {path.rsplit("/", 1)[1]: text for path, text in found.items()}
    assert json.loads(made["package.json"])["name"] == package
    assert f'}} from "{module}";\n' in made["README.md"]
    assert f'import * as testing from "{module}/testing";\n' in made["README.md"]
    assert made["README.md"].split("\n")[1] == f"# {package}"


def test_the_20_codes_stay_small() -> None:
    source = files(samples.whole())["index.js"]
    assert len(gzip.compress(minified(source).encode(), 9, mtime=0)) <= LIMIT


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize(
    ("name", "limit"),
    [("isDefenderApiError", 200), ("hasCode", 300), ("NotFoundError", 2500)],
)
def test_what_is_not_imported_is_shaken_off(
    name: str, limit: int, form: str, tmp_path: Path
) -> None:
    rendered.write(samples.whole(), tmp_path, "typescript", form=form)
    entry = tmp_path / "entry.mjs"
    path = f"./typescript/defender-errors/index.{form}"
    entry.write_text(f'import {{ {name} }} from "{path}"; console.log({name});', "utf-8")
    done = node.run(node.tool("esbuild"), "--bundle", "--minify", "--format=esm", entry)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) < limit
    assert "TooManyRequests" not in done.stdout


@pytest.mark.parametrize("form", typescript_package.FORMS)
@pytest.mark.parametrize("catalogue", rendered.SAMPLES.values(), ids=rendered.SAMPLES)
def test_files_begin_with_their_header_and_end_in_a_newline(
    catalogue: Catalogue, form: str
) -> None:
    """After that of the project, if it has one."""
    for own, above in (("", ""), ("/* eslint-disable */", "/* eslint-disable */\n")):
        found = rendered.files(catalogue, "typescript", form=form, header=own)
        for path, text in found.items():
            if path.endswith((".js", ".cjs", ".ts", ".cts")):
                assert text.startswith(f"{above}// {header([catalogue])}\n")
            assert text.endswith("\n")
            assert "\n\n\n" not in text


def test_both_module_systems_have_the_same_code_and_declarations() -> None:
    made = files(samples.whole())
    esm, cjs = made["index.js"].replace("export ", ""), made["index.cjs"]
    assert made["index.d.ts"] == made["index.d.cts"]
    assert cjs.replace('"use strict";\n\n', "").startswith(esm.rstrip("\n"))
    for name in ("axios", "hints", "server", "testing"):
        assert made[f"{name}.d.ts"] == made[f"{name}.d.cts"].replace('.cjs"', '.js"')


def test_a_class_is_documented_for_readers() -> None:
    """English first, then the page's own words, then what else there is to know."""
    error = replace(
        samples.defender().errors[1], deprecated="since 2.0", class_name="InvalidHashValueError"
    )
    catalogue = replace(
        samples.defender(), errors=(error,), doc_url="https://example.org/docs/", examples=()
    )
    declared = files(catalogue)["index.d.ts"]
    assert (
        "/**\n"
        " * `InvalidHashValue`: HTTP 400 Bad Request.\n"
        " *\n"
        " * ハッシュ値 {invalid_hash} が無効です。\n"
        " *\n"
        " * Hint: 大文字と小文字が区別されます。\n"
        " *\n"
        " * @see https://example.org/docs/InvalidHashValue\n"
        " *\n"
        " * @deprecated since 2.0\n"
        " */\n"
        "export declare class InvalidHashValueError extends Http400Error {\n"
    ) in declared


def test_every_exported_declaration_is_documented() -> None:
    lines = files(samples.whole())["index.d.ts"].split("\n")
    bare = [
        line
        for before, line in pairwise(lines)
        if line.startswith("export ") and before != " */" and not before.startswith("/** ")
    ]
    assert bare == []


def test_no_text_begins_a_tag_or_ends_a_comment() -> None:
    """A hostile page adds no JSDoc tag: the only ones are our own."""
    declared = files(samples.hostile())["index.d.ts"]
    tags = set(re.findall(r"^ \* (@\w+)", declared, re.MULTILINE))
    assert tags <= {"@example", "@param", "@deprecated", "@see"}
    comments = "\n".join(re.findall(r"/\*\*.*?\*/", declared, re.DOTALL))
    assert re.search(r"[ {]@(?!example|param|deprecated|see)", comments) is None


def test_variants_say_every_status_and_share_what_these_have_in_common() -> None:
    declared = files(samples.variants())["index.d.ts"]
    assert "`ABORTED`: HTTP 409 Conflict or HTTP 429 Too Many Requests." in declared
    assert "class AbortedError extends ClientError {\n" in declared
    assert "class Http429Error extends ClientError {\n" in declared
    assert "@deprecated The page no longer documents this code." in declared


def test_an_old_code_and_an_address_are_known(tmp_path: Path) -> None:
    """Aliases of the overlay, and doc_url with a slug that is not the code."""
    errors = (
        replace(samples.defender().errors[5], aliases=("Missing",)),
        replace(samples.defender().errors[6], slug="other"),
    )
    catalogue = replace(samples.defender(), errors=errors, doc_url="https://example.org/e")
    rendered.write(catalogue, tmp_path, "typescript")
    code = (
        'import * as api from "./index.js"; const e = api.fromBody(404, { code: "Missing" });'
        "console.log(e.name, e.code, e.rawCode, e.docUrl, new api.ResourceNotFoundError().docUrl,"
        'api.fromBody(404, "").docUrl)'
    )
    assert node.javascript(code, tmp_path / "typescript" / "defender-errors").split() == [
        *("NotFoundError", "NotFound", "Missing", "https://example.org/e/NotFound"),
        *("https://example.org/e/other", "undefined"),
    ]


def test_the_page_s_own_example_has_its_parameters(tmp_path: Path) -> None:
    """The page is Japanese, the body that it shows is English: so is what the overlay adds."""
    made = rendered.real()
    (shown,) = [example.text for example in made.examples if example.code == "ResourceNotFound"]
    rendered.write(made, tmp_path, "typescript")
    code = f'import * as api from "./index.js"; const e = api.fromBody(404, {json.dumps(shown)});'
    code += "console.log(JSON.stringify(e.parameters))"
    found = json.loads(node.javascript(code, tmp_path / "typescript" / "defender-errors"))
    assert found == {"requestedResource": "Machine 123123123"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("0.1.0", "0.1.0"),
        ("1", "1.0.0"),
        ("1.2", "1.2.0"),
        ("01.2.3", "1.2.3"),
        ("1.2rc1", "1.2.0-rc1"),
        ("1.2.3.dev4", "1.2.3-dev4"),
        ("next", "0.0.0"),
    ],
)
def test_a_version_of_python_becomes_one_of_npm(said: str, meant: str) -> None:
    assert typescript.semver(said) == meant
    outputs, _ = rendered.outputs(
        rendered.templates("typescript"), [samples.defender()], Settings(version=said)
    )
    text = outputs["typescript/defender-errors/package.json"]
    assert json.loads(text)["version"] == meant


@pytest.mark.parametrize(
    ("licence", "npm"),
    [
        ("CC-BY-4.0", "MIT AND CC-BY-4.0"),
        ("MIT OR Apache-2.0", "MIT AND (MIT OR Apache-2.0)"),
        ("see the page", "SEE LICENSE IN NOTICE.md"),
        ("", None),
    ],
)
def test_the_licence_is_an_spdx_expression_or_a_file(licence: str, npm: str | None) -> None:
    made = files(replace(samples.defender(), licence=licence))
    assert json.loads(made["package.json"]).get("license") == npm
    assert licence in made["NOTICE.md"].replace("\\", "")


def test_a_page_without_attribution_has_no_notice() -> None:
    made = files(replace(samples.defender(), licence="", author="", origin=""))
    assert "NOTICE.md" not in made


@pytest.mark.parametrize(
    ("paths", "declared"),
    [
        ((("code",), (), ()), "{\n  readonly code: C;\n}"),
        (((), ("message",), ()), ""),
        (
            (("errors", 0, "code"), ("errors", 0, "te-xt"), ("id",)),
            """{
  readonly errors: readonly [
    {
      readonly code: C;
      readonly "te-xt"?: string;
    },
    ...ReadonlyArray<{
      readonly code: WireCode;
      readonly "te-xt"?: string;
    }>,
  ];
  readonly id?: string;
}""",
        ),
        (
            ((1, "code"), (0, "text"), (0, "id")),
            """readonly [
  unknown,
  {
    readonly code: C;
  },
  ...ReadonlyArray<{
    readonly code: WireCode;
  }>,
]""",
        ),
        ((("code",), ("code", "message"), ()), ""),
        ((("code",), ("code",), ()), ""),
    ],
    ids=["flat", "no code", "a list", "a place in a list", "through a value", "twice"],
)
def test_the_type_of_a_body(paths: tuple[tuple[str, ...], ...], declared: str) -> None:
    assert typescript.declared(samples.Envelope(*paths)) == declared


@pytest.mark.parametrize(
    ("paths", "body"),
    [
        (
            ("fault.what.id", "fault.text", "trace.0.ref"),
            '{ fault: { text: "m", what: { id: "NotFound" } }, trace: [{ ref: "r" }] }',
        ),
        (
            ("errors.0.extensions.code", "errors.0.message", "trace.1.ref"),
            '{errors: [{ extensions: { code: "NotFound" }, message: "m" }], trace: [0, {ref:"r"}]}',
        ),
        (
            ("0.fault.kind", "0.text", "0.ref"),
            '[{ fault: { kind: "NotFound" }, text: "m", ref: "r" }]',
        ),
        (("1.kind", "1.text", "1.ref"), '[0, { kind: "NotFound", text: "m", ref: "r" }]'),
    ],
)
def test_an_envelope_of_any_shape_is_read(
    paths: tuple[str, str, str], body: str, tmp_path: Path
) -> None:
    """The message and the id may stand elsewhere than beside the code."""
    envelope = samples.Envelope(*map(samples.key_path, paths))
    catalogue = replace(samples.defender(), envelope=envelope)
    rendered.write(catalogue, tmp_path, "typescript")
    code = (
        f'import * as api from "./index.js"; const e = api.fromBody(404, {body});'
        "console.log(e.code, e.message, e.correlationId)"
    )
    folder = tmp_path / "typescript" / "defender-errors"
    assert node.javascript(code, folder).split() == ["NotFound", "m", "r"]


def test_the_lock_file_names_no_registry() -> None:
    lock = (node.HERE / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "://" not in lock
    assert all(p.get("integrity") for path, p in json.loads(lock)["packages"].items() if path)
