"""A template that cannot be rendered: where it says so, and what it says may have been meant."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.diagnostics.source import Diagnostic
from generator.project.settings import Settings, Target
from generator.render import targets
from tests import rendered, samples

PARTS = {
    "go/_parts/names.jinja": "{% macro short(error) %}\n{{ error.cod }}\n{% endmacro %}\n",
    "go/_parts/blind.jinja": "{% macro say() %}\n\n{{ catalogue.name }}\n{% endmacro %}\n",
    "go/_parts/frame.jinja": "<\n{% block inner %}{% endblock %}>\n",
}
PATH = "go/{name}.txt.jinja"
TARGET = Target("go", "go/", (("", "go/"),), (), (("package", "acme"), ("module", "acme.go")))


def failure(text: str, path: str = PATH) -> Diagnostic:
    templates: Mapping[str, str] = {**PARTS, path: text}
    chosen = Settings(targets=(TARGET,), templates="own")
    made, problems = targets.targets(templates, [samples.defender()], chosen)
    assert made == {}
    [problem] = problems
    assert problem.rule == "template-error"
    return problem


ALL = "{% for error in catalogue.errors %}\n"
# The template, the line and the column that are shown, and what is said there.
CASES = {
    "a variable": ("\n{{ catalog }}", 2, 4, "no variable catalog; did you mean catalogue or cata"),
    "its own": (f"{ALL}{{{{ eror.code }}}}{{% endfor %}}", 2, 4, "eror; did you mean error?"),
    "a macro": ("{% macro said() %}{% endmacro %}{{ sad() }}", 1, 36, "sad; did you mean said?"),
    "an import": (
        "{% import 'go/_parts/names.jinja' as named %}\n{{ nmed.short() }}",
        *(2, 4, "no variable nmed; did you mean named?"),
    ),
    "one of an import": (
        "{% from 'go/_parts/names.jinja' import short, short as brief %}\n{{ breif() }}{{ shrt }}",
        *(2, 4, "no variable breif; did you mean brief?"),
    ),
    "another of it": (
        "{% from 'go/_parts/names.jinja' import short %}\n{{ shorty() }}",
        *(2, 4, "no variable shorty; did you mean short?"),
    ),
    "one of one error": ("{{ error.code }}", 1, 4, "no variable error without {code} in the path"),
    "an attribute": (
        "{{ catalogue.nmae }}",
        1,
        14,
        "this Catalogue has no nmae; did you mean name",
    ),
    "of each": (f"{ALL}{{{{ error.stauts }}}}{{% endfor %}}", 2, 10, "did you mean status or stat"),
    "in a map": (
        "{{ catalogue.errors | map(attribute='cod') | list }}",
        1,
        38,
        "has no cod; did you",
    ),
    "in a filter": ("{{ catalogue.nmae | literal }}", 1, 14, "this Catalogue has no nmae; did you"),
    "an option": (
        "{{ target.options.packge }}",
        1,
        19,
        "this mapping has no packge; did you mean p",
    ),
    "of nothing": ("{{ {}.packge }}", 1, 7, "this mapping has no packge"),
    "of a module": ("{{ names.snak('x') }}", 1, 10, "this module has no snak; did you mean snake?"),
    "an element": ("{{ catalogue.errors[99].code }}", 1, 1, "this tuple has no element 99"),
    "a filter": (
        "{{ 1 | py_string }}",
        1,
        8,
        "no filter py_string; did you mean string or py_str?",
    ),
    "where none is": ("{{ 1 | qqq if 1 }}", 1, 8, "there is no filter qqq"),
    "a test": ("{{ 1 is evne }}", 1, 9, "there is no test evne; did you mean even?"),
    "a template": (
        "\n{% include 'go/_parts/name.jinja' %}",
        *(2, 13, "there is no template go/_parts/name.jinja; did you mean go/_parts/names.jinja"),
    ),
    "in a block": (
        "{% extends 'go/_parts/frame.jinja' %}\n{% block inner %}\n{{ x }}{% endblock %}",
        *(3, 4, "there is no variable x"),
    ),
    "what is not allowed": ("{{ skip.__globals__ }}", 1, 1, "SecurityError: access to attribute"),
    "a fault": ("x\n{{ 1 / 0 }}", 2, 1, "ZeroDivisionError: division by zero"),
    "a typing error": ("{% for x in %}", 1, 1, "TemplateSyntaxError: Expected an expression"),
}


@pytest.mark.parametrize(("text", "line", "column", "said"), CASES.values(), ids=CASES)
def test_where_it_is_and_what_may_have_been_meant(
    text: str, line: int, column: int, said: str
) -> None:
    problem = failure(text)
    assert problem.span.path == f"own/{PATH}"
    assert (problem.span.line, problem.span.column) == (line, column)
    assert said in problem.label
    assert problem.span.text == text.split("\n")[line - 1]


def test_a_failure_in_another_file_is_shown_there() -> None:
    named = "{% import 'go/_parts/names.jinja' as named %}\n"
    problem = failure(f"{named}{ALL}\n\n\n{{{{ named.short(error) }}}}{{% endfor %}}")
    assert (problem.span.path, problem.span.line) == ("own/go/_parts/names.jinja", 2)
    assert problem.label == "this Error has no cod; did you mean code?"
    problem = failure("{% import 'go/_parts/blind.jinja' as blind %}{{ blind.say() }}")
    assert (problem.span.path, problem.span.line) == ("own/go/_parts/blind.jinja", 3)
    assert "unless it is imported with context" in problem.label


LISTED = {
    "{{ catalog }}": "the variables are catalogue, catalogues, cycler, dict, facts, header, ",
    "{{ catalogue.nmae }}": "this Catalogue has author, doc_url, envelope, error, errors, ",
    "{{ target.options.packge }}": "this mapping has module, package\n",
    "{{ {}.x }}": "this mapping is empty\n",
    "{{ 1 | py_string }}": "the filters are comment, flat, js_doc, ",
    "{{ 1 is evne }}": "the tests are template, and those of Jinja\n",
}


@pytest.mark.parametrize(("text", "listed"), LISTED.items())
def test_what_there_is_is_listed(text: str, listed: str) -> None:
    said = failure(text).help
    assert said.startswith(listed)
    assert said.endswith("correct the template at this line")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ nothing is defined }} {{ catalogue.nothing | default('x') }}", b"False x\n"),
        ("{{ target.options.package }} {{ target.kind }} {{ target.path }}", b"acme go go/\n"),
        ("{% if catalogue.errors %}a{% else %}{{ skip() }}{% endif %}", b"a\n"),
    ],
)
def test_what_may_be_missing_is_no_failure(text: str, wanted: bytes) -> None:
    made, problems = targets.targets(
        {PATH: text}, [samples.defender()], Settings(targets=(TARGET,))
    )
    assert (made, problems) == ({"go/defender-errors.txt": wanted}, ())


def test_an_own_kind_has_a_file_for_each_locale_code_and_status() -> None:
    catalogue = rendered.spoken(samples.defender(), "ja-JP", "en-US")
    said = "{{ locale }} {{ error.code }} {{ status }} {{ target.options.package }}"
    templates = {
        "go/{package}/{locale}/{code}.{status}.txt.jinja": said,
        "go/{package}/{code}.txt.jinja": "{{ skip() if error.status != 404 else error.code }}",
        "go/whole.txt.jinja": "{% for one in catalogues %}{{ one.name }}{% endfor %}",
    }
    path = "pkg/{package}/x/"
    target = Target("go", path, (("{package}/", path), ("", "pkg/")), (), (("package", "acme"),))
    made, problems = targets.targets(templates, [catalogue], Settings(targets=(target,)))
    assert problems == ()
    folder = "pkg/defender_errors/x"
    assert made[f"{folder}/en-US/NotFound.404.txt"] == b"en-US NotFound 404 acme\n"
    statuses = {error.status for error in catalogue.errors}
    each = [path for path in made if path.endswith(tuple(f".{one}.txt" for one in statuses))]
    assert len(each) == 2 * len(catalogue.errors) * len(statuses)
    assert sorted(path for path in made if path not in each) == [
        f"{folder}/NotFound.txt",
        f"{folder}/ResourceNotFound.txt",
        "pkg/whole.txt",
    ]
