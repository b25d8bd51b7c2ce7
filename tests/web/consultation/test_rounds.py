"""Pages of rounds: preparing, looking at the last time, sending, following, extending, closing."""

from copy import deepcopy
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.documents.states import Standing
from dongbo.organisation.states import Access
from dongbo.planning.models import Consultation, Consultee, Reminder
from dongbo.planning.operations.consultations import add_recipients, close_due, extend, prepare_consultation
from dongbo.planning.states import Answer, ConsultationState, ConsulteeState, Origin
from tests.builders import PLAN, Site, enrolled, frozen, register, unit_beneath
from tests.keeping import Keep
from tests.rounds import Round, leaders, prepared_round, sent_out, sent_round, term_of
from tests.web.branches import browser_of
from tests.web.queries import queries_of

REASON = "Đơn vị đề nghị thêm thời gian"


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now, since pages act now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_prepared(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: prepared_round(kept_site, at=at, units=2, days=10))


@pytest.fixture
def prepared(kept_prepared: Round, db: None) -> Round:
    """A round of two units that has not gone out."""
    return deepcopy(kept_prepared)


@pytest.fixture(scope="module")
def kept_sent(keep: Keep, kept_prepared: Round, at: datetime) -> Round:
    return keep(lambda: sent_out(kept_prepared, at=at))


@pytest.fixture
def sent(kept_sent: Round, db: None) -> Round:
    """A round of two units that has gone out."""
    return deepcopy(kept_sent)


def page(client: Client, name: str, *arguments: object, status: int = 200, **asked: str) -> str:
    """Return what the page says, which answers with `status`."""
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == status
    return answer.content.decode()


def form_of(version: int) -> dict[str, object]:
    """Return what is typed for a round."""
    return {
        "version": version, "title": "Lấy ý kiến lần hai", "guidance": "Xem kỹ mục II", "questions": "Một?\n\nHai?",
        "term": term_of("between-ministries").pk, "days": 4, "silence": "", "remind_before": "2, 1",
    }  # fmt: skip


def test_a_round_is_prepared_and_leads_on_to_its_recipients(prepared: Round) -> None:
    client = browser_of(prepared.leader)
    said = page(client, "consultation-new", version=str(prepared.version.pk))
    assert "Nghị định 191/2026/NĐ-CP" in said
    assert f'value="{prepared.version.pk}" selected' in said
    answer = client.post(reverse("consultation-new"), form_of(prepared.version.pk))
    made = Consultation.objects.get(ordinal=2)
    assert answer.headers["Location"] == reverse("consultation-recipients", args=[made.pk])
    assert (made.remind_before, made.questions.count(), made.silence) == ([2, 1], 2, "none")


def test_days_beyond_the_law_and_wrong_steps_are_told_and_nothing_is_lost(prepared: Round) -> None:
    client = browser_of(prepared.leader)
    answer = client.post(reverse("consultation-new"), form_of(prepared.version.pk) | {"days": 9, "remind_before": "2"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "9 ngày làm việc là quá dài: Nghị định 191/2026/NĐ-CP" in said
    assert "Xem kỹ mục II" in said
    assert "Một?" in said
    assert 'value="9"' in said
    wrong = client.post(reverse("consultation-new"), form_of(prepared.version.pk) | {"remind_before": "hai"})
    assert "«hai» không phải số ngày" in wrong.content.decode()
    assert Consultation.objects.count() == 1


def test_only_frozen_papers_one_leads_may_be_chosen(site: Site, prepared: Round, at: datetime) -> None:
    raw = register(PLAN.replace("21/KH", "22/KH"), site=site, at=at, standing=Standing.PLAN)
    closed = frozen(
        PLAN.replace("21/KH", "23/KH"), site=site, at=at, standing=Standing.PLAN, access=Access.RESTRICTED,
        by=enrolled("mat", "planning-officer", unit=site.unit, clearance=Access.RESTRICTED, by=site.administrator,
                    at=at),
    )  # fmt: skip
    client = browser_of(prepared.leader)
    for other in (raw, closed):
        assert str(other.document) not in page(client, "consultation-new")
        answer = client.post(reverse("consultation-new"), form_of(other.pk))
        assert answer.status_code == 422
    assert Consultation.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "told"),
    [("3", "Nếu gửi hôm nay"), ("9", "ngoài mức"), ("1", "ngoài mức"), ("x", "Chọn căn cứ"), ("", "Chọn căn cứ")],
)
def test_the_deadline_is_foreseen_while_one_types(days: str, told: str, prepared: Round) -> None:
    term = str(term_of("between-ministries").pk)
    assert told in page(browser_of(prepared.leader), "consultation-deadline", term=term, days=days)


