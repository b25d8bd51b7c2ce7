"""Founding a council by its decision, and ending its work."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Document
from dongbo.documents.operations.numbering import found_series
from dongbo.documents.operations.refusing import record_secret_refused, refuse_secret_words
from dongbo.documents.operations.storing import keep_bytes
from dongbo.documents.rules import require_work
from dongbo.documents.states import Standing
from dongbo.engines.councils.contradictions import Severity, contradictions
from dongbo.engines.councils.rules import CouncilRules, Role
from dongbo.engines.councils.seats import Seat
from dongbo.engines.intake import STATE_SECRET, read_paper
from dongbo.engines.papers import Paper, PaperRefused
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.organisation.states import Decision, Permission
from dongbo.planning.models import Council, CouncilModel, Meeting
from dongbo.planning.operations.councils.holding import hold, record
from dongbo.planning.operations.councils.seating import NewSeat, about_seats, give_seat, seat_told, words_of
from dongbo.planning.queries.council_conflicts import FoundConflict, conflicts_found
from dongbo.planning.rules.councils import require_council_lead
from dongbo.planning.states import CouncilState, MeetingState, SeatRole

LONGEST_NAME, LONGEST_NUMBER, LONGEST_ISSUER, LONGEST_FILE_NAME = 300, 80, 200, 255

Found = Mapping[int, Sequence[FoundConflict]]


def found_council(
    *,
    document: Document,
    name: str,
    standing_unit: Unit,
    decision: Decision,
    decision_file: tuple[str, bytes] | None,
    model: CouncilModel | None,
    rules: CouncilRules,
    seats: Sequence[NewSeat],
    notation: str,
    by: Acting,
    at: datetime,
) -> Council:
    """This will found the council that judges a plan, with its members, its rules and its own series of numbers.

    Conflicts of interest of members are found and recorded. `notation` becomes the rules' own. Raises NotAllowed;
    ValidationError by argument, by the field of the rules that contradicts (such as "tests.0.share") or by seat
    ("seats.2.officer"): for a plan that has a council at work, a decision without number, day or issuer, a file that
    cannot be read or bears a mark of secrecy, seats that cannot be given, and rules that contradict themselves.
    """
    authorship = require_work(by, Permission.COUNCIL_LEAD, document, at=at)
    refuse_secret_words(_words(name, decision, seats) | words_of(rules), by=authorship, at=at)
    paper = _read(decision_file, by=authorship, at=at)
    ruled = replace(rules, number_notation=notation.strip())
    with transaction.atomic():
        plan = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
        authorship = require_work(by, Permission.COUNCIL_LEAD, plan, at=at)
        conflicts = conflicts_found(plan, [one.officer for one in seats], at=at)
        refuse(
            [
                *_about_plan(plan),
                *_about_name(name),
                *about_decision(decision, at=at),
                *_about_units(standing_unit, model, at=at),
                *about_seats(seats, at=at),
                *about_rules(ruled, seats, conflicts),
            ]
        )
        council = _create(plan, name, standing_unit, decision, decision_file, paper, model, ruled, by=by, at=at)
        told = []
        for one in seats:
            found = conflicts.get(one.officer.pk, [])
            told.append(seat_told(give_seat(council, one, found, basis="", by=by, at=at), found))
        record("council_founded", council, {**_told(council), "seats": told}, by=authorship, at=at)
    return council


def close_council(*, council: Council, reason: str, by: Acting, at: datetime) -> Council:
    """This will end the work of a council, so that another may be founded for the plan; everything stays to be read.

    Raises NotAllowed; ValidationError by `reason` where it is blank, with code `meeting_open` while it meets, and with
    code `closed`.
    """
    authorship = require_council_lead(by, council, at=at)
    refuse_secret_words({"reason": reason}, by=authorship, at=at)
    with transaction.atomic():
        found, authorship = hold(council, by=by, at=at)
        if not reason.strip():
            raise ValidationError({"reason": _("Hãy ghi vì sao hội đồng kết thúc hoạt động.")})
        end_council(found, by=by, at=at)
        record("council_closed", found, {"reason": " ".join(reason.split())}, by=authorship, at=at)
    return found


def end_council(council: Council, *, by: Acting, at: datetime) -> None:
    """This will end the work of a council that is held; it is part of the operation that calls it.

    Raises ValidationError with code `meeting_open` while it meets.
    """
    if Meeting.objects.filter(council=council, state=MeetingState.OPEN).exists():
        told = _("Hội đồng đang họp; hãy bế mạc phiên họp trước khi kết thúc hoạt động.")
        raise ValidationError(told, code="meeting_open")
    council.state, council.closed_at, council.closed_by = CouncilState.CLOSED, at, by.officer
    council.save(update_fields=["state", "closed_at", "closed_by"])


def about_decision(decision: Decision, *, at: datetime) -> Refusals:
    """Return what is wrong with the paper a council rests on."""
    found: Refusals = []
    if not decision.number.strip() or len(decision.number.strip()) > LONGEST_NUMBER:
        told = _("Hãy ghi số quyết định thành lập hội đồng, dài nhất %(most)d ký tự; ví dụ 12/QĐ-BTN.")
        found.append(("decision_number", told % {"most": LONGEST_NUMBER}))
    if not decision.issuer.strip() or len(decision.issuer.strip()) > LONGEST_ISSUER:
        told = _("Hãy ghi cơ quan ra quyết định, dài nhất %(most)d ký tự.")
        found.append(("decision_issuer", told % {"most": LONGEST_ISSUER}))
    if decision.on is None:
        found.append(("decision_on", _("Hãy ghi ngày của quyết định.")))
    elif decision.on > timezone.localdate(at):
        found.append(("decision_on", _("Ngày của quyết định không thể ở sau hôm nay.")))
    return found


def about_rules(rules: CouncilRules, seats: Sequence[NewSeat], conflicts: Found) -> Refusals:
    """Return where `rules` contradict themselves or the seats, by the field of the rules; warnings are left out."""
    if not seats:
        return [("seats", _("Hội đồng chưa có ai; hãy thêm Chủ tịch, các Ủy viên và Ủy viên thư ký."))]
    given = [
        Seat(str(one.officer.pk), Role(one.role), conflicted=bool(conflicts.get(one.officer.pk)))
        for one in seats
        if one.role in SeatRole.values
    ]
    return [
        (one.field, one.sentence)
        for one in contradictions(rules, given)
        if one.severity is Severity.REFUSED and one.code != "seat_twice"
    ]


def _words(name: str, decision: Decision, seats: Sequence[NewSeat]) -> dict[str, str]:
    typed = {"name": name, "decision_number": decision.number, "decision_issuer": decision.issuer}
    return typed | {f"seats.{place}.position": one.position for place, one in enumerate(seats)}


def _read(sent: tuple[str, bytes] | None, *, by: Authorship, at: datetime) -> Paper | None:
    if sent is None:
        return None
    try:
        return read_paper(sent[1], name=sent[0])
    except PaperRefused as refusal:
        if refusal.code == STATE_SECRET:
            record_secret_refused(by=by, at=at)
        raise ValidationError({"decision_file": ValidationError(str(refusal), code=refusal.code)}) from refusal


def _about_plan(plan: Document) -> Refusals:
    if plan.standing != Standing.PLAN:
        return [("document", _("Chỉ quy hoạch, kế hoạch, đề án mới có hội đồng thẩm định."))]
    at_work = Council.objects.filter(document=plan, state=CouncilState.WORKING).first()
    if at_work is None:
        return []
    told = _(
        "Văn bản này đã có hội đồng đang hoạt động (%(number)s ngày %(day)s); hãy kết thúc hội đồng ấy trước khi lập "
        "hội đồng khác."
    )
    return [("document", told % {"number": at_work.decision_number, "day": day_text(at_work.decision_on)})]


def _about_name(name: str) -> Refusals:
    if name.strip() and len(name.strip()) <= LONGEST_NAME:
        return []
    told = _("Hãy ghi tên hội đồng như trong quyết định, dài nhất %(most)d ký tự.")
    return [("name", told % {"most": LONGEST_NAME})]


def _about_units(standing_unit: Unit, model: CouncilModel | None, *, at: datetime) -> Refusals:
    found: Refusals = []
    day = timezone.localdate(at)
    if standing_unit.ended_on is not None and standing_unit.ended_on <= day:
        told = _("%(unit)s đã kết thúc hoạt động; hãy chọn đơn vị kế thừa.")
        found.append(("standing_unit", told % {"unit": standing_unit.name}))
    if model is not None and not (model.valid_from <= day and (model.valid_to is None or day < model.valid_to)):
        found.append(("model", _("Mẫu quy chế này không còn áp dụng hôm nay; hãy chọn mẫu khác hoặc không chọn mẫu.")))
    return found


def _create(
    plan: Document,
    name: str,
    standing_unit: Unit,
    decision: Decision,
    sent: tuple[str, bytes] | None,
    paper: Paper | None,
    model: CouncilModel | None,
    rules: CouncilRules,
    *,
    by: Acting,
    at: datetime,
) -> Council:
    if decision.on is None:
        raise ValueError(decision)
    number, named = decision.number.strip(), " ".join(name.split())
    series = found_series(
        unit=standing_unit, name=f"{number}: {named}"[:LONGEST_NAME], notation=rules.number_notation, by=by, at=at
    )
    kept = keep_bytes(data=sent[1], kind=paper.kind) if sent is not None and paper is not None else None
    return Council.objects.create(
        document=plan,
        name=named,
        standing_unit=standing_unit,
        model=model,
        rules=rules.as_json(),
        series=series,
        decision_number=number,
        decision_on=decision.on,
        decision_issuer=decision.issuer.strip(),
        decision_file=kept,
        decision_file_name=sent[0][:LONGEST_FILE_NAME] if sent is not None else "",
        founded_at=at,
        founded_by=by.officer,
    )


def _told(council: Council) -> dict[str, object]:
    return {
        "document": str(council.document_id),
        "decision": council.decision_number,
        "standing_unit": council.standing_unit.code,
        "model": council.model.code if council.model else "",
        "rules": council.rules,
        "file": str(council.decision_file_id or ""),
        "series": council.series_id,
    }
