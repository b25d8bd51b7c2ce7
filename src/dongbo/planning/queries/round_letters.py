"""Reads: the official letters of a round, filled from what it asks, whom, and until when."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from dongbo.engines.consultation_papers import Draft, Term, extension_letter, reminder_letter, request_letter
from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.periods import last_day
from dongbo.ledger.queries import events_of
from dongbo.planning.models import Consultation, Extension
from dongbo.planning.queries.papers import head_of, subject_of
from dongbo.planning.queries.terms import deadline_of
from dongbo.planning.states import ConsulteeState, Silence

WAYS = (
    "Trả lời trên hệ thống Đồng Bộ, mục “Góp ý của đơn vị”",
    "Điền biểu góp ý (Word hoặc Excel) lấy từ hệ thống rồi gửi lại tệp",
    "Gửi văn bản góp ý về cơ quan lấy ý kiến",
)
NOT_YET = Q(answered_at__isnull=True)
ENCLOSED_FORM = "Biểu góp ý (Word, Excel)"


def request_letter_of(consultation: Consultation, *, at: datetime) -> OfficialDocument:
    """Return the letter that asks for opinions; while the round is prepared its deadline is counted from `at`.

    Raises CalendarFault where the calendar does not reach that far.
    """
    deadline = consultation.deadline or deadline_of(consultation.days, consultation.day_unit, since=at)
    return request_letter(
        head_of(consultation),
        _draft(consultation),
        _term(consultation, deadline),
        addressees=_names(consultation),
        questions=_asked(consultation),
        ways=WAYS,
        enclosures=(f"{_capital(subject_of(consultation))} ({consultation.version.label})", ENCLOSED_FORM),
        archive=consultation.document.unit.short_name,
    )


def reminder_letter_of(consultation: Consultation, *, at: datetime) -> OfficialDocument | None:
    """Return the letter that reminds those who have not answered, None where the round is not out or all have."""
    waiting = _names(consultation, Q(state=ConsulteeState.WAITING))
    if consultation.deadline is None or not waiting:
        return None
    first = _first_deadline(consultation)
    old = first if first and first != consultation.deadline else None
    return reminder_letter(
        head_of(consultation),
        _draft(consultation),
        _term(consultation, consultation.deadline),
        addressees=waiting,
        request=_request(consultation),
        missing=("Ý kiến góp ý đối với dự thảo", *_unanswered(consultation)),
        ways=WAYS,
        old_deadline=_day(old) if old else None,
        archive=consultation.document.unit.short_name,
    )


def extension_letter_of(extension: Extension) -> OfficialDocument:
    """Return the letter that gives more time: to one unit, or to those that had not answered."""
    consultation, unit = extension.consultation, extension.consultee
    return extension_letter(
        head_of(consultation),
        _draft(consultation),
        _term(consultation, extension.until),
        addressees=[unit.unit.name] if unit else _names(consultation, Q(answered_at__gte=extension.given_at) | NOT_YET),
        request=_request(consultation),
        old_deadline=_day(_deadline_before(extension)),
        reason=extension.reason,
        ways=WAYS,
        archive=consultation.document.unit.short_name,
    )


def _draft(consultation: Consultation) -> Draft:
    return Draft(subject_of(consultation), consultation.version.label)


def _term(consultation: Consultation, deadline: datetime) -> Term:
    return Term(
        deadline=_day(deadline),
        length=f"{consultation.days:02} {consultation.get_day_unit_display()}",
        basis=consultation.term.legal_basis,
        deemed_agreement=consultation.silence == Silence.DEEMED_AGREEMENT,
    )


def _names(consultation: Consultation, which: Q | None = None) -> list[str]:
    """Return whom a letter goes to, in the order of the tree."""
    found = consultation.consultees.filter(which or Q()).order_by("unit__first", "pk")
    return list(found.values_list("unit__name", flat=True))


def _asked(consultation: Consultation) -> list[str]:
    questions = consultation.questions.order_by("rank").values_list("text", flat=True)
    return [*filter(None, consultation.guidance.splitlines()), *questions]


def _unanswered(consultation: Consultation) -> list[str]:
    count = consultation.questions.count()
    return [f"Trả lời {count} câu hỏi nêu trong văn bản xin ý kiến"] if count else []


def _request(consultation: Consultation) -> str:
    sent = f" {day_in_words(timezone.localdate(consultation.sent_at))}" if consultation.sent_at else ""
    return f"Công văn số …/…{sent}"


def _first_deadline(consultation: Consultation) -> datetime | None:
    """Return the deadline the round was sent with."""
    sent = events_of(subject_kind="consultation", subject_id=consultation.pk)
    event = sent.filter(kind="planning.consultation_sent").order_by("-sequence").first()
    return datetime.fromisoformat(event.payload["deadline"]) if event else None


def _deadline_before(extension: Extension) -> datetime:
    """Return the deadline an extension moved: an earlier extension's that held for the same units, or the first."""
    earlier = Extension.objects.filter(consultation=extension.consultation, given_at__lt=extension.given_at)
    same = [one.until for one in earlier if one.consultee_id in (None, extension.consultee_id)]
    return max(same, default=None) or _first_deadline(extension.consultation) or extension.until


def _day(moment: datetime) -> date:
    return last_day(moment, timezone.get_current_timezone())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
