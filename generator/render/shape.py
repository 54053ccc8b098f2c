"""The shape of Python: what black's decisions hang on, without the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

WIDTH = 88
# Between the shapes of shapes.txt.
SEPARATOR = "%%\n"
# Black keeps keywords and dunder names apart from other names; so does a shape. Written out,
# as later Pythons have more of them.
_RESERVED = frozenset("""
False None True and as assert async await break class continue def del elif else except finally
for from global if import in is lambda nonlocal not or pass raise return try while with yield
_ case match print exec
""".split())  # noqa: SIM905  (a list of words reads better so)
# Control characters and line separators, but for the line feed.
_ODD = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029"
# Comments that black obeys, or looks at.
_DIRECTIVES = r"(?:fmt|yapf|type|pylint|pragma)\b|!"
# Possessive throughout: what may be taken back costs hundreds of bytes for each character.
_TOKEN = re.compile(
    rf"""
      ^[ ]*(?P<comment>\#[ ](?!{_DIRECTIVES})[^\n{_ODD}]*(?<=\S))$
    | ^(?P<indent>[ ]*)\"{{3}}(?P<doc>[^"\\{_ODD}]+)\"{{3}}$
    | (?<![A-Za-z0-9_"'])(?:
        '(?=[^'\\\n{_ODD}]*")(?=\S)(?P<single>(?:[^'\\\n{_ODD}]++|\\[\\n])++)(?<=\S)'(?!["'])
      | "(?=\S)(?P<string>(?:[^"\\\n{_ODD}]++|\\[\\n])++)(?<=\S)"(?!["'])
      | [A-Za-z]{{0,2}}(?:
            \"{{3}}(?:[^\\"]++|\\[\s\S]|\"(?!\"\"))*+\"{{3}} | "(?:[^"\\\n]++|\\.)*+"
          | '{{3}}(?:[^\\']++|\\[\s\S]|'(?!''))*+'{{3}} | '(?:[^'\\\n]++|\\.)*+'
        )
      )
    | \#[^\n{_ODD}]*
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>[1-9][0-9]*|0)(?![A-Za-z0-9_.]) | [0-9][A-Za-z0-9_.]*
    | \n+ | [ ()\[\]{{}}<>=:,.|@*/+%!&^~-]+
    | (?P<odd>[\s\S])
    """,
    re.VERBOSE | re.MULTILINE,
)
_ATTRIBUTE = re.compile(r" {4}n(?::| =) [^#]*[^#,(\[{]")
_UNBROKEN = frozenset({"T", '"""T', '"""T"""', "# c"})
_DOC_LINES, _PARAGRAPHS = re.compile(r"(\n *T)\1+(?=\n)"), re.compile(r"(\n\n *T)\1+(?=\n)")
_ASCII, _UNQUOTED = re.compile(r"[\x00-\x7f]"), re.compile(r"[\x00-!#-\x7f]")
# A call of a call, spread over lines: where black cuts these hangs on what is inside.
_CHAINED = re.compile(
    r"[)\]}][^\s()\[\]{}]*[(\[{]$|^ *[)\]}](?!,?$|:$| -> .*:(?: \.{3})?$)", re.MULTILINE
)


def short(text: str) -> str:
    """The shape of a piece of Python, as short as can be, itself Python; "" if it has none.

    Names, numbers, strings and the lines of docstrings are replaced by the shortest of
    their kind, and of what a bracket or a docstring has line by line, one of
    each kind stays. Black takes the same decisions on it, with more room in
    each line. So if it leaves the shape alone, it leaves the text alone, too:
    what does not fit into a line is in the shape as it is.
    """
    masked, _ = _mask(text, exact=False)
    if not masked or _CHAINED.search(masked):
        return ""
    lines = zip(text.split("\n"), masked.split("\n"), strict=True)
    return _without_repetition(_fitting(line, mask) for line, mask in lines)


@cache
def known() -> frozenset[str]:
    """Shapes that every black leaves alone, as tests have seen: nobody has to ask it."""
    text = resources.files("generator.render").joinpath("shapes.txt").read_text("utf-8")
    return frozenset(text.split(SEPARATOR))


def exact(text: str) -> tuple[str, tuple[str, ...]]:
    """The shape with every word as wide as it is, and the words: see `restored`."""
    return _mask(text, exact=True)


def attributes(text: str) -> tuple[int, ...]:
    """The lines of a class, from 0, that are attributes of it and do not fit."""
    lines = text.split("\n")
    if not text.startswith("class ") or all(map(_fits, lines)):
        return ()
    masked, _ = _mask(text, exact=False)
    if not masked:
        return ()
    pairs = zip(lines, masked.split("\n"), strict=True)
    return tuple(
        n for n, (line, mask) in enumerate(pairs) if not _fits(line) and _is_attribute(mask)
    )


