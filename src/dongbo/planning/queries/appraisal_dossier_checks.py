"""Reads: whether a frozen dossier is still what it was, and where it is not: data, stored file, or what is sent in."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from django.utils.translation import gettext as _

from dongbo.engines.decree30.typefaces import difference, typefaces
from dongbo.engines.dossier_bundle import (
    Manifest,
    Part,
    files_of,
    first_difference,
    verify_zip,
)
from dongbo.engines.dossier_bundle.model import digest
from dongbo.engines.dossier_papers import TYPESETTING
from dongbo.engines.figures import figure
from dongbo.ledger.queries import events_of
from dongbo.planning.models import AppraisalDossier, DossierPart
from dongbo.planning.queries.appraisal_dossier_making import (
    BLOCKS_OF_A_BATCH,
    FileLost,
    Told,
    data_seal,
    manifest_of,
    rebuilt,
    sealed_data,
    stored,
    written_parts,
)
from dongbo.planning.states import ABANDONED_AFTER

SUBJECT = "appraisal_dossier"
FROZEN = "planning.appraisal_dossier_frozen"
ASKED_FOR, CHECKED = "planning.appraisal_dossier_check_requested", "planning.appraisal_dossier_checked"
MOST_FACES = 4
"""How many typefaces that differ are named."""

SAME_BEGINNING = 256
"""So many bytes two files share at their beginning only where one was made of the other."""


class FlawKind(StrEnum):
    """What is not as it was frozen."""

    MANIFEST = "manifest"
    DATA = "data"
    FILE = "file"
    LOST = "lost"
    REBUILT = "rebuilt"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it was frozen: the file it concerns, the first changed byte, or the rows changed."""

    kind: FlawKind
    file_name: str = ""
    offset: int | None = None
    rows: tuple[int, int] | None = None

    @property
    def sentence(self) -> str:
        """What is wrong, in words."""
        told = {"file": self.file_name, "byte": _byte(self.offset), "rows": _rows(self.rows)}
        match self.kind:
            case FlawKind.MANIFEST:
                return _("Bản kê trong cơ sở dữ liệu không còn khớp mã băm đã ghi trong sổ sự kiện.")
            case FlawKind.DATA:
                return _("Dữ liệu của «%(file)s» trong cơ sở dữ liệu đã bị sửa, %(rows)s.") % told
            case FlawKind.FILE:
                return _("Tệp đang lưu «%(file)s» đã bị sửa%(byte)s.") % told
            case FlawKind.LOST:
                return _("Tệp đang lưu «%(file)s» không còn trong kho tệp.") % told
            case FlawKind.REBUILT:
                return _("Lập lại từ cơ sở dữ liệu, «%(file)s» khác bản đã đóng băng%(byte)s.") % told


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file of a frozen dossier: the hash under which it was sealed, and its bytes as they are stored, if they are."""

    name: str
    sha256: str
    kept: bytes | None

    @property
    def whole(self) -> bytes | None:
        """The bytes, where they are what was sealed."""
        return self.kept if self.kept is not None and digest(self.kept) == self.sha256 else None


@dataclass(frozen=True, slots=True)
class Check:
    """How the checking of a dossier stands: asked for and not answered yet, or what the last one found."""

    asked_at: datetime | None = None
    done_at: datetime | None = None
    flaws: tuple[str, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether an answer is awaited."""
        return self.asked_at is not None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file that somebody sent is beside the dossier: whole as `what`, or where it differs."""

    what: str
    sentences: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it is the dossier's, byte for byte."""
        return not self.sentences


def check_of(dossier: AppraisalDossier) -> Check:
    """Return how the checking of a dossier stands. One query."""
    found = events_of(subject_kind=SUBJECT, subject_id=dossier.pk).filter(kind__in=(ASKED_FOR, CHECKED))
    asked_at, done_at, flaws = None, None, ()
    for event in found.order_by("sequence"):
        asked_at = event.at if event.kind == ASKED_FOR else None
        if event.kind == CHECKED:
            done_at, flaws = event.at, tuple(event.payload["flaws"])
    return Check(asked_at, done_at, flaws)


def is_being_checked(dossier: AppraisalDossier, *, at: datetime) -> bool:
    """Return whether a check was asked for that is not answered yet, and not so long ago that it must have died."""
    asked_at = check_of(dossier).asked_at
    return asked_at is not None and asked_at >= at - ABANDONED_AFTER


