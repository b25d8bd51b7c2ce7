"""Issuing what was approved: number, decision with the plan, seal; what was issued before ends, the work is over."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dongbo.documents.models import IssuedNumber, NumberSeries
from dongbo.documents.operations.issuing import note_issued
from dongbo.documents.operations.numbering import about_notation, take_number
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.documents.rules import kept_as, require_work
from dongbo.engines.council_papers import approval_decision
from dongbo.engines.decree30 import OfficialDocument
from dongbo.engines.seals import leaves_of, seal_of
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer
from dongbo.organisation.queries.explaining import who_can
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.organisation.states import Permission
from dongbo.planning.models import Council, CouncilPaper, DraftingDossier, Issuance, Submission
from dongbo.planning.operations.council_papers.holding import keep_paper
from dongbo.planning.operations.council_papers.making import replace, replaceable
from dongbo.planning.operations.councils import end_council
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.operations.dossiers.opening import end_dossier
from dongbo.planning.queries.council_paper_plans import Signing, approval_of
from dongbo.planning.queries.council_papers import About, Files, written
from dongbo.planning.queries.issuances import ISSUANCE, ISSUED, seal_facts, sealed_provisions
from dongbo.planning.states import CouncilForm, DossierState, SubmissionState

LONGEST_TITLE = 200
FIELDS = {"on": "issued_on"}
"""What the register of numbers calls otherwise."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the clerk says of an issuance."""

    series: NumberSeries
    notation: str
    issued_on: date
    effective_on: date
    signer: Officer
    signer_title: str

    @property
    def titles(self) -> tuple[str, ...]:
        """The lines above the signature."""
        return tuple(line.upper() for line in map(str.strip, self.signer_title.splitlines()) if line)


def issue_plan(
    *,
    submission: Submission,
    series: NumberSeries,
    notation: str,
    issued_on: date,
    effective_on: date,
    signer: Officer,
    signer_title: str,
    by: Acting,
    at: datetime,
) -> Issuance:
    """This will issue an approved plan: it takes the next number of `series`, keeps the decision with the plan, and
    seals every provision. What was issued of the plan before ends the day this one takes effect; its drafting dossier
    and its council are closed.

    The decision is written before anything is held. Raises NotAllowed; ValidationError by `series`, `notation`,
    `issued_on`, `effective_on`, `signer`, `signer_title`, with code `issued` where it was issued already, `transition`
    where it is not approved, `duplicate` where the register has the number, `meeting_open`, `secret` or `closed`.
    """
    order = Order(series, notation.strip(), issued_on, effective_on, signer, signer_title)
    document = submission.council.document
    authorship = require_work(by, Permission.PLAN_ISSUE, document, at=at)
    refuse_secret_words({"notation": notation, "signer_title": signer_title}, by=authorship, at=at)
    refuse(_about(order, submission.council, at=at))
    expected = _expected_number(order)
    prepared = _decision(submission, order, expected)
    files = written(prepared)
    with transaction.atomic():
        council = held_council(submission.council)
        found = _held(submission, council)
        authorship = require_work(by, Permission.PLAN_ISSUE, council.document, at=at)
        require(by, Permission.PLAN_ISSUE, unit=order.series.unit, at=at)
        refuse([*_about(order, council, at=at), *_about_approval(order, found)])
        number = _number(order, council, by=by, at=at)
        decision = _decision(found, order, number.text)
        if decision != prepared:
            files = written(decision)
        former = _end_former(council, order)
        paper = _keep(found, council, decision, files, number, by=by, at=at)
        issuance = _sealed(found, order, number, paper, by=by, at=at)
        resolved = _note(council, order, number, by=by, at=at)
        _close(council, by=by, at=at)
        append_event(
            kind=ISSUED,
            subject_kind=ISSUANCE,
            subject_id=issuance.pk,
            payload={
                "document": str(council.document_id),
                "submission": str(found.pk),
                "number": number.text,
                "facts": seal_facts(issuance),
                "provisions": len(issuance.leaves),
                "seal": issuance.seal,
                "replaces": str(former.pk) if former else "",
                "citations_resolved": resolved,
            },
            by=authorship,
            at=at,
        )
    return issuance


def _held(submission: Submission, council: Council) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version__document__unit", "paper")
    found = rows.get(pk=submission.pk)
    issued = Issuance.objects.filter(submission=found).select_related("number").first()
    if issued is not None:
        told = _("Lần trình này đã được ban hành: số %(number)s ngày %(day)s.")
        params = {"number": issued.number.text, "day": day_text(issued.issued_on)}
        raise ValidationError(told, code="issued", params=params)
    require_working(council)
    if found.state != SubmissionState.APPROVED:
        told = _("Lần trình này chưa được phê duyệt (đang ở trạng thái «%(state)s») nên chưa ban hành được.")
        raise ValidationError(told, code="transition", params={"state": SubmissionState(found.state).label})
    found.council = council
    return found


