"""Appraisal dossiers in the browser: asked for, followed, sent, read by members, held against a file."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dongbo.documents.operations.storing import file_path
from dongbo.jobs.appraisal_dossiers import check_now, make_now
from dongbo.ledger.models import Event
from dongbo.planning.models import AppraisalDossier, DossierReceipt
from dongbo.planning.operations.appraisal_dossiers import begin_dossier
from dongbo.planning.states import AppraisalDossierState
from dongbo.web.desk.waiting import waiting_for
from tests.appraisal_dossiers import restricted_council
from tests.web.branches import browser_of
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.councils import Seated
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_seated(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: restricted_council(kept_site, at=at))


@pytest.fixture
def seated(kept_seated: Seated, db: None) -> Seated:
    """A council on a restricted plan."""
    return deepcopy(kept_seated)


def text_of(client: Client, address: str) -> str:
    """Return a page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def page_of(dossier: AppraisalDossier) -> str:
    return reverse("appraisal-dossier", args=[dossier.pk])


def asked_for(client: Client, seated: Seated, *files: SimpleUploadedFile) -> AppraisalDossier:
    """Ask for a dossier through the form."""
    address = reverse("appraisal-dossier-new", args=[seated.council.pk])
    answer = client.post(address, {"version": seated.version.pk, "papers": files})
    dossier = AppraisalDossier.objects.latest("requested_at")
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(dossier))
    return dossier


def test_from_the_request_to_the_word_of_a_member(seated: Seated, at: datetime) -> None:
    standing, member = browser_of(seated.standing), browser_of(seated.members[0])
    files = (SimpleUploadedFile("De an.txt", b"De an"), SimpleUploadedFile("Du toan.md", b"# Du toan"))
    assert "Chưa có hồ sơ nào được gửi đến bạn" in text_of(member, reverse("council", args=[seated.council.pk]))
    dossier = asked_for(standing, seated, *files)
    page = text_of(standing, page_of(dossier))
    assert "Đang lập hồ sơ" in page
    assert 'hx-trigger="every 2s"' in page
    assert standing.get(reverse("appraisal-dossier-book", args=[dossier.pk])).status_code == 404
    dossier = make_now(dossier=dossier, at=timezone.now())
    assert [part.name for part in dossier.parts.all()] == ["Toàn văn dự thảo", "De an", "Du toan"]
    page = text_of(standing, page_of(dossier))
    assert "hx-trigger" not in page
    for said in (
        dossier.manifest["manifest"]["contents_sha256"],
        dossier.manifest_hash,
        dossier.book_id,
        dossier.bundle_id,
        "07-de-an.txt",
    ):
        assert str(said) in page
    assert "Hãy mở tệp «07-de-an.txt» trong tệp nén ho-so-tham-dinh-1.zip." in page
    assert "trong tệp nén" not in page[: page.index("07-de-an.txt")].split("<tbody>")[-1], "the others are in the PDF"
    assert member.get(page_of(dossier)).status_code == 404
    sending = reverse("appraisal-dossier-send", args=[dossier.pk])
    assert member.post(sending).status_code == 404
    assert standing.post(sending).status_code == 302
    assert "Chưa mở" in text_of(standing, page_of(dossier))
    assert waits(seated.members[0]) == [page_of(dossier)]
    page = text_of(member, page_of(dossier))
    assert "Xác nhận đã nhận hồ sơ" in page
    receipt = DossierReceipt.objects.get(seat=seated.seat_of(seated.members[0]))
    assert receipt.opened_at is not None
    acknowledging = reverse("appraisal-dossier-acknowledge", args=[dossier.pk])
    assert member.post(acknowledging, follow=True).status_code == 200
    assert waits(seated.members[0]) == []
    assert "Bạn đã xác nhận nhận hồ sơ" in text_of(member, page_of(dossier))
    section = text_of(member, reverse("council", args=[seated.council.pk]))
    assert page_of(dossier) in section
    taken = member.get(reverse("appraisal-dossier-book", args=[dossier.pk]))
    assert b"".join(taken.streaming_content) == file_path(str(dossier.book_id)).read_bytes()  # type: ignore[attr-defined]
    taken.close()
    looks = Event.objects.filter(kind="documents.restricted_read", payload__what="dossier")
    mine = looks.filter(actor=str(seated.members[0].officer.pk)).order_by("sequence")
    assert [event.payload["detail"] for event in mine] == [
        "Hồ sơ lần 1: trang hồ sơ", "Hồ sơ lần 1: trang hồ sơ", "Hồ sơ lần 1: trang hồ sơ",
        "Hồ sơ lần 1: tệp PDF cả hồ sơ",
    ]  # fmt: skip


