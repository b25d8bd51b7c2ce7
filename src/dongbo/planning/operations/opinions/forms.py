"""Forms that units fill in offline: made for one unit in one round, and taken back row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import ProvisionVersion
from dongbo.documents.operations.refusing import record_secret_refused
from dongbo.documents.operations.storing import keep_bytes
from dongbo.engines.anchors import quote_of
from dongbo.engines.intake import STATE_SECRET
from dongbo.engines.opinion_forms import (
    FilledForm,
    FilledRow,
    FormFor,
    FormKeys,
    FormProvision,
    FormRefused,
    RowFinding,
    read_form,
    write_back,
)
from dongbo.engines.places import place_name
from dongbo.engines.vietnamese import fold
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultee, ConsulteeDraft, Opinion, OpinionForm
from dongbo.planning.operations.opinions.gates import (
    CONSULTEE,
    held,
    require_unanswered,
    require_unit,
)
from dongbo.planning.operations.opinions.numbering import BATCH
from dongbo.planning.operations.opinions.placing import Placed, place_of, said
from dongbo.planning.operations.opinions.replies import store_question_answers
from dongbo.planning.queries.replies import attached_paths
from dongbo.planning.rules.wording import due_text
from dongbo.planning.states import FormState, OpinionKind, Origin

QUOTED = "(Trích: «%(quote)s»)"
"""Goes before an opinion whose quote leaves words out, so that it stands nowhere as one piece."""


def form_for(consultee: Consultee) -> FormFor:
    """Return the form of a unit in its round, to be written as a file."""
    round_ = consultee.consultation
    due = consultee.deadline or round_.deadline
    return FormFor(
        token=consultee.token,
        round_name=round_.title,
        version_label=round_.version.label,
        document_subject=round_.document.subject,
        unit_name=consultee.unit.name,
        unit_code=consultee.unit.code,
        deadline=due_text(due) if due else "",
        questions=tuple(round_.questions.order_by("rank").values_list("text", flat=True)),
        provisions=provisions_asked(consultee),
        version_key=str(round_.version_id),
        round_key=str(round_.pk),
    )


def provisions_asked(consultee: Consultee) -> tuple[FormProvision, ...]:
    """Return the provisions of the round's version with what a person calls them, in reading order."""
    version = consultee.consultation.version
    attached = attached_paths(version)
    return tuple(
        FormProvision(row.path, place_name(row.path, attached=attached), row.words)
        for row in version.provisions.order_by("rank")
    )


def take_form(*, consultee: Consultee, data: bytes, file_name: str, by: Acting, at: datetime) -> OpinionForm:
    """This will take a filled form: every good row becomes a remark, the others are given back marked, with why.

    Rows that were taken before are not taken again. A form of a unit that has ended is taken at the unit that followed
    it. Raises NotAllowed; FormRefused where the file is no form (a refusal for secrecy is recorded, nothing of the file
    is kept); ValidationError with code `other_round`, `other_version`, `other_unit` or `unknown_form`, and, with the
    rows of the file as the parameter `rows`, with code `answered` or `round_closed`. A file that is refused changes
    nothing.
    """
    authorship = require_unit(by, consultee, at=at)
    try:
        filled = read_form(data, file_name, provisions_of=lambda keys: _provisions_for(consultee, keys))
    except FormRefused as refusal:
        if refusal.code == STATE_SECRET:
            record_secret_refused(by=authorship, at=at)
        raise
    with transaction.atomic():
        unit = held(consultee)
        authorship = require_unit(by, unit, at=at)
        _require_unanswered(unit, filled)
        origin = Origin.EXCEL_FORM if _is_workbook(data) else Origin.WORD_FORM
        taking = _Taking(unit, origin, by=by, at=at)
        taken = taking.remarks(filled.rows)
        Opinion.objects.bulk_create(taken, batch_size=BATCH)
        answered = taking.take_answer(filled)
        findings = [*filled.findings, *taking.findings]
        form = _kept(unit, data, file_name, findings, taken=len(taken), by=by, at=at)
        append_event(
            kind="planning.form_taken",
            subject_kind=CONSULTEE,
            subject_id=unit.pk,
            payload={
                "form": form.pk,
                "sha256": str(form.file_id),
                "taken": len(taken),
                "to_mend": len({finding.where for finding in findings}),
                "questions": answered,
            },
            by=authorship,
            at=at,
        )
    return form


