"""The code that sends the errors: which files it is in, and what in them is a code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.diagnostics import suggest
from generator.diagnostics.rules import config as rules
from generator.project.section import Section, is_words
from generator.project.settings import CodeSource

FORMS = ("python", "list", "json")
_KEYS = ("files", "catalogue", "form", "names", "take", "keys", "pattern", "begin", "end")
# What only one form knows.
_OF_FORM = {
    "names": "python",
    "take": "python",
    "keys": "json",
    "begin": "pattern",
    "end": "pattern",
}
_GROUP = "(?P<code>"
# Nobody writes a longer one.
_LONGEST = 1000
_FILES = "a path or a pattern such as src/**/*.py, relative and with /, or a list of them"
_PATTERN = f"a regular expression of at most {_LONGEST} characters with a group {_GROUP}…)"


def read(section: Section, names: Collection[str] = ()) -> CodeSource:
    """The source that a table describes; what is wrong with it is added to its problems.

    `names` are the catalogues.
    """
    section.check(_KEYS)
    form = _form(section)
    unfit = [key for key, of in _OF_FORM.items() if key in section.values and form not in ("", of)]
    for key in unfit:
        section.refuse(key, f"left out: it is of {_OF_FORM[key]}")
    fit = replace(section, values={k: v for k, v in section.values.items() if k not in unfit})
    return CodeSource(
        files=fit.several("files", _is_file, _FILES),
        form=form,
        catalogue=_catalogue(fit, names),
        names=fit.several("names", is_words, "a name such as ErrorCode, or a list of them"),
        take=_take(fit),
        keys=fit.several("keys", _is_key, 'a list of keys, such as ["errors", "*", "code"]'),
        pattern=fit.match("pattern", _is_pattern, _PATTERN),
        begin=fit.text("begin"),
        end=fit.text("end"),
    )


def _form(section: Section) -> str:
    """The form, "pattern" where there is one; what lacks is complained of."""
    pattern = "pattern" in section.values
    wanted = " or ".join(f'"{form}"' for form in FORMS)
    form = "" if pattern else section.match("form", FORMS.__contains__, wanted)
    if pattern and "form" in section.values and _is_pattern(str(section.values["pattern"])):
        section.refuse("form", "left out where there is a pattern")
    for key, example in (("files", '"src/**/*.py"'), ("form", '"python"')):
        if key not in section.values and not (key == "form" and pattern):
            section.problems.append(rules.config_required(section.place(), key, example, "source"))
    return "pattern" if pattern else form


def _catalogue(section: Section, names: Collection[str]) -> str:
    name = section.text("catalogue")
    if name and name not in names:
        near, known = suggest.near(name, names), ", ".join(names)
        place = section.place("catalogue")
        section.problems.append(rules.config_catalogue(place, name, near, known))
    return name


def _is_file(value: object) -> bool:
    """Whether a value is a path with wildcards, as every system has it."""
    return is_words(value) and str(value)[0] != "/" and not {*str(value)} & {*'\\\0:"<>|'}


def _is_key(value: object) -> bool:
    return is_words(value) or (type(value) is int and value >= 0)


def _is_pattern(text: str) -> bool:
    """Not whether it can be compiled: that may take long, and a build has no use for it."""
    return _GROUP in text and len(text) <= _LONGEST


def _take(section: Section) -> str | int:
    value = section.values.get("take", "value")
    if value in ("value", "name") or (type(value) is int and value >= 0):
        return value if isinstance(value, int) else str(value)
    section.refuse("take", '"value", "name", or the place of an argument from 0')
    return "value"
