"""Random values of every kind, and the tests that take them: a seed becomes many cases."""

from __future__ import annotations

import inspect
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import names
from generator.catalogue.assemble import titles
from generator.diagnostics.source import Span
from generator.model import (
    Catalogue,
    Envelope,
    Error,
    Evidence,
    Example,
    Key,
    KeyPath,
    Mark,
    Message,
    PageInfo,
    Parameter,
    Retryable,
    Success,
    Text,
    Variant,
    Wire,
)
from tests import samples
from tests.conftest import examples

CASES = examples(80)

Judge = Callable[[random.Random], None]
T = TypeVar("T")


def fuzz(share: float = 1, rounds: int = 10) -> Callable[[Judge], Callable[[], None]]:
    """A test of `GENERATOR_FUZZ_CASES` times `share` cases, so many `rounds` from one seed."""

    def wrap(judge: Judge) -> Callable[[], None]:
        @settings(
            max_examples=max(1, round(CASES * share / rounds)),
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A smaller seed is no smaller case.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
        )
        @given(st.integers(0, 2**64 - 1))
        def test(seed: int) -> None:
            dice = random.Random(seed)
            for _ in range(rounds):
                judge(dice)

        test.__name__ = judge.__name__
        test.__qualname__ = judge.__qualname__
        test.__module__ = judge.__module__
        test.__doc__ = inspect.getdoc(judge)
        return test

    return wrap


# What ends a string, a comment, a tag, a line, or begins something else, somewhere.
# fmt: off
PIECES = (
    '"', "'", '"""', "'''", "`", "```", "\\", "\\\\", "\\n", "\\x41", "\\N{BULLET}", "\\u0041",
    "{{ 7*7 }}", "{% raw %}", "{% endraw %}", "{#", "#}", "{", "}", "{0}", "{x}", "${x}", "%s", "%",
    "*/", "/*", "//", "#", "<!--", "-->", "--", "]]>", "<![CDATA[", "</script>", "<script>", "</",
    "<img src=x onerror=1>", "<b>", "&amp;", "&", "&#0;", "<", ">", "|", "||", "\\|", "*", "**",
    "~~", "[x](javascript:a)", "](y)", "[", "]", "![x](y)", "!", "@deprecated", "{@link x}", "@",
    "$&", "$1", "^", "$", ".*", "(?:", "(", ")", "+", "?", "/", "- ", "1. ", "> ", "# ", "=====",
    ": ", "!!python/object", "---", "...", "\t", "\n", "\r", "\r\n", " ", "  ", "\x00", "\x07",
    "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x7f", "\x85", "\xa0", "\xad", "\u061c", "\u200b",
    "\u200d", "\u2028", "\u2029", "\u202e", "\u2066", "\u3000", "\ufe0f", "\ufeff", "\ufffe",
    "\uffff", "\ufffd", "\ufdd0", "\U0001f600", "\U000e0041", "\U0010ffff", "e\u0301", "é", "ß",
    "İ", "ﬁ", "禁止", "ｶﾞ", "！", "غير", "한국", "İ", "NotFound", "not found", "code", "None", "0",
    "404", "a", "Z", "_x", "__proto__", "constructor", "import os", ";", ",", "=", "\n\n", "0x1F",
    "\ud800", "\udfff",
)
CODES = (
    "NotFound", "NOT_FOUND", "notfound", "not found", "None", "class", "Error", "Exception",
    "__init__", "__proto__", "constructor", "toString", "hasOwnProperty", "TimeoutError", "unknown",
    "10003", "10004", "-32700", "0", "00", "0x80070005", "2147942405", "-2147024891", "1e3", "400",
    "Http404Error", "ClientError", "Client", "ApiError", "KeyError", "con", "CON", "README",
    "../../x", "a/b", "a.b", "A" * 70, "A" * 300, "禁止", "...", "-", "ﬁ", "İ", "about:blank",
    "error", "type", "E1", "e1", "E-1", "API-01", "AB12", "{}", "true", "null", "9" * 30, "1_000",
)
NAMES = (
    "value", "class_", "ip_1", "ip1", "code_", "kind", "message_", "requested_resource", "self_",
    "constructor_", "a_b", "a_b_2", "headers", "status_", "locale", "values",
)
LOCALES = ("ja-JP", "en", "en-US", "ar", "zh-Hant-TW", "es-419", "pt-BR", "de", "xx")
KEYS = ("error", "code", "message", "target", "0", "errors", "a-b", "class", "__proto__", "²", "١",
        "x y", '"', "\u2028", "property", "type", "requestId", "innererror")
