"""Anchors: a quote inside one provision, and what became of it in the next version."""

from dongbo.engines.anchors.following import Anchored, AnchorState, Candidate, follow
from dongbo.engines.anchors.quote import Quote, places_of, quote_at, quote_of

__all__ = ["AnchorState", "Anchored", "Candidate", "Quote", "follow", "places_of", "quote_at", "quote_of"]
