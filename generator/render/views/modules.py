"""What users of the generated code import, as their own code has it."""

from __future__ import annotations

from generator.model import Catalogue
from generator.project.settings import Settings, Target, default


def facts(settings: Settings, catalogue: Catalogue) -> dict[str, str]:
    """What docs import: `module`, `script`, `script_server`; "" for what is not generated."""
    return {
        "module": of(settings, catalogue, "python"),
        "script": of(settings, catalogue, "typescript"),
        "script_server": of(settings, catalogue, "typescript", "server"),
    }


def expanded(path: str, catalogue: Catalogue) -> str:
    """A path or a module of a target, for one catalogue."""
    return path.format_map({"name": catalogue.name, "package": catalogue.package})


def imported(target: Target, catalogue: Catalogue, entry: str = "") -> str:
    """The module of Python, or the specifier of JavaScript, that a target is imported as.

    `entry` is another one than the client's: `server`, `testing`.
    """
    chosen = expanded(str(target.options["import"]), catalogue)
    if target.kind == "python":
        return f"{chosen}.{entry}" if entry else chosen
    if chosen or target.options["form"] == "js":
        return "/".join(filter(None, (chosen or catalogue.name, entry)))
    folder = expanded(target.path, catalogue).rpartition("/")[2]
    return f"./{folder}/{entry or 'index'}{target.options['import_extension']}"


def of(settings: Settings, catalogue: Catalogue, kind: str, entry: str = "") -> str:
    """The same of the first target of a kind that has the catalogue; "" if none has."""
    targets = settings.targets or (default(kind, settings.output),)
    meant = (one for one in targets if one.kind == kind and one.has(catalogue.name))
    return next((imported(one, catalogue, entry) for one in meant), "")