def test_a_year_without_holidays_is_a_warning(prepared: Round) -> None:
    term = str(term_of("internal").pk)
    said = page(browser_of(prepared.leader), "consultation-deadline", term=term, days="365")
    assert "Chưa có lịch nghỉ lễ năm" in said


def test_a_prepared_round_is_corrected(prepared: Round) -> None:
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    assert "Nguồn kinh phí đã đủ chưa?" in page(client, "consultation-edit", key)
    answer = client.post(reverse("consultation-edit", args=[key]), form_of(prepared.version.pk))
    assert answer.status_code == 302
    assert Consultation.objects.get().title == "Lấy ý kiến lần hai"


def test_the_last_look_names_whom_nobody_answers_for(site: Site, prepared: Round, at: datetime) -> None:
    silent = unit_beneath(site.unit, "G99.80", "Cục Vắng người", by=site.administrator, at=at)
    enrolled("chi-gop-y", "opinion-officer", unit=silent, by=site.administrator, at=at)
    add_recipients(
        consultation=prepared.consultation, units=[silent], token=lambda: "bieu-vang", by=prepared.leader, at=at
    )
    said = page(browser_of(prepared.leader), "consultation-send", prepared.consultation.pk)
    assert "1 đơn vị chưa có ai duyệt và gửi ý kiến được" in said
    assert said.count("Cục Vắng người") == 1
    assert "3 đơn vị" in said
    assert "Cục số 1" not in said


def test_the_round_goes_out_once_it_was_looked_at(prepared: Round) -> None:
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    answer = client.post(reverse("consultation-send", args=[key]), {"counted_from": ""})
    assert answer.headers["Location"] == reverse("consultation", args=[key])
    assert Consultation.objects.get().state == ConsultationState.SENT
    again = client.post(reverse("consultation-send", args=[key]), {"counted_from": ""})
    assert again.status_code == 422
    assert "không chuyển sang" in again.content.decode()
    assert client.get(reverse("consultation-send", args=[key])).status_code == 302


