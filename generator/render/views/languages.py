"""The languages that the site's theme speaks, and what each calls itself."""

from __future__ import annotations

from importlib import resources

_TEXT = resources.files("generator.render.views").joinpath("languages.txt").read_text("utf-8")
# The keys are those of the theme: a language that it lacks is shown in English.
NAMES: dict[str, str] = dict(line.split(" ", 1) for line in _TEXT.splitlines())
_TRADITIONAL = frozenset({"Hant", "TW", "HK", "MO"})
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def tags(locale: str) -> tuple[str, ...]:
    """The tags under which something for a locale may be found, the nearest first.

    Shorter by a part each time (RFC 4647, "Lookup"): `sr-Latn-RS`, `sr-Latn`,
    `sr`. Chinese goes by its script: who reads the one may not read the other.
    """
    parts = locale.split("-")
    found = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    if parts[0] == "zh":
        traditional = "Hans" not in parts and not _TRADITIONAL.isdisjoint(parts)
        found[-1:] = ["zh-Hant", "zh-TW"] if traditional else ["zh-Hans", "zh-CN", "zh"]
    return (*dict.fromkeys(found), *(["nb"] if parts[0] == "no" else []))


def spoken(locale: str) -> str:
    """The theme's language for a locale: `ja-JP` is `ja`; `en` where there is none."""
    return next((tag for tag in tags(locale) if tag in NAMES), "en")


def name(locale: str) -> str:
    """What the language of a locale calls itself; the locale where we do not know."""
    return next((NAMES[tag] for tag in tags(locale) if tag in NAMES), locale)


def direction(locale: str) -> str:
    """`rtl` for a locale that is written from right to left, else `ltr`."""
    return "rtl" if locale.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
