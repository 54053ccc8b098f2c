"""What our own templates write is as black has it: it is asked here, so that a build need not."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import black
import pytest
from black.mode import Mode, TargetVersion

from generator import render
from generator.cli import projects
from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Message,
    PageInfo,
    Parameter,
    Retryable,
    Text,
    Variant,
)
from generator.render import tidy
from tests import anything, rendered, samples, workshop
from tests.anything import fuzz

MODE = Mode(target_versions={TargetVersion.PY311}, line_length=88)
LONG = "It failed for a reason that takes more room to tell than one line of Python has. " * 2
HINTS = ("", "hint", LONG, "大文字と小文字" * 4, "大文字と小文字" * 9)


@cache
def environment() -> Any:
    """Compiling the templates takes longer than rendering them."""
    return render.environment(rendered.templates("python"))


def modules(catalogue: Catalogue) -> dict[str, str]:
    """The Python of a catalogue, as a build writes it."""
    templates = rendered.templates("python")
    with mock.patch.object(render, "environment", return_value=environment()):
        found, problems = rendered.outputs(templates, [catalogue], built_in=templates)
    assert not problems
    return {path: text.decode() for path, text in found.items() if path.endswith(".py")}


def various() -> Iterator[Error]:
    """Errors of every kind that makes another class, and the last of them is no special one."""
    messages = ((), ("It failed.",), (LONG, "It failed."))
    evidence = ("status", "unknown")
    kinds = product(messages, range(5), (None, 404), (True, False), evidence, HINTS)
    for number, (said, count, status, again, known, hint) in enumerate(kinds):
        yield Error(
            f"Code{number}",
            class_name=f"Code{number}Error",
            slug=f"code{number}",
            status=status,
            messages=tuple(Message("en", text, (text, *range(count))) for text in said),
            parameters=tuple(Parameter(f"p{n}", "words") for n in range(count)),
            retryable=Retryable(again, known),
            hints=(Text("en", hint),) if hint else (),
        )


PLAIN = Error(
    "Odd", class_name="OddError", slug="odd", status=404, messages=(Message("en", "It failed."),)
)
TOLD = (Text("en", "Because."), Text("en", "Whatever."))


def odd() -> Iterator[Error]:
    yield PLAIN
    yield replace(PLAIN, status=None, messages=())
    yield replace(PLAIN, retired=True)
    yield replace(PLAIN, deprecated="since 2")
    yield replace(PLAIN, aliases=("Old", "Older"), source="support")
    yield replace(PLAIN, aliases=("Old" * 12, "Older" * 20))
    yield replace(PLAIN, variants=(Variant(409, (Message("en", LONG),)),))
    yield replace(PLAIN, hints=(Text("en", "One."), Text("en", "Two.")), causes=TOLD)
    yield replace(PLAIN, hints=(Text("en", LONG), Text("en", "Two.")), actions=TOLD)
    yield replace(PLAIN, parameters=(Parameter("p", "words"),))
    yield replace(PLAIN, messages=(Message("en", 'It said "no", and it\'s "no".'),))


def catalogues() -> Iterator[Catalogue]:
    """Hand-made ones, and one for each kind of error and of catalogue."""
    some = samples.catalogue("some", [*various(), *odd()], locale="en")
    for error in (*some.errors[:2], *odd()):
        yield replace(some, errors=(error,))
    yield some
    few = replace(some, errors=some.errors[30:60])
    for locales, url, author in product((("en",), ("en", "ja")), ("", "https://x.y"), ("", "A")):
        made = replace(few, locales=locales, doc_url=url, author=author)
        yield replace(made, licence=author, origin=url)
        yield replace(made, envelope=Envelope(("code",), ("message",), ("id",)))
    yield replace(some, examples=samples.defender().examples)
    far = PageInfo(f"docs/{'reference/' * 12}errors.md", "en", "Errors")
    yield replace(some, errors=some.errors[:1], pages=(far,))


def lengths() -> Iterator[Catalogue]:
    """Names, codes, hints, paths and texts of every length that a line has room for."""
    for count in range(1, 90):
        word = "x" * count
        hints = (Text("en", word), Text("en", "禁" * count))
        errors = [
            *(replace(PLAIN, code=word), replace(PLAIN, code="禁" * count)),
            *(replace(PLAIN, code=f"h{n}", hints=(hint,)) for n, hint in enumerate(hints)),
            replace(PLAIN, code="hints", hints=hints, deprecated=word, aliases=(f"Old{word}",)),
            replace(PLAIN, code="m", messages=(Message("en", f"{word} {'禁' * count}."),)),
            replace(PLAIN, code="p", parameters=(Parameter(word, "words"),)),
            replace(PLAIN, code="q", parameters=tuple(Parameter(n + word, "words") for n in "ab")),
        ]
        envelope = Envelope((word, "code"), ("a", word, "message"), (word,))
        # Of names a few lengths: each makes another of every module.
        name = word if count % 9 == 1 else "some"
        made = samples.catalogue(name, errors, locale="en", envelope=envelope)
        yield made
        if count % 9 == 1:
            yield replace(made, errors=made.errors[:1], envelope=Envelope((), (), (word,)))


@cache
def asked(piece: str) -> str:
    """What black makes of a class or function, with characters as wide as they are for us."""
    return tidy._black(piece, stub=False)


def judge(catalogue: Catalogue) -> None:
    for path, text in modules(catalogue).items():
        pieces = tidy._pieces(text)
        assert "\n\n".join(pieces) == text, path
        for piece in pieces:
            assert asked(piece) == piece, path


@pytest.mark.parametrize("make", [catalogues, lengths])
def test_every_class_and_function_is_as_black_has_it(make: object) -> None:
    for catalogue in make():  # type: ignore[operator]
        judge(catalogue)


@fuzz(0.3, rounds=3)
def test_whatever_a_page_says(dice: Random) -> None:
    judge(anything.catalogue(dice))


SAMPLES = {**rendered.SAMPLES, "real": rendered.real()}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_module_is_as_black_has_it(name: str) -> None:
    for path, text in modules(SAMPLES[name]).items():
        assert black.format_str(text, mode=MODE) == text, path


def test_the_hand_made_ones_together_are_as_black_has_them() -> None:
    *_, last = lengths()
    for made in (*list(catalogues())[:4], last):
        for path, text in modules(made).items():
            assert tidy._black(text, stub=False) == text, path


def test_black_sees_the_lines_that_do_not_fit_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its work is most of what a large build takes."""
    seen: list[str] = []

    def formatted(text: str, *, stub: bool, width: int) -> str:
        seen.append(text)
        return black.format_str(text, mode=MODE)

    monkeypatch.setattr(tidy, "_formatted", formatted)
    modules(samples.large(2000))
    assert seen == []
    modules(samples.catalogue("long", [replace(PLAIN, code=f"{n}{'x' * 40}") for n in range(9)]))
    codes = [f'"{n}{"x" * 40}"' for n in range(9)]
    assert seen == [f"class n:\n    code: Literal[{code}] = {code}\n" for code in codes]


