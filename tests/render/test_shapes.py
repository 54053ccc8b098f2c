"""The shapes of Python that black is not asked about: each is one that it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import black
import pytest
from black.mode import Mode, TargetVersion

from generator.model import Catalogue, Envelope, Error, Message, Parameter, Retryable, Text, Variant
from generator.project.settings import Settings
from generator.render import shape, targets, tidy
from tests import rendered, samples, workshop

FILE = Path(__file__).parents[2] / "generator" / "render" / "shapes.txt"
MODE = Mode(target_versions={TargetVersion.PY311}, line_length=88)
LONG = "It failed for a reason that takes more room to tell than one line of Python has. " * 2


def various() -> Iterator[Error]:
    """Errors of every kind that makes another class, and the last of them is no special one."""
    messages = ((), ("It failed.",), (LONG, "It failed."))
    evidence = ("status", "unknown")
    kinds = product(messages, range(5), (None, 404), (True, False), evidence, ("", "hint", LONG))
    for number, (said, count, status, again, known, hint) in enumerate(kinds):
        yield Error(
            f"Code{number}",
            f"Code{number}Error",
            f"code{number}",
            status=status,
            messages=tuple(Message("en", text, (text, *range(count))) for text in said),
            parameters=tuple(Parameter(f"p{n}", "words") for n in range(count)),
            retryable=Retryable(again, known),
            hints=(Text("en", hint),) if hint else (),
        )


def odd() -> Iterator[Error]:
    plain = Error("Odd", "OddError", "odd", 404, messages=(Message("en", "It failed."),))
    yield plain
    yield replace(plain, retired=True)
    yield replace(plain, deprecated="since 2")
    yield replace(plain, aliases=("Old", "Older"), source="support")
    yield replace(plain, variants=(Variant(409, (Message("en", LONG),)),))
    yield replace(plain, hints=(Text("en", "One."), Text("en", "Two.")), causes=plain_texts())
    yield replace(plain, hints=(Text("en", LONG), Text("en", "Two.")), actions=plain_texts())


def plain_texts() -> tuple[Text, ...]:
    return (Text("en", "Because."), Text("en", "Whatever."))


def catalogues() -> Iterator[Catalogue]:
    """Real ones, hand-made ones, and one for each kind of error and of catalogue."""
    yield from (rendered.real(), samples.defender(), samples.numeric(), samples.variants())
    yield from (samples.whole(), samples.large(50))
    some = samples.catalogue("some", [*various(), *odd()], locale="en")
    for error in (*some.errors[:2], *odd()):
        yield replace(some, errors=(error,))
    for errors in (some.errors, some.errors[30:60]):
        for locales, url, author in product(
            (("en",), ("en", "ja")), ("", "https://x.y"), ("", "A")
        ):
            made = replace(some, errors=errors, locales=locales, doc_url=url, author=author)
            yield replace(made, licence=author, origin=url)
            yield replace(made, envelope=Envelope(("code",), ("message",), ("id",)))
    yield replace(some, examples=samples.defender().examples)


def rendering() -> set[str]:
    """The shapes of all that these catalogues become."""
    folder = FILE.parents[2] / "templates"
    files = [path for path in (folder / "python").rglob("*") if path.is_file()]
    templates = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in files}
    found: set[str] = set()
    for catalogue in catalogues():
        outputs, problems = targets.targets(templates, [catalogue], Settings())
        assert not problems
        texts = (output.text for output in outputs if output.path.endswith(".py"))
        found |= {shape.short(piece) for text in texts for piece in tidy._pieces(text)}
    return {form for form in found - {""} if tidy._of_shape(form, stub=False) == form}


@pytest.mark.slow
def test_the_shapes_of_what_we_write_are_known() -> None:
    """GENERATOR_UPDATE_SHAPES=1 writes them again, for instance after a template has changed."""
    found = rendering()
    if os.environ.get("GENERATOR_UPDATE_SHAPES") == "1":
        FILE.write_text(shape.SEPARATOR.join(sorted(found)), "utf-8")
        shape.known.cache_clear()
    assert shape.known() == found


@pytest.mark.parametrize("form", sorted(shape.known()))
def test_black_leaves_a_known_shape_alone(form: str) -> None:
    assert form
    assert black.format_str(form, mode=MODE) == form


def test_the_project_s_own_page_is_built_without_black(tmp_path: Path) -> None:
    """Importing it and asking it takes longer than all the rest."""
    root = FILE.parents[2]
    for path in (
        "pyproject.toml",
        "source_docs/common-errors.md",
        "source_docs/common-errors.toml",
    ):
        workshop.write(tmp_path, {path: (root / path).read_text("utf-8")})
    code = (
        "import sys; from generator.cli import main; code = main(['build', '-q'])\n"
        "sys.exit(code or 'black' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=workshop.environment(), capture_output=True
    )
    assert (
        answer.returncode == 0
    ), "run GENERATOR_UPDATE_SHAPES=1 pytest tests/render/test_shapes.py"
    assert workshop.tree(tmp_path / "generated") == workshop.tree(root / "generated")
