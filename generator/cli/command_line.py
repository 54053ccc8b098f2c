"""The command line, which shows the words that it complains of, and does nothing with them."""

from __future__ import annotations

import argparse
from typing import NoReturn

from generator import report
from generator.cli import streams


class CommandLine(argparse.ArgumentParser):
    """argparse's own, but for what it says of a word that it does not know."""

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is the matter, and end."""
        super().error(streams.unheeded(report.visible(message)))