# fmt: on
STATUSES = (None, None, 400, 400, 401, 403, 404, 409, 418, 429, 499, 500, 503, 599, 200, 302, 100)


def text(dice: random.Random, most: int = 6) -> str:
    """Any text: marks of every language, characters of every plane, sentences, nothing, a lot.

    Half a surrogate pair may stand in it, as JSON and YAML can escape one; never both halves.
    """
    found = _text(dice, most)
    return found if found.isascii() else re.sub("([\ud800-\udbff])[\udc00-\udfff]+", r"\1", found)


def _text(dice: random.Random, most: int) -> str:
    kind = dice.randrange(12)
    if kind < 6:
        return "".join(dice.choices(PIECES, k=dice.randrange(1, most + 1)))
    if kind < 8:
        return "".join(chr(character(dice)) for _ in range(dice.randrange(1, most + 3)))
    if kind < 11:
        words = dice.choices(("The", "hash", "value", "is", "無効", "not", "found", "a.b"), k=most)
        return " ".join(words) + dice.choice((".", "", "!", dice.choice(PIECES)))
    if dice.random() < 0.8:
        return ""
    return samples.HOSTILE if dice.random() < 0.8 else dice.choice(PIECES) * dice.randrange(3000)


def character(dice: random.Random) -> int:
    """A code point, the low ones more often; half a surrogate pair as well."""
    return dice.randrange(dice.choice((0x80, 0x100, 0x3000, 0x10000, 0x110000)))


def written(dice: random.Random, most: int = 6) -> str:
    """Any text that a file in UTF-8 can hold."""
    return text(dice, most).encode("utf-8", "replace").decode()


def mutated(dice: random.Random, whole: str, pieces: Sequence[str] = PIECES) -> str:
    """A text with a few changes: cut, doubled, moved, or with something put into it."""
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        at, to = sorted(dice.choices(range(len(whole) + 1), k=2))
        to = min(to, at + dice.choice((1, 3, 20)))
        inside = dice.choice(("", whole[at:to] * 2, whole[at:to][::-1], dice.choice(pieces)))
        whole = whole[:at] + inside + whole[to:]
    return whole


def value(dice: random.Random, depth: int = 3) -> Any:
    """Any value that JSON has."""
    kind = dice.randrange(8 if depth else 6)
    if kind == 7:
        keys = [dice.choice(KEYS) if dice.random() < 0.8 else text(dice) for _ in range(3)]
        return {key: value(dice, depth - 1) for key in keys[: dice.randrange(4)]}
    if kind == 6:
        return [value(dice, depth - 1) for _ in range(dice.randrange(4))]
    numbers = (0, -1, 404, 2**31, 2**64, 10**300, 0.5, -1e300, True, False, None)
    return dice.choice((text(dice), dice.choice(CODES), dice.choice(numbers), text(dice, 2)))