def test_a_deadline_in_the_past_is_refused_with_what_was_typed(prepared: Round) -> None:
    client, key = browser_of(prepared.leader), prepared.consultation.pk
    answer = client.post(reverse("consultation-send", args=[key]), {"counted_from": "01/01/2026"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "01/01/2026" in said
    assert "đã qua" in said
    for slip in ("31/12/9999", "01/01/0001", "05/12/2062"):
        answer = client.post(reverse("consultation-send", args=[key]), {"counted_from": slip})
        assert answer.status_code == 422
    assert Consultation.objects.get().state == ConsultationState.PREPARED


def test_an_empty_round_is_told_so(prepared: Round, at: datetime) -> None:
    empty = prepare_consultation(
        version=prepared.version, title="Trống", term=term_of(), days=3, by=prepared.leader, at=at
    )
    client = browser_of(prepared.leader)
    assert "Chưa có nơi nhận nào." in page(client, "consultation-send", empty.pk)
    answer = client.post(reverse("consultation-send", args=[empty.pk]), {"counted_from": ""})
    assert answer.status_code == 422
    assert "Chưa có nơi nhận nào; hãy thêm nơi nhận rồi gửi." in answer.content.decode()


def answered(consultee: Consultee, by: Round, at: datetime) -> None:
    """Write down a late answer, as the other side's operation would."""
    Consultee.objects.filter(pk=consultee.pk).update(
        state=ConsulteeState.ANSWERED, answer=Answer.DISAGREES, reason="Không đủ nguồn lực", origin=Origin.SCREEN,
        answered_at=at, answered_by=by.leader.officer, is_late=True,
    )  # fmt: skip


def test_the_page_counts_narrows_and_leaves_as_a_workbook(sent: Round, at: datetime) -> None:
    answered(sent.asked[0].consultee, sent, at)
    client, key = browser_of(sent.leader), sent.consultation.pk
    said = page(client, "consultation", key)
    assert "1/2 đơn vị đã trả lời" in said
    assert ("Cục số 1" in said, "Cục số 2" in said) == (True, True)
    narrowed = page(client, "consultation", key, answer="disagrees")
    listing = narrowed[narrowed.index('id="listing"') :]
    assert ("Cục số 1" in listing, "Cục số 2" in listing) == (True, False)
    book = load_workbook(BytesIO(client.get(reverse("consultation", args=[key]), {"export": "xlsx"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert [(row[0], row[1], row[3], row[6], row[8]) for row in rows[1:]] == [
        ("G99.51", "Cục số 1", "Không đồng ý", "có", "Không đủ nguồn lực"),
        ("G99.52", "Cục số 2", None, None, None),
    ]


def test_who_answers_sees_the_round_and_may_not_act_on_it(sent: Round) -> None:
    client, key = browser_of(sent.drafter), sent.consultation.pk
    said = page(client, "consultation", key)
    assert reverse("consultation-extend", args=[key]) not in said
    assert reverse("consultation-remind", args=[key]) not in said
    for name in ("consultation-extend", "consultation-close", "consultation-send", "consultation-recipients"):
        page(client, name, key, status=403)


def test_whom_it_asks_does_not_see_the_whole_round(sent: Round, site: Site) -> None:
    for by in (sent.asked[0].head, site.reader):
        page(browser_of(by), "consultation", sent.consultation.pk, status=403)
        page(browser_of(by), "consultations", status=403)


def test_more_time_is_given_to_one_and_to_all(sent: Round) -> None:
    client, key = browser_of(sent.leader), sent.consultation.pk
    assert sent.consultation.deadline is not None
    day = timezone.localdate(sent.consultation.deadline) + timedelta(days=5)
    one = sent.asked[0].consultee
    typed = {"until": f"{day:%d/%m/%Y}", "reason": REASON}
    client.post(reverse("consultee-extend", args=[key, one.pk]), typed)
    one.refresh_from_db()
    assert one.deadline is not None
    assert timezone.localtime(one.deadline).isoformat()[:19] == f"{day + timedelta(days=1)}T00:00:00"
    assert REASON in page(client, "consultation", key)
    refused = client.post(reverse("consultation-extend", args=[key]), typed | {"until": "01/01/2026"})
    assert refused.status_code == 422
    assert "đã qua" in refused.content.decode()
    assert REASON in refused.content.decode()
    for slip in ("31/12/9999", "01/01/0001", "05/12/2062"):
        assert client.post(reverse("consultation-extend", args=[key]), typed | {"until": slip}).status_code == 422
    client.post(reverse("consultation-extend", args=[key]), typed)
    assert Consultation.objects.get().deadline == one.deadline


def test_a_round_ends_early_with_a_reason_and_units_are_reminded(sent: Round) -> None:
    client, key = browser_of(sent.leader), sent.consultation.pk
    client.post(reverse("consultation-remind", args=[key]))
    assert Reminder.objects.get().reminded == 2
    assert "2 đơn vị chưa trả lời." in page(client, "consultation-close", key)
    assert client.post(reverse("consultation-close", args=[key]), {"reason": "xong"}).status_code == 422
    client.post(reverse("consultation-close", args=[key]), {"reason": REASON})
    assert Consultation.objects.get().state == ConsultationState.CLOSED
    said = client.post(reverse("consultation-remind", args=[key]), follow=True).content.decode()
    assert "không mở nên không nhắc được" in said


def test_a_unit_of_another_round_is_not_extended_here(site: Site, sent: Round, at: datetime) -> None:
    other = prepare_consultation(version=sent.version, title="Khác", term=term_of(), days=3, by=sent.leader, at=at)
    page(browser_of(sent.leader), "consultee-extend", other.pk, sent.asked[0].consultee.pk, status=404)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(rows: int, site: Site, at: datetime) -> None:
    leader, _drafter, _decider = leaders(site, at=at)
    version = frozen(PLAN, site=site, at=at, standing=Standing.PLAN, by=leader)
    for number in range(rows):
        prepare_consultation(version=version, title=f"Vòng số {number}", term=term_of(), days=3, by=leader, at=at)
    client = browser_of(leader)
    assert queries_of(lambda: client.get(reverse("consultations"))) == 8
    assert page(client, "consultations").count("Vòng số ") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_round_takes_as_many_queries_for_three_units_as_for_one(rows: int, site: Site, at: datetime) -> None:
    sent = sent_round(site, at=at, units=rows)
    client = browser_of(sent.leader)
    assert queries_of(lambda: client.get(reverse("consultation", args=[sent.consultation.pk]))) == 22
    assert page(client, "consultation", sent.consultation.pk).count("Gia hạn<span") == rows


def test_the_list_is_narrowed_and_leaves_as_a_workbook(sent: Round, at: datetime) -> None:
    prepare_consultation(version=sent.version, title="Vòng kín", term=term_of(), days=3, by=sent.leader, at=at)
    client = browser_of(sent.leader)
    assert "Vòng kín" not in page(client, "consultations", state="sent")
    assert "Vòng kín" in page(client, "consultations", words="kín 21/KH")
    assert "Không có vòng nào khớp" in page(client, "consultations", words="bánh chưng")
    page(client, "consultations", document="không phải khóa")
    book = load_workbook(BytesIO(client.get(reverse("consultations"), {"export": "xlsx"}).content))
    found = [(row[0], row[7], row[8]) for row in book.active.iter_rows(values_only=True, min_row=2)]
    assert found == [("Vòng kín", 0, 0), ("Lấy ý kiến lần đầu", 2, 0)]


def test_what_waits_stands_on_the_home_page(site: Site, prepared: Round, at: datetime) -> None:
    said = page(browser_of(prepared.leader), "home")
    assert "Lấy ý kiến lần đầu" in said
    assert "chưa gửi" in said
    assert "Lấy ý kiến lần đầu" not in page(browser_of(site.reader), "home")


def test_a_closed_round_is_opened_again_by_more_time(sent: Round) -> None:
    assert sent.consultation.deadline is not None
    close_due(at=sent.consultation.deadline)
    later = sent.consultation.deadline + timedelta(days=5)
    assert "Gia hạn" in page(browser_of(sent.leader), "consultation", sent.consultation.pk)
    extend(consultation=sent.consultation, until=later, reason=REASON, by=sent.leader, at=sent.consultation.deadline)
    assert Consultation.objects.get().state == ConsultationState.SENT


def test_a_plans_record_leads_to_its_rounds_and_to_a_new_one(sent: Round, site: Site) -> None:
    about = sent.version.document_id
    said = page(browser_of(sent.leader), "document", about)
    assert f"{reverse('consultation-new')}?version={sent.version.pk}" in said
    assert "1 vòng lấy ý kiến" in said
    other = page(browser_of(site.planner), "document", about)
    assert reverse("consultation-new") not in other
    assert "vòng lấy ý kiến" not in other
