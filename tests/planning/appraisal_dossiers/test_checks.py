"""A changed byte is named: in the data, in a stored file, in a file that is sent in, in the manifest itself."""

from __future__ import annotations

import json
import zipfile
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import translation

from dongbo.documents.operations.storing import file_path
from dongbo.engines.decree30.typefaces import Typeface, typefaces
from dongbo.engines.dossier_bundle import FIRST_FORMAT, BundleRefused
from dongbo.engines.figures import figure
from dongbo.jobs.appraisal_dossiers import check_now
from dongbo.planning.models import AppraisalDossier, DossierPart, PartBatch
from dongbo.planning.operations.appraisal_dossiers import making
from dongbo.planning.queries import appraisal_dossier_checks, appraisal_dossier_making
from dongbo.planning.queries.appraisal_dossier_checks import (
    Flaw,
    FlawKind,
    Verdict,
    flaws_of,
    other_typefaces,
    verdict_on,
)
from dongbo.planning.queries.appraisal_dossier_making import manifest_of
from tests.appraisal_dossiers import evidence, made

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep

PLAN, REDLINE, MATRIX = (
    "01-toan-van-du-thao.pdf",
    "02-so-sanh-voi-ban-truoc.pdf",
    "03-bang-tong-hop-tiep-thu-giai-trinh.pdf",
)
BOOK, BUNDLE, PAPER = "ho-so.pdf", "ho-so-tham-dinh-1.zip", "07-de-an-to-chuc-bo-may.txt"


@pytest.fixture(scope="module")
def kept_dossier(keep: Keep, kept_site: Site, at: datetime) -> AppraisalDossier:
    return keep(lambda: made(evidence(kept_site, at=at), at=at + timedelta(days=41)))


@pytest.fixture
def dossier(kept_dossier: AppraisalDossier, db: None) -> AppraisalDossier:
    """A whole dossier, frozen."""
    return deepcopy(kept_dossier)


def again(dossier: AppraisalDossier) -> AppraisalDossier:
    return AppraisalDossier.objects.get(pk=dossier.pk)


def with_byte(data: bytes, place: int) -> bytes:
    """Return `data` with one bit of one byte turned."""
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def spoil(sha256: str, place: int) -> bytes:
    """Turn a bit of a stored file; return the file as it was."""
    path = file_path(sha256)
    whole = path.read_bytes()
    path.write_bytes(with_byte(whole, place))
    return whole


def alter(table: str, column: str, pk: int, find: str, put: str) -> None:
    """Alter a row behind everybody's back, as whoever has the database could."""
    cast = "::text" if connection.vendor == "postgresql" else ""
    back = "::jsonb" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = replace({column}{cast}, %s, %s){back} WHERE id = %s", [find, put, pk]
        )
        assert cursor.rowcount == 1


def told(flaws: list[Flaw]) -> list[tuple[str, str, int | None]]:
    return [(flaw.kind.value, flaw.file_name, flaw.offset) for flaw in flaws]


def test_a_changed_row_of_data_is_named_and_so_is_what_is_made_of_it(dossier: AppraisalDossier) -> None:
    assert flaws_of(again(dossier)) == []
    batch = PartBatch.objects.get(part__dossier=dossier, part__file_name=MATRIX)
    alter("planning_partbatch", "blocks", batch.pk, "90%", "91%")
    found = flaws_of(again(dossier))
    assert found[0] == Flaw(FlawKind.DATA, MATRIX, rows=(1, 500))
    assert found[0].sentence == (
        "Dữ liệu của «03-bang-tong-hop-tiep-thu-giai-trinh.pdf» trong cơ sở dữ liệu đã bị sửa, trong các dòng 1–500."
    )
    assert [(one.kind, one.file_name) for one in found[1:]] == [
        (FlawKind.REBUILT, BOOK), (FlawKind.REBUILT, MATRIX), (FlawKind.REBUILT, BUNDLE),
    ]  # fmt: skip
    assert all(one.offset for one in found[1:])
    alter("planning_partbatch", "blocks", batch.pk, "91%", "90%")
    head = DossierPart.objects.get(dossier=dossier, file_name=PLAN)
    alter("planning_dossierpart", "data", head.pk, "90%", "91%")
    assert flaws_of(again(dossier))[0] == Flaw(FlawKind.DATA, PLAN)
    alter("planning_dossierpart", "data", head.pk, "91%", "90%")
    PartBatch.objects.filter(part__dossier=dossier, part__file_name=REDLINE).delete()
    assert Flaw(FlawKind.DATA, REDLINE, rows=(1, 500)) in flaws_of(again(dossier))


def test_however_few_rows_a_batch_holds_the_file_is_the_same_and_the_batch_that_lost_one_is_named(
    site: Site, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = evidence(site, at=at)
    whole = made(about, at=at + timedelta(days=41))
    for place in (making, appraisal_dossier_making, appraisal_dossier_checks):
        monkeypatch.setattr(place, "BLOCKS_OF_A_BATCH", 2)
    dossier = made(about, at=at + timedelta(days=41))
    first, second = (DossierPart.objects.get(dossier=one, file_name=REDLINE) for one in (whole, dossier))
    assert (first.batches.count(), second.batches.count(), second.file_id) == (1, 7, first.file_id)
    assert flaws_of(again(dossier)) == []
    third = second.batches.order_by("ordinal")[2]
    second.batches.filter(pk=third.pk).update(blocks=third.blocks[:1])
    assert flaws_of(again(dossier))[0] == Flaw(FlawKind.DATA, REDLINE, rows=(5, 6))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("vi", "Dữ liệu của «du-thao.pdf» trong cơ sở dữ liệu đã bị sửa, ở phần đầu, trước dòng 1."),
        ("en", "The data of “du-thao.pdf” in the database has been changed: at the top, before row 1."),
    ],
)
def test_data_changed_before_the_first_row_is_told_so_and_not_as_the_opening_of_a_plan(
    language: str, sentence: str
) -> None:
    with translation.override(language):
        assert Flaw(FlawKind.DATA, "du-thao.pdf").sentence == sentence