def waits(by: Acting) -> list[str]:
    """Return where the dossiers are that wait for an officer."""
    kinds = [kind for kind in waiting_for(by, at=timezone.now()) if kind.code == "council_dossiers"]
    return [thing.address for kind in kinds for thing in kind.things]


def test_a_refused_request_keeps_what_was_chosen_and_says_why(seated: Seated) -> None:
    standing = browser_of(seated.standing)
    address = reverse("appraisal-dossier-new", args=[seated.council.pk])
    secret = SimpleUploadedFile("bao-cao.txt", "BỘ THỬ NGHIỆM\nMẬT\nSố: 12/BC-BTN\n".encode())
    answer = standing.post(address, {"version": seated.version.pk, "papers": [secret]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dấu hiệu độ mật ở dòng 2" in page
    assert "Vừa gửi: bao-cao.txt" in page
    assert f'<option value="{seated.version.pk}" selected>' in page
    empty = standing.post(address, {"version": seated.version.pk, "papers": [SimpleUploadedFile("trong.txt", b"")]})
    assert empty.status_code == 422
    assert not AppraisalDossier.objects.exists()


def test_a_page_that_asks_for_itself_is_no_look_and_a_cut_off_making_is_begun_again(seated: Seated) -> None:
    standing = browser_of(seated.standing)
    dossier = asked_for(standing, seated)
    begin_dossier(dossier=dossier, at=timezone.now())
    before = Event.objects.count()
    assert standing.get(page_of(dossier), headers={"X-Unattended": "1"}).status_code == 200
    assert Event.objects.count() == before
    AppraisalDossier.objects.update(alive_at=timezone.now() - timedelta(days=1))
    page = text_of(standing, page_of(dossier))
    assert "Việc lập hồ sơ bị ngắt giữa chừng." in page
    assert standing.post(reverse("appraisal-dossier-restart", args=[dossier.pk])).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == AppraisalDossierState.QUEUED


def test_a_file_that_was_received_is_told_whole_or_where_it_differs(seated: Seated) -> None:
    standing = browser_of(seated.standing)
    dossier = make_now(dossier=asked_for(standing, seated), at=timezone.now())
    address = reverse("appraisal-dossier-verify", args=[dossier.pk])
    assert "Tệp nhận được" in text_of(standing, address)
    bundle = file_path(str(dossier.bundle_id)).read_bytes()

    def told(data: bytes) -> tuple[int, str]:
        answer = standing.post(address, {"file": SimpleUploadedFile("nhan-duoc", data)})
        return answer.status_code, answer.content.decode()

    assert "Tệp nén nguyên vẹn" in told(bundle)[1]
    place = bundle.index(b"%PDF") + 2_000
    changed = bundle[:place] + bytes([bundle[place] ^ 1]) + bundle[place + 1 :]
    assert "Tệp “ho-so.pdf” đã bị thay đổi, từ byte thứ 2.001." in told(changed)[1]
    assert "giống hệt «ho-so.pdf»" in told(file_path(str(dossier.book_id)).read_bytes())[1]
    assert told(b"")[0] == 422
    assert "không giống tệp nào của hồ sơ" in told(BytesIO(b"xyz" * 400).getvalue())[1]
    assert standing.post(reverse("appraisal-dossier-check", args=[dossier.pk])).status_code == 302
    assert "Đã nhận yêu cầu lập lại từ cơ sở dữ liệu" in text_of(standing, page_of(dossier))
    file_path(str(dossier.bundle_id)).write_bytes(changed)
    check_now(dossier=dossier, at=timezone.now())
    page = text_of(standing, page_of(dossier))
    assert "Tệp đang lưu «ho-so-tham-dinh-1.zip» đã bị sửa, từ byte thứ" in page


def test_a_dossier_takes_as_many_statements_for_three_papers_as_for_one(seated: Seated) -> None:
    standing = browser_of(seated.standing)
    first = make_now(dossier=asked_for(standing, seated, SimpleUploadedFile("a.txt", b"a b")), at=timezone.now())
    files = [SimpleUploadedFile(f"{name}.txt", b"a b") for name in "abc"]
    second = make_now(dossier=asked_for(standing, seated, *files), at=timezone.now())
    taken = [queries_of(lambda one=one: standing.get(page_of(one))) for one in (first, second)]  # type: ignore[misc]
    assert taken[0] == taken[1]
