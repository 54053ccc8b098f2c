"""What the templates of Python are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator import names
from generator.model import Catalogue, Envelope, Error, Key, spelt_out
from generator.project.settings import Settings, Target
from generator.render.quoting.python import flat, py_str
from generator.render.views import doc_url, former, hierarchy, licences, modules, server, texts
from generator.render.views.shape import shape

_FUNCTIONS = (
    *("from_async_response", "from_body", "from_payload", "from_response"),
    *("raise_for_async_error", "raise_for_error", "register"),
)
# Attributes that every error has; a correlation id's own name cannot be one of them.
_ATTRIBUTES = frozenset("""
args code message status details innererror errors extra body correlation_id retry_after retryable
hints causes parameters parameter_names doc_url deprecated retired raw_code documented_status
documented_statuses localized to_dict to_body to_headers to_problem add_note with_traceback property
""".split())  # noqa: SIM905  (a list of words reads better so)

# The message templates of each code.
_Templates: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The class of one error; its texts are those of the catalogue's first language.

    `advice` is all that the page and the overlay say to do, `doc_url` the
    address of its documentation, or "".
    """

    error: Error
    parent: str
    summary: str
    doc_url: str
    messages: tuple[str, ...]
    hints: tuple[str, ...]
    causes: tuple[str, ...]
    actions: tuple[str, ...]

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do, then what else helps: none twice."""
        return tuple(dict.fromkeys(self.actions + self.hints))


def facts(catalogue: Catalogue, _settings: Settings, target: Target) -> Mapping[str, object]:
    """The facts for `python/`: its classes and their names, texts, and where a body has what."""
    locale = next(iter(catalogue.locales), "")
    bases = tuple(hierarchy.bases(catalogue))
    folder, *wheel = shipped(target, catalogue)
    classes = [
        *hierarchy.families(catalogue).values(),
        *(base.name for base in bases),
        *(error.class_name for error in catalogue.errors),
    ]
    return {
        **hierarchy.families(catalogue),
        "preface": preface(target),
        "base": base(target),
        "folder": folder,
        "shipped": tuple(wheel),
        "renamed": wheel[0].rpartition("/")[2] != wheel[1],
        "module": modules.imported(target, catalogue),
        "url": catalogue.origin if re.fullmatch(r"https?://[!-~]+", catalogue.origin) else "",
        "bases": bases,
        "call": call,
        "rows": tuple(_row(error, catalogue, locale) for error in catalogue.errors),
        "description": f"Typed exceptions for the codes of {catalogue.name}: a class for each.",
        "examples": texts.failed(catalogue),
        "exports": sorted(classes, key=lambda name: _natural(name.lower())),
        "public": (catalogue.root, *sorted(_functions(catalogue))),
        "class_aliases": tuple(former.classes(catalogue)),
        "code_aliases": tuple(former.codes(catalogue)),
        "paths": server.paths(catalogue.envelope),
        "listed": isinstance(server.paths(catalogue.envelope)["code"][0], int),
        "spoken": server.locale(catalogue),
        "locale_type": f"Literal[{', '.join(map(py_str, catalogue.spoken))}]",
        "messages": tuple(templates(catalogue)),
        "sample": texts.sample(catalogue),
        "correlation_name": _attribute(catalogue.envelope.correlation_id),
        **_licensed(catalogue),
        **_decoded(catalogue.envelope),
    }


def _licensed(catalogue: Catalogue) -> Mapping[str, object]:
    """What the texts are under, and how a distribution of several catalogues says so."""
    told = texts.attribution(catalogue, "Documentation")
    return {
        "licence": catalogue.licence,
        "expression": licences.expression,
        "terms": licences.TERMS,
        "attribution": [(label, flat(text)) for label, text in told],
    }


def _decoded(envelope: Envelope) -> Mapping[str, object]:
    """Where decoders look, and under which names."""
    elements = tuple(_elements(envelope))
    return {"shape": shape(envelope), "elements": elements, **texts.keys(envelope)}


def _functions(catalogue: Catalogue) -> tuple[str, ...]:
    return (*_FUNCTIONS, "error_of") if catalogue.errors_in_success else _FUNCTIONS


def _elements(envelope: Envelope) -> Iterator[str]:
    """What elements of XML are called: that of the code first."""
    for path in (envelope.code, envelope.message, envelope.correlation_id):
        yield from (key for key in path[-1:] if isinstance(key, str))


def preface(target: Target) -> str:
    """What stands above everything else in a file: the target's header, and a line end."""
    header = str(target.options["header"]).strip("\n")
    return f"{header}\n" if header else ""


