"""Terminology of papers: abbreviations, spellings, forms of one term, and names that are no longer right."""

from dongbo.engines.terms.findings import Place, Severity, TermFinding, TermReview, Variant
from dongbo.engines.terms.review import review_terms

__all__ = ["Place", "Severity", "TermFinding", "TermReview", "Variant", "review_terms"]
