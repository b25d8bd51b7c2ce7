"""Keeping the fingerprints right from one changed row up to the top, without touching the rest of the tree."""

from uuid import UUID

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations.storing import fingerprint
from dongbo.engines.provisions import Kind, Node


class Chain:
    """A row and those above it, with the fingerprints of everything beneath each: enough to compute theirs anew."""

    def __init__(self, version: Version, row: ProvisionVersion) -> None:
        places = list(
            version.provisions.order_by("rank").values_list("pk", "parent_id", "provision_id", "content_hash")
        )
        above = {key: (parent, provision) for key, parent, provision, _print in places}
        self.keys: list[int] = []
        self.lineage: tuple[UUID, ...] = ()
        key: int | None = row.pk
        while key is not None:
            self.keys.append(key)
            self.lineage += (above[key][1],)
            key = above[key][0]
        chosen = set(self.keys)
        self.beneath: dict[int, dict[int, str]] = {key: {} for key in self.keys}
        for key, parent, _provision, content_hash in places:
            if parent in chosen:
                self.beneath[parent][key] = content_hash


def _chain(version: Version, row: ProvisionVersion) -> Chain:
    return Chain(version, row)


def spread(row: ProvisionVersion, chain: Chain) -> None:
    """This will compute the fingerprint of `row` and of all above it, touching no other row. Two statements."""
    rows = ProvisionVersion.objects.in_bulk(chain.keys)
    rows[row.pk] = row
    for place, key in enumerate(chain.keys):
        one = rows[key]
        one.content_hash = fingerprint(_node(one), list(chain.beneath[key].values()))
        if place + 1 < len(chain.keys):
            chain.beneath[chain.keys[place + 1]][key] = one.content_hash
    ProvisionVersion.objects.bulk_update(rows.values(), ["content_hash"])


def _node(row: ProvisionVersion) -> Node:
    return Node(kind=Kind(row.kind), heading=row.heading, text=row.text, cells=dict(row.cells))
