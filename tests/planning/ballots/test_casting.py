"""Who may cast a paper when, and that of a member exactly one is counted whatever is sent."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.engines.councils.rules import Conflict
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Ballot, BallotPaper, BallotVoter, OpenVote
from dongbo.planning.operations.ballots import (
    admit_voters,
    annul_ballot,
    cast_open,
    cast_secret,
    close_ballot,
    open_ballot,
    prepare_ballot,
)
from dongbo.planning.operations.ballots.casting import Cast
from dongbo.planning.operations.councils import declare_conflict, end_seat
from dongbo.planning.queries.ballots import check_receipt
from dongbo.planning.rules.councils import seat_of
from dongbo.planning.states import AttendanceMode, BallotState
from tests.builders import enrolled
from tests.councils import RULES, Seated
from tests.meetings import SECRET, in_session, mark, seated
from tests.organisation.reviews.delegating import acting_for, delegated

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import Meeting
    from tests.builders import Site
    from tests.keeping import Keep

SUBJECT = "Thông qua dự thảo kế hoạch"
CODE = "ABCDE-FGHJK-MNPQR-STVWX"


@pytest.fixture(scope="module")
def kept_people(keep: Keep, kept_site: Site, at: datetime) -> Seated:
    return keep(lambda: seated(kept_site, at=at))


@pytest.fixture
def people(kept_people: Seated, db: None) -> Seated:
    """A council of six who vote in secret."""
    return deepcopy(kept_people)


@pytest.fixture(scope="module")
def kept_meeting(keep: Keep, kept_people: Seated, at: datetime) -> Meeting:
    return keep(lambda: in_session(kept_people, at=at))


@pytest.fixture
def meeting(kept_meeting: Meeting, db: None) -> Meeting:
    """Its meeting, with all six in the room."""
    return deepcopy(kept_meeting)


@pytest.fixture(scope="module")
def kept_ballot(keep: Keep, kept_people: Seated, kept_meeting: Meeting, at: datetime) -> Ballot:
    return keep(lambda: opened(kept_people, kept_meeting, at=at))


@pytest.fixture
def ballot(kept_ballot: Ballot, db: None) -> Ballot:
    """An open secret ballot."""
    return deepcopy(kept_ballot)


def opened(people: Seated, meeting: Meeting, *, at: datetime) -> Ballot:
    ballot = prepare_ballot(meeting=meeting, subject=SUBJECT, by=people.secretary, at=at)
    return open_ballot(ballot=ballot, by=people.chair, at=at)


def cast(ballot: Ballot, by: Acting, at: datetime, *, choice: str = "passed", receipt: str = "") -> Cast:
    return cast_secret(ballot=ballot, choice=choice, receipt=receipt, shuffle=list.reverse, by=by, at=at)


def box_of(ballot: Ballot) -> list[tuple[str, str]]:
    return sorted(ballot.papers.values_list("choice", "receipt"))


def has_cast(ballot: Ballot) -> list[str]:
    cast = BallotVoter.objects.filter(ballot=ballot, has_cast=True).order_by("seat__rank")
    return list(cast.values_list("seat__officer__username", flat=True))


def events_of(ballot: Ballot) -> list[tuple[str, dict[str, object]]]:
    found = Event.objects.filter(subject_id=str(ballot.pk)).order_by("sequence")
    return list(found.values_list("kind", "payload"))


def test_a_ballot_is_opened_for_everyone_who_may_vote_now(people: Seated, at: datetime) -> None:
    modes = {
        "hd-uy-vien-1": AttendanceMode.STAND_IN,
        "hd-uy-vien-2": AttendanceMode.ONLINE,
        "hd-support": AttendanceMode.ROOM,
    }
    ballot = opened(people, in_session(people, at=at, modes=modes), at=at)
    voters = BallotVoter.objects.filter(ballot=ballot).order_by("seat__rank")
    assert list(voters.values_list("seat__officer__username", flat=True)) == [
        "hd-chair",
        "hd-vice-chair",
        "hd-uy-vien-2",
        "hd-reviewer",
        "hd-secretary",
    ]
    assert (ballot.state, ballot.is_secret, ballot.all_voters) == ("open", True, 6)
    assert ballot.rules == SECRET.as_json()


def test_a_paper_goes_into_the_box_and_the_ledger_says_only_that_it_did(
    people: Seated, ballot: Ballot, at: datetime
) -> None:
    assert cast(ballot, people.reviewer, at, choice="not_passed", receipt=CODE.lower()) is Cast.TAKEN
    assert box_of(ballot) == [("not_passed", "ABCDEFGHJKMNPQRSTVWX")]
    assert has_cast(ballot) == ["hd-reviewer"]
    event = Event.objects.order_by("-sequence")[0]
    assert (event.kind, event.subject_id, event.payload) == ("planning.ballot_cast", str(ballot.pk), {})
    assert event.actor == str(people.reviewer.officer.pk)


def test_the_whole_box_is_laid_anew_in_the_order_of_the_shuffle(people: Seated, ballot: Ballot, at: datetime) -> None:
    laid: list[list[tuple[str, str]]] = []

    def shuffle(box: list[tuple[str, str]]) -> None:
        box.sort()
        laid.append(list(box))

    known: set[object] = set()
    for one, choice in zip(people.voting, ["passed", "conditional", "abstained"], strict=False):
        cast_secret(ballot=ballot, choice=choice, receipt="", shuffle=shuffle, by=one, at=at)
        ids = set(ballot.papers.values_list("pk", flat=True))
        assert not ids & known
        known |= ids
    assert [len(box) for box in laid] == [1, 2, 3]
    assert laid[-1] == [("abstained", ""), ("conditional", ""), ("passed", "")]


def test_the_same_paper_again_is_counted_once(people: Seated, ballot: Ballot, at: datetime) -> None:
    assert cast(ballot, people.chair, at, receipt=CODE) is Cast.TAKEN
    before = events_of(ballot)
    assert cast(ballot, people.chair, at, receipt=CODE) is Cast.BEFORE
    assert cast(ballot, people.chair, at, receipt=CODE.replace("-", " ").lower()) is Cast.BEFORE
    assert box_of(ballot) == [("passed", CODE.replace("-", ""))]
    assert events_of(ballot) == before


def test_the_code_alone_tells_a_paper_again_so_that_nobody_learns_what_it_says(
    people: Seated, ballot: Ballot, at: datetime
) -> None:
    cast(ballot, people.chair, at, choice="passed", receipt=CODE)
    cast(ballot, people.reviewer, at, choice="not_passed")
    answers = {
        choice: cast(ballot, people.reviewer, at, choice=choice, receipt=CODE) for choice in ("passed", "not_passed")
    }
    assert answers == {"passed": Cast.BEFORE, "not_passed": Cast.BEFORE}
    assert box_of(ballot) == [("not_passed", ""), ("passed", CODE.replace("-", ""))]


@pytest.mark.parametrize("receipt", ["", "KHAC-KHAC-KHAC"])
def test_another_paper_after_one_is_refused(people: Seated, ballot: Ballot, at: datetime, receipt: str) -> None:
    cast(ballot, people.chair, at, receipt=CODE)
    with pytest.raises(ValidationError, match="đã được tính") as refused:
        cast(ballot, people.chair, at, choice="not_passed", receipt=receipt)
    assert refused.value.code == "cast_before"
    assert box_of(ballot) == [("passed", CODE.replace("-", ""))]


def test_a_code_that_is_in_the_box_is_refused_to_another(people: Seated, ballot: Ballot, at: datetime) -> None:
    cast(ballot, people.chair, at, receipt=CODE)
    with pytest.raises(ValidationError) as refused:
        cast(ballot, people.reviewer, at, receipt=CODE)
    assert refused.value.error_dict["receipt"][0].code == "receipt_taken"
    assert has_cast(ballot) == ["hd-chair"]


@pytest.mark.parametrize("receipt", ["ABC", "MÃ-CỦA-TÔI-ĐÂY", "A" * 41, "ABCDEFGH;DROP"])
def test_a_code_nobody_could_read_out_is_refused_and_not_repeated(
    people: Seated, ballot: Ballot, at: datetime, receipt: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        cast(ballot, people.chair, at, receipt=receipt)
    assert refused.value.error_dict["receipt"][0].code == "malformed"
    assert receipt not in str(refused.value)
    assert (box_of(ballot), has_cast(ballot)) == ([], [])


def test_only_what_the_rules_offer_may_be_chosen(site: Site, at: datetime) -> None:
    offered = tuple(choice for choice in SECRET.choices if choice.value != "abstained")
    people = seated(site, at=at, rules=replace(SECRET, choices=offered))
    ballot = opened(people, in_session(people, at=at), at=at)
    for choice in ("abstained", "", "yes"):
        with pytest.raises(ValidationError) as refused:
            cast(ballot, people.chair, at, choice=choice)
        assert refused.value.error_dict["choice"][0].code == "not_offered"
    assert (box_of(ballot), has_cast(ballot)) == ([], [])


def test_before_opening_and_after_closing_no_paper_is_taken(people: Seated, meeting: Meeting, at: datetime) -> None:
    ballot = prepare_ballot(meeting=meeting, subject=SUBJECT, by=people.chair, at=at)
    with pytest.raises(ValidationError) as refused:
        cast(ballot, people.chair, at)
    assert refused.value.code == "not_open"
    open_ballot(ballot=ballot, by=people.chair, at=at)
    cast(ballot, people.chair, at, receipt=CODE)
    close_ballot(ballot=ballot, by=people.chair, at=at)
    with pytest.raises(ValidationError, match="đóng lúc 15:00 ngày 21/11/2026") as late:
        cast(ballot, people.reviewer, at, receipt="RATTREROI1")
    assert late.value.code == "closed"
    assert cast(ballot, people.chair, at, receipt=CODE) is Cast.BEFORE
    assert box_of(ballot) == [("passed", CODE.replace("-", ""))]


def test_while_the_quorum_is_lost_casting_waits_and_nothing_else_is_undone(
    people: Seated, meeting: Meeting, ballot: Ballot, at: datetime
) -> None:
    cast(ballot, people.chair, at)
    gone = {
        "hd-uy-vien-1": AttendanceMode.LEFT,
        "hd-uy-vien-2": AttendanceMode.LEFT,
        "hd-secretary": AttendanceMode.LEFT,
    }
    mark(people, meeting, gone, at=at)
    with pytest.raises(ValidationError, match="vẫn còn ở đây") as refused:
        cast(ballot, people.reviewer, at)
    assert refused.value.code == "quorum_lost"
    with pytest.raises(ValidationError, match="hủy lượt này") as kept:
        close_ballot(ballot=ballot, by=people.chair, at=at)
    assert kept.value.code == "quorum_lost"
    mark(people, meeting, dict.fromkeys(gone, AttendanceMode.ONLINE), at=at)
    assert cast(ballot, people.reviewer, at) is Cast.TAKEN
    assert has_cast(ballot) == ["hd-chair", "hd-reviewer"]


def test_who_has_left_may_not_cast_until_he_is_back(
    people: Seated, meeting: Meeting, ballot: Ballot, at: datetime
) -> None:
    mark(people, meeting, {"hd-reviewer": AttendanceMode.LEFT}, at=at)
    with pytest.raises(ValidationError, match="không có mặt"):
        cast(ballot, people.reviewer, at)
    mark(people, meeting, {"hd-reviewer": AttendanceMode.STAND_IN}, at=at)
    with pytest.raises(ValidationError, match="dự thay"):
        cast(ballot, people.reviewer, at)
    mark(people, meeting, {"hd-reviewer": AttendanceMode.ROOM}, at=at)
    assert cast(ballot, people.reviewer, at) is Cast.TAKEN


def test_a_member_removed_while_the_ballot_is_open_votes_no_more_and_his_paper_stays(
    people: Seated, ballot: Ballot, at: datetime
) -> None:
    first, second = people.members
    cast(ballot, first, at, choice="conditional", receipt=CODE)
    for member in (first, second):
        end_seat(seat=people.seat_of(member), reason="Thay theo quyết định mới", by=people.standing, at=at)
        with pytest.raises(NotAllowed):
            cast(ballot, member, at, receipt=CODE)
    assert box_of(ballot) == [("conditional", CODE.replace("-", ""))]
    for one in (people.chair, people.vice_chair, people.reviewer, people.secretary):
        cast(ballot, one, at)
    closed = close_ballot(ballot=ballot, by=people.chair, at=at)
    assert (closed.passed, closed.conditional, closed.all_voters, closed.present_voters) == (4, 1, 6, 6)


def test_those_who_come_later_are_admitted_but_not_those_seated_later(people: Seated, at: datetime) -> None:
    meeting = in_session(people, at=at, modes={"hd-uy-vien-1": AttendanceMode.ABSENT})
    ballot = opened(people, meeting, at=at)
    with pytest.raises(ValidationError, match="không có mặt"):
        cast(ballot, people.members[0], at)
    mine = BallotVoter.objects.filter(ballot=ballot, seat=people.seat_of(people.members[0]))
    assert not mine.exists()
    mark(people, meeting, {"hd-uy-vien-1": AttendanceMode.ONLINE}, at=at)
    assert mine.count() == 1
    assert admit_voters(ballot) == []
    assert cast(ballot, people.members[0], at) is Cast.TAKEN
    people.council.seats.filter(officer=people.support.officer).update(role="member", seated_at=at.replace(hour=9))
    mark(people, meeting, {"hd-support": AttendanceMode.ROOM}, at=at)
    assert admit_voters(ballot) == []
    with pytest.raises(NotAllowed, match="bổ sung vào hội đồng lúc 16:00 ngày 21/11/2026, sau khi lượt này đã mở"):
        cast(ballot, people.support, at)


def test_where_the_rules_say_so_a_member_with_a_conflict_speaks_and_does_not_vote(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=replace(SECRET, conflict=Conflict.SPEAKS))
    meeting = in_session(people, at=at)
    declare_conflict(seat=people.seat_of(people.reviewer), note="Vợ làm ở đơn vị soạn thảo", by=people.standing, at=at)
    ballot = opened(people, meeting, at=at)
    with pytest.raises(ValidationError, match="xung đột lợi ích"):
        cast(ballot, people.reviewer, at)
    assert BallotVoter.objects.filter(ballot=ballot).count() == 5


def test_nobody_votes_for_another(people: Seated, ballot: Ballot, at: datetime) -> None:
    stand_in = replace(people.members[0], principal=people.chair.officer)
    for stranger in (people.standing, people.drafter, people.approver, stand_in):
        with pytest.raises(NotAllowed):
            cast(ballot, stranger, at)
    with pytest.raises(ValidationError, match="không biểu quyết"):
        cast(ballot, people.support, at)
    assert (box_of(ballot), has_cast(ballot)) == ([], [])


def test_who_acts_for_a_member_by_all_his_rights_neither_votes_nor_presides(
    people: Seated, site: Site, ballot: Ballot, at: datetime
) -> None:
    """What was delegated gives the right to sit, and no more: be it to an outsider or to another member."""
    outsider = enrolled("thay-mat", "reader", unit=people.seat_of(people.chair).unit, by=site.administrator, at=at)
    for other in (outsider, people.members[0]):
        delegated(people.chair, to=other, at=at)
        stand_in = acting_for(other, people.chair, at=at)
        assert seat_of(stand_in, people.council, at=at) is not None
        for refused in (
            lambda by: cast(ballot, by, at),
            lambda by: close_ballot(ballot=ballot, by=by, at=at),
            lambda by: annul_ballot(ballot=ballot, reason="Có người bỏ nhầm phiếu", by=by, at=at),
        ):
            with pytest.raises(NotAllowed, match="Người dự thay được đọc và phát biểu"):
                refused(stand_in)
    assert (box_of(ballot), has_cast(ballot), Ballot.objects.get().state) == ([], [], BallotState.OPEN)


def test_only_who_presides_opens_closes_and_annuls(people: Seated, meeting: Meeting, at: datetime) -> None:
    ballot = prepare_ballot(meeting=meeting, subject=SUBJECT, by=people.standing, at=at)
    others = (people.vice_chair, people.secretary, people.standing, people.members[0])
    for other in others:
        with pytest.raises(NotAllowed):
            open_ballot(ballot=ballot, by=other, at=at)
    open_ballot(ballot=ballot, by=people.chair, at=at)
    for other in others:
        with pytest.raises(NotAllowed):
            close_ballot(ballot=ballot, by=other, at=at)
        with pytest.raises(NotAllowed):
            annul_ballot(ballot=ballot, reason="Có người bỏ nhầm phiếu", by=other, at=at)
    for other in (people.members[0], people.vice_chair, people.drafter):
        with pytest.raises(NotAllowed):
            prepare_ballot(meeting=meeting, subject=SUBJECT, by=other, at=at)


def test_one_ballot_at_a_time_and_only_in_session(
    people: Seated, meeting: Meeting, ballot: Ballot, at: datetime
) -> None:
    second = prepare_ballot(meeting=meeting, subject="Lượt thứ hai của phiên", by=people.chair, at=at)
    assert second.ordinal == 2
    with pytest.raises(ValidationError) as refused:
        open_ballot(ballot=second, by=people.chair, at=at)
    assert refused.value.code == "another_open"
    with pytest.raises(ValidationError) as twice:
        open_ballot(ballot=ballot, by=people.chair, at=at)
    assert twice.value.code == "transition"
    annul_ballot(ballot=ballot, reason="Mở nhầm nội dung cần bỏ phiếu", by=people.chair, at=at)
    meeting.state, meeting.opened_at, meeting.opened_by = "called", None, None
    meeting.save()
    with pytest.raises(ValidationError) as early:
        open_ballot(ballot=second, by=people.chair, at=at)
    assert early.value.code == "not_in_session"


def test_a_ballot_without_quorum_or_words_is_not_begun(people: Seated, at: datetime) -> None:
    absent = dict.fromkeys(("hd-uy-vien-1", "hd-uy-vien-2", "hd-reviewer"), AttendanceMode.EXCUSED)
    meeting = in_session(people, at=at, modes=absent)
    ballot = prepare_ballot(meeting=meeting, subject=SUBJECT, by=people.chair, at=at)
    with pytest.raises(ValidationError, match="Chưa đủ điều kiện họp") as refused:
        open_ballot(ballot=ballot, by=people.chair, at=at)
    assert refused.value.code == "quorum_lost"
    for subject, code in (("", None), ("TỐI MẬT", "secret"), ("thông qua dự thảo " * 40, "too_long")):
        with pytest.raises(ValidationError) as wrong:
            prepare_ballot(meeting=meeting, subject=subject, by=people.chair, at=at)
        assert wrong.value.error_dict["subject"][0].code == code
    ballot.refresh_from_db()
    assert (ballot.state, Ballot.objects.count(), BallotVoter.objects.count()) == (BallotState.PREPARED, 1, 0)


def test_a_vote_by_name_sent_again_once_the_ballot_is_annulled_is_not_called_counted(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=RULES["general"])
    ballot = opened(people, in_session(people, at=at), at=at)

    def vote() -> Cast:
        return cast_open(ballot=ballot, choice="passed", note="", by=people.reviewer, at=at)

    assert (vote(), vote()) == (Cast.TAKEN, Cast.BEFORE)
    annul_ballot(ballot=ballot, reason="Mở nhầm nội dung cần bỏ phiếu", by=people.chair, at=at)
    with pytest.raises(ValidationError, match="Không phiếu nào được tính") as refused:
        vote()
    assert refused.value.code == "annulled"


def test_an_annulled_ballot_is_not_counted_and_its_papers_are_gone(
    people: Seated, ballot: Ballot, at: datetime
) -> None:
    cast(ballot, people.chair, at, receipt=CODE)
    annulled = annul_ballot(ballot=ballot, reason="Mất kết nối phòng họp phụ", by=people.chair, at=at)
    assert (annulled.state, annulled.outcome, annulled.passed) == ("annulled", "", None)
    assert BallotPaper.objects.count() == 0
    assert not check_receipt(annulled, CODE)
    for receipt in (CODE, "", "KHAC-KHAC-KHAC"):
        with pytest.raises(ValidationError, match="Mất kết nối phòng họp phụ") as refused:
            cast(ballot, people.chair, at, receipt=receipt)
        assert refused.value.code == "annulled"


def test_an_open_vote_stands_by_name_once(site: Site, at: datetime) -> None:
    people = seated(site, at=at, rules=RULES["general"])
    ballot = opened(people, in_session(people, at=at), at=at)
    vote = {"ballot": ballot, "choice": "conditional", "note": "Cần rõ nguồn vốn", "by": people.reviewer, "at": at}
    assert cast_open(**vote) is Cast.TAKEN
    assert cast_open(**vote) is Cast.BEFORE
    with pytest.raises(ValidationError) as refused:
        cast_open(**{**vote, "choice": "passed"})
    assert refused.value.code == "cast_before"
    with pytest.raises(ValidationError) as secret:
        cast(ballot, people.chair, at)
    assert secret.value.code == "not_secret"
    with pytest.raises(ValidationError) as marked:
        cast_open(**{**vote, "by": people.chair, "note": "TỐI MẬT"})
    assert marked.value.error_dict["note"][0].code == "secret"
    assert list(OpenVote.objects.values_list("seat__officer__username", "choice", "note")) == [
        ("hd-reviewer", "conditional", "Cần rõ nguồn vốn")
    ]
    assert events_of(ballot)[-1] == (
        "planning.open_vote_cast",
        {"seat": people.seat_of(people.reviewer).pk, "choice": "conditional"},
    )
