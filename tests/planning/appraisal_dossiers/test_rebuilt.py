"""A frozen dossier a year later: another process, clock, zone and hash seed, all else changed, the same bytes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Environment, own_database, run

MAKE = """
import django; django.setup()
import json
from datetime import UTC, datetime, timedelta
from tests.appraisal_dossiers import evidence, made
from tests.builders import found_site
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
about = evidence(found_site(at=at), at=at)
dossier = made(about, at=at + timedelta(days=41))
print(json.dumps([str(dossier.pk), dossier.book_id, dossier.bundle_id]))
"""

CHANGE = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from django.db.models import F, Value
from django.db.models.functions import Concat
from dongbo.documents.models import Document
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.operations.units import rename_unit
from dongbo.planning.models import Appraisal, ClosureLine, Consultation, Consultee, Council, Opinion, OpinionGroup
from tests.builders import site_again
at = datetime(2027, 11, 21, 8, 0, tzinfo=UTC)
site = site_again(at=at)
rename_unit(unit=site.unit, effective_on=at.date(), name="Bộ Đã đổi tên", by=site.administrator, at=at)
Unit.objects.update(name=Concat(F("name"), Value(" (mới)")))
Officer.objects.update(full_name="Tên khác")
Opinion.objects.update(text="Ý kiến đã sửa", proposed="")
OpinionGroup.objects.update(response="Trả lời đã sửa", reason="Lý do khác")
Consultee.objects.exclude(reason="").update(reason="Đã nghĩ lại")
Consultation.objects.update(title="Vòng khác")
Council.objects.update(name="Hội đồng khác", decision_number="99/QĐ-BTN")
Document.objects.update(subject="Trích yếu khác", organ_name="Cơ quan khác")
ClosureLine.objects.all().delete()
for one in Appraisal.objects.all():
    one.result["plan"]["title"] = "Tên khác"
    one.save(update_fields=["result"])
"""

REBUILD = """
import time
year = 365 * 86_400
clock, clock_ns, local = time.time, time.time_ns, time.localtime
time.time, time.time_ns = (lambda: clock() + year), (lambda: clock_ns() + year * 10**9)
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
import django; django.setup()
import hashlib, json, sys
from dongbo.documents.operations.storing import file_path
from dongbo.planning.models import AppraisalDossier, DossierPart
from dongbo.planning.queries.appraisal_dossier_checks import flaws_of, sealed_manifest
from dongbo.planning.queries.appraisal_dossier_making import rebuilt
from dongbo.planning.states import PartKind
dossier = AppraisalDossier.objects.get()
written = DossierPart.objects.filter(dossier=dossier).exclude(kind=PartKind.PAPER)
lost = [dossier.book_id, dossier.bundle_id, *written.values_list("file", flat=True)]
found = [flaw.sentence for flaw in flaws_of(dossier)]
for sha256 in lost:
    file_path(sha256).unlink()
parts, made = rebuilt(dossier, sealed_manifest(dossier))
shas = [hashlib.sha256(data).hexdigest() for data in (made.book, made.archive)]
names = [part.file_name for part in parts]
print(json.dumps([str(dossier.pk), *shas, found, len(lost), names]))
"""

NAMES = [
    "01-toan-van-du-thao.pdf",
    "02-so-sanh-voi-ban-truoc.pdf",
    "03-bang-tong-hop-tiep-thu-giai-trinh.pdf",
    "04-danh-muc-con-y-kien-khac-nhau.pdf",
    "05-bao-cao-doi-chieu.pdf",
    "07-de-an-to-chuc-bo-may.txt",
    "08-du-toan-kinh-phi.md",
]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_a_year_later_another_process_makes_the_same_bytes_from_the_database(environment: Environment) -> None:
    frozen = json.loads(run(MAKE, environment | {"PYTHONHASHSEED": "1", "TZ": "UTC"}))
    run(CHANGE, environment)
    later = json.loads(run(REBUILD, environment | {"PYTHONHASHSEED": "4242", "TZ": "America/New_York"}))
    assert later == [*frozen, [], 7, NAMES]
