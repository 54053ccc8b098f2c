"""What names a class beside a number: a symbol, a label, a short English title that is whole."""

from __future__ import annotations

import re

from generator import characters
from generator.catalogue.words import english, spelling

_LONGEST_LABEL = 6
_LONGEST_TITLE = 5
_HOLE = re.compile(r"\{[^{}]{0,200}\}|<[^<>]{0,200}>|%[0-9a-z]")
# What stands before the title of a message (`Error: disk full`), or is a word of it (`evm: …`).
_KIND = re.compile(r"^(?:error|warning|fatal)\s*:\s*", re.IGNORECASE)
_TAG = re.compile(r"^([a-z][0-9a-z]*):(?=\s)")
# Where a title ends and an explanation begins. A short word with a dot is an abbreviation.
_END = re.compile(r"(?:(?<=[0-9A-Za-z]{4})\.|[:;!?])(?=\s|$)|\.(?=\s+[A-Z])|\n|\s[-–—]+\s")
_REMARK = re.compile(r"\s?[(（][^()（）]{0,200}[)）](?=\s*(?:$|[.:;!?]))")
_SYMBOL = re.compile(r"[A-Za-z][0-9A-Za-z]*(?:[_.-][0-9A-Za-z]+)*")
_APOSTROPHES = re.compile("['’]")

# No error in particular.
_FILLING = """
blank default deprecated description empty error errors fail failed failure false general
message misc n/a na nil no none normal null ok okay other others reserved same success tbd todo
true undefined unknown unused various varies yes
"""
_PHRASES = ("no error", "no errors", "not applicable", "not used", "see above", "see below")
_NOTHING = frozenset((*_FILLING.split(), *_PHRASES))
# A title does without these: with one of them a text is a sentence, an advice, or good news.
_GRAMMAR = """
a an the this that these those there i it its he she they their them we us our you your
am are be been being is was were had has have do does did may might must shall should will
would can cannot could cant couldnt didnt doesnt dont hadnt hasnt havent isnt arent wasnt
werent mustnt shouldnt wont wouldnt
again because if later please when which while who
succeeded success successful successfully
"""
_SENTENCE = frozenset(_GRAMMAR.split())
# `The box is gone` may be a label; `the name of the box` describes something.
_DESCRIBED = re.compile(r"(?:a|an|the|please|Please)\s")
# But `Cannot open file` is a title.
_DENIALS = frozenset(("can", "cannot", "cant", "could", "couldnt"))
# What half a title ends with, and what one does not begin with.
_LAST = frozenset(
    ("and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "than", "to", "with")
)
_OPENING = """
after applies as at before by contains denotes describes during ensure for from happens in
indicates make means note occurred occurs of on only raised refer represents returned returns
see signals specifies thrown to try used with
"""
_FIRST = frozenset(_OPENING.split())


def label(text: str) -> str:
    """A name beside a code, without remarks: a symbol, or a few words of English; else "".

    What says nothing (`None`) and what is a sentence is no name.
    """
    plain = _APOSTROPHES.sub("", _REMARK.sub("", spelling.clean(text))).strip(" .*`")
    if plain.casefold() in _NOTHING - {"unknown"} or re.search(r"[.;:!?]\s|\n", plain):
        return ""
    size = len(plain.split())
    is_phrase = size <= _LONGEST_LABEL and not _DESCRIBED.match(plain) and english.mostly(plain)
    return plain if size == 1 or is_phrase else ""


def title(message: str, locale: str = "en") -> str:
    """The title that a message is, or that an explanation follows; "" if it is or has none.

    `Unknown channel. Try again.` → `Unknown channel`, but nothing of `The
    channel was not found`, and of a text in another language than English.
    """
    text = spelling.clean(message)
    if spelling.kind(text) == "symbol" and _SYMBOL.fullmatch(text):
        return text if len(text) > 3 and text.lower() not in _NOTHING else ""
    text = _TAG.sub(r"\1", _KIND.sub("", _REMARK.sub("", text)))
    text = _APOSTROPHES.sub("", _END.split(text, maxsplit=1)[0]).strip()
    if _HOLE.match(text) or "(" in text or characters.has_foreign_letters(text):
        return ""
    words = re.findall(r"[0-9A-Za-z]+", _HOLE.sub(" ", text))
    # In English an unknown word is a name or a term; elsewhere it is another language's.
    missing = len(words) // 3 if locale.startswith("en") else 0
    known = sum(english.knows(word.lower()) for word in words) >= len(words) - missing
    return " ".join(words) if known and _is_title([word.lower() for word in words]) else ""


def _is_title(words: list[str]) -> bool:
    """Whether these words, all that a phrase has, are the name of an error and no sentence."""
    told = words[1:] if words[:1] and words[0] in _DENIALS else words
    return (
        0 < len(words) <= _LONGEST_TITLE
        and any(word.isalpha() and len(word) > (2 if len(words) > 1 else 3) for word in words)
        and " ".join(words) not in _NOTHING
        and words[0] not in _FIRST
        and words[-1] not in _LAST
        and _SENTENCE.isdisjoint(told)
    )
