"""Reads: what the papers of a plan that goes to its approver say: the submission and the decision that approves it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import opening_of, outline_of
from dongbo.engines.consultation_papers import Head
from dongbo.engines.consultation_papers.letters import day_in_words
from dongbo.engines.council_papers import (
    ApprovalDecision,
    ConsultationHeld,
    CouncilHeld,
    RevisionTally,
    Submission,
)
from dongbo.engines.figures import figure
from dongbo.organisation.models import Unit
from dongbo.organisation.rules.wording import day_text
from dongbo.planning.models import Ballot, Consultation, Council, Issuance
from dongbo.planning.queries.council_paper_parts import (
    cited_notice,
    closed_ballots,
    named_council,
    plan_name,
    result_of,
    unit_head,
    votes_in,
)
from dongbo.planning.queries.quorum_then import course_of
from dongbo.planning.queries.revisions import live_revisions
from dongbo.planning.queries.statistics import RoundFigures
from dongbo.planning.states import Answer, Outcome, RevisionClaim

MOST_AGAINST = 50
"""Units that are named as disagreeing; more are counted."""

NO_SIGNER_YET = "THỦ TRƯỞNG"


@dataclass(frozen=True, slots=True)
class Signing:
    """Whose decision it is, who signs it, with the lines above his name, its number, and from which day it holds."""

    unit: Unit
    number: str
    name: str
    titles: tuple[str, ...]
    effective_on: date


def submission_of(council: Council, version: Version, *, note: str, on: date, number: str = "") -> Submission:
    """Return the paper by which the standing body submits a version for approval to whoever founded its council.

    `note` is what the standing body adds.
    """
    document = council.document
    ballot = closed_ballots(council).first()
    named = named_council(council)
    return Submission(
        head=unit_head(council.standing_unit, version, on=on, number=number),
        plan=plan_name(document),
        addressees=(council.decision_issuer,),
        necessity=(
            f"Thực hiện {named.founded_by}, {council.standing_unit.name} đã tổ chức thẩm định {plan_name(document)}.",
            *(line for line in note.split("\n") if line.strip()),
        ),
        contents=tuple(_contents(version)),
        legal_bases=_bases(council),
        process=(*_process(council, version), *(_since_judged(ballot, version) if ballot else ())),
        consultations=tuple(consultations_held(council)),
        appraisal=_appraisal(council, ballot) if ballot else None,
        unresolved=tuple(_unresolved(council)),
        enclosures=(
            f"Dự thảo {plan_name(document)} ({version.label})",
            "Dự thảo Quyết định phê duyệt",
            f"Biên bản họp và {cited_notice(council)}",
            *(("Báo cáo tiếp thu, giải trình",) if live_revisions(council).exists() else ()),
        ),
    )


def approval_of(
    council: Council, version: Version, *, on: date | None, signing: Signing | None = None
) -> ApprovalDecision:
    """Return the decision that approves a version, with the whole of it; before it is signed, as a draft."""
    document = council.document
    unit = signing.unit if signing is not None else document.unit
    head = unit_head(unit, version, on=on)
    if signing is not None:
        head = Head(
            issuer=head.issuer,
            governing_body=head.governing_body,
            place=head.place,
            date=on,
            number=signing.number,
            signer_titles=signing.titles,
            signer=signing.name,
        )
    authority = signing.titles[0].split(". ", 1)[-1] if signing else NO_SIGNER_YET
    return ApprovalDecision(
        head=head,
        authority=f"{authority} {unit.name}",
        legal_bases=(
            *(f"Căn cứ {one}" for one in _bases(council)),
            f"Căn cứ {cited_notice(council)}",
            f"Theo đề nghị của {council.standing_unit.name}",
        ),
        plan_type=document.type_name.capitalize() or "Kế hoạch",
        plan_subject=document.subject,
        plan=outline_of(version),
        plan_opening=opening_of(version),
        effect=_effect(on, signing),
        replaces=_replaced(document),
    )


def _effect(on: date | None, signing: Signing | None) -> str:
    later = signing is not None and signing.effective_on != on
    since = day_in_words(signing.effective_on) if signing is not None and later else "ngày ký"
    return f"Quyết định này có hiệu lực thi hành kể từ {since}"


def _replaced(document: Document) -> str:
    former = Issuance.objects.filter(document=document, ended_on__isnull=True).select_related("number").first()
    if former is None:
        return ""
    return f"Quyết định này thay thế Quyết định số {former.number.text} {day_in_words(former.issued_on)}"


def _bases(council: Council) -> tuple[str, ...]:
    """Return the legal bases of the draft as they are cited."""
    dossier = getattr(council.document, "drafting_dossier", None)
    if dossier is None:
        return ()
    bases = dossier.legal_bases.select_related("document").order_by("rank", "pk")
    return tuple(_cited(one.document) for one in bases)


def _cited(document: Document) -> str:
    number = f"số {document.number}" if document.number else ""
    day = day_in_words(document.issued_date) if document.issued_date else ""
    return " ".join(filter(None, (document.type_name, number, day, document.subject)))


def _contents(version: Version) -> Iterator[str]:
    """Yield the parts of the plan by their titles, each with how many provisions stand beneath it."""
    rows = list(version.provisions.order_by("rank").only("depth", "number", "heading", "text", "kind", "path"))
    total = len(rows)
    yield f"Dự thảo gồm {total} điều khoản, với các phần sau:"
    for row in rows:
        if row.depth == 0:
            name = " ".join((row.heading or row.text).split())
            yield f"- {f'{row.number}. ' if row.number else ''}{name[:300]}"


def _process(council: Council, version: Version) -> Iterator[str]:
    dossier = getattr(council.document, "drafting_dossier", None)
    if dossier is not None:
        yield (
            f"Tổ soạn thảo thành lập theo Quyết định số {dossier.decision_number} {day_in_words(dossier.decision_on)} "
            f"của {dossier.decision_issuer}; đơn vị thường trực: {dossier.standing_unit.name}"
        )
    if version.frozen_at is not None:
        day = day_in_words(timezone.localdate(version.frozen_at))
        yield f"Bản trình: {version.label}, chốt {day}, mã băm của tệp: {version.sha256}"


def _since_judged(ballot: Ballot, version: Version) -> Iterator[str]:
    """Yield by how much the version submitted is another than that on which the council voted, if it is."""
    judged = ballot.meeting.dossier.version
    if judged.pk == version.pk:
        return
    before, after = _words_of(judged), _words_of(version)
    others = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
    told = f"khác bản ấy ở {figure(others)} điều khoản" if others else "không khác lời bản ấy"
    yield f"Hội đồng biểu quyết về “{judged.label}”; bản trình {told}"


def _words_of(version: Version) -> dict[UUID, str]:
    rows = version.provisions.only("provision", "heading", "text").order_by()
    return {row.provision_id: row.words for row in rows.iterator()}


def consultations_held(council: Council) -> list[ConsultationHeld]:
    """Return the rounds of opinions on the plan that are over, in figures. A few queries for each."""
    return [_consultation(one) for one in _rounds(council)]


def _rounds(council: Council) -> Iterator[Consultation]:
    found = council.document.consultations.filter(sent_at__isnull=False, closed_at__isnull=False)
    yield from found.select_related("version", "final_version").order_by("ordinal")


def _consultation(consultation: Consultation) -> ConsultationHeld:
    figures = RoundFigures(consultation, consultation.version)
    total = figures.total
    counted: Counter[str] = Counter()
    for (_kind, outcome), number in figures.by_kind_and_outcome.items():
        counted[outcome] += number
    began, closed = consultation.sent_at or consultation.prepared_at, consultation.closed_at or consultation.prepared_at
    return ConsultationHeld(
        began=timezone.localdate(began),
        closed=timezone.localdate(closed),
        asked=len(figures.asked),
        answered=total.agrees + total.agrees_with + total.disagrees,
        opinions=figures.opinions,
        accepted=counted[Outcome.ACCEPTED],
        partly=counted[Outcome.PARTLY],
        explained=counted[Outcome.EXPLAINED],
    )


def _appraisal(council: Council, ballot: Ballot) -> CouncilHeld:
    meeting = ballot.meeting
    quorum, _counted = course_of(meeting).ballot(ballot)
    return CouncilHeld(
        council=named_council(council),
        met=timezone.localdate(meeting.opened_at or meeting.starts_at),
        present=quorum.present,
        members=quorum.members,
        votes=votes_in(ballot),
        result=result_of(ballot),
        notice=cited_notice(council),
        revisions=tally_of(council),
    )


def tally_of(council: Council) -> RevisionTally:
    """Return what the drafters say became of what the council required."""
    claims = list(live_revisions(council).order_by().values_list("claim", flat=True))
    counted = (claims.count(claim) for claim in (RevisionClaim.DONE, RevisionClaim.PARTLY, RevisionClaim.REFUSED))
    return RevisionTally(len(claims), *counted)


def _unresolved(council: Council) -> Iterator[str]:
    left = live_revisions(council).filter(claim__in=(RevisionClaim.REFUSED, RevisionClaim.PARTLY)).order_by("number")
    for revision in left:
        named = str(RevisionClaim(revision.claim).label).lower()
        yield f"Yêu cầu số {revision.number} ({named}): {_line(revision.text)} – {_line(revision.response)}"
    for meeting in council.meetings.order_by("ordinal"):
        dissents = meeting.notes.filter(is_dissent=True, withdrawn_at__isnull=True).select_related("seat__officer")
        for note in dissents:
            name = note.seat.officer.full_name if note.seat else note.speaker
            yield f"{name} bảo lưu ý kiến: {_line(note.text)}"
    for consultation in _rounds(council):
        against = list(
            consultation.consultees.filter(answer=Answer.DISAGREES)
            .order_by("unit__first", "pk")
            .values_list("unit__name", "reason")
        )
        for name, reason in against[:MOST_AGAINST]:
            yield f"{name} không đồng ý: {_line(reason)}"
        if len(against) > MOST_AGAINST:
            closed = day_text(timezone.localdate(consultation.closed_at)) if consultation.closed_at else ""
            yield f"{len(against) - MOST_AGAINST} đơn vị khác không đồng ý (vòng lấy ý kiến kết thúc ngày {closed})"


def _line(words: str) -> str:
    return " ".join(words.split()).rstrip(" .;")
