"""The languages that the site's theme speaks, and what each calls itself."""

from __future__ import annotations

from importlib import resources

_TEXT = resources.files("generator.render.views").joinpath("languages.txt").read_text("utf-8")
# The keys are those of the theme: a language that it lacks is shown in English.
NAMES: dict[str, str] = dict(line.split(" ", 1) for line in _TEXT.splitlines())
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def spoken(locale: str) -> str:
    """The theme's language for a locale: `ja-JP` is `ja`; `en` where there is none."""
    tag = {"no": "nb", "zh-HK": "zh-TW", "zh-Hant": "zh-TW"}.get(locale, locale)
    return next((t for t in (tag, tag.split("-")[0]) if t in NAMES), "en")


def name(locale: str) -> str:
    """What the language of a locale calls itself; the locale where we do not know."""
    known = spoken(locale)
    return NAMES[known] if known.split("-")[0] == locale.split("-", maxsplit=1)[0] else locale


def direction(locale: str) -> str:
    """`rtl` for a locale that is written from right to left, else `ltr`."""
    return "rtl" if locale.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
