"""Reads: submissions for approval, what stands in the way of one, and the evidence behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongbo.documents.models import NumberSeries, Version
from dongbo.documents.queries import latest_version
from dongbo.documents.rules import workable
from dongbo.documents.states import VersionState
from dongbo.engines.council_papers import ConsultationHeld
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Ballot, Council, CouncilPaper, Submission
from dongbo.planning.queries.council_paper_parts import closed_ballots, numbered_notice
from dongbo.planning.queries.council_paper_plans import consultations_held
from dongbo.planning.queries.revisions import BoardCounts, counts_of, open_revisions
from dongbo.planning.rules.councils import seen
from dongbo.planning.states import BallotOutcome, CouncilState, MeetingState, SubmissionState

SYMBOL = "TTr"
"""What marks the numbers of submissions (Decree 30/2020, Appendix III)."""

PASSING = (BallotOutcome.PASSED, BallotOutcome.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a version cannot be submitted: a stable code, and what to do."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a submission: the last ballot, its notice, the revisions, the rounds of opinions."""

    ballot: Ballot | None
    notice: CouncilPaper | None
    revisions: BoardCounts
    rounds: list[ConsultationHeld]


def submissions_seen(by: Acting, *, at: datetime) -> QuerySet[Submission]:
    """Return the submissions `by` may open, newest first: he follows the council or sits in it."""
    found = Submission.objects.filter(seen(by, at=at, council="council__"))
    return found.select_related(
        "council__document__unit", "council__standing_unit", "version", "submitted_by", "decided_by"
    ).order_by("-submitted_at", "-pk")


def submissions_to_decide(by: Acting, *, at: datetime) -> QuerySet[Submission]:
    """Return what was submitted to `by` as approver, oldest first."""
    mine = workable(by, Permission.PLAN_APPROVE, at=at, document="council__document__")
    waiting = submissions_seen(by, at=at).filter(mine, state=SubmissionState.SUBMITTED)
    return waiting.filter(council__state=CouncilState.WORKING).order_by("submitted_at", "pk")


def submissions_to_issue(by: Acting, *, at: datetime) -> QuerySet[Submission]:
    """Return what was approved and waits for `by` as clerk to issue it, oldest first."""
    mine = workable(by, Permission.PLAN_ISSUE, at=at, document="council__document__")
    approved = submissions_seen(by, at=at).filter(mine, state=SubmissionState.APPROVED, issuance__isnull=True)
    return approved.filter(council__state=CouncilState.WORKING).order_by("decided_at", "pk")


def series_for_submissions(council: Council) -> QuerySet[NumberSeries]:
    """Return the number series of the standing body for papers of this kind, known by their notation."""
    own = NumberSeries.objects.filter(unit=council.standing_unit_id, council__isnull=True)
    return own.filter(notation__icontains=SYMBOL).select_related("unit").order_by("name", "pk")


def submissions_of(council: Council) -> QuerySet[Submission]:
    """Return the submissions of a council, newest first."""
    return council.submissions.select_related("version", "submitted_by", "decided_by", "issuance__number")


def evidence_of(submission: Submission) -> Evidence:
    """Return what stands behind a submission."""
    council = submission.council
    return Evidence(
        ballot=closed_ballots(council).first(),
        notice=numbered_notice(council),
        revisions=counts_of(council, submission.version),
        rounds=consultations_held(council),
    )


def submittable(council: Council) -> Version | None:
    """Return the version that may be submitted, if any may: the latest one, frozen."""
    found = council.document.versions.filter(state=VersionState.FROZEN).order_by("-ordinal").first()
    return found if found is not None and found == latest_version(council.document) else None


def obstacles(council: Council, version: Version) -> list[Obstacle]:
    """Return everything that stands in the way of submitting `version`, each with what to do."""
    return [
        *_of_version(council, version), *_of_council(council), *_of_revisions(council, version),
        *_of_submissions(council, version),
    ]  # fmt: skip


def _of_version(council: Council, version: Version) -> Iterator[Obstacle]:
    if version.document_id != council.document_id:
        yield Obstacle("version", _("Bản này không thuộc dự thảo mà hội đồng thẩm định."))
        return
    if not version.is_frozen:
        yield Obstacle("not_frozen", _("Bản «%(label)s» chưa chốt; hãy chốt rồi trình.") % {"label": version.label})
    latest = latest_version(council.document)
    if latest is not None and latest.pk != version.pk:
        told = _("Đã có bản mới hơn là «%(label)s»; hãy trình bản mới nhất.")
        yield Obstacle("not_latest", told % {"label": latest.label})


def _of_council(council: Council) -> Iterator[Obstacle]:
    ballot = closed_ballots(council).first()
    if ballot is None:
        yield Obstacle("no_ballot", _("Hội đồng chưa biểu quyết; hãy họp và bỏ phiếu về dự thảo."))
        return
    if ballot.outcome not in PASSING:
        told = _("Lượt bỏ phiếu gần nhất của hội đồng có kết quả «%(outcome)s» nên chưa trình được.")
        yield Obstacle("not_passed", told % {"outcome": BallotOutcome(ballot.outcome).label})
    if ballot.meeting.state != MeetingState.CONCLUDED:
        told = _("Thông báo kết luận phiên họp %(number)d chưa được ký, cấp số; hãy lập, ký thông báo trước.")
        yield Obstacle("not_announced", told % {"number": ballot.meeting.ordinal})
    ordered = council.revisions.filter(conclusion__meeting=ballot.meeting_id)
    if ballot.outcome == BallotOutcome.CONDITIONAL and not ordered.exists():
        told = _(
            "Hội đồng thông qua với điều kiện chỉnh sửa, bổ sung nhưng chưa ghi yêu cầu nào từ kết luận phiên họp "
            "%(number)d; hãy ghi các yêu cầu ấy để đơn vị soạn thảo tiếp thu."
        )
        yield Obstacle("no_conditions", told % {"number": ballot.meeting.ordinal})


def _of_revisions(council: Council, version: Version) -> Iterator[Obstacle]:
    numbers = list(open_revisions(council, version).values_list("number", flat=True))
    if numbers:
        told = _(
            "Theo bản «%(label)s» còn yêu cầu chỉnh sửa chưa xong: số %(numbers)s; hãy sửa và đối chiếu lại, hoặc để "
            "cơ quan thường trực ký nhận."
        )
        yield Obstacle("open", told % {"label": version.label, "numbers": ", ".join(map(str, numbers))})


def _of_submissions(council: Council, version: Version) -> Iterator[Obstacle]:
    given_back = council.returns.filter(version=version).first()
    if given_back is not None:
        told = _("Bản «%(label)s» đã bị trả lại (lần %(ordinal)d); hãy trình bản tiếp thu sau đó.")
        yield Obstacle("returned", told % {"label": version.label, "ordinal": given_back.ordinal})
    pending = council.submissions.exclude(state=SubmissionState.RETURNED).select_related("version").first()
    if pending is not None:
        told = _("Bản «%(label)s» đang ở trạng thái «%(state)s»; mỗi lúc chỉ trình một bản.")
        state = SubmissionState(pending.state).label
        yield Obstacle("pending", told % {"label": pending.version.label, "state": state})
    elsewhere = version.submissions.exclude(council=council).exclude(state=SubmissionState.RETURNED).first()
    if elsewhere is not None:
        told = _("Bản «%(label)s» đã được trình từ một hội đồng khác («%(state)s»); hãy chốt một bản mới rồi trình.")
        state = SubmissionState(elsewhere.state).label
        yield Obstacle("submitted_before", told % {"label": version.label, "state": state})
