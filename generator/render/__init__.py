"""A template and a view in, tidy text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Problems, document
from generator.render import tidy
from generator.render.quoting import data, javascript, markdown, own, python

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.project.bytecode import Bytecode

FILTERS: dict[str, Callable[..., str]] = {
    "py_str": python.py_str,
    "py_tuple": python.py_tuple,
    "py_doc": python.py_doc,
    "py_paragraphs": python.py_paragraphs,
    "py_comment": python.py_comment,
    "flat": python.flat,
    "literal": own.literal,
    "comment": own.comment,
    "js_str": javascript.js_str,
    "js_list": javascript.js_list,
    "js_path": javascript.js_path,
    "js_doc": javascript.js_doc,
    "js_header": javascript.js_header,
    "md_text": markdown.md_text,
    "md_cell": markdown.md_text,
    "md_code": markdown.md_code,
    "md_fence": markdown.md_fence,
    "md_link": markdown.md_link,
    "md_marked": markdown.md_marked,
    "md_comment": markdown.md_comment,
    "md_attr": markdown.md_attr,
    "md_plain": markdown.md_plain,
    "md_title": markdown.md_title,
    "txt_label": markdown.txt_label,
    "txt_line": markdown.txt_line,
    "txt_link": markdown.txt_link,
    "txt_marked": markdown.txt_marked,
    "json": data.to_json,
    "yaml_str": data.yaml_str,
    "toml_str": data.toml_str,
}


class Skipped(Exception):  # noqa: N818  (an answer, no error)
    """A template's own word that this output is not wanted: `{{ skip() }}`."""


def environment(templates: Mapping[str, str], bytecode: Bytecode | None = None) -> Environment:
    """A jinja2 environment over templates that are held in memory.

    Undefined names are errors, autoescape is off: every value from a page
    passes a quoting filter of the language it lands in. Templates come with a
    repository, so they are rendered in jinja2's sandbox: they read what they
    are shown, and reach neither Python nor the system. They may still write
    any text into their outputs, and take any time. What they are compiled to
    is kept in `bytecode`, and taken from there.
    """
    from jinja2 import sandbox

    from generator.render import failures
    from generator.render.bytecode import Kept

    env = sandbox.ImmutableSandboxedEnvironment(
        loader=failures.Named(dict(templates)),
        undefined=failures.Lost,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # they cannot change
        optimized=False,  # there is nothing to gain in templates that are rendered a few times
        autoescape=False,
        bytecode_cache=Kept(bytecode) if bytecode else None,
    )
    env.is_safe_attribute = _remembered(env.is_safe_attribute)  # type: ignore[assignment]
    del env.globals["lipsum"], env.filters["random"]  # they say something else each time
    env.filters.update({name: failures.given(quoted) for name, quoted in FILTERS.items()})
    env.globals["skip"] = _skip
    # So that a template can ask for another one that a user may have added.
    env.tests["template"] = templates.__contains__
    return env


def _remembered(asked: Callable[[Any, str, Any], bool]) -> Callable[[Any, str, Any], bool]:
    """The sandbox's answer, asked once for each attribute of a type.

    It hangs on these alone, and asking takes a tenth of the time of a large build.
    """
    known: dict[tuple[type, str], bool] = {}

    def answer(value: Any, name: str, found: Any) -> bool:
        key = type(value), name
        if key not in known:
            known[key] = asked(value, name, found)
        return known[key]

    return answer


def _skip() -> NoReturn:
    raise Skipped


def text(
    env: Environment,
    path: str,
    view: Mapping[str, object],
    *,
    built_in: bool = False,
    width: int = tidy.WIDTH,
) -> tuple[str | None, Problems]:
    """The tidied output of one template, or None where it skips or fails.

    `path` is the template's, `built_in` says that it is one of ours, `width`
    how long a line of Python may be. Whatever goes wrong in it is a problem
    with its file and line.
    """
    try:
        rendered = env.get_template(path).render(view)
    except Skipped:
        return None, ()
    except Exception as problem:  # noqa: BLE001  (a template may call anything)
        from generator.render import failures

        return None, (failures.failure(env, path, problem, view),)
    output = path.removesuffix(".jinja")
    tidied, reason = tidy.tidy(output, rendered, built_in=built_in, width=width)
    if reason:
        return None, (rules.template_output(document(path, "").whole(), reason),)
    return tidied, ()
