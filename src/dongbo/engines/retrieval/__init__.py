"""Ranked search over provisions, with or without tone marks."""

from dongbo.engines.retrieval.highlight import Snippet, Span, highlight, snippet, spans_of
from dongbo.engines.retrieval.index import Hit, ProvisionIndex

__all__ = ["Hit", "ProvisionIndex", "Snippet", "Span", "highlight", "snippet", "spans_of"]
