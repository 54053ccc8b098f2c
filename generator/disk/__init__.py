"""The only room that touches files."""

from generator.disk.files import repository, text
from generator.disk.sources import read
from generator.disk.tree import home, look
from generator.places import CONFIG, root

__all__ = ["CONFIG", "home", "look", "read", "repository", "root", "text"]
