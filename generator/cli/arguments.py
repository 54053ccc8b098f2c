"""The command line, which shows the words that it complains of, and does nothing with them."""

from __future__ import annotations

import argparse
from typing import NoReturn

from generator.cli import streams
from generator.diagnostics import draw


class CommandLine(argparse.ArgumentParser):
    """argparse's own, but for what it says of a word that it does not know."""

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is the matter, and end."""
        super().error(streams.unheeded(draw.visible(message)))
