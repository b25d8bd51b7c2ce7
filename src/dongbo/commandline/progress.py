"""Progress goes to the error stream, so that answers can be piped."""

from rich.console import Console

PROGRESS = Console(stderr=True)
"""Where progress bars are drawn."""
