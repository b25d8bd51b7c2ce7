"""The search over every provision: an index in this process, brought up to date from the database at each question."""

import threading
from dataclasses import dataclass

from django.db.models import Max, OuterRef, QuerySet, Subquery

from dongbo.documents.models import Document, ProvisionVersion, Version
from dongbo.engines.retrieval import ProvisionIndex, Snippet

MOST_HITS = 1000
"""How many of the best provisions are looked at before filters narrow them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A provision found: its row with version and document, the piece of text to show, and whether phrases held."""

    row: ProvisionVersion
    snippet: Snippet
    exact: bool


class _Shelf:
    """The index of this process and what it holds: version → the newest row it was indexed at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index = ProvisionIndex()
        self._held: dict[int, int] = {}
        self._keys: dict[int, list[str]] = {}

    def hits(self, words: str) -> list[tuple[int, Snippet, bool]]:
        with self._lock:
            self._bring_up_to_date()
            return [(int(hit.key), hit.snippet, hit.exact) for hit in self._index.search(words, limit=MOST_HITS)]

    def _bring_up_to_date(self) -> None:
        newest = Version.objects.filter(document=OuterRef("document")).order_by("-ordinal").values("pk")[:1]
        current = dict(
            Version.objects.filter(pk=Subquery(newest)).annotate(mark=Max("provisions__pk")).values_list("pk", "mark")
        )
        for version in [pk for pk, mark in self._held.items() if current.get(pk) != mark]:
            del self._held[version]
            for key in self._keys.pop(version, []):
                self._index.remove(key)
        fresh = [pk for pk in current if pk not in self._held]
        rows = ProvisionVersion.objects.filter(version__in=fresh).select_related("parent").order_by("version", "rank")
        for row in rows.iterator(chunk_size=2000):
            key = str(row.pk)
            above = row.parent.heading if row.parent else ""
            self._index.add(key, row.words or row.number, heading=above)
            self._keys.setdefault(row.version_id, []).append(key)
        self._held.update({pk: current[pk] for pk in fresh})


_shelf = _Shelf()


def search_provisions(words: str, *, documents: QuerySet[Document]) -> list[Found]:
    """Return the provisions of the latest versions of `documents` that answer `words`, best first.

    Tone marks are optional; a phrase in quotation marks must stand as typed. At most 1,000 are looked at.
    """
    hits = _shelf.hits(words)
    wanted = ProvisionVersion.objects.filter(pk__in=[key for key, _, _ in hits], version__document__in=documents)
    rows = {row.pk: row for row in wanted.select_related("version__document")}
    return [Found(row=rows[key], snippet=piece, exact=exact) for key, piece, exact in hits if key in rows]
