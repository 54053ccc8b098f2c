"""The only room that touches files."""

from generator.disk.bounds import limits
from generator.disk.files import named, repository, text
from generator.disk.sources import read
from generator.disk.tree import folds, home, look
from generator.places import CONFIG, root

__all__ = [
    "CONFIG",
    "folds",
    "home",
    "limits",
    "look",
    "named",
    "read",
    "repository",
    "root",
    "text",
]
