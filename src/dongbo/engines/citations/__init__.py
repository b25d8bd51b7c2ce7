"""Citations: the documents and provisions a paper names, resolved to a register and to the paper's own outline."""

from dongbo.engines.citations.finding import find_citations
from dongbo.engines.citations.internal import check_internal
from dongbo.engines.citations.model import (
    Citation,
    ProvisionReference,
    RegisterEntry,
    Relation,
    ResolvedCitation,
    citations_as_json,
)
from dongbo.engines.citations.register import resolve

__all__ = [
    "Citation",
    "ProvisionReference",
    "RegisterEntry",
    "Relation",
    "ResolvedCitation",
    "check_internal",
    "citations_as_json",
    "find_citations",
    "resolve",
]
