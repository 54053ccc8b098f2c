"""What the last build made, as plain data and back: for catalogues whose inputs are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, get_args

from generator import plan, record
from generator.diagnostics.source import Diagnostic, Level, Span
from generator.plan import Look, manifest
from generator.project.inputs import Inputs
from generator.project.outcome import Made
from generator.project.settings import Settings


def read(kept: Any, settings: Settings, inputs: Inputs, tool: str) -> dict[str, Made]:
    """The catalogues whose inputs and files are all as they were when this was `kept`.

    `tool` is the digest of whatever decides outputs besides the inputs. What
    is not as `write` gave it counts for nothing: nobody has to keep it.
    """
    made: dict[str, Made] = {}
    for name, key in _keys(settings, inputs, tool).items():
        try:
            entry = kept[name]
            found = _made(entry, inputs.look) if entry["key"] == key else None
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if found:
            made[name] = found
    return made


def _made(entry: Mapping[str, Any], look: Look) -> Made | None:
    files = {str(path): str(mark) for path, mark in entry["files"].items()}
    if not all(_is_right(look, path, mark) for path, mark in files.items()):
        return None
    said = tuple(map(_problem, entry["problems"]))
    catalogue, problems = record.form(entry["record"], Span(""))
    return Made(catalogue, files, said) if catalogue and not problems else None


def _problem(entry: Mapping[str, Any]) -> Diagnostic:
    """A problem as `asdict` gave it; ValueError or TypeError if that is not so."""
    span = Span(**entry["span"])
    problem = Diagnostic(**{**entry, "span": span})
    texts = (problem.rule, problem.message, problem.label, problem.help, span.path, span.text)
    numbers = (span.line or 0, span.column or 0, span.length)
    if not all(type(text) is str for text in texts) or problem.level not in get_args(Level):
        raise ValueError("a text of a problem is none")
    if not all(type(number) is int for number in numbers):
        raise ValueError("a number of a problem is none")
    return problem


def _is_right(look: Look, path: str, mark: str) -> bool:
    """Whether a file is as we left it, and where a file of ours can be."""
    found = None if plan.name(path) else look(path)
    return isinstance(found, bytes) and manifest.digest(manifest.plain(found)) == mark


def write(made: Mapping[str, Made], settings: Settings, inputs: Inputs, tool: str) -> Any:
    """What to keep until the next build, as JSON has it."""
    keys = _keys(settings, inputs, tool)
    return {
        name: {
            "key": keys[name],
            "files": dict(one.files),
            "problems": [asdict(problem) for problem in one.problems],
            "record": record.write(one.catalogue),
        }
        for name, one in made.items()
    }


def _keys(settings: Settings, inputs: Inputs, tool: str) -> dict[str, str]:
    """For each catalogue, a digest of everything that its reading and its files hang on."""
    shared = _digest(tool, sorted(inputs.templates.items()))
    found = {}
    for one in settings.catalogues:
        paths = (*one.pages, *one.references, one.overlay_path)
        read = [inputs.documents[path] for path in paths if path in inputs.documents]
        own = replace(settings, catalogues=(one,))
        found[one.name] = _digest(shared, own, [(page.path, page.text) for page in read])
    return found


def _digest(*seen: object) -> str:
    return manifest.digest(repr(seen).encode("utf-8", "backslashreplace"))