def test_a_changed_byte_of_a_stored_file_is_named(dossier: AppraisalDossier) -> None:
    part = DossierPart.objects.get(dossier=dossier, file_name=REDLINE)
    kept = [(REDLINE, str(part.file_id), 4_321), (BOOK, str(dossier.book_id), 99), (BUNDLE, str(dossier.bundle_id), 7)]
    for _name, sha256, place in kept:
        spoil(sha256, place)
    assert told(flaws_of(again(dossier))) == [("file", BOOK, 99), ("file", REDLINE, 4_321), ("file", BUNDLE, 7)]
    assert flaws_of(again(dossier))[1].sentence == f"Tệp đang lưu «{REDLINE}» đã bị sửa, từ byte thứ 4.322."
    file_path(str(part.file_id)).unlink()
    assert ("lost", REDLINE, None) in told(flaws_of(again(dossier)))


def test_other_typefaces_than_when_it_was_frozen_are_named(
    dossier: AppraisalDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = manifest_of(dossier)
    assert sealed is not None
    assert (sealed.typefaces, other_typefaces(dossier)) == (typefaces(), "")
    new = (Typeface("Times New Roman", "normal 400", "c" * 64), *typefaces()[1:])
    for reads in ("checks", "making"):
        monkeypatch.setattr(f"dongbo.planning.queries.appraisal_dossier_{reads}.typefaces", lambda: new)
    gone = typefaces()[0]
    told = other_typefaces(dossier)
    assert f"khi ấy có {gone.family} {gone.cut} ({gone.source[:12]}), nay là Times New Roman normal 400 (ccc" in told
    assert check_now(dossier=dossier, at=dossier.requested_at) == [], "what comes out the same is not doubted"
    part = DossierPart.objects.get(dossier=dossier, file_name=REDLINE)
    spoil(str(part.file_id), 4_321)
    assert check_now(dossier=again(dossier), at=dossier.requested_at)[-1] == told


def test_a_dossier_older_than_such_records_says_nothing_of_typefaces(dossier: AppraisalDossier) -> None:
    sealed = manifest_of(dossier)
    assert sealed is not None
    dossier.manifest["manifest"] = replace(sealed, typefaces=(), format=FIRST_FORMAT).as_json()
    assert manifest_of(dossier) is not None
    assert other_typefaces(dossier) == ""


def test_a_paper_that_was_attached_cannot_be_made_anew_and_is_told_lost(dossier: AppraisalDossier) -> None:
    paper = DossierPart.objects.get(dossier=dossier, file_name=PAPER)
    file_path(str(paper.file_id)).unlink()
    assert told(flaws_of(again(dossier))) == [("lost", PAPER, None)]


def test_whoever_changes_the_manifest_with_the_data_is_found_by_the_ledger(dossier: AppraisalDossier) -> None:
    forged = json.loads(json.dumps(dossier.manifest))
    forged["data"][PLAN][0] = "0" * 64
    AppraisalDossier.objects.filter(pk=dossier.pk).update(manifest=forged)
    assert flaws_of(again(dossier)) == [Flaw(FlawKind.MANIFEST)]
    AppraisalDossier.objects.filter(pk=dossier.pk).update(manifest=dossier.manifest, manifest_hash="0" * 64)
    assert flaws_of(again(dossier)) == [Flaw(FlawKind.MANIFEST)]


def test_a_file_that_is_sent_in_is_whole_or_its_changed_byte_is_named(dossier: AppraisalDossier) -> None:
    book, bundle = (file_path(str(key)).read_bytes() for key in (dossier.book_id, dossier.bundle_id))
    paper = DossierPart.objects.get(dossier=dossier, file_name=PAPER)
    for data, name in ((book, BOOK), (bundle, BUNDLE), (file_path(str(paper.file_id)).read_bytes(), PAPER)):
        assert verdict_on(dossier, data) == Verdict(name)
    place = len(book) // 2
    assert verdict_on(dossier, with_byte(book, place)) == Verdict(
        BOOK, (f"Tệp này không còn như «{BOOK}» của hồ sơ: đã bị sửa, từ byte thứ {figure(place + 1)}.",)
    )
    assert verdict_on(dossier, with_byte(book, 3)).what == BOOK
    assert verdict_on(dossier, b"%PDF-1.7 something else").sentences == ("Tệp này không giống tệp nào của hồ sơ.",)
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        inside = archive.getinfo(REDLINE)
    within = bundle.index(b"%PDF", inside.header_offset) + 1_000
    assert verdict_on(dossier, with_byte(bundle, within)) == Verdict(
        BUNDLE, (f"Tệp “{REDLINE}” đã bị thay đổi, từ byte thứ 1.001.",)
    )
    assert verdict_on(dossier, repacked(bundle, without=PAPER)).sentences == (f"Tệp “{PAPER}” bị thiếu.",)
    packed_again = verdict_on(dossier, repacked(bundle))
    assert not packed_again.ok
    assert packed_again.sentences[0].startswith("Mọi tệp bên trong đều nguyên vẹn, nhưng chính tệp nén")
    with pytest.raises(BundleRefused):
        verdict_on(dossier, repacked(bundle, added="../thoat.txt"))


def repacked(bundle: bytes, *, without: str = "", added: str = "") -> bytes:
    """Return an archive of the same files packed by somebody else, one of them left out or another added."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(bundle)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, source.read(name))
        if added:
            target.writestr(added, b"x")
    return held.getvalue()
