"""Papers: files of any accepted format read into lines and tables."""

from dongbo.engines.papers.paper import Line, Notice, Paper, PaperRefused, Table, paper_from_lines

__all__ = ["Line", "Notice", "Paper", "PaperRefused", "Table", "paper_from_lines"]
