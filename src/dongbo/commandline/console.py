"""The screen: answers on standard output, progress on the error stream so that answers can be piped."""

import os
import sys

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

PIPED_WIDTH = 120
"""Columns of a table written to a file or a pipe, which has no width of its own."""


def answers() -> Console:
    """Return the console for answers, as wide as the terminal; nothing in them is taken for markup."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False)


def progress_bar() -> Progress:
    """Return a bar on the error stream that vanishes when the work is done; off a terminal it says nothing."""
    screen = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=screen,
        disable=not screen.is_terminal,
        transient=True,
    )
