"""The search over every provision: an index in this process, brought up to date from the database at each question."""

import threading
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from dongbo.documents.models import Document, ProvisionVersion, Version
from dongbo.documents.states import VersionState
from dongbo.engines.retrieval import Hit, ProvisionIndex, Snippet

MOST_HITS = 1000
"""How many of the best provisions that the reader may see are shown."""

REACHES = (1_000, 10_000, 100_000)
"""How many of the best provisions are looked at, step by step, until so many are found that the reader may see."""

MARKS = str.maketrans(dict.fromkeys('"“”„‟«»', " "))
"""What makes words a phrase."""

SLICE = 2000
"""Provisions that are indexed while other questions wait."""

Mark = tuple[int, int, UUID]
"""A version, the revision of its tree, and its document: it changes exactly when a row of the version may have."""


@dataclass(frozen=True, slots=True)
class Found:
    """A provision found: its row with version and document, the hit in the index, and whether the phrases held."""

    row: ProvisionVersion
    hit: Hit
    exact: bool

    @property
    def snippet(self) -> Snippet:
        """The piece of text to show; found only when asked for, since most hits are never shown."""
        return self.hit.snippet


class _Shelf:
    """The index of this process and the versions it holds.

    One thread at a time brings it up to date, in slices between which others may ask: they are answered from what is
    indexed by then. Only while nothing is indexed yet do they wait, for the first slice.
    """

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._growing = threading.Lock()
        self._begun = threading.Event()
        self._index = ProvisionIndex()
        self._keys: dict[Mark, list[str]] = {}
        self._whole: set[Mark] = set()

    def hits(self, words: str, *, limit: int) -> list[Hit]:
        with self._asking:
            return self._index.search(words, limit=limit)

    def bring_up_to_date(self) -> None:
        if not self._growing.acquire(blocking=False):
            self._begun.wait()
            return
        try:
            current = _latest_versions()
            self._drop([mark for mark in self._keys if mark not in current or mark not in self._whole])
            self._whole &= current
            if fresh := current - self._whole:
                self._add({mark[0]: mark for mark in fresh})
            self._whole = current
        finally:
            self._begun.set()
            self._growing.release()

    def _drop(self, marks: list[Mark]) -> None:
        for mark in marks:
            with self._asking:
                for key in self._keys.pop(mark):
                    self._index.remove(key)

    def _add(self, fresh: dict[int, Mark]) -> None:
        rows = ProvisionVersion.objects.filter(version__in=fresh).order_by("version", "rank")
        read = rows.values_list("pk", "version", "number", "heading", "text", "parent__heading")
        taken = read.iterator(chunk_size=SLICE)
        while piece := list(islice(taken, SLICE)):
            with self._asking:
                for pk, version, number, heading, text, above in piece:
                    words = "\n".join(part for part in (heading, text) if part)
                    self._index.add(str(pk), words or number, heading=above or "")
                    self._keys.setdefault(fresh[version], []).append(str(pk))
            self._begun.set()


def _latest_versions() -> set[Mark]:
    """A text that is being written is read by its drafters alone, so what was before it is searched."""
    read = Version.objects.exclude(state=VersionState.DRAFTING)
    newest = read.filter(document=OuterRef("document")).order_by("-ordinal").values("pk")[:1]
    return set(Version.objects.filter(pk=Subquery(newest)).values_list("pk", "revision", "document"))


_shelf = _Shelf()


def warm_search() -> None:
    """This will index what the register holds, so that the first question need not wait for it."""
    _shelf.bring_up_to_date()


def search_provisions(words: str, *, documents: QuerySet[Document]) -> list[Found]:
    """Return the provisions of the latest versions of `documents` that answer `words`, best first.

    Tone marks are optional; a phrase in quotation marks must stand as typed, and where none of `documents` holds it
    its words are searched, whatever stands in others. At most 1,000 are returned, of the best 100,000 of all.
    """
    _shelf.bring_up_to_date()
    found = _search(words, documents)
    bare = words.translate(MARKS)
    if found or bare == words:
        return found
    return [Found(row=one.row, hit=one.hit, exact=False) for one in _search(bare, documents)]


def _search(words: str, documents: QuerySet[Document]) -> list[Found]:
    """The index ranks; the database says what of it is among `documents`, until there is enough."""
    found: list[Found] = []
    looked_at = 0
    for reach in REACHES:
        hits = _shelf.hits(words, limit=reach)
        for start in range(looked_at, len(hits), SLICE):
            found += _among(documents, hits[start : start + SLICE])
            if len(found) >= MOST_HITS:
                return found[:MOST_HITS]
        if len(hits) < reach:
            break
        looked_at = reach
    return found


def _among(documents: QuerySet[Document], hits: list[Hit]) -> list[Found]:
    wanted = ProvisionVersion.objects.filter(pk__in=[int(hit.key) for hit in hits], version__document__in=documents)
    rows = {str(row.pk): row for row in wanted.select_related("version__document__unit")}
    return [Found(row=rows[hit.key], hit=hit, exact=hit.exact) for hit in hits if hit.key in rows]
