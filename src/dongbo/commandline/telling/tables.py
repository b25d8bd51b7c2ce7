"""The look that all tables and set-in texts share."""

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text


def table(title: str) -> Table:
    """Return an empty table: a line under the headings and nothing else."""
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def indented(words: Text) -> Padding:
    """Return `words` set in under the line above, every line of them."""
    return Padding(words, (0, 0, 0, 4))
