"""A plan is submitted only with everything behind it, and decided by somebody apart; what is in the way is named."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.operations import freeze_version
from dongbo.documents.operations.storing import file_path
from dongbo.ledger.models import Event
from dongbo.organisation.models import Role
from dongbo.organisation.operations.grants import give_grant
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Access
from dongbo.planning.models import CouncilPaper, Submission
from dongbo.planning.operations.councils import NewSeat, close_council
from dongbo.planning.operations.issuance import approve_submission, return_submission, submit_plan
from dongbo.planning.operations.revisions import answer_revision, order_revision, return_draft
from dongbo.planning.queries.council_papers import written_again
from dongbo.planning.queries.submissions import (
    obstacles,
    series_for_submissions,
    submissions_seen,
    submissions_to_decide,
    submissions_to_issue,
    submittable,
)
from dongbo.planning.states import BallotChoice, CouncilForm, RevisionClaim, RevisionKind, SeatRole, SubmissionState
from tests.builders import PLAN_SECOND, next_version
from tests.councils import DECISION, council_for
from tests.issuance import Way, under_way
from tests.meetings import in_session

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_way(keep: Keep, kept_site: Site, at: datetime) -> Way:
    return keep(lambda: under_way(kept_site, at=at))


@pytest.fixture
def way(kept_way: Way, db: None) -> Way:
    """A council of six, in session, voting by name."""
    return deepcopy(kept_way)


def codes(way: Way) -> list[str]:
    return [one.code for one in obstacles(way.people.council, way.version)]


def test_each_thing_in_the_way_goes_as_it_is_done(way: Way) -> None:
    assert codes(way) == ["no_ballot"]
    way.votes()
    assert codes(way) == ["not_announced"]
    way.concludes()
    assert codes(way) == ["not_announced"]
    way.signs(way.makes(CouncilForm.CONCLUSION_NOTICE))
    assert codes(way) == []
    way.submits()
    assert codes(way) == ["pending"]


def test_a_version_that_another_council_submitted_is_not_submitted_again(way: Way) -> None:
    """The council was closed with its submission undecided, or its plan issued; another judges the same version."""
    way.announces()
    way.submits()
    close_council(council=way.people.council, reason="Kiện toàn hội đồng", by=way.people.standing, at=way.at)
    seats = [
        NewSeat(officer=one.officer, unit=one.unit, role=SeatRole(one.role), rank=one.rank)
        for one in way.people.council.seats.all()
    ]
    decision = replace(DECISION, number="15/QĐ-BTN")
    second = council_for(way.version.document, seats, by=way.people.standing, at=way.at, decision=decision)
    people = replace(way.people, council=second)
    again = Way(people, in_session(people, at=way.at), way.at)
    again.announces()
    assert codes(again) == ["submitted_before"]
    with pytest.raises(ValidationError, match="chốt một bản mới") as refusal:
        again.submits()
    assert [error.code for error in refusal.value.error_list] == ["submitted_before"]


def test_what_did_not_pass_is_not_submitted(way: Way) -> None:
    way.votes(BallotChoice.NOT_PASSED)
    way.concludes()
    way.signs(way.makes(CouncilForm.CONCLUSION_NOTICE))
    with pytest.raises(ValidationError) as refusal:
        way.submits()
    assert [error.code for error in refusal.value.error_list] == ["not_passed"]
    assert "Không thông qua" in refusal.value.messages[0]
    assert not Submission.objects.exists()


def test_the_numbers_of_revisions_left_open_are_named(way: Way, site: Site) -> None:
    way.votes(BallotChoice.CONDITIONAL)
    way.concludes()
    conclusion = way.meeting.conclusions.get()
    told = {"conclusion": conclusion, "kind": RevisionKind.SUPPLEMENT, "by": way.people.secretary, "at": way.at}
    for text in ("Bổ sung kinh phí hằng năm.", "Bổ sung tiến độ từng quý."):
        order_revision(text=text, **told)
    way.signs(way.makes(CouncilForm.CONCLUSION_NOTICE))
    with pytest.raises(ValidationError) as refusal:
        way.submits()
    assert [error.code for error in refusal.value.error_list] == ["open"]
    assert "số 1, 2;" in refusal.value.messages[0]


def test_what_passed_on_condition_of_changes_waits_until_they_are_ordered(way: Way) -> None:
    way.votes(BallotChoice.CONDITIONAL)
    way.concludes()
    way.signs(way.makes(CouncilForm.CONCLUSION_NOTICE))
    assert codes(way) == ["no_conditions"]
    told = {"kind": RevisionKind.SUPPLEMENT, "by": way.people.secretary, "at": way.at}
    order_revision(conclusion=way.meeting.conclusions.get(), text="Bổ sung kinh phí hằng năm.", **told)
    assert codes(way) == ["open"]


def test_only_the_latest_frozen_version_is_submitted(way: Way, site: Site) -> None:
    way.announces()
    later = next_version(way.version.document, PLAN_SECOND, site=site, at=way.at)
    assert (codes(way), submittable(way.people.council)) == (["not_latest"], None)
    with pytest.raises(ValidationError) as refusal:
        way.submits(later)
    assert [error.code for error in refusal.value.error_list] == ["not_frozen"]
    frozen = freeze_version(version=later, by=site.planner, at=way.at)
    assert submittable(way.people.council) == frozen
    submission = way.submits(frozen)
    assert submission.version == frozen
    told = f"Hội đồng biểu quyết về “{way.version.label}”; bản trình khác bản ấy ở 2 điều khoản"
    assert json.dumps(submission.paper.data, ensure_ascii=False).count(told) == 1


def test_a_version_of_another_plan_or_given_back_is_refused(way: Way, site: Site, at: datetime) -> None:
    way.votes(BallotChoice.CONDITIONAL)
    way.concludes()
    conclusion = way.meeting.conclusions.get()
    told = {"conclusion": conclusion, "kind": RevisionKind.SUPPLEMENT, "by": way.people.secretary, "at": at}
    revision = order_revision(text="Bổ sung kinh phí hằng năm.", **told)
    way.signs(way.makes(CouncilForm.CONCLUSION_NOTICE))
    answer_revision(
        revision=revision,
        claim=RevisionClaim.REFUSED,
        response="Đã có trong dự toán năm.",
        by=way.people.drafter,
        at=at,
    )
    later = next_version(way.version.document, PLAN_SECOND, site=site, at=at)
    frozen = freeze_version(version=later, by=site.planner, at=at)
    return_draft(
        council=way.people.council, version=frozen, reason="Chưa bổ sung kinh phí.", by=way.people.standing, at=at
    )
    assert [one.code for one in obstacles(way.people.council, frozen)] == ["open", "returned"]


def test_the_paper_of_a_submission_is_made_and_stays(way: Way) -> None:
    way.announces()
    submission = way.submits(note="Kế hoạch cần có hiệu lực từ năm 2027.")
    assert submission.paper.form == CouncilForm.SUBMISSION
    assert submission.paper.data["addressees"] == ["Bộ Thử nghiệm"]
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.payload["pdf"]) == ("planning.plan_submitted", submission.paper.pdf_id)
    return_submission(submission=submission, reason="Cần nêu rõ nguồn vốn.", by=way.people.approver, at=way.at)
    again = way.submits()
    assert again.paper != submission.paper
    assert CouncilPaper.objects.get(pk=submission.paper_id).replaced_at is None


def test_its_paper_takes_the_next_number_of_a_series_of_the_standing_body(way: Way) -> None:
    way.announces()
    way.series()
    series = way.series("Tờ trình", "TTr-BTN")
    assert list(series_for_submissions(way.people.council)) == [series]
    first = way.submits(series=series)
    assert (printed(first), first.paper.number.text) == (("01/TTr-BTN", "2026-11-21"), "01/TTr-BTN")
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert event.payload["number"] == "01/TTr-BTN"
    again = written_again(first.paper)
    assert again.pdf == file_path(str(first.paper.pdf_id)).read_bytes()
    with pytest.raises(ValidationError):
        way.submits(series=series)
    assert series.numbers.count() == 1
    return_submission(submission=first, reason="Cần nêu rõ nguồn vốn.", by=way.people.approver, at=way.at)
    assert printed(way.submits(series=series))[0] == "02/TTr-BTN"
    first.paper.refresh_from_db()
    assert first.paper.number.text == "01/TTr-BTN"


def test_a_number_given_outside_stands_on_the_paper_with_its_day_and_none_leaves_the_blank(way: Way) -> None:
    way.announces()
    first = way.submits(number=" 45-TTr/BTN ", dated_on=date(2026, 11, 21))
    assert (printed(first), first.paper.number) == (("45-TTr/BTN", "2026-11-21"), None)
    return_submission(submission=first, reason="Cần nêu rõ nguồn vốn.", by=way.people.approver, at=way.at)
    assert printed(way.submits()) == ("…/TTr-…", "2026-11-21")


def test_a_number_that_cannot_stand_on_the_paper_is_refused_by_its_field(way: Way) -> None:
    way.announces()
    day, council = date(2026, 11, 21), way.people.council
    series = way.series("Tờ trình", "TTr-BTN")
    sent = way.submits(series=series, dated_on=day)
    return_submission(submission=sent, reason="Cần nêu rõ nguồn vốn.", by=way.people.approver, at=way.at)
    refused: list[tuple[str, dict[str, object]]] = [
        ("series", {"series": way.series()}),
        ("series", {"series": council.series}),
        ("number", {"series": series, "number": "12/TTr-BTN", "dated_on": day}),
        ("number", {"number": "…/TTr-BTN", "dated_on": day}),
        ("number", {"number": "12 / TTr", "dated_on": day}),
        ("number", {"number": "12", "dated_on": day}),
        ("number", {"number": f"12/{'T' * 50}", "dated_on": day}),
        ("dated_on", {"number": "12/TTr-BTN"}),
        ("dated_on", {"number": "12/TTr-BTN", "dated_on": date(2026, 11, 22)}),
        ("dated_on", {"number": "12/TTr-BTN", "dated_on": date(2026, 11, 20)}),
    ]
    for field, numbering in refused:
        with pytest.raises(ValidationError) as refusal:
            way.submits(**numbering)
        assert list(refusal.value.error_dict) == [field]
    assert (Submission.objects.count(), series.numbers.count()) == (1, 1)


def printed(submission: Submission) -> tuple[str, str]:
    """The number and the day that stand on the paper of a submission."""
    return submission.paper.data["number"], submission.paper.data["date"]


def test_who_submits_decides_and_issues(way: Way) -> None:
    people = way.people
    way.announces()
    for one in (people.chair, people.secretary, people.drafter, people.approver, people.clerk):
        with pytest.raises(NotAllowed):
            submit_plan(council=people.council, version=way.version, note="", by=one, at=way.at)
    submission = way.submits()
    for one in (people.chair, people.standing, people.drafter, people.clerk):
        for act in (approve_submission, return_submission):
            told = {"reason": "Cần nêu rõ nguồn vốn."} if act is return_submission else {}
            with pytest.raises(NotAllowed):
                act(submission=submission, by=one, at=way.at, **told)
    assert [list(submissions_to_decide(one, at=way.at)) for one in (people.approver, people.clerk)] == [
        [submission],
        [],
    ]
    way.approves(submission)
    waiting = [list(submissions_to_issue(one, at=way.at)) for one in (people.clerk, people.approver)]
    assert waiting == [[submission], []]
    assert list(submissions_to_decide(people.approver, at=way.at)) == []


def test_who_drafted_or_submitted_does_not_approve(way: Way, site: Site) -> None:
    people, role = way.people, Role.objects.get(code="approving-leader")
    way.announces()
    submission = way.submits()
    told = {"covers_branch": True, "clearance": Access.UNIT, "by": site.administrator, "at": way.at}
    give_grant(officer=people.standing.officer, role=role, unit=site.unit, **told)
    both = acting_as(people.standing.officer, at=way.at)
    with pytest.raises(NotAllowed) as refusal:
        approve_submission(submission=submission, by=both, at=way.at)
    assert "Tổ chức hội đồng thẩm định" in str(refusal.value)
    assert Submission.objects.get().state == SubmissionState.SUBMITTED
    assert way.approves(submission).state == SubmissionState.APPROVED


def test_what_was_decided_is_decided(way: Way) -> None:
    way.announces()
    submission = way.submits()
    with pytest.raises(ValidationError) as refusal:
        return_submission(submission=submission, reason="chưa", by=way.people.approver, at=way.at)
    assert list(refusal.value.message_dict) == ["reason"]
    way.approves(submission)
    for act in (
        lambda: way.approves(submission),
        lambda: return_submission(submission=submission, reason="Cần xem lại vốn.", by=way.people.approver, at=way.at),
    ):
        with pytest.raises(ValidationError) as again:
            act()
        assert again.value.code == "transition"


def test_a_mark_of_secrecy_is_refused_and_nothing_is_kept(way: Way) -> None:
    way.announces()
    with pytest.raises(ValidationError) as refusal:
        way.submits(note="TỐI MẬT\nNội dung")
    assert refusal.value.error_dict["note"][0].code == "secret"
    assert not Submission.objects.exists()


def test_who_has_no_part_sees_no_submission(way: Way, site: Site) -> None:
    way.announces()
    submission = way.submits()
    seen = {
        name: list(submissions_seen(one, at=way.at))
        for name, one in {
            "reader": site.reader,
            "administrator": site.administrator,
            "member": way.people.members[0],
            "drafter": way.people.drafter,
        }.items()
    }
    assert seen == {"reader": [], "administrator": [], "member": [submission], "drafter": [submission]}
