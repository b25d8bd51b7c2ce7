"""The plan that was judged, revised, submitted, approved and issued; then a directive it rests on is amended."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.documents.operations import freeze_version, register_document
from dongbo.documents.operations.numbering import open_series
from dongbo.documents.states import Standing
from dongbo.jobs.demo.council import before, plan, sitting, texts
from dongbo.jobs.demo.council.people import found, standing
from dongbo.jobs.demo.ministry import MINISTRY, Ministry
from dongbo.jobs.demo.plan_text import Places, moments
from dongbo.organisation.states import Access
from dongbo.planning.models import Council, Issuance, RequiredRevision
from dongbo.planning.operations.issuance import approve_submission, issue_plan, submit_plan
from dongbo.planning.operations.revisions import answer_revision, check_revisions, sign_checks
from dongbo.planning.operations.standing import check_standing

LASTS = timedelta(days=12)
"""How long it takes from the first draft to the directive that comes after."""

TO_REVISE = timedelta(days=10)


def judge(ministry: Ministry, first: Version, directives: Mapping[str, Version], *, at: datetime) -> None:
    """This will tell of the plan from its drafting to its issuance, and of what a later directive does to it."""
    judged, places = plan.draft(ministry, first, list(directives.values()), at=at + timedelta(hours=1))
    held = [directives[name] for name in texts.HELD_AGAINST]
    appraisal = plan.trace(ministry, judged, first, held, at=at + timedelta(hours=8))
    council = found(ministry, first.document, texts.COUNCIL, at=at + timedelta(days=1))
    dossier = before.send(
        ministry, council, judged, previous=first, appraisal=appraisal, at=at + timedelta(days=1, hours=2)
    )
    reading = at + timedelta(days=2)
    before.read(ministry, dossier, readers=texts.READERS, says_so=texts.SAYS_SO, at=reading)
    before.note(ministry, dossier, places, texts.NOTES, at=reading + timedelta(hours=2))
    meets = sitting.morning(at + timedelta(days=6))
    meeting = sitting.call(ministry, council, dossier, starts_at=meets, at=reading + timedelta(hours=3))
    before.write(ministry, dossier, places, texts.FORMS, at=reading + timedelta(hours=5))
    before.review(ministry, dossier, "phan-bien", texts.OPINION, at=reading + timedelta(hours=8))
    attendance = sitting.Attendance(online=("uy-vien-2",), stand_ins={texts.NEVER_OPENED: texts.STAND_IN})
    meeting = sitting.open_it(ministry, meeting, attendance, at=meets - timedelta(minutes=10))
    sitting.discuss(ministry, meeting, texts.DISCUSSION, at=meets + timedelta(minutes=30))
    ballot = sitting.vote(ministry, meeting, texts.SUBJECT, texts.VOTES, at=meets + timedelta(hours=1))
    meeting, conclusions = sitting.conclude(ministry, meeting, texts.CONCLUSIONS, at=meets + timedelta(hours=2))
    ordered = sitting.order(
        ministry,
        conclusions,
        texts.ORDERS,
        places,
        directives[texts.ALIGN_WITH].document,
        due_on=timezone.localdate(meets + TO_REVISE),
        at=meets + timedelta(hours=3),
    )
    sitting.announce(ministry, meeting, [ballot], at=meets + timedelta(hours=5))
    final = _revise(ministry, council, ordered, places, at=at + timedelta(days=7))
    _issue(ministry, council, final, at=at + timedelta(days=10))
    _amend(ministry, at=at + timedelta(days=11))


def _revise(
    ministry: Ministry, council: Council, ordered: Sequence[RequiredRevision], places: Places, *, at: datetime
) -> Version:
    """The team answers and writes; of what it calls done one thing is not, is found, and is mended."""
    moment = moments(at)
    revised = plan.rewrite(
        ministry, council.document, places, plan.AFTER_COUNCIL, label="Dự thảo 3 (tiếp thu kết luận)", at=next(moment)
    )
    moment = moments(at + timedelta(hours=3))
    for revision in ordered:
        answer = texts.ANSWERS[revision.number]
        answer_revision(
            revision=revision,
            claim=answer.claim,
            response=answer.response,
            changed=[places[path] for path in answer.changed],
            by=ministry.lead,
            at=next(moment),
        )
    check_revisions(council=council, version=revised, at=at + timedelta(hours=5))
    final = plan.cut(ministry, council.document, places, label="Dự thảo 4 (hoàn thiện)", at=at + timedelta(days=1))
    checks = check_revisions(council=council, version=final, at=at + timedelta(days=1, hours=3))
    moment = moments(at + timedelta(days=1, hours=4))
    by_number = {one.revision.number: one for one in checks}
    for number, why in texts.SIGNED.items():
        sign_checks(checks=[by_number[number]], note=why, by=standing(ministry), at=next(moment))
    return final


def _issue(ministry: Ministry, council: Council, version: Version, *, at: datetime) -> Issuance:
    clerk, approver = ministry.officers["van-thu"], ministry.officers["bo-truong"]
    submission = submit_plan(council=council, version=version, note=texts.SUBMISSION_NOTE, by=standing(ministry), at=at)
    submission = approve_submission(
        submission=submission, note=texts.APPROVAL_NOTE, by=approver, at=at + timedelta(hours=4)
    )
    unit = ministry.units[MINISTRY[0]]
    series = open_series(unit=unit, name=texts.SERIES, notation=texts.NOTATION, by=clerk, at=at + timedelta(hours=5))
    issued_at = at + timedelta(hours=6)
    day = timezone.localdate(issued_at)
    return issue_plan(
        submission=submission,
        series=series,
        notation=texts.NOTATION,
        issued_on=day,
        effective_on=day,
        signer=approver.officer,
        signer_title=texts.SIGNER_TITLE,
        by=clerk,
        at=issued_at,
    )


def _amend(ministry: Ministry, *, at: datetime) -> None:
    day = timezone.localdate(at)
    words = texts.AMENDING.format(day=day.day, month=day.month, year=day.year)
    version = register_document(
        data=words.encode(),
        file_name=texts.AMENDING_FILE,
        standing=Standing.DIRECTIVE,
        unit=ministry.units[MINISTRY[0]],
        access=Access.CIRCULATED,
        by=ministry.planner,
        at=at,
    )
    version = freeze_version(version=version, by=ministry.planner, at=at + timedelta(minutes=5))
    check_standing(version=version, at=at + timedelta(minutes=6))
