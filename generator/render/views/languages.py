"""The languages that the site's theme speaks, and what each calls itself."""

from __future__ import annotations

# The keys are those of the theme: a language that it lacks is shown in English.
NAMES: dict[str, str] = {
    "af": "Afrikaans",
    "ar": "العربية",
    "az": "Azərbaycanca",
    "be": "Беларуская",
    "bg": "Български",
    "bn": "বাংলা",
    "ca": "Català",
    "cs": "Čeština",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "eo": "Esperanto",
    "es": "Español",
    "et": "Eesti",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "gl": "Galego",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "Hrvatski",
    "hu": "Magyar",
    "hy": "Հայերեն",
    "id": "Bahasa Indonesia",
    "is": "Íslenska",
    "it": "Italiano",
    "ja": "日本語",
    "ka": "ქართული",
    "kn": "ಕನ್ನಡ",
    "ko": "한국어",
    "lb": "Lëtzebuergesch",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "mk": "Македонски",
    "mn": "Монгол",
    "ms": "Bahasa Melayu",
    "my": "မြန်မာ",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "nn": "Norsk nynorsk",
    "pl": "Polski",
    "pt": "Português",
    "pt-BR": "Português (Brasil)",
    "ro": "Română",
    "ru": "Русский",
    "si": "සිංහල",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sq": "Shqip",
    "sr": "Српски",
    "sv": "Svenska",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "uz": "Oʻzbekcha",
    "vi": "Tiếng Việt",
    "zh": "简体中文",
    "zh-TW": "繁體中文",
}
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
