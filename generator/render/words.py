"""In which language a page is said: the words of a language are a file, and a page needs some."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from generator.diagnostics.rules import output as rules
from generator.diagnostics.source import Problems, Span
from generator.render.views import languages

if TYPE_CHECKING:
    from jinja2 import Environment

# What templates call the words of their language.
_CALLED = "w"
_ENGLISH = "en"
# The macros that are asked for in a template; None where all of it is.
_Asked = frozenset[str] | None
# The words that a part of a template needs, and the parts of others that it imports.
_Needs = tuple[frozenset[str], frozenset[tuple[str, _Asked]]]


class Words:
    """The words there are, and what templates need of them.

    A page is said in its language if that has every word the page needs, and
    wholly in English otherwise. Only for a language that lacks words templates
    are read for what they need, once, however many pages they make.
    """

    def __init__(self, env: Environment, templates: Mapping[str, str]) -> None:
        """Of these templates, as the environment reads them."""
        self._env = env
        self._templates = templates
        self._trees: dict[str, nodes.Template] = {}
        self._gaps: dict[str, dict[str, tuple[str, ...]]] = {}
        self._needs: dict[tuple[str, _Asked], _Needs] = {}
        self._missing: dict[tuple[str, str], tuple[str, ...]] = {}

    def language(self, template: str, locale: str) -> str:
        """The tag of the words that say what a template makes in a locale."""
        own = (tag for tag in languages.tags(locale) if _path(tag) in self._templates)
        tag = next(own, _ENGLISH)
        return _ENGLISH if self._lacks(template, tag) else tag

    def told(self, made: Collection[str]) -> Problems:
        """A problem for each language that lacks words for templates which made something."""
        lacking: dict[str, dict[str, tuple[str, ...]]] = {}
        for (template, tag), words in sorted(self._missing.items()):
            if words and template in made:
                lacking.setdefault(tag, {})[template.removesuffix(".jinja")] = words
        return tuple(rules.words_missing(Span(_path(tag)), lacking[tag]) for tag in lacking)

    def _lacks(self, template: str, tag: str) -> tuple[str, ...]:
        key = template, tag
        if key not in self._missing:
            try:
                self._missing[key] = tuple(self._found(template, tag)) if tag != _ENGLISH else ()
            except (TemplateSyntaxError, RecursionError):  # it cannot be rendered either: said then
                self._missing[key] = ()
        return self._missing[key]

    def _found(self, template: str, tag: str) -> Iterator[str]:
        """The words of English, as they stand there, that a language lacks for a template."""
        if tag not in self._gaps:
            self._gaps[tag] = dict(_lacking(self._english, _defined(self._tree(_path(tag)))))
        gaps = self._gaps[tag]
        if gaps:
            needed = self._needed(template)
            # A word may be made of others.
            own = _run(self._tree(_path(tag)), needed)
            needed |= {name.name for name in own.find_all(nodes.Name)}
            yield from (said for word in gaps if word in needed for said in gaps[word])

    @cached_property
    def _english(self) -> dict[str, tuple[str, ...] | None]:
        return _defined(self._tree(_path(_ENGLISH)))

    def _tree(self, template: str) -> nodes.Template:
        if template not in self._trees:
            self._trees[template] = self._env.parse(self._templates[template])
        return self._trees[template]

    def _needed(self, template: str) -> frozenset[str]:
        """The words that a template needs, with those of all that it imports."""
        found: set[str] = set()
        done: set[tuple[str, _Asked]] = set()
        left: set[tuple[str, _Asked]] = {(template, None)}
        while left:
            part = left.pop()
            done.add(part)
            words, imported = self._part(*part)
            found |= words
            left |= {one for one in imported if one[0] in self._templates} - done
        return frozenset(found)

    def _part(self, template: str, asked: _Asked) -> _Needs:
        if (template, asked) not in self._needs:
            tree = self._tree(template)
            run = tree if asked is None else _run(tree, asked)
            self._needs[template, asked] = frozenset(_words(run)), frozenset(_imported(run))
        return self._needs[template, asked]


def wordless(locales: Collection[str], templates: Collection[str]) -> tuple[str, ...]:
    """The locales whose pages are said in English, because no template has their words."""
    return tuple(
        locale
        for locale in locales
        if not any(_path(tag) in templates for tag in languages.tags(locale))
    )


def _path(tag: str) -> str:
    """The template that has the words of a language."""
    return f"docs/_words/{tag}.jinja"


def _run(tree: nodes.Template, asked: Collection[str]) -> nodes.Template:
    """What runs of a template that is imported: all outside of its macros, and those asked for.

    And those that they call.
    """
    macros = {node.name: node for node in tree.body if isinstance(node, nodes.Macro)}
    left = [node for node in tree.body if not isinstance(node, nodes.Macro)]
    left += [macros.pop(name) for name in sorted(asked) if name in macros]
    run: list[nodes.Node] = []
    while left:
        run.append(left.pop())
        called = {name.name for name in run[-1].find_all(nodes.Name)}
        left += [macros.pop(name) for name in sorted(called) if name in macros]
    return nodes.Template(run)


def _words(tree: nodes.Template) -> Iterator[str]:
    for found in tree.find_all(nodes.Getattr):
        if isinstance(found.node, nodes.Name) and found.node.name == _CALLED:
            yield found.attr


def _imported(tree: nodes.Template) -> Iterator[tuple[str, _Asked]]:
    """The templates that are named outright, and what is asked of each."""
    for found in tree.find_all(nodes.FromImport):
        asked = frozenset(one if isinstance(one, str) else one[0] for one in found.names)
        yield from ((name, asked) for name in _outright(found.template))
    for whole in tree.find_all((nodes.Import, nodes.Include, nodes.Extends)):
        yield from ((name, None) for name in _outright(getattr(whole, "template", None)))


def _outright(said: object) -> Iterator[str]:
    """A name that is written out, and not computed."""
    if isinstance(said, nodes.Const):
        yield str(said.value)


def _defined(tree: nodes.Template) -> dict[str, tuple[str, ...] | None]:
    """The names that a template gives to what is in it, in order; of a mapping with its keys."""
    found: dict[str, tuple[str, ...] | None] = {}
    for node in tree.body:
        if isinstance(node, nodes.Macro):
            found[node.name] = None
        elif isinstance(node, nodes.Assign | nodes.AssignBlock) and isinstance(
            node.target, nodes.Name
        ):
            found[node.target.name] = _keys(node)
    return found


def _lacking(
    english: Mapping[str, tuple[str, ...] | None], own: Mapping[str, tuple[str, ...] | None]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word of English that a language lacks, or the entries of it that it lacks."""
    for word, keys in english.items():
        if word not in own:
            yield word, (word,)
        elif (known := own[word]) is not None and (
            left := [k for k in keys or () if k not in known]
        ):
            yield word, tuple(f"{word}.{key}" for key in left)


def _keys(node: nodes.Assign | nodes.AssignBlock) -> tuple[str, ...] | None:
    """The keys of a mapping that is written out; None of anything else."""
    if not isinstance(node, nodes.Assign) or not isinstance(node.node, nodes.Dict):
        return None
    keys = (pair.key for pair in node.node.items)
    return tuple(str(key.value) for key in keys if isinstance(key, nodes.Const))