def _is_workbook(data: bytes) -> bool:
    return b"xl/workbook.xml" in data


def _require_unanswered(unit: Consultee, filled: FilledForm) -> None:
    """Say that the round or the unit takes no more, with everything written, so that it can be copied."""
    try:
        require_unanswered(unit)
    except ValidationError as refusal:
        rows = [*filled.rows, *(finding.row for finding in filled.findings if finding.row is not None)]
        params = {**(refusal.params or {}), "rows": list(dict.fromkeys(rows))}
        raise ValidationError(refusal.message, code=refusal.code, params=params) from refusal


def _kept(
    unit: Consultee,
    data: bytes,
    file_name: str,
    findings: Sequence[RowFinding],
    *,
    taken: int,
    by: Acting,
    at: datetime,
) -> OpinionForm:
    kind = "xlsx" if _is_workbook(data) else "docx"
    marked = keep_bytes(data=write_back(data, file_name, findings), kind=kind) if findings else None
    return OpinionForm.objects.create(
        consultee=unit,
        file=keep_bytes(data=data, kind=kind),
        file_name=file_name[:255],
        state=FormState.PARTLY if findings else FormState.TAKEN,
        taken=taken,
        findings=[finding.as_json() for finding in findings],
        marked=marked,
        received_at=at,
        received_by=by.officer,
    )


def _provisions_for(consultee: Consultee, keys: FormKeys) -> Sequence[FormProvision]:
    """Return what the form may be about. Raises ValidationError where it was made for another unit, round or text."""
    made_for = Consultee.objects.select_related("unit", "consultation__version").filter(token=keys.token).first()
    round_ = consultee.consultation
    if made_for is None:
        told = _("Mã biểu trong tệp không phải do hệ thống này cấp; hãy tải biểu của vòng này rồi chép ý kiến sang.")
        raise ValidationError({"file": ValidationError(told, code="unknown_form")})
    if made_for.consultation_id != round_.pk:
        raise _other_round(consultee)
    if keys.version_key and keys.version_key != str(round_.version_id):
        told = _(
            "Biểu này lập cho một bản khác của dự thảo; vòng này lấy ý kiến bản «%(label)s». Vị trí có thể đã đổi số: "
            "hãy tải biểu của bản này rồi chép ý kiến sang."
        )
        raise ValidationError(
            {"file": ValidationError(told, code="other_version", params={"label": round_.version.label})}
        )
    if made_for.pk != consultee.pk and not _followed_by(made_for.unit, consultee.unit):
        told = _("Biểu này cấp cho đơn vị khác; hãy tải biểu của %(unit)s rồi chép ý kiến sang.")
        raise ValidationError({"file": ValidationError(told, code="other_unit", params={"unit": consultee.unit.name})})
    return provisions_asked(consultee)


def _other_round(consultee: Consultee) -> ValidationError:
    """What the other round is stays untold: it may be one its reader knows nothing of."""
    told = _(
        "Biểu này lập cho một vòng lấy ý kiến khác, không phải vòng «%(title)s»; hãy tải biểu của vòng này rồi chép ý "
        "kiến sang."
    )
    params = {"title": consultee.consultation.title}
    return ValidationError({"file": ValidationError(told, code="other_round", params=params)})


def _followed_by(former: Unit, unit: Unit) -> bool:
    """Return whether `unit` is the heir of `former`, through any number of acts."""
    heir: Unit | None = former
    while heir is not None and heir.heir_id is not None:
        if heir.heir_id == unit.pk:
            return True
        heir = heir.heir
    return False


