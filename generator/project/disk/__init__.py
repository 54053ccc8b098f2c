"""The only room that touches files."""

from generator.project.disk.bounds import detour, limits, trespass
from generator.project.disk.files import named, repository, text
from generator.project.disk.sources import read
from generator.project.disk.tree import folds, home, look
from generator.project.places import CONFIG, root

__all__ = ["CONFIG", "detour", "folds", "home", "limits", "look", "named", "read"]
__all__ += ["repository", "root", "text", "trespass"]
