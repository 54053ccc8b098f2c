"""The only room that touches files."""

from generator.disk.bounds import detour, limits, trespass
from generator.disk.files import named, repository, text
from generator.disk.sources import read
from generator.disk.tree import folds, home, look
from generator.places import CONFIG, root

__all__ = ["CONFIG", "detour", "folds", "home", "limits", "look", "named", "read"]
__all__ += ["repository", "root", "text", "trespass"]