UNTIDY = "x = {  'a':1 }\n\n\nclass A(B): code = 1\n"


def test_of_a_template_that_is_not_ours_black_sees_all(tmp_path: Path) -> None:
    """A template of a project's own, and one that is laid over ours."""
    project = workshop.make(tmp_path, config=workshop.TEMPLATED)
    own = {"own/{package}/x.py.jinja": UNTIDY, "python/{package}/decoding.py.jinja": UNTIDY}
    ours = (rendered.TEMPLATES / "python/{package}/errors.py.jinja").read_text("utf-8")
    own["python/{package}/errors.py.jinja"] = ours
    workshop.write(project, {f"templates/{path}": text for path, text in own.items()})
    found = projects.inputs(projects.find(argparse.Namespace(root=str(project), allow=[])))
    assert set(found.templates) - found.built_in == set(own) - {"python/{package}/errors.py.jinja"}
    done = workshop.run(workshop.command("build"), project)
    assert done.returncode == 0, done.stderr
    for path in ("own", "python"):
        written = (project / "generated" / path / "shop_errors").glob("[xd]*.py")
        assert [file.read_text("utf-8") for file in written] == [
            black.format_str(UNTIDY, mode=MODE)
        ]


def test_no_template_of_our_own_asks_for_another_one() -> None:
    """Else a project could lay its own part into a module that black does not see."""
    for path, text in rendered.templates("python").items():
        assert not re.search(r"\{%-? *(include|import|from|extends)", text), path


def test_the_project_s_own_page_is_built_without_black(tmp_path: Path) -> None:
    """Importing it and asking it takes longer than all the rest."""
    root = rendered.ROOT
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
    assert answer.returncode == 0
    assert workshop.tree(tmp_path / "generated") == workshop.tree(root / "generated")
