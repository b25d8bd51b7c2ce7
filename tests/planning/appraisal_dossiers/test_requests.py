"""What goes into a dossier, who may ask for one, and what is refused with nothing lost."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.models import StoredFile
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import AppraisalDossier, DossierPart
from dongbo.planning.operations.appraisal_dossiers import NewPaper, request_dossier, restart_dossier
from dongbo.planning.operations.councils import close_council
from tests.builders import PLAN, next_version
from tests.councils import council
from tests.rounds import sent_round

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.councils import Seated
    from tests.keeping import Keep

SECRET = "BỘ THỬ NGHIỆM\nMẬT\nSố: 12/BC-BTN\nBÁO CÁO\n1. Nội dung.\n".encode()


@pytest.fixture(scope="module")
def kept_seated(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: council(kept_site, at=at))


@pytest.fixture
def seated(kept_seated: Seated, db: None) -> Seated:
    """A council on a frozen plan."""
    return deepcopy(kept_seated)


def ask(seated: Seated, *, at: datetime, **other: object) -> AppraisalDossier:
    """Ask for a dossier of the plan alone, changed by `other`."""
    said: dict[str, object] = {
        "council": seated.council, "version": seated.version, "previous": None, "consultation": None,
        "appraisal": None, "by": seated.standing, "at": at,
    }  # fmt: skip
    return request_dossier(**(said | other))  # type: ignore[arg-type]  # what is changed is of the right kind


def refused(seated: Seated, *, at: datetime, **other: object) -> dict[str, list[str]]:
    """Return the refusal by argument."""
    with pytest.raises(ValidationError) as refusal:
        ask(seated, at=at, **other)
    return dict(refusal.value.message_dict)


def test_papers_stand_after_what_the_machine_writes_under_their_own_names(seated: Seated, at: datetime) -> None:
    papers = [
        NewPaper("Đề án Tổ chức, bộ máy/2026", "Đề án.TXT", b"mot hai ba"),
        NewPaper("Dự toán", "du-toan.md", "# Dự toán\n1. Mười tỷ.".encode()),
    ]
    dossier = ask(seated, at=at, papers=papers)
    rows = DossierPart.objects.filter(dossier=dossier).values_list("rank", "name", "file_name")
    assert list(rows) == [
        (7, "Đề án Tổ chức, bộ máy/2026", "07-de-an-to-chuc-bo-may2026.txt"),
        (8, "Dự toán", "08-du-toan.md"),
    ]
    [event] = Event.objects.filter(kind="planning.appraisal_dossier_requested")
    files = list(DossierPart.objects.filter(dossier=dossier).values_list("file", flat=True))
    assert event.payload == {
        "council": str(seated.council.pk), "ordinal": 1, "version": 1, "previous": None, "consultation": None,
        "appraisal": None, "papers": files, "runs_before": 0,
    }  # fmt: skip


def test_only_the_standing_body_asks(seated: Seated, at: datetime) -> None:
    for other in (seated.chair, seated.secretary, seated.members[0], seated.drafter, seated.approver, seated.clerk):
        with pytest.raises(NotAllowed):
            ask(seated, at=at, by=other)
    dossier = ask(seated, at=at)
    with pytest.raises(NotAllowed):
        restart_dossier(dossier=dossier, by=seated.drafter, at=at)
    with pytest.raises(ValidationError) as refusal:
        restart_dossier(dossier=dossier, by=seated.standing, at=at)
    assert refusal.value.code == "transition"
    with pytest.raises(ValidationError) as making:
        ask(seated, at=at)
    assert making.value.code == "making"


def test_what_cannot_go_into_a_dossier_is_told_by_its_argument(site: Site, seated: Seated, at: datetime) -> None:
    plan = seated.council.document
    loose = next_version(plan, "KẾ HOẠCH\nKhác\n1. Một việc.\n", site=site, at=at)
    asking = sent_round(site, at=at, units=1, text=PLAN.replace("21/KH", "22/KH"))
    assert refused(seated, at=at, version=loose) == {"version": ["Hãy chốt bản này trước khi lập hồ sơ thẩm định."]}
    assert list(refused(seated, at=at, version=asking.version)) == ["version"]
    assert list(refused(seated, at=at, previous=loose)) == ["previous"]
    assert list(refused(seated, at=at, previous=seated.version)) == ["previous"]
    assert list(refused(seated, at=at, consultation=asking.consultation)) == ["consultation"]
    unreadable = [NewPaper("Ảnh", "anh.png", b"\x89PNG....")]
    assert list(refused(seated, at=at, papers=unreadable)) == ["papers"]
    assert list(refused(seated, at=at, papers=[NewPaper(" ", "a.txt", b"mot")])) == ["papers"]
    assert list(refused(seated, at=at, papers=[NewPaper("Tờ", "a.txt", b"mot")] * 41)) == ["papers"]
    assert not AppraisalDossier.objects.exists()
    close_council(council=seated.council, reason="Hết việc", by=seated.standing, at=at)
    with pytest.raises(ValidationError) as closed:
        ask(seated, at=at + timedelta(hours=1))
    assert closed.value.code == "closed"


def test_a_paper_that_bears_a_mark_of_secrecy_is_refused_and_nothing_of_it_kept(seated: Seated, at: datetime) -> None:
    files = StoredFile.objects.count()
    found = refused(seated, at=at, papers=[NewPaper("Báo cáo", "bao-cao.txt", SECRET)])
    assert "dấu hiệu độ mật ở dòng 2" in found["papers"][0]
    assert (AppraisalDossier.objects.count(), StoredFile.objects.count()) == (0, files)
    [event] = Event.objects.filter(kind="documents.secret_refused")
    assert event.payload == {}
