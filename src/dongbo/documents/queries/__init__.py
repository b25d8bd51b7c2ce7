"""Reads: the register, the tree of a version, who cites whom, and the search over everything."""

from dongbo.documents.queries.official import official_document, opening_of
from dongbo.documents.queries.register import (
    RegisterFilter,
    citations_from,
    citations_to,
    documents_as_asked,
    latest_version,
    outline_from,
    outline_of,
    readable_documents,
    readable_versions,
    register_entries,
    register_list,
    register_listing,
    version_before,
    version_being_written,
    versions_in_review,
)
from dongbo.documents.queries.search import Found, search_provisions, warm_search

__all__ = [
    "Found",
    "RegisterFilter",
    "citations_from",
    "citations_to",
    "documents_as_asked",
    "latest_version",
    "official_document",
    "opening_of",
    "outline_from",
    "outline_of",
    "readable_documents",
    "readable_versions",
    "register_entries",
    "register_list",
    "register_listing",
    "search_provisions",
    "version_before",
    "version_being_written",
    "versions_in_review",
    "warm_search",
]
