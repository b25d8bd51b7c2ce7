"""Reads: a dossier put together from what the database keeps of it, the same bytes whenever that is done."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from dongbo.documents.operations.storing import file_path
from dongbo.engines.decree30.typefaces import typefaces
from dongbo.engines.dossier_bundle import Frozen, Manifest, Part, freeze, manifest_from
from dongbo.engines.dossier_papers import TYPESETTING, Block, canonical, write_part
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import AppraisalDossier, DossierPart, PartBatch
from dongbo.planning.queries.council_paper_parts import plan_name
from dongbo.planning.states import PartKind

Told = Callable[[int], object]
"""Told how many rows of a part are written."""

Seals = dict[str, list[str]]
"""By file name the hash of the head of a part's data, then that of each batch of its rows."""

BLOCKS_OF_A_BATCH = 500
"""Rows that are kept together: a batch is read, written and sealed at once."""

_BATCHES = 4
"""Batches of rows that are read from the database at once."""


class FileLost(Exception):
    """A stored file is no longer where it lay."""


def written_parts(dossier: AppraisalDossier) -> Iterator[DossierPart]:
    """Yield the parts the machine writes, in their order, each with its data."""
    yield from DossierPart.objects.filter(dossier=dossier).exclude(kind=PartKind.PAPER).order_by("rank")


def row_count(part: DossierPart) -> int:
    """Return how many rows stand beneath a part's head, without reading them."""
    last = PartBatch.objects.filter(part=part).order_by("-ordinal").first()
    return 0 if last is None else last.ordinal * BLOCKS_OF_A_BATCH + len(last.blocks)


def blocks_of(part: DossierPart) -> Iterator[Block]:
    """Yield the rows beneath a part's head, some batches read at once."""
    for batch in part.batches.order_by("ordinal").iterator(_BATCHES):
        yield from batch.blocks


def rewritten(part: DossierPart, told: Told | None = None) -> bytes:
    """Return the file of a part, written from its data alone."""
    return write_part(part.data or {}, blocks_of(part), told)


def sealed_data(part: DossierPart) -> list[str]:
    """Return the hashes of a part's data: of its head, then of each batch of its rows."""
    batches = part.batches.order_by("ordinal").iterator(_BATCHES)
    return [_digest(part.data), *(_digest(batch.blocks) for batch in batches)]


def stored(sha256: str) -> bytes:
    """Return a stored file, whole or not. Raises FileLost."""
    try:
        return file_path(sha256).read_bytes()
    except FileNotFoundError as missing:
        raise FileLost(sha256) from missing


def put_together(dossier: AppraisalDossier, *, at: datetime) -> Frozen:
    """Return the dossier as it is frozen at `at` from the files of its parts as they are stored. Raises FileLost."""
    council, version = dossier.council, dossier.version
    parts = [
        _part(one, stored(str(one.file_id)))
        for one in DossierPart.objects.filter(dossier=dossier).defer("data").order_by("rank")
    ]
    about = [
        f"Hội đồng: {council.name} ({council.decision_number})",
        f"Bản thẩm định: {version.label}",
        f"Hồ sơ lần {dossier.ordinal}, đóng băng lúc {moment_text(at)}",
    ]
    return freeze(
        parts, title=f"Thẩm định {plan_name(version.document)}", frozen_at=at, about=about, typefaces=typefaces()
    )


def kept_manifest(made: Frozen, data: Seals) -> dict[str, Any]:
    """Return what the database keeps of a frozen dossier: its manifest, the seals of its data, what set its papers."""
    return {"manifest": made.manifest.as_json(), "data": data, "typesetting": TYPESETTING}


def data_seal(data: Mapping[str, Sequence[str]]) -> str:
    """Return the one hash over the seals of all data."""
    return _digest(data)


def manifest_of(dossier: AppraisalDossier) -> Manifest | None:
    """Return the manifest of a frozen dossier; None where its own hash says that it was changed."""
    return manifest_from(dossier.manifest.get("manifest"))


def rebuilt(dossier: AppraisalDossier, manifest: Manifest, told: Told | None = None) -> tuple[list[Part], Frozen]:
    """Return the parts and the whole of a frozen dossier made anew: no stored file is read but attached papers.

    No clock is asked: the moment, the title, the lines of the cover, the typefaces named and the format are those of
    `manifest`. Raises FileLost where a paper that was attached is gone.
    """
    parts = [
        _part(one, stored(str(one.file_id)) if one.kind == PartKind.PAPER else rewritten(one, told))
        for one in DossierPart.objects.filter(dossier=dossier).order_by("rank")
    ]
    return parts, freeze(
        parts,
        title=manifest.title,
        frozen_at=manifest.frozen_at,
        about=manifest.about,
        typefaces=manifest.typefaces,
        form=manifest.format,
    )


def _part(part: DossierPart, data: bytes) -> Part:
    return Part(part.rank, part.name, part.file_name, data, part.kind)


def _digest(value: object) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()
