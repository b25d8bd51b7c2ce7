"""What is read of rounds: by whom, how far the answers have come, whom nobody answers for, who inherits."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongbo.organisation.operations.units import merge_units
from dongbo.organisation.states import Access
from dongbo.planning.models import Consultee
from dongbo.planning.operations.consultations import add_recipients, send_consultation
from dongbo.planning.queries.consultations import (
    ConsulteesWanted,
    RoundsWanted,
    consultees_of,
    heirs_among,
    progress_by_branch,
    progress_of,
    readable_consultations,
    round_list,
    rounds_asking,
    rounds_led,
    rounds_to_see_to,
    unreachable,
)
from dongbo.planning.queries.replies import InboxFilter, inbox
from dongbo.planning.rules.consultation import asked
from dongbo.planning.rules.wording import due_text
from dongbo.planning.states import Answer, ConsulteeState, Origin
from tests.builders import Site, enrolled, unit_beneath
from tests.keeping import Keep
from tests.rounds import Round, prepared_round, sent_round


@pytest.fixture(scope="module")
def kept_sent(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=3))


@pytest.fixture
def sent(kept_sent: Round, db: None) -> Round:
    """A round of three units that has gone out."""
    return deepcopy(kept_sent)


def answer(sent: Round, place: int, said: Answer, at: datetime, *, late: bool = False) -> None:
    """Write down an answer, as the other side's operation would."""
    Consultee.objects.filter(pk=sent.asked[place].consultee.pk).update(
        state=ConsulteeState.ANSWERED, answer=said, reason="Vì lý do khác" if said == Answer.DISAGREES else "",
        origin=Origin.SCREEN, answered_at=at, answered_by=sent.leader.officer, is_late=late,
    )  # fmt: skip


def test_what_has_no_moment_comes_last_on_every_database(site: Site, sent: Round, at: datetime) -> None:
    answer(sent, 1, Answer.AGREES, at)
    answer(sent, 2, Answer.AGREES, at + timedelta(hours=1))
    keys = [one.consultee.pk for one in sent.asked]
    shown = consultees_of(sent.consultation, ConsulteesWanted(sort="answered"))
    assert [one.pk for one in shown] == [keys[2], keys[1], keys[0]]
    Consultee.objects.filter(pk=keys[0]).update(deadline=None)
    shown = consultees_of(sent.consultation, ConsulteesWanted(sort="deadline"))
    assert [one.pk for one in shown] == [keys[1], keys[2], keys[0]]


def test_both_sides_read_a_round_each_only_theirs(site: Site, sent: Round, at: datetime) -> None:
    one = sent.asked[0]
    whole = {
        name: (
            rounds_led(by, at=at).count(),
            rounds_asking(by, at=at).count(),
            readable_consultations(by, at=at).count(),
            Consultee.objects.filter(asked(by, at=at)).count(),
        )
        for name, by in {
            "leader": sent.leader,
            "drafter": sent.drafter,
            "decider": sent.decider,
            "officer": one.officer,
            "head": one.head,
            "reader": site.reader,
            "administrator": site.administrator,
        }.items()
    }
    assert whole == {
        "leader": (1, 1, 1, 0),
        "drafter": (0, 1, 1, 0),
        "decider": (0, 1, 1, 0),
        "officer": (0, 0, 1, 1),
        "head": (0, 0, 1, 1),
        "reader": (0, 0, 0, 0),
        "administrator": (0, 0, 0, 0),
    }


def test_a_round_that_has_not_gone_out_is_not_read_by_whom_it_asks(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=1)
    assert readable_consultations(prepared.asked[0].head, at=at).count() == 0
    assert readable_consultations(prepared.leader, at=at).count() == 1


def test_a_restricted_draft_is_read_only_with_the_clearance(site: Site, at: datetime) -> None:
    sent = sent_round(site, at=at, units=2, access=Access.RESTRICTED)
    cleared = enrolled(
        "thu-truong-mat", "opinion-head", unit=sent.asked[0].unit, clearance=Access.RESTRICTED, by=site.administrator,
        at=at,
    )  # fmt: skip
    assert readable_consultations(sent.asked[0].head, at=at).count() == 0
    assert readable_consultations(cleared, at=at).count() == 1
    assert unreachable(sent.consultation, at=at) == [sent.asked[1].unit]


def test_units_at_which_nobody_sends_are_found(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=2)
    silent = unit_beneath(site.unit, "G99.80", "Cục Vắng người", by=site.administrator, at=at)
    beneath = unit_beneath(prepared.asked[0].unit, "G99.51.1", "Phòng một", by=site.administrator, at=at)
    enrolled("chi-gop-y", "opinion-officer", unit=silent, by=site.administrator, at=at)
    add_recipients(
        consultation=prepared.consultation, units=[silent, beneath], token=iter(["a", "b"]).__next__,
        by=prepared.leader, at=at,
    )  # fmt: skip
    with CaptureQueriesContext(connection) as captured:
        assert unreachable(prepared.consultation, at=at) == [silent]
    assert len(captured) == 2


def test_the_answers_are_counted_in_one_query(sent: Round, at: datetime) -> None:
    answer(sent, 0, Answer.DISAGREES, at, late=True)
    answer(sent, 1, Answer.AGREES, at)
    with CaptureQueriesContext(connection) as captured:
        progress = progress_of(sent.consultation)
    assert len(captured) == 1
    assert (progress.total, progress.late, progress.share) == (3, 1, 66)
    assert dict(progress.states) == {"answered": 2, "waiting": 1}
    assert dict(progress.answers) == {"disagrees": 1, "agrees": 1}


