"""What the templates of TypeScript are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, Union

from generator import characters, statuses
from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Key,
    KeyPath,
    Message,
    Parameter,
    is_integer,
    spelt_out,
)
from generator.project.settings import Settings, Target
from generator.render.quoting.javascript import js_str
from generator.render.quoting.markdown import md_code
from generator.render.views import doc_url, former, hierarchy, licences, modules, server, texts
from generator.render.views.shape import shape

# What npm calls a package; a module may lie deeper in one.
_PACKAGE = re.compile(r"(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*")
# The types in an object of JSON, by key.
_Tree: TypeAlias = dict[Key, Union["_Tree", str]]


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter: its key in camelCase, and the page's words for it."""

    key: str
    doc: str


@dataclass(frozen=True, slots=True)
class Row:
    """The class of one error; its advice is in the catalogue's first language.

    `doc_url`: the address of its documentation, or "". `own_url`: the part of
    it between those that all have, "" where that is the code as it is.
    `surprising`: retryable or not against what its parent is. `settled`: it is
    not, whatever status is received. `templates` are messages as decoders have them,
    each key between two of the catalogue's `marks`. `messages` pair a locale with a text.
    """

    error: Error
    parent: str
    summary: str
    doc_url: str
    own_url: str
    surprising: bool
    settled: bool
    messages: tuple[tuple[str, str], ...]
    parameters: tuple[Value, ...]
    templates: tuple[str, ...]
    hints: tuple[str, ...]
    causes: tuple[str, ...]
    actions: tuple[str, ...]

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do, then what else helps: none twice."""
        return tuple(dict.fromkeys(self.actions + self.hints))


def facts(catalogue: Catalogue, settings: Settings, target: Target) -> Mapping[str, object]:
    """The facts for `typescript/`: its classes, what npm asks, and where a body has what."""
    title = catalogue.title or catalogue.name
    fit = (error for error in catalogue.errors if error.parameters)
    sample = texts.sample(catalogue, fit)
    paths = server.paths(catalogue.envelope)
    before, after = doc_url.around(catalogue)
    module = modules.imported(target, catalogue)
    marks = _marks(catalogue)
    rows = tuple(_row(error, catalogue, marks) for error in catalogue.errors)
    return {
        **hierarchy.families(catalogue),
        "title": title,
        "module": module,
        "package": module if _PACKAGE.fullmatch(module) else catalogue.name,
        "folder": modules.expanded(target.path, catalogue).rpartition("/")[2],
        "description": f"{title}: a class and a type for each.",
        "version": semver(settings.version),
        "licence": _licence(catalogue.licence),
        "terms": licences.TERMS,
        "notice": texts.attribution(catalogue, "Page"),
        "unknown": _unknown(catalogue),
        "bases": tuple(hierarchy.bases(catalogue)),
        "rows": rows,
        "former_codes": tuple(former.codes(catalogue)),
        "former_classes": tuple(former.classes(catalogue)),
        "settled": any(row.settled for row in rows),
        "marks": marks,
        "sample": sample.code if sample else "",
        "sample_call": call(sample) if sample else "",
        "doc_url": before,
        "doc_url_end": after,
        **_codes(catalogue),
        **_places(catalogue.envelope),
        "paths": paths,
        "listed": isinstance(paths["code"][0], int),
        "messages": tuple(_messages(catalogue)),
        **texts.keys(catalogue.envelope),
    }


def _codes(catalogue: Catalogue) -> dict[str, object]:
    """What kind of codes there are, and the type of a body with one.

    `numeric`: some are numbers in some notation. `numbers`: some may be sent as
    such. `shared`: two may be one in the common spelling that decoders have.
    """
    known = [error.code for error in catalogue.errors]
    every = [code for error in catalogue.errors for code in (error.code, *error.aliases)]
    plain = [code.strip().strip("\ufeff").strip() for code in every]
    listed = known + [success.code for success in catalogue.successes]
    numeric = any(re.match(r"[+-]?[0-9]", code) for code in listed)
    # Of numbers there are more notations than are worth a rule of their own.
    spellings = (map(str.casefold, plain), map(str.lower, plain))
    wire = catalogue.envelope.wire
    numbers = wire != "string" and any(map(is_integer, known))
    return {
        "numeric": numeric,
        "numbers": numbers,
        "shared": numeric or any(len({*forms}) < len(every) for forms in spellings),
        "body": declared(catalogue.envelope, "SentCode" if numbers else ""),
    }


def _places(envelope: Envelope) -> dict[str, object]:
    """Where decoders look, as `shape` says it; and what these templates need besides.

    `tails` are the ways from a member of a body or an item to what it leads to.
    """
    found = shape(envelope)
    ways = (*found.arrays, *found.inside)
    return {
        "shape": found,
        "tails": tuple(dict.fromkeys(way[1:] for way in ways if len(way) > 1)),
        "elements": _elements(envelope),
    }


def _elements(envelope: Envelope) -> str:
    """The pattern of an element of XML that is called as the last key of a path.

    With a prefix or without, with attributes of 200 characters, and text alone in it.
    """
    paths = (envelope.code, envelope.message, envelope.correlation_id)
    names = (re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", str(path[-1])) for path in paths if path)
    space = r"[ \t\r\n]"
    return rf"<(?:[\w.-]{{1,64}}:)?({'|'.join(names)})(?:{space}[^<>]{{0,200}})?>([^<]*)</"


def _licence(licence: str) -> str:
    """The SPDX expression of code and texts, or npm's way to say that a file has the words."""
    return licences.expression([licence]) or ("SEE LICENSE IN NOTICE.md" if licence else "")


