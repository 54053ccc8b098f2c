"""The code that sends the errors: which files it is in, and what in them is a code."""

from __future__ import annotations

from collections.abc import Collection

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
    catalogue = section.text("catalogue")
    if catalogue and catalogue not in names:
        where, near = section.place("catalogue"), suggest.near(catalogue, names)
        problem = rules.config_catalogue(where, catalogue, near, ", ".join(names))
        section.problems.append(problem)
    pattern = section.match("pattern", _is_pattern, _PATTERN)
    form = section.match("form", FORMS.__contains__, " or ".join(f'"{form}"' for form in FORMS))
    for key, example in (("files", '"src/**/*.py"'), ("form", '"python"')):
        if key not in section.values and not (key == "form" and pattern):
            section.problems.append(rules.config_required(section.place(), key, example, "source"))
    if pattern and form:
        section.refuse("form", "left out where there is a pattern")
    form = "pattern" if pattern else form
    for key, of in _OF_FORM.items():
        if key in section.values and form and of != form:
            section.refuse(key, f"left out: only what is read as {of} has it")
    return CodeSource(
        files=section.several("files", _is_file, _FILES),
        form=form,
        catalogue=catalogue,
        names=section.several("names", is_words, "a name such as ErrorCode, or a list of them"),
        take=_take(section),
        keys=section.several("keys", _is_key, 'a list of keys, such as ["errors", "*", "code"]'),
        pattern=pattern,
        begin=section.text("begin"),
        end=section.text("end"),
    )


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
