"""How rounds are told: their rail, their progress, what will happen when they are sent."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.engines.periods import CalendarFault, last_day
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultation, ReplyTerm
from dongbo.planning.queries.consultations import Progress
from dongbo.planning.queries.terms import deadline_of, years_without_holidays
from dongbo.planning.states import Answer, ConsultationState, ConsulteeState
from dongbo.web.desk.kinds import PRESSING
from dongbo.web.thread import Step, thread_of

STATE_TONES = {
    ConsulteeState.WAITING: "",
    ConsulteeState.ANSWERED: "well",
    ConsulteeState.DEEMED: "warning",
    ConsulteeState.SILENT: "late",
}
"""How the screens colour the state of a unit."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """When answers would be due, what is doubtful about it, or why it cannot be told."""

    deadline: datetime | None = None
    doubt: str = ""
    fault: str = ""


def rail_of(consultation: Consultation, progress: Progress | None, *, by: Acting, at: datetime) -> list[Step]:
    """Return the thread through the round's document, the round in it, and how far the answers have come."""
    version = consultation.version
    thread = thread_of(consultation.document, by=by, at=at, version=version)
    steps = [
        replace(step, here=False, address=reverse("version", args=[version.pk])) if step.here else step
        for step in thread.rail
    ]
    steps.append(Step(consultation.title, here=True))
    if progress is not None and consultation.state != ConsultationState.PREPARED:
        words = _("%(answered)d/%(total)d đơn vị đã trả lời")
        counted = {"answered": progress.states[ConsulteeState.ANSWERED], "total": progress.total}
        steps.append(Step(words % counted))
    return steps


def tone_of(consultation: Consultation, at: datetime) -> str:
    """Return how a round is coloured: late once its deadline is over, warning shortly before."""
    if consultation.state == ConsultationState.FINAL:
        return "well"
    if consultation.state != ConsultationState.SENT or consultation.deadline is None:
        return ""
    if consultation.deadline <= at:
        return "late"
    return "warning" if consultation.deadline - at <= PRESSING else ""


def foresee(term: ReplyTerm, days: int, *, since: datetime, at: datetime) -> Foreseen:
    """Return when answers would be due under `term` if the round were sent now."""
    if days < term.least or (term.most is not None and days > term.most):
        return Foreseen(fault=_("Số ngày ngoài mức của căn cứ (%(bounds)s).") % {"bounds": bounds_of(term)})
    try:
        deadline = deadline_of(days, term.day_unit, since=since)
    except CalendarFault as fault:
        return Foreseen(fault=str(fault))
    if deadline <= at:
        return Foreseen(deadline=deadline, fault=_("Hạn trả lời này đã qua."))
    return Foreseen(deadline=deadline, doubt=doubt_of(deadline, at=at))


def doubt_of(deadline: datetime, *, at: datetime) -> str:
    """Return the years of which no holiday is known, in words; empty where the calendar is complete."""
    years = years_without_holidays(timezone.localdate(at), last_day(deadline, timezone.get_current_timezone()))
    if not years:
        return ""
    words = _("Chưa có lịch nghỉ lễ năm %(years)s nên hạn có thể chưa đúng; hãy bổ sung lịch trước khi gửi.")
    return words % {"years": ", ".join(map(str, years))}


def bounds_of(term: ReplyTerm) -> str:
    """Return the least and the most days of a term, in words."""
    words = _("%(least)d–%(most)d %(unit)s") if term.most else _("ít nhất %(least)d %(unit)s")
    return words % {"least": term.least, "most": term.most, "unit": term.get_day_unit_display()}


def counted_answers(progress: Progress) -> list[tuple[str, int, str]]:
    """Return the four counted answers with the state or answer a list is narrowed to by them."""
    said = [(str(answer.label), progress.answers[answer], f"answer={answer.value}") for answer in Answer]
    unsaid = [
        (str(state.label), progress.states[state], f"state={state.value}")
        for state in (ConsulteeState.WAITING, ConsulteeState.DEEMED, ConsulteeState.SILENT)
        if progress.states[state] or state == ConsulteeState.WAITING
    ]
    return [*said, *unsaid]


def added_words(new: int, known: int, replaced: list[str]) -> str:
    """Return what adding recipients brought."""
    words = ngettext("Đã thêm %(count)d nơi nhận.", "Đã thêm %(count)d nơi nhận.", new) % {"count": new}
    if known:
        words += " " + _("%(count)d đơn vị đã có trong danh sách.") % {"count": known}
    if replaced:
        words += " " + _("Đơn vị đã kết thúc được thay bằng đơn vị kế thừa: %(names)s.") % {
            "names": "; ".join(replaced)
        }
    return words
