"""How the paper of a submission is numbered: from a series of the standing body's own, or as its clerk numbered it."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import IssuedNumber, NumberSeries
from dongbo.documents.operations.numbering import take_number
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.planning.models import Council
from dongbo.planning.queries.council_paper_parts import numbered_notice
from dongbo.planning.queries.submissions import series_for_submissions
from dongbo.planning.states import CouncilForm

LONGEST_NUMBER = 50
_NUMBERED = re.compile(r"\d+[A-Za-z]?[/-][^\s…]+")
_FIELDS = {"on": "dated_on"}
"""What the register of numbers calls otherwise."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The series the next number is taken from, or the number the paper has; with neither it keeps the blank of a form.

    `dated_on` is the day of the paper; without, the day it is submitted.
    """

    series: NumberSeries | None = None
    number: str = ""
    dated_on: date | None = None


UNNUMBERED = Numbering()


def require_numbering(council: Council, said: Numbering, *, at: datetime) -> None:
    """This will raise ValidationError by `series`, `number` or `dated_on` for what cannot stand on the paper."""
    found: Refusals = []
    number = said.number.strip()
    if said.series is not None and number:
        found.append(("number", _("Hãy lấy số từ dãy số, hoặc ghi số đã cấp; không làm cả hai.")))
    if said.series is not None and not series_for_submissions(council).filter(pk=said.series.pk).exists():
        told = _("Đây không phải dãy số tờ trình của %(unit)s; hãy chọn lại.")
        found.append(("series", told % {"unit": council.standing_unit.name}))
    if number and (len(number) > LONGEST_NUMBER or not _NUMBERED.fullmatch(number)):
        told = _("Hãy ghi số, ký hiệu viết liền, dài nhất %(most)d ký tự; ví dụ 12/TTr-CCN.")
        found.append(("number", told % {"most": LONGEST_NUMBER}))
    if number and said.dated_on is None:
        found.append(("dated_on", _("Tờ trình đã có số thì phải có ngày; hãy ghi ngày của tờ trình.")))
    refuse([*found, *_about_day(council, said.dated_on, at=at)])


def _about_day(council: Council, day: date | None, *, at: datetime) -> Refusals:
    if day is None:
        return []
    if day > timezone.localdate(at):
        told = _("Ngày %(day)s chưa tới; hãy ghi hôm nay hoặc ngày tờ trình đã ký.")
        return [("dated_on", told % {"day": day_text(day)})]
    notice = numbered_notice(council)
    if notice is not None and notice.number is not None and day < notice.number.taken_on:
        told = _("Tờ trình dẫn Thông báo số %(number)s ngày %(day)s; hãy ghi ngày ấy hoặc ngày sau đó.")
        return [("dated_on", told % {"number": notice.number.text, "day": day_text(notice.number.taken_on)})]
    return []


def taken_for(council: Council, said: Numbering, *, by: Acting, at: datetime) -> IssuedNumber | None:
    """This will take the next number of the series that was chosen, if any; whoever submits in the name of the standing
    body numbers its paper.

    Part of the operation that calls it. Raises ValidationError by `dated_on` or `series`.
    """
    if said.series is None:
        return None
    try:
        return take_number(
            series=said.series,
            notation=said.series.notation,
            subject=f"{CouncilForm.SUBMISSION.label}: {council.document.subject}",
            on=said.dated_on or timezone.localdate(at),
            by=by,
            at=at,
        )
    except ValidationError as refusal:
        named = {_FIELDS.get(name, "series"): errors for name, errors in refusal.error_dict.items()}
        raise ValidationError(named) from refusal