def semver(version: str) -> str:
    """A version of Python's (PEP 440) as npm wants it: `1.2rc1` → `1.2.0-rc1`."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?[.-]?([0-9A-Za-z.-]*)", version)
    if not found:
        return "0.0.0"
    numbers = ".".join(str(int(part or 0)) for part in found.groups()[:3])
    return f"{numbers}-{found[4]}" if found[4] else numbers


def _unknown(catalogue: Catalogue) -> str:
    """The `kind` of a code that is not documented; longer where a code is called so."""
    word = "unknown"
    while catalogue.error(word):
        word += "_"
    return word


def _marks(catalogue: Catalogue) -> str:
    """What stands before and behind a key in a template: tabs where a text has braces."""
    every = (piece for e in catalogue.errors for found in _templates(e) for piece in found[::2])
    return "\t\t" if any(re.search("[{}]", piece) for piece in every) else "{}"


def _row(error: Error, catalogue: Catalogue, marks: str) -> Row:
    locale = next(iter(catalogue.locales), "")
    keys = _keys(error.parameters)
    own = doc_url.own(error, catalogue)
    documented = error.retryable.evidence != "unknown"
    inherited = len(error.statuses) == 1 and error.status in statuses.RETRYABLE
    return Row(
        error=error,
        parent=hierarchy.parent(error, catalogue),
        summary=texts.summary(error, md_code),
        doc_url=doc_url.of(error, catalogue),
        own_url="" if own == error.code else own,
        surprising=error.retryable.value != inherited,
        settled=documented and not error.retryable.value and not error.statuses,
        messages=tuple((m.locale, spelt_out(m.text, m.marks)) for m in texts.messages(error)),
        parameters=tuple(
            Value(key, _words(parameter))
            for key, parameter in zip(keys, error.parameters, strict=True)
        ),
        templates=tuple(_marked(pieces, marks) for pieces in _templates(error)),
        hints=texts.said(error.hints, locale),
        causes=texts.said(error.causes, locale),
        actions=texts.said(error.actions, locale),
    )


def _keys(parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
    """camelCase; snake_case where two would meet (`ip_1` and `ip1`)."""
    camel = tuple(re.sub(r"(?<=.)_(\w)", lambda m: m[1].upper(), p.name) for p in parameters)
    return camel if len(set(camel)) == len(camel) else tuple(p.name for p in parameters)


def key(error: Error, parameter: Parameter) -> str:
    """What a parameter of an error is called."""
    return _keys(error.parameters)[error.parameters.index(parameter)]


def _words(parameter: Parameter) -> str:
    return " · ".join(dict.fromkeys(words for _, words in parameter.text)) or parameter.name


def _marked(pieces: Sequence[str], marks: str) -> str:
    """A template as one text; no piece of it has a mark."""
    between = (f"{marks[0]}{x}{marks[1]}" if n % 2 else x for n, x in enumerate(pieces))
    return "".join(between)


def _templates(error: Error) -> Iterator[tuple[str, ...]]:
    """Messages with values in them as literal, key, …, literal."""
    for message in texts.messages(error):
        first, *inner = _template(message, _keys(error.parameters))
        # Between two values with nothing between them no reader finds the border.
        if inner and not message.remark and all(map(_line, inner[1:-1:2])):
            pieces = [_line(piece) if n % 2 else piece for n, piece in enumerate(inner)]
            last = pieces.pop().rstrip(" ")
            yield (_line(first).lstrip(" "), *pieces, last)


def _line(text: str) -> str:
    """A text as decoders have it: each run of blanks and of what cannot be seen is one blank."""
    seen = (ch if ch.isprintable() or characters.known(ch) != ch else " " for ch in text)
    return re.sub(" +", " ", "".join(seen))


def _template(message: Message, keys: tuple[str, ...]) -> tuple[str, ...]:
    pieces = [""]
    for part in message.parts or (message.text,):
        if isinstance(part, int):
            pieces += [keys[part], ""]
        else:
            pieces[-1] += part
    return tuple(pieces)


def _messages(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each code and what the service says of it, as literal, key, …, literal."""
    for error in catalogue.errors:
        if message := server.message(error, catalogue):
            yield error.code, _template(message, _keys(error.parameters))


