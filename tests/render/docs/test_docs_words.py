"""The words of the docs: every page in every language, and what becomes of one that lacks words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from jinja2 import nodes

from generator import model, render
from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Example,
    Message,
    PageInfo,
    Parameter,
    Retryable,
    Success,
    Text,
    Variant,
)
from generator.project.settings import Settings, default
from generator.render import words
from generator.render.views import languages
from tests import rendered, samples, workshop

TEMPLATES = rendered.templates("docs")
ENGLISH = TEMPLATES["docs/_words/en.jinja"]
SHIPPED = sorted(Path(path).stem for path in TEMPLATES if path.startswith("docs/_words/"))
OTHERS = [language for language in SHIPPED if language != "en"]
PAGES = sorted(p for p in TEMPLATES if p.endswith(".jinja") and "/_" not in p)
ENV = render.environment(TEMPLATES)


def tree(language: str) -> nodes.Template:
    return ENV.parse(TEMPLATES[f"docs/_words/{language}.jinja"])


def defined(language: str) -> dict[str, tuple[str, ...]]:
    """Each word with what it is called with, or the keys that it has."""
    found: dict[str, tuple[str, ...]] = {}
    for node in tree(language).body:
        if isinstance(node, nodes.Macro):
            found[node.name] = tuple(argument.name for argument in node.args)
        elif isinstance(node, nodes.Assign):
            assert isinstance(node.target, nodes.Name)
            keys = node.node.items if isinstance(node.node, nodes.Dict) else []
            found[node.target.name] = tuple(repr(pair.key) for pair in keys)
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_words(language: str) -> None:
    assert defined(language) == defined("en")


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_lacks_a_word(language: str) -> None:
    said = words.Words(ENV, TEMPLATES)
    assert [said.language(page, language) for page in PAGES] == [language] * len(PAGES)
    assert said.told(PAGES) == ()


def test_every_word_is_needed_somewhere() -> None:
    empty = words.Words(ENV, {**TEMPLATES, "docs/_words/xx.jinja": ""})
    for page in PAGES:
        empty.language(page, "xx")
    needed = {word for lacking in empty._missing.values() for word in lacking}
    inner = {name.name for name in tree("en").find_all(nodes.Name) if name.ctx == "load"}
    assert needed | inner >= set(defined("en"))


EVIDENCE = get_args(model.Evidence)
ADVISED = (400, 401, 403, 404, 408, 409, 412, 413, 422, 429, 500, 502, 503, 504)
RETRY = get_args(get_type_hints(Retryable)["evidence"])


def spoken(locale: str) -> Catalogue:
    """A catalogue of all that a page may have to say; its own texts have no letter."""
    told = (Text(locale, "——"),)
    message = Message(locale, "—— {x}", ("—— ", 0))
    full = Error(
        "full",
        class_name="FullError",
        status=429,
        cell="——",
        slug="full",
        messages=(message,),
        parameters=(Parameter("x", "words", ((locale, "——"),)),),
        causes=told,
        deprecated="——",
        retired=True,
        aliases=("old",),
        source="——",
        since="——",
        changed=(("——", "——"),),
        name="——",
        remark="——",
        fields=((locale, (("——", "——"),)),),
        variants=(Variant(400, (message,), "——"),),
    )
    others = [
        replace(full, code=f"no_{n}", class_name=f"No{n}Error", slug=f"no_{n}") for n in range(200)
    ]
    errors = [
        replace(
            error,
            status=(*ADVISED, None)[number % (len(ADVISED) + 1)],
            evidence=EVIDENCE[number % len(EVIDENCE)],
            retryable=Retryable(number % 2 == 0, RETRY[number % 4]),
        )
        for number, error in enumerate(others)
    ]
    errors[1] = replace(errors[1], retryable=Retryable(True, "unknown"))
    errors[2] = replace(errors[2], messages=(replace(message, remark=True),))
    errors[3] = replace(errors[3], messages=(replace(message, locale="x-x"),))
    made = samples.catalogue(
        "spoken",
        [],
        envelope=Envelope(
            *(("es", 0, "code"), ("es", 0, "text"), ("id",), ("wait",)), header="x-c", xml=True
        ),
        examples=(
            Example('{"es": [{"code": "full", "text": "——", "id": "1"}]}', "full", "——", "1"),
        ),
    )
    return replace(
        made,
        title="——",
        author="——",
        locales=(locale, "x-x"),
        pages=(PageInfo("page.md", locale, "——", translated=True), PageInfo("x.md", "x-x", "——")),
        errors=(full, *errors),
        successes=(Success("0", messages=(message,)),),
        errors_in_success=True,
    )


@cache
def pages(locale: str) -> Mapping[str, str]:
    """All that is said in a locale: with places in an array, and with a number for a code."""
    made = spoken(locale)
    plain = replace(
        made,
        name="plain",
        errors=(replace(made.errors[0], code="1"), *made.errors[1:]),
        envelope=Envelope((0, "code"), wire="integer"),
        examples=(),
        errors_in_success=False,
    )
    guessed = replace(plain, name="guessed", envelope=Envelope())
    docs_alone = Settings(targets=(default("docs", "generated"),))
    found, problems = rendered.outputs(TEMPLATES, [made, plain, guessed])
    codeless, more = rendered.outputs(TEMPLATES, [replace(made, name="codeless")], docs_alone)
    assert (problems, more) == ((), ())
    return {path: text.decode() for path, text in (found | codeless).items() if "x-x" not in path}


def phrases(language: str) -> set[str]:
    """What the words of a language say, as far as it can be told from code: two words and more."""
    consts = tree(language).find_all((nodes.Const, nodes.TemplateData))
    texts = [str(getattr(node, "value", getattr(node, "data", ""))) for node in consts]
    lines = {line.strip(" -1.\n") for text in texts for line in text.split("\n")}
    return {line for line in lines if re.search(r"[a-z] [a-z]", line)}


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_has_no_word_of_another_language(language: str) -> None:
    foreign = phrases("en") - phrases(language)
    assert len(foreign) > 100
    said = {phrase for text in pages("en").values() for phrase in phrases("en") if phrase in text}
    assert foreign - said == set(), "a page of the catalogue above says everything"
    for path, made in pages(language).items():
        strings = re.findall(r'"(?:[^"\\\n]|\\.)*"', made)  # comments are English
        text = "\n".join(strings) if path.endswith(".js") else made
        if not path.endswith((".css", ".json")):
            assert [phrase for phrase in foreign if phrase in text] == [], path
            assert "ndefined" not in re.sub("`undefined`", "", text), path


# English that is no prose, and stands on a page of every language.
TERMS = r"HTTP|[A-Z]\w+ [A-Z][a-z]+|problem details|x-x|RFC \d+|Code generated by .*"


@pytest.mark.parametrize("language", ["ja", "zh-CN"])
def test_no_template_says_anything_in_english_by_itself(language: str) -> None:
    for path, text in pages(language).items():
        if path.endswith(".md"):
            prose = re.sub(r"(?ms)^```.*?^```|`[^`]*`|<[^>]*>|\]\([^)]*\)", "", text)
            assert re.findall(r"[A-Za-z]+ [a-z]+", re.sub(TERMS, "", prose)) == [], path


def without(language: str, word: str) -> dict[str, str]:
    """The templates, in which the words of a language lack one."""
    path = f"docs/_words/{language}.jinja"
    text, times = re.subn(
        rf"(?ms)^{{% (set {word} =.*?%}}$|macro {word}\(.*?endmacro %}}$)", "", TEMPLATES[path]
    )
    assert times == 1
    return {**TEMPLATES, path: text}


HOME = "docs/defender-errors"
LACKING = {
    "of one page": ("how_long", [f"{HOME}/LOCALE/retrying.md"]),
    "of a part that one page imports": (
        "in_success_read",
        ["docs/messenger/LOCALE/errors-in-success.md"],
    ),
    "that another word is made of": (
        "place_known",
        [f"{HOME}/LOCALE/reading-an-error.md", f"{HOME}/llms.txt"],
    ),
    "a macro": ("wait_prose", [f"{HOME}/LOCALE/retrying.md"]),
}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("word", "pages"), LACKING.values(), ids=list(LACKING))
def test_a_page_that_lacks_a_word_is_english_and_no_other_is(
    language: str, word: str, pages: list[str]
) -> None:
    named = "messenger" if "messenger" in pages[0] else "defender"
    made = samples.in_success() if named == "messenger" else samples.defender()
    catalogue = rendered.spoken(made, language)
    whole, _ = rendered.outputs(TEMPLATES, [catalogue])
    found, (told,) = rendered.outputs(without(language, word), [catalogue])
    changed = [
        path.replace(f"/{language}/", "/LOCALE/") for path in found if found[path] != whole[path]
    ]
    assert sorted(changed) == sorted(pages)
    assert (told.rule, told.level) == ("words-missing", "note")
    assert told.span.path == f"templates/docs/_words/{language}.jinja"
    assert f"needs {word}\n" in told.help
    for path in (path.replace("LOCALE", language) for path in pages):
        assert found[path] == english(language, catalogue)[path]


def english(language: str, catalogue: Catalogue) -> dict[str, bytes]:
    """What is said where a language has no words at all."""
    left = {k: v for k, v in TEMPLATES.items() if k != f"docs/_words/{language}.jinja"}
    return rendered.outputs(left, [catalogue])[0]


def test_a_page_without_a_word_of_the_frame_is_english_everywhere() -> None:
    catalogue = rendered.spoken(samples.defender(), "ja")
    found, (told,) = rendered.outputs(without("ja", "retrying"), [catalogue])
    assert found == english("ja", catalogue)
    assert told.help.startswith("each of these pages needs retrying\n")


def test_an_entry_of_a_mapping_is_a_word() -> None:
    path = "docs/_words/ja.jinja"
    templates = {**TEMPLATES, path: re.sub(r"(?m)^  404: .*\n", "", TEMPLATES[path])}
    found, (told,) = rendered.outputs(templates, [rendered.spoken(samples.defender(), "ja")])
    assert "each of these pages needs advice.404\n" in told.help
    assert "/status/{status}.md" in told.help
    assert "再試行" in found[f"{HOME}/ja/retrying.md"].decode()


def test_a_file_of_words_that_cannot_be_read_is_a_problem_of_its_own() -> None:
    templates = {**TEMPLATES, "docs/_words/sv.jinja": "\n{% set code = %}"}
    _, problems = rendered.outputs(templates, [rendered.spoken(samples.defender(), "sv")])
    assert {p.rule for p in problems} == {"template-error"}
    assert {(p.span.path, p.span.line) for p in problems} == {("templates/docs/_words/sv.jinja", 2)}


def test_a_file_of_words_that_is_too_deep_is_the_one_to_blame() -> None:
    deep = f"{{% set code = {'[' * 999}{']' * 999} %}}"
    templates = {**TEMPLATES, "docs/_words/sv.jinja": f"{TEMPLATES['docs/_words/en.jinja']}{deep}"}
    _, problems = rendered.outputs(templates, [rendered.spoken(samples.defender(), "sv")])
    assert {(p.span.path, p.label) for p in problems} == {
        ("templates/docs/_words/sv.jinja", "TemplateSyntaxError: it is nested too deeply")
    }


def test_words_that_english_lacks_as_well_are_an_error_of_the_template() -> None:
    own = '{% from "docs/_parts/say.jinja" import w with context %}\n{{ w.nothing }}'
    templates = {**TEMPLATES, "docs/{name}/{locale}/own.md.jinja": own}
    _, (problem,) = rendered.outputs(templates, [rendered.spoken(samples.defender(), "ja")])
    assert problem.rule == "template-error"
    assert problem.span.path.endswith("own.md.jinja")


FALLBACK = {
    "ja": "ja",
    "ja-JP": "ja",
    "de-AT": "de",
    "es-419": "es",
    "en-GB": "en",
    "zh": "zh-CN",
    "zh-CN": "zh-CN",
    "zh-SG": "zh-CN",
    "zh-Hans": "zh-CN",
    "zh-Hans-HK": "zh-CN",
    "zh-TW": "en",
    "zh-HK": "en",
    "zh-Hant": "en",
    "zh-Hant-TW": "en",
    "sv-SE": "en",
    "ar": "en",
}


@pytest.mark.parametrize(("locale", "wanted"), FALLBACK.items())
def test_a_locale_is_said_in_its_language_or_in_english(locale: str, wanted: str) -> None:
    said = words.Words(ENV, TEMPLATES)
    assert said.language("docs/{name}/{locale}/README.md.jinja", locale) == wanted


TAGS = {
    "ja": ("ja",),
    "ja-JP": ("ja-JP", "ja"),
    "sr-Latn-RS": ("sr-Latn-RS", "sr-Latn", "sr"),
    "zh": ("zh-Hans", "zh-CN", "zh"),
    "zh-CN": ("zh-CN", "zh-Hans", "zh"),
    "zh-Hans-SG": ("zh-Hans-SG", "zh-Hans", "zh-CN", "zh"),
    "zh-Hans-HK": ("zh-Hans-HK", "zh-Hans", "zh-CN", "zh"),
    "zh-HK": ("zh-HK", "zh-Hant", "zh-TW"),
    "zh-Hant-TW": ("zh-Hant-TW", "zh-Hant", "zh-TW"),
    "no": ("no", "nb"),
}


@pytest.mark.parametrize(("locale", "wanted"), TAGS.items())
def test_the_nearest_tag_comes_first(locale: str, wanted: tuple[str, ...]) -> None:
    assert languages.tags(locale) == wanted


@pytest.mark.parametrize(
    ("locale", "language", "direction"),
    [
        ("ja-JP", "ja", "ltr"),
        ("zh-Hans", "zh", "ltr"),
        ("de-AT", "de", "ltr"),
        ("ar-SA", "en", "rtl"),
        ("sv", "en", "ltr"),
    ],
)
def test_the_site_and_the_picture_are_in_the_language_of_their_words(
    locale: str, language: str, direction: str
) -> None:
    files = rendered.files(rendered.spoken(samples.defender(), locale), "docs")
    site = files[f"{HOME}/mkdocs.yml"]
    assert f"\n  language: {language}\n  direction: {direction}\n" in site
    picture = files[f"{HOME}/{locale}/hierarchy.svg"]
    assert f'xml:lang="{"zh-CN" if language == "zh" else language}"' in picture


@pytest.mark.parametrize(
    ("templates", "locale", "most"),
    {
        "English": (TEMPLATES, "en", 0),
        "a language without words": (TEMPLATES, "sv", 0),
        "a language with all of them": (TEMPLATES, "ja-JP", 2),
        "one that lacks a word": (without("ja", "how_long"), "ja-JP", len(TEMPLATES)),
    }.values(),
)
def test_templates_are_read_once_and_only_for_what_may_be_missing(
    monkeypatch: pytest.MonkeyPatch, templates: Mapping[str, str], locale: str, most: int
) -> None:
    read: list[str] = []
    env = render.environment(templates)
    parse = env.parse

    def watched(text: str) -> nodes.Template:
        read.append(text)
        return parse(text)

    monkeypatch.setattr(env, "parse", watched)
    said = words.Words(env, templates)
    for page in PAGES * 2:
        said.language(page, locale)
    assert len(read) == len(set(read)) <= most


MANUAL = (workshop.ROOT / "generator/manual/translations.md").read_text("utf-8")


def test_the_manual_leads_to_a_language_of_ones_own(tmp_path: Path) -> None:
    config = f'{workshop.TEMPLATED}locale = "fr"\n'
    folder = workshop.make(tmp_path, config=config)
    copied, moved, built, *_ = re.findall(r"^ *((?:error-table|mv) .*)$", MANUAL, re.MULTILINE)
    assert workshop.inside(shlex.split(copied)[1:], folder).returncode == 0
    old, new = (folder / path for path in moved.split()[1:])
    new.write_text(old.read_text("utf-8").replace('"See also"', '"Voir aussi"'), "utf-8")
    old.unlink()
    done = workshop.inside(shlex.split(built)[1:], folder)
    assert (done.returncode, b"words-missing" in done.stderr) == (0, False), done.stderr
    page = folder / "generated/docs/shop-errors/fr/README.md"
    assert "## Voir aussi" in page.read_text("utf-8")


def test_the_manual_names_every_language() -> None:
    (said,) = re.findall(r"^Built in are (.*)$", MANUAL, re.MULTILINE)
    assert sorted(re.findall(r"`(.*?)`", said)) == SHIPPED
