"""Provisions: the numbering grammar of Vietnamese papers, read into a tree."""

from dongbo.engines.provisions.outline import Finding, Kind, Node, Outline, assign_paths
from dongbo.engines.provisions.reader import read_outline

__all__ = ["Finding", "Kind", "Node", "Outline", "assign_paths", "read_outline"]