def flaws_of(dossier: AppraisalDossier, told: Told | None = None) -> list[Flaw]:
    """Return what of a frozen dossier is not as it was: its data, its stored files, and what is made of the data anew.

    The hashes it is held against are those of the ledger, not those that stand beside the data.
    """
    manifest = sealed_manifest(dossier)
    if manifest is None:
        return [Flaw(FlawKind.MANIFEST)]
    anew: dict[str, bytes] = {}
    try:
        parts, made = rebuilt(dossier, manifest, told)
    except FileLost:
        pass  # a paper that was attached is gone: it is told beneath, and nothing can be made without it
    else:
        anew = files_of(parts, made.manifest, made.book) | {bundle_name(dossier): made.archive}
    return [*_data_flaws(dossier), *_file_flaws(sealed_files(dossier, manifest), anew)]


def same_typesetting(dossier: AppraisalDossier) -> bool:
    """Return whether papers are set today by what set those of the dossier; else the same data may look otherwise."""
    return bool(dossier.manifest.get("typesetting") == TYPESETTING)


def other_typefaces(dossier: AppraisalDossier) -> str:
    """Return in words that this machine sets papers in other typefaces than those of the dossier; nothing where it does
    not, or where the dossier is older than such records."""
    manifest = manifest_of(dossier)
    if manifest is None or not manifest.typefaces:
        return ""
    then, now = difference(manifest.typefaces, typefaces())
    if not (then or now):
        return ""
    told = _(
        "Kiểu chữ của máy này khác khi đóng băng: khi ấy có %(then)s, nay là %(now)s. Vì vậy tệp PDF lập lại có thể "
        "khác từng byte dù dữ liệu còn nguyên; hãy lập lại trên máy có đúng những kiểu chữ ấy."
    )
    return told % {"then": _named(then), "now": _named(now)}


def _named(faces: Sequence[str]) -> str:
    more = len(faces) - MOST_FACES
    shown = ", ".join(faces[:MOST_FACES]) or _("không có kiểu chữ nào trong số ấy")
    return shown + (_(" và %(more)d kiểu nữa") % {"more": more} if more > 0 else "")


def verdict_on(dossier: AppraisalDossier, data: bytes) -> Verdict:
    """Return whether a file is the dossier's bundle, its book or one of its files, and else what of it differs.

    Raises BundleRefused for an archive of its files that cannot be read at all.
    """
    manifest = sealed_manifest(dossier)
    if manifest is None:
        return Verdict("", (Flaw(FlawKind.MANIFEST).sentence,))
    files = sealed_files(dossier, manifest)
    sha256 = digest(data)
    if (same := next((one for one in files if one.sha256 == sha256), None)) is not None:
        return Verdict(same.name)
    if _lists_files_of(files, data):
        return _verdict_on_archive(files, manifest, bundle_name(dossier), data)
    return _verdict_on_file(files, data)


def sealed_manifest(dossier: AppraisalDossier) -> Manifest | None:
    """Return the manifest of a frozen dossier, if it and all hashes of its row are those the ledger has of it."""
    manifest = manifest_of(dossier)
    told: dict[str, object] = {
        "manifest": dossier.manifest_hash,
        "data": data_seal(dossier.manifest.get("data", {})),
        "book": dossier.book_id,
        "bundle": dossier.bundle_id,
    }
    frozen = events_of(subject_kind=SUBJECT, subject_id=dossier.pk).filter(kind=FROZEN).first()
    is_true = frozen is not None and manifest is not None and frozen.payload == told
    return manifest if is_true and manifest is not None and manifest.hash == dossier.manifest_hash else None


def sealed_files(dossier: AppraisalDossier, manifest: Manifest) -> list[SealedFile]:
    """Return every file of a frozen dossier: its book, its parts by rank, its bundle."""
    kept: dict[str, str | None] = dict(
        DossierPart.objects.filter(dossier=dossier).order_by().values_list("file_name", "file")
    )
    if manifest.book is not None:
        kept[manifest.book.file_name] = str(dossier.book_id)
    found = [SealedFile(name, sha256, _stored(kept.get(name))) for name, sha256 in manifest.hashes().items()]
    return [*found, SealedFile(bundle_name(dossier), str(dossier.bundle_id), _stored(dossier.bundle_id))]


