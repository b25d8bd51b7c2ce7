"""Rows for a tree and a file: what the operations of this room share."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from dongbo.documents.models import Document, Provision, ProvisionVersion, StoredFile, Version
from dongbo.documents.states import VersionState
from dongbo.engines.provisions import Node

BATCH = 500
"""Rows to one statement: below the number of parameters either database takes."""

CONTENT = (
    "parent_id", "rank", "depth", "kind", "number", "heading", "text", "cells", "path", "line", "confidence",
    "content_hash",
)  # fmt: skip
"""What mending may change in a row."""


def keep_bytes(*, data: bytes, kind: str) -> StoredFile:
    """This will keep `data` under the hash of its bytes, once however often it comes; `kind` is its format.

    The bytes are whole on the disk before the row names them. Where the transaction then fails they stay behind
    unnamed, and serve the next time the same file comes.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = file_path(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(path, data)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "kind": kind})
    return stored


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and rename, so that nobody ever sees half a file; a failure leaves nothing behind."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as writer:
            writer.write(data)
            writer.flush()
            os.fsync(writer.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def file_path(sha256: str) -> Path:
    """Return where the file with this hash lies."""
    return Path(settings.FILE_STORE) / sha256[:2] / sha256[2:4] / sha256


def store_tree(*, version: Version, nodes: list[Node], identities: Mapping[str, UUID]) -> None:
    """This will write a row for every node of a tree; `identities` maps a path to the provision it carries on.

    A node whose path has no identity becomes a new provision of the document.
    """
    rows = _rows(version, nodes, identities)
    _create(version, rows)
    note_current(version.document)


def rewrite_tree(
    *, version: Version, held: Iterable[ProvisionVersion], nodes: list[Node], identities: Mapping[str, UUID]
) -> list[ProvisionVersion]:
    """This will bring the rows `held` to what a mended tree says, touching only those that an act changed.

    Rows are known by their provision, so those that stay keep their keys. All are returned, in reading order.
    """
    before = {row.provision_id: row for row in held}
    rows = _rows(version, nodes, identities)
    kept = {row.provision_id: row for row in rows if row.provision_id in before}
    for provision, row in kept.items():
        row.pk = before[provision].pk
    gone = [row.pk for provision, row in before.items() if provision not in kept]
    leaving = [before[provision].pk for provision, row in kept.items() if row.path != before[provision].path]
    _free_paths(version.provisions.filter(pk__in=[*gone, *leaving]))
    _shift_ranks(version, before, kept)
    _create(version, [row for row in rows if row.provision_id not in kept])
    _update(rows, before)
    version.provisions.filter(pk__in=gone).delete()
    note_current(version.document)
    return rows


def note_current(document: Document) -> None:
    """This will note on every provision of `document` how it reads in the latest version, whose rows have changed.

    A version that is still being written does not count: nothing is suspect for what may be undone in a minute.
    """
    latest = document.versions.exclude(state=VersionState.DRAFTING).order_by("-ordinal").values("pk")[:1]
    now = ProvisionVersion.objects.filter(version=Subquery(latest), provision=OuterRef("pk")).values("content_hash")
    reads = Coalesce(Subquery(now), Value(""))
    document.provisions.exclude(current_hash=reads).update(current_hash=reads)


def _free_paths(rows: QuerySet[ProvisionVersion]) -> None:
    """Give rows a path no node can have: two that swap theirs would meet half-way, and a path stands once."""
    rows.update(path=Concat(Value("~"), Cast("pk", CharField())))


def _shift_ranks(
    version: Version, before: Mapping[UUID, ProvisionVersion], kept: Mapping[UUID, ProvisionVersion]
) -> None:
    """Shift what follows a provision that came or went in one statement, however much it is."""
    shifted: dict[int, list[int]] = {}
    for provision, row in kept.items():
        shifted.setdefault(row.rank - before[provision].rank, []).append(before[provision].rank)
    for step, ranks in shifted.items():
        if step:
            first, last = min(ranks), max(ranks)
            version.provisions.filter(rank__gte=first, rank__lte=last).update(rank=F("rank") + step)
            for row in before.values():
                row.rank += step if first <= row.rank <= last else 0


def _update(rows: Iterable[ProvisionVersion], before: Mapping[UUID, ProvisionVersion]) -> None:
    """Write the rows that differ over those with their keys: far cheaper than a condition a row and column."""
    changed: list[ProvisionVersion] = []
    names: set[str] = set()
    for row in rows:
        row.parent_id = row.parent.pk if row.parent else None
        old = before.get(row.provision_id, row)
        if differing := [name for name in CONTENT if getattr(row, name) != getattr(old, name)]:
            changed.append(row)
            names.update(differing)
    if changed:
        fields = sorted(name.removesuffix("_id") for name in names)
        ProvisionVersion.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["pk"], update_fields=fields, batch_size=BATCH
        )


def _create(version: Version, rows: list[ProvisionVersion]) -> None:
    """Write new rows, parents before their children; those without an identity found a provision."""
    fresh = [row for row in rows if row.provision_id is None]
    founded = Provision.objects.bulk_create((Provision(document=version.document) for _row in fresh), batch_size=BATCH)
    for row, provision in zip(fresh, founded, strict=True):
        row.provision = provision
    for depth in sorted({row.depth for row in rows}):
        level = [row for row in rows if row.depth == depth]
        for row in level:
            row.parent_id = row.parent.pk if row.parent else None
        ProvisionVersion.objects.bulk_create(level, batch_size=BATCH)


def _rows(version: Version, nodes: list[Node], identities: Mapping[str, UUID]) -> list[ProvisionVersion]:
    rows: list[ProvisionVersion] = []

    def visit(node: Node, parent: ProvisionVersion | None, depth: int) -> str:
        row = ProvisionVersion(
            version=version,
            parent=parent,
            rank=len(rows),
            depth=depth,
            kind=node.kind.value,
            number=node.number,
            heading=node.heading,
            text=node.text,
            cells=node.cells,
            path=node.path,
            line=node.line,
            confidence=round(min(1.0, max(0.0, node.confidence)), 3),
        )
        if known := identities.get(node.path):
            row.provision_id = known
        rows.append(row)
        beneath = [visit(child, row, depth + 1) for child in node.children]
        row.content_hash = fingerprint(node, beneath)
        return row.content_hash

    for node in nodes:
        visit(node, None, 0)
    return rows


def fingerprint(node: Node, beneath: list[str]) -> str:
    """Return the SHA-256 of a provision's words and of everything beneath it; its number does not count.

    Every part goes in with its length before it, so that no border between two parts can be mistaken.
    """
    digest = hashlib.sha256()
    cells = [part for pair in sorted(node.cells.items()) for part in pair]
    for part in (node.heading, node.text, *cells, *beneath):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