def catalogue(dice: random.Random, most: int = 4) -> Catalogue:
    """A catalogue of any texts, such as reading could give; its names are made as reading does."""
    locales = tuple(dice.sample(LOCALES, dice.choice((1, 1, 1, 2, 3))))
    codes = dict.fromkeys(code(dice) for _ in range(dice.randrange(1, most + 1)))
    errors = [error(dice, one, locales) for one in codes]
    name = dice.choice(("x", "any-errors", "my-api-errors", "a1-b2"))
    root = names.root(name)
    namings = [
        names.Naming(
            e.code,
            titles.label(e.name),
            titles.title(e.messages[0].text if e.messages else ""),
            _pin(dice),
        )
        for e in errors
    ]
    named = zip(errors, names.class_names(namings, root), names.slugs(codes), strict=True)
    shape = envelope(dice)
    return Catalogue(
        name=name,
        package=names.package(name),
        root=root,
        title=text(dice),
        locales=locales,
        pages=tuple(
            PageInfo(path(dice), one, text(dice), dice.random() < 0.5)
            for one in locales[: dice.choice((1, 3))]
        ),
        envelope=shape,
        errors=tuple(replace(e, class_name=made, slug=slug) for e, made, slug in named),
        successes=tuple(_successes(dice, locales, set(codes))),
        examples=tuple(_examples(dice, shape, tuple(codes))),
        licence=dice.choice((text(dice), "CC-BY-4.0", "MIT", "")),
        author=text(dice),
        origin=dice.choice((text(dice), f"https://x.org/{text(dice)}", "https://x.org", "")),
        doc_url=dice.choice((text(dice), "https://x.org/errors/", "https://x.org/d", *ADDRESSES)),
    )


ADDRESSES = ("", "", "https://x.org/e#{code}", "https://x.org/{code}?of=errors")


def code(dice: random.Random) -> str:
    """A code: chosen ones, and any text that a page can hold and that is not blank."""
    found = dice.choice(CODES) if dice.random() < 0.6 else written(dice, 3)
    return found if found.strip() else "x"


def _pin(dice: random.Random) -> str:
    return dice.choice(("", "", "", "", "Pinned", "404", text(dice)))


def path(dice: random.Random) -> str:
    """A path of a page, as the configuration allows it: without what ends a line."""
    return dice.choice(("docs/errors.md", "docs/ja-JP/エラー.md", 'a b\'s "c" --{{x}} é.md'))


def error(dice: random.Random, code: str, locales: tuple[str, ...]) -> Error:
    """An error with any texts; each parameter stands in its first message."""
    parameters = tuple(
        Parameter(name, dice.choice(("pinned", "words", "derived")), _words(dice, locales))
        for name in dice.sample(NAMES, dice.choice((0, 0, 1, 2, 3)))
    )
    rows = dice.choice((0, 0, 0, 2, 3))
    variants = tuple(
        Variant(
            dice.choice(STATUSES),
            (message(dice, locales[0], len(parameters)),) if dice.random() < 0.8 else (),
            text(dice),
            text(dice),
            span(dice),
        )
        for _ in range(rows)
    )
    chosen = [one for one in locales if dice.random() < 0.8]
    # In the language of the service, which no page has to be in.
    alone = ["eo"] if dice.random() < 0.2 else []
    return Error(
        code=code,
        class_name="",
        slug="",
        status=variants[0].status if variants else dice.choice(STATUSES),
        status_text=text(dice),
        name=dice.choice(("", code, text(dice))),
        evidence=dice.choice(get_args(Evidence)),
        cell=text(dice),
        messages=tuple(message(dice, one, len(parameters)) for one in (*chosen, *alone)),
        parameters=parameters,
        retryable=Retryable(
            dice.random() < 0.5, dice.choice(("overlay", "page", "status", "unknown"))
        ),
        hints=_texts(dice, locales),
        causes=_texts(dice, locales),
        actions=_texts(dice, locales),
        fields=tuple((one, _pairs(dice)) for one in locales if dice.random() < 0.3),
        remark=dice.choice(("", "", text(dice))),
        deprecated=dice.choice(("", "", text(dice))),
        aliases=tuple(dict.fromkeys(_alias(dice) for _ in range(dice.choice((0, 0, 1, 3))))),
        source=dice.choice(("", text(dice))),
        retired=dice.random() < 0.1,
        heading=text(dice),
        variants=variants,
        span=span(dice),
    )


def _alias(dice: random.Random) -> str:
    return dice.choice((dice.choice(CODES), f"{dice.choice(CODES)}Error", text(dice)))


def _words(dice: random.Random, locales: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one, text(dice)) for one in locales if dice.random() < 0.8)


def _texts(dice: random.Random, locales: tuple[str, ...]) -> tuple[Text, ...]:
    count = dice.choice((0, 0, 1, 2))
    said = [(dice.choice(locales), text(dice)) for _ in range(count)]
    return tuple(Text(one, told, span(dice), marks(dice, told)) for one, told in said)


