"""Terms of reply and special days as dated data: a change is a new row, the calendar stays one that can be counted."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import ReplyTerm, SpecialDay
from dongbo.planning.operations.consultations import (
    NewDay,
    end_reply_term,
    remove_special_day,
    set_reply_term,
    set_special_day,
    set_special_days,
)
from dongbo.planning.queries.terms import office_calendar, terms_on, years_without_holidays
from dongbo.planning.states import DayKind, DayUnit, Silence
from tests.builders import Site

NEW_LAW = {
    "code": "normative-drafts",
    "name": "Cơ quan được lấy ý kiến",
    "legal_basis": "Luật mới, Điều 1",
    "least": 20,
    "day_unit": DayUnit.CALENDAR,
    "silence": Silence.NONE,
}


def test_a_change_of_law_is_a_new_row_that_ends_the_old(site: Site, at: datetime) -> None:
    since = timezone.localdate(at) + timedelta(days=10)
    set_reply_term(**NEW_LAW, valid_from=since, by=site.administrator, at=at)
    rows = ReplyTerm.objects.filter(code="normative-drafts").order_by("valid_from")
    assert list(rows.values_list("least", "valid_to")) == [(15, since), (20, None)]
    assert terms_on(at).get(code="normative-drafts").least == 15
    assert terms_on(at + timedelta(days=10)).get(code="normative-drafts").least == 20
    assert Event.objects.latest("sequence").kind == "planning.reply_term_set"


def test_contradictions_are_refused_by_field(site: Site, at: datetime) -> None:
    wrong = NEW_LAW | {"code": "có dấu", "name": " ", "legal_basis": "", "least": 5, "most": 3}
    with pytest.raises(ValidationError) as refusal:
        set_reply_term(**wrong, valid_from=date(2026, 12, 1), valid_to=date(2026, 12, 1), by=site.administrator, at=at)
    assert set(refusal.value.error_dict) == {"code", "name", "legal_basis", "most", "valid_to"}
    with pytest.raises(ValidationError) as refusal:
        set_reply_term(**NEW_LAW, valid_from=date(2026, 1, 1), by=site.administrator, at=at)
    assert set(refusal.value.error_dict) == {"valid_from"}


def test_a_term_ends_once_today_at_the_earliest(site: Site, at: datetime) -> None:
    term, today = ReplyTerm.objects.get(code="internal"), timezone.localdate(at)
    with pytest.raises(ValidationError):
        end_reply_term(term=term, on=today - timedelta(days=1), by=site.administrator, at=at)
    end_reply_term(term=term, on=today, by=site.administrator, at=at)
    assert not terms_on(at).filter(code="internal").exists()
    with pytest.raises(ValidationError) as refusal:
        end_reply_term(term=term, on=today, by=site.administrator, at=at)
    assert refusal.value.code == "ended"


def test_special_days_are_written_over_and_removed(site: Site, at: datetime) -> None:
    by, saturday = site.administrator, date(2026, 12, 5)
    set_special_day(day=saturday, kind=DayKind.WORKED_INSTEAD, name="Làm bù", legal_basis="Thông báo 1", by=by, at=at)
    assert office_calendar().is_working(saturday)
    before = SpecialDay.objects.count()
    days = [
        NewDay(saturday, DayKind.HOLIDAY, "Nghỉ", "Thông báo 2"),
        NewDay(date(2028, 1, 3), DayKind.HOLIDAY, "Tết Dương lịch", "Thông báo 2"),
    ]
    assert years_without_holidays(date(2026, 12, 1), date(2028, 2, 1)) == [2028]
    assert set_special_days(days=days, by=by, at=at) == 2
    assert SpecialDay.objects.count() == before + 1
    assert not office_calendar().is_working(saturday)
    assert years_without_holidays(date(2026, 12, 1), date(2028, 2, 1)) == []
    special = SpecialDay.objects.get(day=saturday)
    remove_special_day(special=special, by=by, at=at)
    with pytest.raises(ValidationError) as refusal:
        remove_special_day(special=special, by=by, at=at)
    assert refusal.value.code == "removed"


def test_a_calendar_that_could_not_be_counted_is_refused_day_by_day(site: Site, at: datetime) -> None:
    monday = date(2026, 11, 30)
    wrong = [
        NewDay(monday, DayKind.WORKED_INSTEAD, "Làm bù", "Thông báo"),
        NewDay(monday, DayKind.HOLIDAY, "", "Thông báo"),
    ]
    with pytest.raises(ValidationError) as refusal:
        set_special_days(days=wrong, by=site.administrator, at=at)
    assert refusal.value.messages == [
        "Ngày 30/11/2026 không phải thứ Bảy hay Chủ nhật nên không là ngày làm bù.",
        "Ngày 30/11/2026 được ghi hai lần; hãy giữ một dòng.",
        "30/11/2026: Thiếu tên.",
    ]
    assert not SpecialDay.objects.filter(day=monday).exists()


def test_rules_of_time_are_set_by_who_defines_rules(site: Site, at: datetime) -> None:
    term = ReplyTerm.objects.get(code="internal")
    special = SpecialDay.objects.earliest("day")
    for by in (site.planner, site.reader):
        for act in (
            lambda by=by: set_reply_term(**NEW_LAW, valid_from=date(2027, 1, 1), by=by, at=at),
            lambda by=by: end_reply_term(term=term, on=date(2027, 1, 1), by=by, at=at),
            lambda by=by: remove_special_day(special=special, by=by, at=at),
            lambda by=by: set_special_days(days=[], by=by, at=at),
        ):
            with pytest.raises(NotAllowed):
                act()
