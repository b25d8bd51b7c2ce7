"""Metadata: the fields of a paper, each with its evidence, and what in them contradicts."""

from dongbo.engines.metadata.model import Evidence, Metadata, MetadataFinding
from dongbo.engines.metadata.reading import read_metadata

__all__ = ["Evidence", "Metadata", "MetadataFinding", "read_metadata"]
