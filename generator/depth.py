"""How deeply a value is nested: what recursion may not survive is not looked into."""

from __future__ import annotations

from typing import Any

# Far more than anybody writes, and far less than Python can go.
_DEEPEST = 100


def is_excessive(value: object) -> bool:
    """Whether lists and tables lie in each other more than a hundred deep."""
    level: list[Any] = [[value]]
    for _ in range(_DEEPEST):
        inside = (held.values() if isinstance(held, dict) else held for held in level)
        level = [one for several in inside for one in several if isinstance(one, dict | list)]
        if not level:
            return False
    return True