def _is_attribute(mask: str) -> bool:
    whole = all(mask.count(one) == mask.count(other) for one, other in ("()", "[]", "{}"))
    return whole and _ATTRIBUTE.fullmatch(mask) is not None


def restored(masked: str, tidied: str, words: Iterable[str]) -> str:
    """What black makes of a text, from what it makes of its exact shape; "" if that is unknown.

    Black puts white space, brackets and commas, and leaves words in their order.
    """
    if _words(masked) != _words(tidied):
        return ""
    left = iter(words)
    return _TOKEN.sub(lambda token: next(left) if _is_word(token) else token[0], tidied)


def _words(text: str) -> list[str]:
    return [token[0] for token in _TOKEN.finditer(text) if _is_word(token)]


def _is_word(token: re.Match[str]) -> bool:
    """Whether a shape has something else in its place."""
    kind = token.lastgroup
    if kind == "name":
        return token[0] not in _RESERVED and not token[0].startswith("__")
    return kind is not None and kind != "odd"


def _mask(text: str, *, exact: bool) -> tuple[str, tuple[str, ...]]:
    masks: list[str] = []
    words: list[str] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "odd":
            return "", ()
        word = token[0]
        if _is_word(token):
            words.append(word)
            word = _masked(token, exact=exact)
            if not word:
                return "", ()
        masks.append(word)
    return "".join(masks), tuple(words)


def _masked(token: re.Match[str], *, exact: bool) -> str:
    """What stands for a word in a shape; "" if black may mend how it is spelt."""
    if token.lastgroup == "name":
        return "n" * len(token[0]) if exact else "n"
    if token.lastgroup == "number":
        return "1" * len(token[0]) if exact else "1"
    if token.lastgroup == "doc":
        return _doc(token["doc"], token["indent"])
    if token.lastgroup == "comment":
        return f"{token[0].partition('#')[0]}# c"
    if token.lastgroup == "single":
        return _single(token["single"], exact=exact)
    # How wide black takes a character to be, is for black to say. What fits into no line
    # fits into none, however much longer it is.
    return f'"{_ASCII.sub("s", token["string"])[: 2 * WIDTH]}"' if exact else '"s"'


def _single(body: str, *, exact: bool) -> str:
    """A string in single quotes that black leaves so, for the sake of a double one in it."""
    if exact:
        return f"'{_UNQUOTED.sub('s', body)}'"
    first, last = ('"' if body[at] == '"' else "s" for at in (0, -1))
    return f"'{first}s\"s{last}'"


def _doc(body: str, indent: str) -> str:
    """A docstring with each line as far in as it was; "" if black may change it."""
    first, *rest = body.split("\n")
    last = rest.pop() if rest else indent
    inner = [line.lstrip(" ") for line in rest]
    if not first or last != indent or any(line != line.strip() for line in (first, *inner)):
        return ""
    depths = [line[: len(line) - len(text)] for line, text in zip(rest, inner, strict=True)]
    masks = [f"{depth}T" if text else "" for depth, text in zip(depths, inner, strict=True)]
    return "\n".join([f'{indent}"""T', *masks, *([last] if "\n" in body else [])]) + '"""'


def _fitting(line: str, mask: str) -> str:
    """The mask of a line; of one that is too long, the line: black may split it."""
    if _fits(line) or mask.lstrip() in _UNBROKEN:
        return mask
    # A string alone cannot be split, however long it is.
    return mask.replace("s", "s" * WIDTH) if mask.lstrip() == '"s",' else line


def _fits(line: str) -> bool:
    """Whether a line fits for certain: no character is wider than two columns."""
    if line.isascii() or len(line) <= WIDTH // 2:
        return len(line) <= WIDTH
    return len(line) + sum(c > "\x7f" for c in line) <= WIDTH


def _without_repetition(lines: Iterable[str]) -> str:
    """The lines, less what comes again: items of a bracket, and lines of a docstring."""
    levels: list[list[str]] = [[]]
    for line in lines:
        item = line
        if line.lstrip().startswith((")", "]", "}")) and len(levels) > 1:
            first, *items = levels.pop()
            item = "\n".join([first, *_kinds(items), line])
        if line.endswith(("(", "[", "{")):
            levels.append([item])
        else:
            levels[-1].append(item)
    text = "\n".join("\n".join(level) for level in levels)
    return _PARAGRAPHS.sub(r"\1", _DOC_LINES.sub(r"\1", text))


def _kinds(items: list[str]) -> list[str]:
    """One item of each kind, in a fixed order; of a single kind two, if there are two.

    The order of parameters and arguments is not ours to change.
    """
    if not all(item.endswith(",") and "*" not in item and "=" not in item for item in items):
        return items
    kinds = sorted(set(items))
    return kinds if len(kinds) > 1 else items[:2]
