"""What the docs say of reading an error: where a body has what, and what a decoder makes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from generator.model import Catalogue, Error, KeyPath, at, is_integer
from generator.render.views import hierarchy, languages, texts, typescript


def facts(catalogue: Catalogue) -> Mapping[str, object]:
    """The facts for the pages on reading an error and on unknown codes."""
    return {
        "array": array(catalogue.envelope.code),
        "bases": tuple(hierarchy.bases(catalogue)),
        "compared": tuple(map(languages.name, compared(catalogue))),
        "numbers": any(is_integer(error.code) for error in catalogue.errors),
        "path": texts.path,
        "placed": placed(catalogue),
        "script_key": typescript.key,
        "tried": texts.keys(catalogue.envelope)["code_keys"],
        "valued": valued(catalogue),
    }


def placed(catalogue: Catalogue) -> str:
    """How the place of the code in a body is known: `example`, `configured`; "" if it is not."""
    path = catalogue.envelope.code
    bodies = (json.loads(example.text) for example in catalogue.examples)
    shown = any(at(body, path) not in (None, "") for body in bodies)
    return "" if not path else "example" if shown else "configured"


def array(path: KeyPath) -> KeyPath | None:
    """Where the array of errors stands, if the code is in one: before the last place in one."""
    places = [n for n, key in enumerate(path) if isinstance(key, int)]
    return path[: places[-1]] if places else None


def compared(catalogue: Catalogue) -> tuple[str, ...]:
    """The locales of the messages that values are read out of."""
    messages = (message for error in catalogue.errors for message in error.row_messages)
    valued = (m.locale for m in messages if any(isinstance(part, int) for part in m.parts))
    return tuple(dict.fromkeys(valued))


def valued(catalogue: Catalogue) -> Error | None:
    """The error for examples of reading a value, or None where no message has one."""
    errors = tuple(error for error in catalogue.errors if error.parameters)
    return texts.sample(replace(catalogue, errors=errors))
