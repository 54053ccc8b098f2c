"""Whether the version that runs is one that a configuration requires."""

from __future__ import annotations

from generator.diagnostics.rules import config as rules
from generator.diagnostics.source import Document, Problems
from generator.project import config_file

_KEY = "required-version"
_WANTED = 'versions such as ">=0.2,<1", or one such as "0.2.0"'


def problems(document: Document, running: str) -> Problems:
    """Why a configuration is not for the version that runs, or nothing."""
    wanted = (config_file.values(document) or {}).get(_KEY)
    if wanted is None:
        return ()
    span = config_file.span(document, _KEY)
    fits = _fits(wanted, running) if isinstance(wanted, str) and wanted.strip() else None
    if fits is None:
        return (rules.config_value(span, _KEY, _WANTED),)
    return () if fits else (rules.config_version(span, str(wanted), running),)


def _fits(wanted: str, running: str) -> bool | None:
    """Whether a version is one of those that are wanted; None where that is no versions.

    They are a specifier of PEP 440, or a version, which is that alone.
    """
    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    try:
        alone = wanted.strip()[0].isalnum()
        return SpecifierSet(f"=={Version(wanted)}" if alone else wanted).contains(
            running, prereleases=True
        )
    except ValueError:
        return None
