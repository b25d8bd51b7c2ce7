"""Preparing a round: which text is sent, what is asked, under which term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Version
from dongbo.documents.rules import require_work
from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, Question, ReplyTerm
from dongbo.planning.operations.consultations.steps import CONSULTATION, led, require_prepared
from dongbo.planning.states import LONGEST_TEXT, Silence

LONGEST_TITLE = 300
LONGEST_QUESTION = 1000
MOST_QUESTIONS = 50
MOST_REMINDERS = 10
MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class _Said:
    """What a round says of itself, as it is kept."""

    version: Version
    title: str
    term: ReplyTerm
    days: int
    silence: str
    guidance: str
    questions: list[str]
    remind_before: list[int]

    def onto(self, consultation: Consultation) -> None:
        """Write it onto the round."""
        consultation.version, consultation.title, consultation.guidance = self.version, self.title, self.guidance
        consultation.search_key = toneless(fold(self.title))[:400]
        consultation.term, consultation.days = self.term, self.days
        consultation.day_unit, consultation.silence = self.term.day_unit, self.silence
        consultation.remind_before = self.remind_before

    def payload(self) -> dict[str, object]:
        """Return it for the ledger."""
        return {
            "version": self.version.pk,
            "title": self.title,
            "term": self.term.code,
            "legal_basis": self.term.legal_basis,
            "days": self.days,
            "day_unit": self.term.day_unit,
            "silence": self.silence,
            "remind_before": self.remind_before,
            "questions": len(self.questions),
        }


@transaction.atomic
def prepare_consultation(
    *,
    version: Version,
    title: str,
    term: ReplyTerm,
    days: int,
    by: Acting,
    at: datetime,
    silence: Silence | str | None = None,
    guidance: str = "",
    questions: Sequence[str] = (),
    remind_before: Iterable[int] = (),
) -> Consultation:
    """This will prepare the next round of the version's document; nobody is asked until it is sent.

    Without `silence` the term says what silence means. A restricted document may be consulted on too: at a unit only
    officers with the clearance see it. Raises NotAllowed; ValidationError, by argument, for a version that is not
    frozen, a term that does not hold that day, days out of its bounds, agreement deemed where the term does not, a
    missing title, and questions or reminders that cannot be.
    """
    authorship = require_work(by, Permission.CONSULTATION_LEAD, version.document, at=at)
    said = _checked(version, title, term, days, silence, guidance, questions, remind_before, at=at)
    Document.objects.select_for_update(of=("self",)).get(pk=version.document_id)
    before = Consultation.objects.filter(document=version.document_id).aggregate(last=Max("ordinal"))["last"] or 0
    prepared = Consultation(document=version.document, ordinal=before + 1, prepared_at=at, prepared_by=by.officer)
    said.onto(prepared)
    prepared.save(force_insert=True)
    _ask(prepared, said.questions)
    append_event(
        kind="planning.consultation_prepared",
        subject_kind=CONSULTATION,
        subject_id=prepared.pk,
        payload={"document": str(version.document_id), "ordinal": prepared.ordinal, **said.payload()},
        by=authorship,
        at=at,
    )
    return prepared


@transaction.atomic
def correct_consultation(
    *,
    consultation: Consultation,
    title: str,
    term: ReplyTerm,
    days: int,
    by: Acting,
    at: datetime,
    version: Version | None = None,
    silence: Silence | str | None = None,
    guidance: str = "",
    questions: Sequence[str] = (),
    remind_before: Iterable[int] = (),
) -> Consultation:
    """This will change what a round says while it is prepared; `version` may be another of the same document.

    Raises as prepare_consultation does, and ValidationError with code `sent` where the round has gone out.
    """
    prepared, authorship = led(consultation, by=by, at=at)
    require_prepared(prepared)
    chosen = version or prepared.version
    if chosen.document_id != prepared.document_id:
        raise ValidationError({"version": _("Bản này thuộc văn bản khác; hãy lập vòng lấy ý kiến mới cho văn bản đó.")})
    said = _checked(chosen, title, term, days, silence, guidance, questions, remind_before, at=at)
    said.onto(prepared)
    prepared.save()
    prepared.questions.all().delete()
    _ask(prepared, said.questions)
    append_event(
        kind="planning.consultation_corrected",
        subject_kind=CONSULTATION,
        subject_id=prepared.pk,
        payload=said.payload(),
        by=authorship,
        at=at,
    )
    return prepared


def _ask(consultation: Consultation, questions: Iterable[str]) -> None:
    Question.objects.bulk_create(
        Question(consultation=consultation, rank=rank, text=text) for rank, text in enumerate(questions, start=1)
    )


def _checked(
    version: Version,
    title: str,
    term: ReplyTerm,
    days: int,
    silence: Silence | str | None,
    guidance: str,
    questions: Sequence[str],
    remind_before: Iterable[int],
    *,
    at: datetime,
) -> _Said:
    said = _Said(
        version=version,
        title=" ".join(title.split()),
        term=term,
        days=days,
        silence=str(silence or term.silence),
        guidance=guidance.strip(),
        questions=[text for question in questions if (text := " ".join(question.split()))],
        remind_before=sorted(set(remind_before), reverse=True),
    )
    refuse([*_about_text(said), *about_term(said.term, said.days, said.silence, at=at), *_about_asking(said)])
    return said


def _about_text(said: _Said) -> Refusals:
    found: Refusals = []
    if not said.version.is_frozen:
        found.append(("version", _("Bản «%(label)s» chưa chốt; hãy chốt bản rồi mới lấy ý kiến.") % _of(said.version)))
    if not said.title:
        found.append(("title", _("Hãy đặt tên cho vòng lấy ý kiến.")))
    if len(said.title) > LONGEST_TITLE:
        found.append(("title", _("Tên vòng dài quá %(most)d ký tự; hãy viết ngắn lại.") % {"most": LONGEST_TITLE}))
    if len(said.guidance) > LONGEST_TEXT:
        words = _("Nội dung cần góp ý dài quá %(most)d ký tự; hãy rút gọn hoặc đưa vào công văn.")
        found.append(("guidance", words % {"most": LONGEST_TEXT}))
    return found


def _of(version: Version) -> dict[str, str]:
    return {"label": version.label}


def about_term(term: ReplyTerm, days: int, silence: str, *, at: datetime) -> Refusals:
    """Return what keeps `days` and `silence` from resting on `term` on the day of `at`."""
    day = timezone.localdate(at)
    found: Refusals = []
    if not (term.valid_from <= day and (term.valid_to is None or day < term.valid_to)):
        words = _("Thời hạn «%(name)s» không có hiệu lực ngày %(day)s; hãy chọn căn cứ khác.")
        found.append(("term", words % {"name": term.name, "day": day_text(day)}))
    bounds = {"days": days, "least": term.least, "most": term.most, "unit": term.get_day_unit_display()}
    if days < term.least:
        words = _("%(days)d %(unit)s là quá ngắn: %(basis)s cho nơi nhận ít nhất %(least)d %(unit)s.")
        found.append(("days", words % (bounds | {"basis": term.legal_basis})))
    if term.most is None and days > MOST_DAYS:
        found.append(("days", _("Nhiều nhất %(most)d ngày một vòng.") % {"most": MOST_DAYS}))
    if term.most is not None and days > term.most:
        words = _("%(days)d %(unit)s là quá dài: %(basis)s cho nhiều nhất %(most)d %(unit)s.")
        found.append(("days", words % (bounds | {"basis": term.legal_basis})))
    if silence == Silence.DEEMED_AGREEMENT and term.silence != Silence.DEEMED_AGREEMENT:
        words = _("Căn cứ «%(name)s» không coi im lặng là đồng ý; hãy chọn không có hệ quả hoặc căn cứ khác.")
        found.append(("silence", words % {"name": term.name}))
    return found


def _about_asking(said: _Said) -> Refusals:
    found: Refusals = []
    if len(said.questions) > MOST_QUESTIONS:
        found.append(("questions", _("Nhiều nhất %(most)d câu hỏi một vòng.") % {"most": MOST_QUESTIONS}))
    for rank, question in enumerate(said.questions, start=1):
        if len(question) > LONGEST_QUESTION:
            words = _("Câu hỏi %(rank)d dài quá %(most)d ký tự; hãy tách thành nhiều câu.")
            found.append(("questions", words % {"rank": rank, "most": LONGEST_QUESTION}))
    if len(said.remind_before) > MOST_REMINDERS:
        found.append(("remind_before", _("Nhiều nhất %(most)d lần nhắc một vòng.") % {"most": MOST_REMINDERS}))
    wrong = [step for step in said.remind_before if not 0 <= step < max(said.days, 1)]
    if wrong:
        words = _("Không nhắc trước hạn %(steps)s ngày được: vòng chỉ có %(days)d ngày.")
        steps = ", ".join(map(str, wrong))
        found.append(("remind_before", words % {"steps": steps, "days": said.days}))
    return found
