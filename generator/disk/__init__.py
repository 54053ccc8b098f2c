"""The only room that touches files."""

from generator.disk.carriage import carry
from generator.disk.files import CONFIG, repository, root, text
from generator.disk.lock import locked
from generator.disk.memory import remember, remembered, tool
from generator.disk.sources import read
from generator.disk.tree import home, look

__all__ = ["CONFIG", "carry", "home", "locked", "look", "read", "remember", "remembered"]
__all__ += ["repository", "root", "text", "tool"]
