"""A ballot prepared for a meeting, opened by whoever presides, and its voters."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.quorum import voters, voting_members
from dongbo.engines.councils.rules import CouncilRules
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import Ballot, BallotVoter, CouncilSeat, Meeting
from dongbo.planning.operations.ballots.holding import (
    BALLOT,
    held,
    held_meeting,
    move,
    require_not_over,
    require_preparing,
    require_quorum,
    rules_of,
)
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.queries.attending import attendance_of, seats_in
from dongbo.planning.rules.councils import require_presiding
from dongbo.planning.states import BallotState, MeetingState

LONGEST_SUBJECT = 500


def prepare_ballot(*, meeting: Meeting, subject: str, by: Acting, at: datetime) -> Ballot:
    """This will prepare a ballot on `subject`, secret or open as the council's rules say when it is opened.

    Raises NotAllowed; ValidationError by `subject` (code `secret` where it bears a mark of secrecy, which is
    recorded), or with code `meeting_over`.
    """
    authorship = require_preparing(by, meeting, at=at)
    refuse_secret_words({"subject": subject}, by=authorship, at=at)
    with transaction.atomic():
        found = held_meeting(meeting)
        authorship = require_preparing(by, found, at=at)
        require_not_over(found)
        _require_subject(subject)
        last = Ballot.objects.filter(meeting=found).aggregate(last=Max("ordinal"))["last"] or 0
        ballot = Ballot.objects.create(
            meeting=found,
            ordinal=last + 1,
            subject=subject.strip(),
            is_secret=CouncilRules.from_json(found.council.rules).secret,
        )
        append_event(
            kind="planning.ballot_prepared",
            subject_kind=BALLOT,
            subject_id=ballot.pk,
            payload={"meeting": str(found.pk), "ordinal": ballot.ordinal, "subject": ballot.subject},
            by=authorship,
            at=at,
        )
    return ballot


@transaction.atomic
def open_ballot(*, ballot: Ballot, by: Acting, at: datetime) -> Ballot:
    """This will open a ballot by the rules of the council as they are now, for everyone who may vote now.

    The council is held with it: rules, roles and conflicts of interest stay as they are counted here. Raises NotAllowed
    for anyone but who presides; ValidationError with code `not_in_session`, `another_open`, `quorum_lost`, `no_voters`
    or `transition`.
    """
    held_council(ballot.meeting.council)
    meeting = held_meeting(ballot.meeting)
    opened = held(ballot)
    authorship = require_presiding(by, meeting, at=at)
    move(opened, BallotState.OPEN)
    _require_in_session(meeting)
    rules = CouncilRules.from_json(meeting.council.rules)
    require_quorum(meeting, rules, then=_("Hãy điểm danh lại rồi mở bỏ phiếu."))
    seats = seats_in(meeting.council)
    opened.rules, opened.is_secret = rules.as_json(), rules.secret
    opened.all_voters = len(voting_members(rules, seats))
    opened.opened_at, opened.opened_by = at, by.officer
    opened.save()
    admitted = admit_voters(opened)
    if not admitted:
        told = _("Không có thành viên nào có mặt và được biểu quyết; hãy điểm danh trước khi mở bỏ phiếu.")
        raise ValidationError(told, code="no_voters")
    append_event(
        kind="planning.ballot_opened",
        subject_kind=BALLOT,
        subject_id=opened.pk,
        payload={"secret": opened.is_secret, "voters": admitted, "all_voters": opened.all_voters},
        by=authorship,
        at=at,
    )
    return opened


def admit_voters(ballot: Ballot) -> list[int]:
    """This will give a paper of an open ballot to everyone who may vote now and had none; return their seats.

    For acts that change who is there, within their own transaction. Nobody is struck off: who has left may not cast
    until he is back, and is counted among those who could. Whoever was seated later was no member when it began.
    """
    may_vote = voters(rules_of(ballot), seats_in(ballot.meeting.council), attendance_of(ballot.meeting))
    had = BallotVoter.objects.filter(ballot=ballot).values_list("seat", flat=True)
    members = CouncilSeat.objects.filter(pk__in=map(int, may_vote), seated_at__lte=ballot.opened_at).exclude(pk__in=had)
    added = list(members.order_by("rank", "pk").values_list("pk", flat=True))
    BallotVoter.objects.bulk_create(BallotVoter(ballot=ballot, seat_id=key) for key in added)
    return added


def _require_subject(subject: str) -> None:
    require_words(subject, field="subject", what=_("nội dung biểu quyết"))
    if len(subject.strip()) > LONGEST_SUBJECT:
        told = _("Nội dung biểu quyết dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy viết gọn lại.")
        params = {"length": len(subject.strip()), "most": LONGEST_SUBJECT}
        raise ValidationError({"subject": ValidationError(told, code="too_long", params=params)})


def _require_in_session(meeting: Meeting) -> None:
    if meeting.state != MeetingState.OPEN:
        raise ValidationError(
            _("Phiên họp ở trạng thái «%(state)s»; chỉ mở bỏ phiếu khi đang họp. Hãy khai mạc phiên họp trước."),
            code="not_in_session",
            params={"state": MeetingState(meeting.state).label},
        )
    running = Ballot.objects.filter(meeting=meeting, state=BallotState.OPEN).first()
    if running is not None:
        raise ValidationError(
            _("Lượt bỏ phiếu «%(subject)s» còn đang mở; hãy đóng hoặc hủy lượt đó trước."),
            code="another_open",
            params={"subject": running.subject},
        )