def _pairs(dice: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple({text(dice): text(dice) or "x" for _ in range(dice.randrange(1, 3))}.items())


def _successes(dice: random.Random, locales: tuple[str, ...], taken: set[str]) -> Sequence[Success]:
    found = {code(dice) for _ in range(dice.choice((0, 0, 1, 3)))} - taken
    return [
        Success(
            one,
            dice.choice(STATUSES),
            text(dice),
            tuple(message(dice, locale, 0) for locale in locales if dice.random() < 0.5),
            span(dice),
        )
        for one in sorted(found)
    ]


def marks(dice: random.Random, told: str) -> tuple[Mark, ...]:
    """Code and links anywhere in a text, the links leading anywhere; some reach into others."""
    found = []
    for _ in range(dice.choice((0, 0, 0, 1, 2, 4)) if told else 0):
        start, end = sorted((dice.randrange(len(told) + 1), dice.randrange(len(told) + 1)))
        url = dice.choice(("", "", address(dice), text(dice)))
        found += [Mark(start, end, url)] if start < end else []
    return tuple(found)


def address(dice: random.Random) -> str:
    """Where a link may lead, or seem to."""
    way = dice.choice(("guide.md", "../x/", "/a", "#b", "?c=1", "//d", "e f", "é", "(g)", ""))
    start = dice.choice(
        ("", "", "https://x.org/", "mailto:a@b.c", "javascript:", "java&#115;cript&colon;", "DATA:")
    )
    return start + way + dice.choice(("", "", text(dice)))


def message(dice: random.Random, locale: str, parameters: int) -> Message:
    """A message with the parameters in any order, literals between some of them."""
    order = dice.sample(range(parameters), parameters)
    parts: list[str | int] = [text(dice)] if dice.random() < 0.7 or not order else []
    for index in order:
        parts += [index, text(dice)] if dice.random() < 0.7 else [index]
    shown = "".join(part if isinstance(part, str) else f"{{p{part}}}" for part in parts)
    remark = dice.random() < 0.1
    return Message(locale, shown, tuple(parts), remark, span(dice), marks(dice, shown))


def span(dice: random.Random) -> Span:
    """A place, without the text that is there."""
    if dice.random() < 0.2:
        return Span("")
    return Span(path(dice), dice.randrange(1, 999), dice.randrange(1, 99))


def envelope(dice: random.Random) -> Envelope:
    """Where a body has what: nowhere, where most have it, anywhere."""
    kind = dice.randrange(4)
    if kind == 0:
        return Envelope()
    if kind == 1:
        return samples.ENVELOPE
    code, message, ident, wait = (_path(dice) for _ in range(4))
    return Envelope(
        code,
        message,
        ident,
        wait,
        dice.choice(("", "x-error-code")),
        dice.random() < 0.3,
        dice.choice(WIRES),
    )


WIRES: tuple[Wire, ...] = ("", "string", "integer")


def _path(dice: random.Random) -> KeyPath:
    """Keys and places; the last one is a key."""
    found: list[Key] = list(dice.sample((*KEYS, text(dice) or "x"), dice.randrange(4)))
    return tuple(dice.randrange(3) if dice.random() < 0.2 else key for key in found[:-1]) + tuple(
        found[-1:]
    )


def _examples(dice: random.Random, shape: Envelope, codes: tuple[str, ...]) -> Sequence[Example]:
    """Bodies that have a code at its place, as reading finds them."""
    if not shape.code or dice.random() < 0.5:
        return ()
    found = dice.choice((*codes, "Other"))
    body: dict[str, Any] = {}
    said = {shape.code: found, shape.message: text(dice), shape.correlation_id: text(dice)}
    for keys, content in said.items():
        inner: Any = body
        for key in keys[:-1]:
            inner = inner.setdefault(key, {}) if isinstance(inner, dict) else {}
        if keys and isinstance(inner, dict):
            inner[keys[-1]] = content
    body["more"] = value(dice)
    shown = json.dumps(body, ensure_ascii=False, indent=2)
    return [Example(shown, found, span=span(dice))]