class _Taking:
    """The rows of one form on their way to remarks; `findings` are what only the text itself could tell."""

    def __init__(self, unit: Consultee, origin: Origin, *, by: Acting, at: datetime) -> None:
        self.unit, self.origin, self.by, self.at = unit, origin, by, at
        self.findings: list[RowFinding] = []
        round_ = unit.consultation
        self._version = round_.version
        self._attached = attached_paths(self._version)
        self._rows = list(self._version.provisions.order_by("rank"))
        self._by_path = {row.path: row for row in self._rows}
        before = Opinion.objects.filter(consultee=unit).values_list("path", "text", "proposed")
        self._known = {_sameness(*one) for one in before}

    def remarks(self, rows: Iterable[FilledRow]) -> list[Opinion]:
        """Return a remark for every row that was not taken before."""
        return [remark for row in rows if (remark := self._remark(row)) is not None]

    def take_answer(self, filled: FilledForm) -> int:
        """This will prepare the answer as the form says it; return how many questions it answered."""
        draft = ConsulteeDraft.objects.filter(consultee=self.unit).first() or ConsulteeDraft(consultee=self.unit)
        draft.origin = self.origin
        if filled.answer is not None:
            draft.answer = filled.answer.value
        draft.changed_at, draft.changed_by = self.at, self.by.officer
        draft.save()
        return store_question_answers(self.unit, self._question_answers(filled), by=self.by, at=self.at)

    def _question_answers(self, filled: FilledForm) -> Mapping[int, str]:
        questions = {question.rank: question.pk for question in self.unit.consultation.questions.all()}
        return {
            questions[one.number]: one.answer.strip()
            for one in filled.question_answers
            if one.number in questions and one.answer.strip()
        }

    def _remark(self, row: FilledRow) -> Opinion | None:
        place, text = self._placed(row)
        key = _sameness(place.path, text, row.proposed)
        if key in self._known:
            return None
        try:
            words = said(OpinionKind(row.kind or OpinionKind.SUBSTANCE), text, row.proposed)
        except ValidationError as refusal:
            message = " ".join(refusal.messages)
            self.findings.append(RowFinding(row.place_in_file, "not_taken", message, row))
            return None
        self._known.add(key)
        remark = Opinion(
            consultation=self.unit.consultation,
            consultee=self.unit,
            version=self._version,
            origin=self.origin,
            raised_at=self.at,
            raised_by=self.by.officer,
        )
        place.onto(remark)
        words.onto(remark)
        return remark

    def _placed(self, row: FilledRow) -> tuple[Placed, str]:
        """Return where a row points, and its text: a quote that stands nowhere as one piece goes before it."""
        home = self._by_path.get(row.path or "")
        whole = place_of(home, None, attached=self._attached) if home is not None else Placed()
        others = "\n".join(f"{heading}: {text}" for heading, text in row.others)
        text = f"{row.text}\n{others}".strip()
        if not row.quote:
            return whole, text
        holding = [(one, found) for one in self._beneath(home) if (found := quote_of(one.words, row.quote))]
        own = [pair for pair in holding if home is not None and pair[0].pk == home.pk]
        if own or len(holding) == 1:
            return place_of(*(own or holding)[0], attached=self._attached), text
        return whole, "\n".join(part for part in (QUOTED % {"quote": row.quote}, text) if part)

    def _beneath(self, home: ProvisionVersion | None) -> Iterator[ProvisionVersion]:
        if home is None:
            yield from self._rows
            return
        below = f"{home.path}/"
        yield from (row for row in self._rows if f"{row.path}/".startswith(below))


def _sameness(path: str, text: str, proposed: str) -> tuple[str, str, str]:
    """Two rows are one where they stand at one place and say the same, whatever a program did to their blanks."""
    return path, fold(text), fold(proposed)
