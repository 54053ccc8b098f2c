"""Templates come with a repository: they read what they are shown, and reach nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from generator import names, render, statuses
from generator.render.views import languages
from generator.render.views.opened import opened
from tests import rendered, samples, workshop

# Ways out that work in jinja2 without its sandbox, or did from what templates were shown.
ESCAPES = {
    "a function's globals": "{{ skip.__globals__['__builtins__']['__import__']('os') }}",
    "a global of jinja's": "{{ cycler.__init__.__globals__.os }}",
    "another": "{{ lipsum.__globals__['os'].popen('id') }}",
    "the classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "by a filter": "{{ (skip | attr('__globals__')) }}",
    "by a map": "{{ ([skip] | map(attribute='__globals__') | first).os }}",
    "by an item": "{{ skip['__globals__'] }}",
    "by format": "{{ '{0.__globals__}'.format(skip) }}",
    "by format_map": "{{ '{x.__globals__}'.format_map({'x': skip}) }}",
    "a module we showed": "{{ names.re.enum.sys }}",
    "another one": "{{ statuses.re.enum.sys.modules }}",
    "its own name": "{{ names.__name__ }}",
    "a function we showed": "{{ schema.__globals__ }}",
    "what it gives": "{{ schema()['$defs'].clear() }}",
    "a module of the docs": "{{ facts.languages.__builtins__ }}",
    "a filter's globals": "{{ 'x' | attr('join') | attr('__self__') | attr('__class__') }}",
    "a method's function": "{{ catalogue.error.__func__.__globals__ }}",
    "a value's class": "{{ catalogue.__class__.__init__.__globals__ }}",
    "a macro's caller": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "the loader": "{{ self.__init__.__globals__ }}",
    "the template": "{{ self._TemplateReference__context.environment }}",
    "a dictionary": "{{ statuses.PHRASES.update({999: 'x'}) }}",
    "a list": "{% set l = [1] %}{{ l.append(2) }}",
    "a very long range": "{{ range(999999999) | list | length }}",
    "chance": "{{ range(100000) | random }}",
    "more chance": "{{ lipsum() }}",
    "a file": "{% include '/etc/passwd' %}",
    "a file above": "{% include '../../etc/passwd' %}",
}


@pytest.mark.parametrize("text", ESCAPES.values(), ids=ESCAPES)
@pytest.mark.parametrize("folder", ["docs", "go"])
def test_no_template_comes_out(text: str, folder: str) -> None:
    path = f"{folder}/{{name}}.txt.jinja"
    made, problems = rendered.outputs({path: text}, [samples.defender()])
    assert made == {}
    [problem] = problems
    assert problem.rule == "template-error"


@pytest.mark.parametrize("verb", ["build", "check", "diff"])
def test_nothing_runs(tmp_path: Path, verb: str) -> None:
    folder = workshop.make(tmp_path, config=workshop.TEMPLATED)
    text = ESCAPES["another"].replace("'id'", "'touch owned'")
    workshop.write(folder, {"templates/x.txt.jinja": text})
    done = workshop.run(workshop.command(verb), folder)
    assert done.returncode == 2
    assert b"template-error" in done.stderr
    assert b"templates/x.txt.jinja:1" in done.stderr
    assert not (folder / "owned").exists()


def _inside(value: Any) -> Iterator[Any]:
    """What jinja2 lets a template come to from a value, without calling anything."""
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, tuple | list | set | frozenset):
        yield from value
    if is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))
    elif not isinstance(value, str | int | float | bytes | type(None)):
        yield from (getattr(value, name, None) for name in dir(value) if name[0] != "_")


def test_no_module_and_no_class_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """From every value that any built-in template is shown, as far as attributes lead."""
    seen: dict[int, Any] = {}
    views: list[Mapping[str, Any]] = []
    text = render.text

    def watch(env: Any, path: str, view: Mapping[str, Any], **more: bool) -> Any:
        views.append({**view, **env.globals})
        return text(env, path, view, **more)

    monkeypatch.setattr(render, "text", watch)
    templates = {
        path: content
        for path, content in rendered.templates(
            "docs", "json", "openapi", "python", "typescript"
        ).items()
        if "_words" in path or "{code}" not in path
    }
    rendered.outputs(templates, [samples.defender()])
    assert len(views) > 30
    left: list[Any] = list(views)
    while left:
        value = left.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        assert not isinstance(value, ModuleType | FrameType), value
        if callable(value) or isinstance(value, type):
            continue
        left += _inside(value)
    assert len(seen) > 200


@pytest.mark.parametrize("module", [names, statuses, languages], ids=lambda m: m.__name__)
def test_what_is_opened_of_a_module(module: ModuleType) -> None:
    shown = vars(opened(module))
    assert shown
    for name, value in shown.items():
        assert name[0] != "_"
        assert not isinstance(value, ModuleType | type)
    with pytest.raises(TypeError):
        opened(statuses).PHRASES[999] = "x"


def test_what_a_template_needs_of_them_is_there() -> None:
    text = "{{ names.snake('NotFound') }} {{ statuses.phrase(404) }} {{ statuses.PHRASES[404] }}"
    made, problems = rendered.outputs({"x.txt.jinja": text}, [samples.defender()])
    assert problems == ()
    assert made == {"x.txt": b"not_found Not Found Not Found\n"}
