"""Finding provisions of a draft by a few letters, and naming those that were chosen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Left

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.places import place_name
from dongbo.engines.vietnamese import fold, toneless

MOST_FOUND = 12
"""How many provisions are offered at once; more are found by typing more."""

SHOWN = 120
"""Characters of a provision that are shown to tell it from others."""

READ = 400
"""Characters of a provision that are looked through."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A provision with its place in words and how it begins."""

    key: UUID
    name: str
    begins: str


def matching_places(versions: Sequence[Version], words: str) -> list[FoundPlace]:
    """Return the provisions of `versions` in which every word of `words` stands, the newest version's first.

    A place is found by its name and by its words, with or without tone marks. One query a version.
    """
    wanted = toneless(fold(words)).split()
    found: dict[UUID, FoundPlace] = {}
    for version in versions:
        for one in _places(version.provisions.order_by("rank")):
            key = toneless(fold(f"{one.name} {one.begins}"))
            if one.key not in found and all(word in key for word in wanted):
                found[one.key] = one
                if len(found) == MOST_FOUND:
                    return _shortened(found.values())
    return _shortened(found.values())


def named_places(versions: Sequence[Version], keys: Iterable[UUID]) -> list[FoundPlace]:
    """Return the provisions with these keys that stand in one of `versions`, as in the first that has them."""
    wanted = list(keys)
    if not wanted:
        return []
    found: dict[UUID, FoundPlace] = {}
    for version in versions:
        for one in _places(version.provisions.filter(provision__in=wanted).order_by("rank")):
            found.setdefault(one.key, one)
    return _shortened(found.values())


def _places(rows: QuerySet[ProvisionVersion]) -> Iterator[FoundPlace]:
    for key, path, heading, text in rows.values_list("provision", "path", "heading", Left("text", READ)):
        yield FoundPlace(key, place_name(path), " ".join(part for part in (heading, text) if part))


def _shortened(found: Iterable[FoundPlace]) -> list[FoundPlace]:
    return [FoundPlace(one.key, one.name, one.begins[:SHOWN]) for one in found]