def test_the_answers_are_counted_by_branch(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=2)
    first = prepared.asked[0].unit
    beneath = unit_beneath(first, "G99.51.1", "Phòng một", by=site.administrator, at=at)
    add_recipients(
        consultation=prepared.consultation, units=[beneath, site.unit], token=iter(["a", "b"]).__next__,
        by=prepared.leader, at=at,
    )  # fmt: skip
    send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    answer(prepared, 0, Answer.AGREES, at)
    found, count = progress_by_branch(prepared.consultation, most=9)
    assert count == 3
    assert [one.unit.code for one in progress_by_branch(prepared.consultation, most=1)[0]] == ["G99"]
    assert [(one.unit.code, one.progress.total, one.progress.states["answered"]) for one in found] == [
        ("G99", 1, 0),
        ("G99.51", 2, 1),
        ("G99.52", 1, 0),
    ]


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (ConsulteesWanted(), ["G99.51", "G99.52", "G99.53"]),
        (ConsulteesWanted(words="cuc 2"), ["G99.52"]),
        (ConsulteesWanted(words="G99.53"), ["G99.53"]),
        (ConsulteesWanted(state="waiting"), ["G99.53"]),
        (ConsulteesWanted(answer="disagrees"), ["G99.51"]),
        (ConsulteesWanted(late=True), ["G99.51"]),
        (ConsulteesWanted(branch="999999"), []),
        (ConsulteesWanted(branch="x", sort="no such"), ["G99.51", "G99.52", "G99.53"]),
    ],
)
def test_the_units_are_narrowed(wanted: ConsulteesWanted, codes: list[str], sent: Round, at: datetime) -> None:
    answer(sent, 0, Answer.DISAGREES, at, late=True)
    answer(sent, 1, Answer.AGREES, at)
    assert [one.unit.code for one in consultees_of(sent.consultation, wanted)] == codes


def test_a_branch_narrows_to_what_stands_beneath(sent: Round) -> None:
    one = sent.asked[1].unit
    assert [c.unit for c in consultees_of(sent.consultation, ConsulteesWanted(branch=str(one.pk)))] == [one]


def test_the_list_is_counted(sent: Round, at: datetime) -> None:
    answer(sent, 0, Answer.AGREES, at)
    found = [(one.recipients, one.answered) for one in round_list(sent.leader, RoundsWanted(), at=at)]
    assert found == [(3, 1)]
    assert list(round_list(sent.leader, RoundsWanted(state="closed"), at=at)) == []
    assert list(round_list(sent.asked[0].head, RoundsWanted(), at=at)) == []


def test_a_round_waits_for_its_leader_when_it_ends_soon_or_everybody_has_answered(sent: Round, at: datetime) -> None:
    def waits(by: object, soon: datetime) -> list[bool]:
        return [one.has_waiting for one in rounds_to_see_to(by, at=at, soon=soon)]

    assert sent.consultation.deadline is not None
    soon = sent.consultation.deadline
    assert (waits(sent.leader, soon), waits(sent.leader, soon - timedelta(minutes=1))) == ([True], [])
    assert waits(sent.drafter, soon) == []
    for place in range(3):
        answer(sent, place, Answer.AGREES, at)
    assert waits(sent.leader, at) == [False]


def test_of_units_merged_meanwhile_the_heir_answers_each_line(site: Site, sent: Round, at: datetime) -> None:
    heir = unit_beneath(site.unit, "G99.60", "Cục Hợp nhất", by=site.administrator, at=at)
    head = enrolled("truong-moi", "opinion-head", unit=heir, by=site.administrator, at=at)
    assert Consultee.objects.filter(asked(head, at=at)).count() == 0
    later = at + timedelta(days=1)
    gone = [one.unit for one in sent.asked[:2]]
    merge_units(
        predecessors=gone, successor=heir, effective_on=timezone.localdate(later), move_posts=True,
        by=site.administrator, at=later,
    )  # fmt: skip
    mine = Consultee.objects.filter(asked(head, at=later)).select_related("unit")
    assert [one.unit for one in mine] == gone
    assert {key: one.code for key, one in heirs_among(mine).items()} == {unit.pk: "G99.60" for unit in gone}
    assert unreachable(sent.consultation, at=later) == []
    assert [one.unit.code for one in progress_by_branch(sent.consultation, most=9)[0]] == ["G99.53", "G99.60"]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 27, 17, tzinfo=UTC), "hết ngày 27/11/2026"),
        (datetime(2026, 11, 27, 10, tzinfo=UTC), "17:00 ngày 27/11/2026"),
    ],
)
def test_a_deadline_is_told_as_the_day_it_ends_with(moment: datetime, told: str) -> None:
    assert due_text(moment) == told


def test_a_round_is_found_by_the_words_of_its_title_with_or_without_tones(site: Site, at: datetime) -> None:
    asking = sent_round(site, at=at, units=1)
    for words in ("LAY Y KIEN", "lấy ý kiến lần đầu", "lan dau"):
        assert list(round_list(asking.leader, RoundsWanted(words=words), at=at)) == [asking.consultation]
        assert list(inbox(asking.asked[0].head, InboxFilter(words=words), at=at)) == [asking.asked[0].consultee]
    assert list(round_list(asking.leader, RoundsWanted(words="lan hai"), at=at)) == []