def _about(order: Order, council: Council, *, at: datetime) -> Refusals:
    found: Refusals = [*about_notation(order.notation)]
    today = timezone.localdate(at)
    if order.issued_on > today:
        found.append(("issued_on", _("Ngày ban hành %(day)s chưa tới; hãy ghi hôm nay hoặc ngày đã ký.") % {
            "day": day_text(order.issued_on)}))  # fmt: skip
    if order.effective_on < order.issued_on:
        told = _("Ngày có hiệu lực %(day)s ở trước ngày ban hành; văn bản không có hiệu lực trước khi được ban hành.")
        found.append(("effective_on", told % {"day": day_text(order.effective_on)}))
    if not order.titles or len(order.signer_title.strip()) > LONGEST_TITLE:
        told = _("Hãy ghi chức vụ người ký như trên văn bản, dài nhất %(most)d ký tự; ví dụ BỘ TRƯỞNG.")
        found.append(("signer_title", told % {"most": LONGEST_TITLE}))
    if Council.objects.filter(series=order.series).exists():
        found.append(("series", _("Đây là dãy số riêng của một hội đồng; hãy chọn dãy số của cơ quan ban hành.")))
    document = council.document
    able = who_can(Permission.PLAN_APPROVE, unit=document.unit, access=kept_as(document.access), at=at)
    if not able.filter(officer=order.signer).exists():
        told = _(
            "%(officer)s không có quyền phê duyệt tại %(unit)s nên không ký ban hành được; hãy chọn người ký khác."
        )
        found.append(("signer", told % {"officer": order.signer.full_name, "unit": document.unit.name}))
    return found


def _about_approval(order: Order, submission: Submission) -> Refusals:
    approved = timezone.localdate(submission.decided_at) if submission.decided_at else None
    if approved is None or order.issued_on >= approved:
        return []
    told = _("Bản này được phê duyệt ngày %(day)s; ngày ban hành không thể ở trước ngày ấy.")
    return [("issued_on", told % {"day": day_text(approved)})]


def _expected_number(order: Order) -> str:
    """Return the number that will be taken unless somebody takes it meanwhile."""
    last = order.series.numbers.filter(year=order.issued_on.year).order_by("-number").first()
    return IssuedNumber(number=last.number + 1 if last else 1, notation=order.notation).text


def _decision(submission: Submission, order: Order, number: str) -> OfficialDocument:
    signing = Signing(order.series.unit, number, order.signer.full_name, order.titles, order.effective_on)
    with translation.override("vi"):
        return approval_decision(
            approval_of(submission.council, submission.version, on=order.issued_on, signing=signing)
        )


def _number(order: Order, council: Council, *, by: Acting, at: datetime) -> IssuedNumber:
    try:
        return take_number(
            series=order.series,
            notation=order.notation,
            subject=council.document.subject,
            on=order.issued_on,
            by=by,
            at=at,
        )
    except ValidationError as refusal:
        named = {FIELDS.get(name, name): errors for name, errors in refusal.error_dict.items()}
        raise ValidationError(named) from refusal


def _end_former(council: Council, order: Order) -> Issuance | None:
    """This will end what was issued of the plan before on the day this takes effect."""
    rows = Issuance.objects.select_for_update(of=("self",)).select_related("number")
    former = rows.filter(document=council.document_id, ended_on__isnull=True).first()
    if former is None:
        return None
    if order.effective_on < former.effective_on:
        told = _(
            "Bản đã ban hành số %(number)s có hiệu lực từ %(day)s; bản thay thế phải có hiệu lực từ ngày ấy trở đi."
        )
        params = {"number": former.number.text, "day": day_text(former.effective_on)}
        raise ValidationError({"effective_on": told % params})
    former.ended_on = order.effective_on
    former.save(update_fields=["ended_on"])
    return former


def _keep(
    submission: Submission,
    council: Council,
    decision: OfficialDocument,
    files: Files,
    number: IssuedNumber,
    *,
    by: Acting,
    at: datetime,
) -> CouncilPaper:
    about = About(council, CouncilForm.APPROVAL, version=submission.version)
    replace(replaceable(about), by=by, at=at)
    paper = keep_paper(about, decision, files, by=by, at=at)
    paper.number = number
    paper.save(update_fields=["number"])
    return paper


def _sealed(
    submission: Submission, order: Order, number: IssuedNumber, paper: CouncilPaper, *, by: Acting, at: datetime
) -> Issuance:
    issuance = Issuance(
        document=submission.version.document,
        version=submission.version,
        submission=submission,
        number=number,
        issued_on=order.issued_on,
        effective_on=order.effective_on,
        signer=order.signer,
        signer_title="\n".join(order.titles),
        word=paper.word,
        pdf=paper.pdf,
        issued_at=at,
        issued_by=by.officer,
    )
    provisions = sealed_provisions(submission.version)
    issuance.seal = seal_of(seal_facts(issuance), provisions)
    issuance.leaves = [[one.identity, one.path, one.sha256] for one in leaves_of(provisions)]
    issuance.save(force_insert=True)
    return issuance


def _note(council: Council, order: Order, number: IssuedNumber, *, by: Acting, at: datetime) -> int:
    facts = {
        "number": number.text,
        "issued_date": order.issued_on,
        "signer_name": order.signer.full_name[:100],
        "signer_position": " ".join(order.titles)[:LONGEST_TITLE],
    }
    document = type(council.document).objects.select_for_update(of=("self",)).select_related("unit").get(
        pk=council.document_id
    )  # fmt: skip
    try:
        return note_issued(document, facts, by=by, at=at)
    except ValidationError as refusal:
        if getattr(refusal, "code", None) == "duplicate":
            told = _("Số %(number)s đã có trong sổ đăng ký văn bản; hãy kiểm tra dãy số hoặc ký hiệu.")
            raise ValidationError(
                {"notation": ValidationError(told, code="duplicate", params={"number": number.text})}
            ) from refusal
        raise


def _close(council: Council, *, by: Acting, at: datetime) -> None:
    dossiers = DraftingDossier.objects.select_for_update(of=("self",)).filter(document=council.document_id)
    for dossier in dossiers.filter(state=DossierState.OPEN):
        end_dossier(dossier, by=by, at=at)
    end_council(council, by=by, at=at)