def bundle_name(dossier: AppraisalDossier) -> str:
    """Return what the bundle of a dossier is called."""
    return f"ho-so-tham-dinh-{dossier.ordinal}.zip"


def _stored(sha256: str | None) -> bytes | None:
    try:
        return stored(sha256) if sha256 else None
    except FileLost:
        return None


def _data_flaws(dossier: AppraisalDossier) -> Iterator[Flaw]:
    sealed = dossier.manifest["data"]
    for part in written_parts(dossier):
        now, then = sealed_data(part), sealed.get(part.file_name, [])
        for at in range(max(len(now), len(then))):
            if now[at : at + 1] != then[at : at + 1]:
                first = (at - 1) * BLOCKS_OF_A_BATCH + 1
                yield Flaw(FlawKind.DATA, part.file_name, rows=(first, first + BLOCKS_OF_A_BATCH - 1) if at else None)


def _file_flaws(files: Iterable[SealedFile], anew: Mapping[str, bytes]) -> Iterator[Flaw]:
    """Yield which files are not stored as they were sealed, and which come out otherwise when made anew."""
    for one in files:
        made = anew.get(one.name)
        is_same = made is not None and digest(made) == one.sha256
        if one.kept is None:
            yield Flaw(FlawKind.LOST, one.name)
        elif one.whole is None:
            yield Flaw(FlawKind.FILE, one.name, first_difference(made, one.kept) if made and is_same else None)
        if made is not None and not is_same:
            yield Flaw(FlawKind.REBUILT, one.name, first_difference(one.whole, made) if one.whole else None)


def _lists_files_of(files: Iterable[SealedFile], data: bytes) -> bool:
    """Return whether `data` is an archive that names files of the dossier; a Word file is an archive that does not."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(one.name in names for one in files)


def _verdict_on_archive(files: Iterable[SealedFile], manifest: Manifest, name: str, data: bytes) -> Verdict:
    held = {one.name: one for one in files}
    found = verify_zip(data, manifest_hash=manifest.hash, original=_original(held, manifest))
    if found.faults:
        return Verdict(name, tuple(fault.sentence for fault in found.faults))
    whole = held[name].whole
    place = _byte(first_difference(whole, data) if whole is not None else None)
    told = _("Mọi tệp bên trong đều nguyên vẹn, nhưng chính tệp nén không còn như khi đóng băng%(byte)s.")
    return Verdict(name, (told % {"byte": place},))


def _original(held: Mapping[str, SealedFile], manifest: Manifest) -> dict[str, bytes] | None:
    """Return what stands in the true bundle, if every file of it is stored whole; None where one is not."""
    whole = {name: data for name in manifest.hashes() if (data := held[name].whole) is not None}
    if manifest.book is None or len(whole) < len(manifest.hashes()):
        return None
    parts = [
        Part(entry.rank, entry.name, entry.file_name, whole[entry.file_name], entry.kind) for entry in manifest.entries
    ]
    return files_of(parts, manifest, whole[manifest.book.file_name])


def _verdict_on_file(files: Iterable[SealedFile], data: bytes) -> Verdict:
    """Return where a file differs from that of the dossier it is nearest to: of its length, or begun as it begins."""
    offsets = {(one.name, len(whole)): first_difference(whole, data) or 0 for one in files if (whole := one.whole)}
    nearest = max(offsets, key=lambda one: (one[1] == len(data), offsets[one]), default=None)
    if nearest is None or (nearest[1] != len(data) and offsets[nearest] < SAME_BEGINNING):
        return Verdict("", (_("Tệp này không giống tệp nào của hồ sơ."),))
    told = _("Tệp này không còn như «%(file)s» của hồ sơ: đã bị sửa%(byte)s.")
    return Verdict(nearest[0], (told % {"file": nearest[0], "byte": _byte(offsets[nearest])},))


def _byte(offset: int | None) -> str:
    return "" if offset is None else _(", từ byte thứ %(byte)s") % {"byte": figure(offset + 1)}


def _rows(rows: tuple[int, int] | None) -> str:
    if rows is None:
        return _("ở phần đầu, trước dòng 1")
    return _("trong các dòng %(first)s–%(last)s") % {"first": figure(rows[0]), "last": figure(rows[1])}
