"""Rows for a tree and a file: what the operations of this room share."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from dongbo.documents.models import Provision, ProvisionVersion, StoredFile, Version
from dongbo.engines.provisions import Node


def keep_bytes(*, data: bytes, kind: str) -> StoredFile:
    """This will keep `data` under the hash of its bytes, once however often it comes; `kind` is its format."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = file_path(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(path)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "kind": kind})
    return stored


def file_path(sha256: str) -> Path:
    """Return where the file with this hash lies."""
    return Path(settings.FILE_STORE) / sha256[:2] / sha256[2:4] / sha256


def store_tree(*, version: Version, nodes: list[Node], identities: Mapping[str, Provision]) -> None:
    """This will write a row for every node of a tree; `identities` maps a path to the provision it carries on.

    A node whose path has no identity becomes a new provision of the document.
    """
    rows = list(_rows(version, nodes, identities))
    fresh = [row.provision for row in rows if row.provision._state.adding]
    Provision.objects.bulk_create(fresh, batch_size=500)
    deepest = max((row.depth for row in rows), default=-1)
    for depth in range(deepest + 1):
        level = [row for row in rows if row.depth == depth]
        for row in level:
            row.parent_id = row.parent.pk if row.parent else None
        ProvisionVersion.objects.bulk_create(level, batch_size=500)


def _rows(version: Version, nodes: list[Node], identities: Mapping[str, Provision]) -> list[ProvisionVersion]:
    rows: list[ProvisionVersion] = []

    def visit(node: Node, parent: ProvisionVersion | None, depth: int) -> str:
        row = ProvisionVersion(
            version=version,
            provision=identities.get(node.path) or Provision(document=version.document),
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
        rows.append(row)
        beneath = [visit(child, row, depth + 1) for child in node.children]
        row.content_hash = fingerprint(node, beneath)
        return row.content_hash

    for node in nodes:
        visit(node, None, 0)
    return rows


def fingerprint(node: Node, beneath: list[str]) -> str:
    """Return the SHA-256 of a provision's words and of everything beneath it; its number does not count."""
    digest = hashlib.sha256()
    cells = [f"{name}={text}" for name, text in sorted(node.cells.items())]
    for part in (node.heading, node.text, *cells, *beneath):
        digest.update(part.encode())
        digest.update(b"\x00")
    return digest.hexdigest()
