"""Number series, and numbers taken from them: without a gap, never twice, from 01 again every year."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import IssuedNumber, NumberSeries
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.organisation.states import Permission

LONGEST_NAME, LONGEST_NOTATION, LONGEST_SUBJECT = 300, 30, 1000


def open_series(*, unit: Unit, name: str, notation: str, by: Acting, at: datetime) -> NumberSeries:
    """This will open a series of numbers for papers of `unit`, by its clerk.

    Raises NotAllowed; ValidationError, by argument, where name or notation is blank, too long or has a gap or a stroke
    at its ends, the unit has ended, or it has this series.
    """
    authorship = require(by, Permission.PLAN_ISSUE, unit=unit, at=at)
    refuse_secret_words({"name": name, "notation": notation}, by=authorship, at=at)
    with transaction.atomic():
        authorship = require(by, Permission.PLAN_ISSUE, unit=unit, at=at)
        series = found_series(unit=unit, name=name, notation=notation, by=by, at=at)
        append_event(
            kind="documents.series_opened",
            subject_kind="number_series",
            subject_id=series.pk,
            payload={"unit": unit.code, "name": series.name, "notation": series.notation},
            by=authorship,
            at=at,
        )
    return series


def found_series(*, unit: Unit, name: str, notation: str, by: Acting, at: datetime) -> NumberSeries:
    """This will open a series as open_series does; it is part of the operation that calls it, which has checked the
    right to and leaves the event.
    """
    named, signed = " ".join(name.split()), notation.strip()
    found = about_notation(signed)
    if not named or len(named) > LONGEST_NAME:
        told = _("Hãy ghi tên dãy số, dài nhất %(most)d ký tự; ví dụ Quyết định của Hội đồng.")
        found.append(("name", told % {"most": LONGEST_NAME}))
    if unit.ended_on is not None and unit.ended_on <= timezone.localdate(at):
        told = _("%(unit)s đã kết thúc hoạt động; hãy chọn đơn vị kế thừa.")
        found.append(("unit", told % {"unit": unit.name}))
    refuse(found)
    series, is_new = NumberSeries.objects.get_or_create(
        unit=unit, name=named, notation=signed, defaults={"opened_at": at, "opened_by": by.officer}
    )
    if not is_new:
        told = _("%(unit)s đã có dãy số «%(name)s» ký hiệu %(notation)s; hãy dùng dãy ấy hoặc đặt tên khác.")
        raise ValidationError({"name": told % {"unit": unit.name, "name": named, "notation": signed}}, code="known")
    return series


def about_notation(notation: str) -> Refusals:
    """Return what is wrong with what stands behind the number and its stroke."""
    if not notation or len(notation) > LONGEST_NOTATION or notation.startswith(("/", "-")) or notation.endswith("/"):
        told = _("Ký hiệu đứng sau số và dấu gạch chéo, dài nhất %(most)d ký tự; ví dụ TB-HĐTĐ.")
        return [("notation", told % {"most": LONGEST_NOTATION})]
    if any(sign.isspace() for sign in notation):
        return [("notation", _("Ký hiệu không có dấu cách; hãy viết liền, ví dụ TB-HĐTĐ."))]
    return []


@transaction.atomic
def take_number(
    *, series: NumberSeries, notation: str, subject: str, on: date, by: Acting, at: datetime
) -> IssuedNumber:
    """This will take the next number of `series` for a paper dated `on`, about `subject`; every year begins at 01.

    Whoever comes beside waits, so that no number is taken twice or left out; where the act fails, the number is free
    again. Of a longer subject the register keeps the beginning. It is part of the operation that calls it, which has
    checked the right to and leaves the event. Numbers
    follow the days of the papers (Decree 30/2020, Article 15): raises ValidationError, by argument, for a day to come,
    a day before that of the last number, a blank subject or a notation that cannot stand behind a number.
    """
    held = NumberSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    last = held.numbers.order_by("-year", "-number").first()
    said = " ".join(subject.split())[:LONGEST_SUBJECT]
    found = [*about_notation(notation.strip()), *_about_day(on, last, at=at)]
    if not said:
        found.append(("subject", _("Hãy ghi trích yếu của văn bản lấy số.")))
    refuse(found)
    is_same_year = last is not None and last.year == on.year
    return IssuedNumber.objects.create(
        series=held,
        year=on.year,
        number=last.number + 1 if last is not None and is_same_year else 1,
        notation=notation.strip(),
        subject=said,
        taken_on=on,
        taken_at=at,
        taken_by=by.officer,
    )


def _about_day(on: date, last: IssuedNumber | None, *, at: datetime) -> Refusals:
    today = timezone.localdate(at)
    if on > today:
        told = _("Ngày %(day)s chưa tới; số văn bản chỉ lấy cho ngày hôm nay trở về trước.")
        return [("on", told % {"day": day_text(on)})]
    if last is not None and on < last.taken_on:
        told = _(
            "Số %(number)s của dãy này đã cấp cho ngày %(day)s; số tiếp theo phải từ ngày ấy trở đi, vì số văn bản "
            "theo thứ tự thời gian ban hành."
        )
        return [("on", told % {"number": last.text, "day": day_text(last.taken_on)})]
    return []