def call(error: Error) -> str:
    """What `makeError` is given for an error, in an example."""
    given = ", ".join(f'{key}: "…"' for key in _keys(error.parameters))
    return js_str(error.code) + (f", {{ {given} }}" if given else "")


def declared(envelope: Envelope, sent: str = "") -> str:
    """The TypeScript type of a body with code `C`, or "" where the page shows none.

    `sent` is the type of a code as it is sent, where that is not the code itself.
    """
    if not envelope.code:
        return ""
    tree: _Tree = {}
    _plant(tree, envelope.code, "C")
    for path in (envelope.message, envelope.correlation_id):
        if path and not _plant(tree, path, "string"):
            return ""
    codes = (f"{sent}<C>", sent) if sent else ("C", "WireCode")
    return _type(tree, "", *codes)


def _plant(tree: _Tree, path: KeyPath, kind: str) -> bool:
    """Put a type at a path; False where the path runs through a value."""
    for key in path[:-1]:
        below = tree.setdefault(key, {})
        if isinstance(below, str):
            return False
        tree = below
    return tree.setdefault(path[-1], kind) == kind


def _type(tree: _Tree | str, indent: str, code: str, other: str) -> str:
    """A type as TypeScript writes it; an object whose keys are all numbers is an array.

    `code` is the type of the code, `other` that of the other items of its array.
    """
    if isinstance(tree, str):
        return code if tree == "C" else tree
    if all(isinstance(key, int) for key in tree):
        return _array(tree, indent, code, other)
    lines = [
        f"{indent}  readonly {_key(key)}{'?' if inner == 'string' else ''}: "
        f"{_type(inner, f'{indent}  ', code, other)};"
        for key, inner in tree.items()
    ]
    return "\n".join(["{", *lines, f"{indent}}}"])


def _array(tree: _Tree, indent: str, code: str, other: str) -> str:
    """An array: the item with the code has its place, as it is another's in the others."""
    place, item = max(tree.items(), key=lambda pair: "C" in _leaves(pair[1]))
    others = f"ReadonlyArray<{_type(item, indent, other, other)}>"
    if "C" not in _leaves(item):
        return others
    before = [f"{indent}  unknown," for _ in range(int(place))]
    first = _type(item, f"{indent}  ", code, other)
    rest = f"ReadonlyArray<{_type(item, f'{indent}  ', other, other)}>"
    lines = [*before, f"{indent}  {first},", f"{indent}  ...{rest},"]
    return "\n".join(["readonly [", *lines, f"{indent}]"])


def _leaves(tree: _Tree | str) -> Iterable[str]:
    """Every type in a tree."""
    if isinstance(tree, str):
        return [tree]
    return [leaf for inner in tree.values() for leaf in _leaves(inner)]


def _key(key: Key) -> str:
    name = str(key)
    return name if re.fullmatch(r"[A-Za-z_$][\w$]*", name, re.ASCII) else js_str(name)
