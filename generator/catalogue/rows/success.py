"""Whether a row is a success and no error: by its own code, or by words that say so in whole."""

from __future__ import annotations

import re

from generator import characters
from generator.catalogue.rows.entry import Entry
from generator.catalogue.words import english, lexicon

# The words of a text that says so beside a code that is zero, and beside any other.
_BESIDE_ZERO, _BESIDE_ANY = 12, 5
# `The vehicle with this id was successfully deleted`.
_BESIDE_DONE = 9
_DONE = re.compile(r"\bsuccess?fully [a-z]+ed\b|ed success?fully\b")
# Longer texts than these many characters say more than that.
_SHORT = 70
_LIKELY = re.compile(r"succ|ok|no[ _-]?err", re.IGNORECASE)
_ZERO = re.compile(r"[+-]?(?:0[xX])?0+")
_LAST = frozenset({"success", "successful", "succeeded", "ok", "okay"})
_WHOLE = frozenset({"no error", "noerror", "all ok", "success code"})
_NOT = frozenset({"not", "no", "un", "non", "partial", "partially", "without", "never"})
_GOES_ON = frozenset({"but", "no", "not", "with", "without", "and", "already"})


def is_success(
    entry: Entry, *, of_statuses: bool = False, of_exits: bool = False, in_prose: bool = False
) -> bool:
    """Whether the row of an entry says that nothing went wrong.

    Where the codes are HTTP statuses, 1xx to 3xx say so (RFC 9110, section
    15), and where they are exit codes, 0 does (POSIX). Elsewhere one of
    these never decides, as an error may be sent with any; but 4xx and 5xx are
    no success. A text of prose may speak of success in any way, and says so of
    zero alone.
    """
    if of_statuses:
        return entry.status is not None and entry.status < 400
    if of_exits and entry.text == "0":
        return not (entry.message and lexicon.fails(entry.message.text)) or says(
            entry.message.text, zero=True
        )
    if entry.status is not None and entry.status >= 400:
        return False
    named = [name for name in (entry.text, entry.name) if name and is_named(name)]
    if named:
        # `SUCCESS` alone says it, `LOOKUP_OK` may be the name of what failed.
        alone = any(len(english.words(name[:80])) == 1 for name in named)
        return alone or not (entry.message and lexicon.gainsays(entry.message.text))
    if entry.name and lexicon.fails(entry.name):
        return False
    if in_prose and not is_zero(entry.text):
        return False
    texts = [entry.name, entry.message.text if entry.message else ""]
    # One word elsewhere may be anything: a severity that is `normal`.
    texts += [cell.text for _, cell in entry.kept if " " in cell.text and not in_prose]
    return any(text and says(text, zero=is_zero(entry.text)) for text in texts)


def is_zero(code: str) -> bool:
    """Whether a code is zero: `0`, `000`, `0x0000`."""
    return _ZERO.fullmatch(code) is not None


def says(text: str, *, zero: bool) -> bool:
    """Whether a text says in whole that nothing went wrong; in more words beside a zero."""
    if zero:
        return lexicon.succeeds(text, _BESIDE_ZERO)
    words = _BESIDE_DONE if _DONE.search(characters.known(text)) else _BESIDE_ANY
    return len(text) < _SHORT and lexicon.succeeds(text, words)


def is_named(symbol: str) -> bool:
    """Whether a symbol is one of success: `OK`, `EFI_SUCCESS`, `S_OK`, `NoError`."""
    if not _LIKELY.search(symbol, 0, 80):
        return False
    words = english.words(symbol[:80])
    if " ".join(words) in _WHOLE or "".join(words) in _WHOLE:
        return True
    at = next((i for i, word in enumerate(words) if word in _LAST), -1)
    if at < 0 or at > 2 or _NOT.intersection(words[:at]):
        return False
    # `SUCCESS_BUT_NOT_UPDATED`; but `SUCCESS_URL_INVALID`.
    return at == len(words) - 1 or words[at + 1] in _GOES_ON