def base(target: Target) -> dict[str, str]:
    """The module and the name of the class that the root derives from."""
    module, _, name = str(target.options["base"]).partition(":")
    return {"module": module, "name": name}


def shipped(target: Target, catalogue: Catalogue) -> tuple[str, str, str]:
    """The package's folder in its project; what of it goes into a wheel, and as what.

    Of a package in a package all of the outer one goes, for somebody may have
    written other modules of it.
    """
    path, project = (
        modules.expanded(text, catalogue) for text in (target.path, str(target.options["project"]))
    )
    folder = path.removeprefix(f"{project}/")
    module = modules.imported(target, catalogue).replace(".", "/")
    if not f"/{folder}".endswith(f"/{module}"):
        return folder, folder, module
    top = module.partition("/")[0]
    return folder, f"{folder.removesuffix(module)}{top}", top


def _row(error: Error, catalogue: Catalogue, locale: str) -> Row:
    every = texts.messages(error)
    own = tuple(m for m in every if m.locale == locale) or every[:1]
    return Row(
        error=error,
        parent=hierarchy.parent(error, catalogue),
        summary=texts.summary(error, _quoted),
        doc_url=doc_url.of(error, catalogue),
        messages=tuple(spelt_out(message.text, message.marks) for message in own),
        hints=texts.said(error.hints, locale),
        causes=texts.said(error.causes, locale),
        actions=texts.said(error.actions, locale),
    )


def call(error: Error) -> str:
    """How an error is made, in an example."""
    given = ", ".join(f'{parameter.name}="…"' for parameter in error.parameters)
    return f"{error.class_name}({given})"


def _quoted(text: str) -> str:
    """A code as docstrings have it; two backticks where it has one (reStructuredText, Markdown)."""
    ticks = "``" if "`" in text else "`"
    return f"{ticks}{flat(text)}{ticks}"


def _natural(name: str) -> list[tuple[int, str]]:
    """The order of import sorters: `Code2Error` stands before `Code10Error`."""
    pieces = re.split(r"([0-9]+)", name)
    return [(int(p), "") if p.isdigit() else (-1, p) for p in pieces]


def _attribute(path: tuple[Key, ...]) -> str:
    """The correlation id's own name in a body, as an attribute; "" where it cannot be one."""
    name = names.snake(str(path[-1])) if path else ""
    return name if names.is_parameter(name) and name not in _ATTRIBUTES else ""


def templates(catalogue: Catalogue) -> Iterator[tuple[str, _Templates]]:
    """Each locale and its message templates, without remarks and without what is empty."""
    for locale in catalogue.spoken:
        every = ((error.code, tuple(_templates(error, locale))) for error in catalogue.errors)
        found = tuple((code, said) for code, said in every if said)
        if found:
            yield locale, found


def _templates(error: Error, locale: str) -> Iterator[str]:
    """A string as `string.Formatter` reads it: named values stand in braces."""
    for message in texts.messages(error):
        if message.locale == locale and message.text and not message.remark:
            yield "".join(
                (
                    part.replace("{", "{{").replace("}", "}}")
                    if isinstance(part, str)
                    else f"{{{error.parameters[part].name}}}"
                )
                for part in message.parts or (message.text,)
            )
