"""A round that is prepared: it rests on a term of law, and what contradicts that is refused."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultation, Question
from dongbo.planning.operations.consultations import correct_consultation, prepare_consultation, send_consultation
from dongbo.planning.states import Silence
from tests.builders import PLAN, PLAN_SECOND, Site, register
from tests.keeping import Keep
from tests.rounds import Round, prepared_round, term_of


@pytest.fixture(scope="module")
def kept_prepared(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: prepared_round(kept_site, at=at, units=1))


@pytest.fixture
def prepared(kept_prepared: Round, db: None) -> Round:
    """A round with one recipient that has not gone out."""
    return deepcopy(kept_prepared)


def _prepare(prepared: Round, at: datetime, **said: object) -> Consultation:
    usual = {"version": prepared.version, "title": "Lần hai", "term": term_of(), "days": 5, "by": prepared.leader}
    return prepare_consultation(**usual | said, at=at)


def test_a_round_takes_what_the_term_says(prepared: Round, at: datetime) -> None:
    second = _prepare(
        prepared, at, term=term_of("internal-deemed"), remind_before=[1, 3, 1], questions=["  A  b? ", ""]
    )
    assert (second.ordinal, second.day_unit, second.silence) == (2, "working", Silence.DEEMED_AGREEMENT)
    assert second.remind_before == [3, 1]
    assert list(second.questions.values_list("rank", "text")) == [(1, "A b?")]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload["ordinal"], event.permission) == (
        "planning.consultation_prepared",
        2,
        "consultation.lead",
    )


def test_silence_may_be_taken_for_less_than_the_term_says_but_not_for_more(prepared: Round, at: datetime) -> None:
    mild = _prepare(prepared, at, term=term_of("internal-deemed"), silence=Silence.NONE)
    assert mild.silence == Silence.NONE
    with pytest.raises(ValidationError) as refusal:
        _prepare(prepared, at, term=term_of("internal"), silence=Silence.DEEMED_AGREEMENT)
    assert set(refusal.value.error_dict) == {"silence"}


@pytest.mark.parametrize(
    ("code", "days", "allowed"),
    [
        ("between-ministries", 1, False),
        ("between-ministries", 2, True),
        ("between-ministries", 5, True),
        ("between-ministries", 6, False),
        ("normative-drafts", 14, False),
        ("normative-drafts", 15, True),
        ("normative-drafts", 365, True),
        ("normative-drafts", 366, False),
    ],
)
def test_the_days_stay_within_what_law_gives(
    code: str, days: int, allowed: bool, prepared: Round, at: datetime
) -> None:
    if allowed:
        assert _prepare(prepared, at, term=term_of(code), days=days).days == days
        return
    with pytest.raises(ValidationError) as refusal:
        _prepare(prepared, at, term=term_of(code), days=days)
    assert set(refusal.value.error_dict) == {"days"}


def test_everything_wrong_is_said_at_once(site: Site, prepared: Round, at: datetime) -> None:
    raw = register(PLAN.replace("21/KH", "22/KH"), site=site, at=at, by=prepared.leader)
    term = term_of()
    term.valid_to = timezone.localdate(at)
    with pytest.raises(ValidationError) as refusal:
        _prepare(
            prepared, at, version=raw, title=" ", term=term, days=0, remind_before=[9], questions=["x" * 1001],
            guidance="x" * 100_001,
        )  # fmt: skip
    assert set(refusal.value.error_dict) == {
        "version", "title", "term", "days", "remind_before", "questions", "guidance",
    }  # fmt: skip


def test_who_does_not_lead_prepares_nothing(site: Site, prepared: Round, at: datetime) -> None:
    for by in (site.planner, prepared.drafter, prepared.decider, prepared.asked[0].head):
        with pytest.raises(NotAllowed):
            _prepare(prepared, at, by=by)


def test_a_prepared_round_is_corrected_and_a_sent_one_is_not(prepared: Round, at: datetime) -> None:
    said = {"title": "Tên mới", "term": term_of("internal-deemed"), "days": 7, "questions": ["Một?"]}
    corrected = correct_consultation(consultation=prepared.consultation, **said, by=prepared.leader, at=at)
    assert (corrected.title, corrected.days, corrected.silence) == ("Tên mới", 7, Silence.DEEMED_AGREEMENT)
    assert list(Question.objects.values_list("text", flat=True)) == ["Một?"]
    send_consultation(consultation=corrected, by=prepared.leader, at=at)
    with pytest.raises(ValidationError) as refusal:
        correct_consultation(consultation=corrected, **said, by=prepared.leader, at=at + timedelta(hours=1))
    assert refusal.value.code == "sent"


def test_a_version_of_another_document_is_refused(site: Site, prepared: Round, at: datetime) -> None:
    other = register(PLAN_SECOND.replace("21/KH", "23/KH"), site=site, at=at, by=prepared.leader)
    with pytest.raises(ValidationError) as refusal:
        correct_consultation(
            consultation=prepared.consultation, version=other, title="Tên", term=term_of(), days=3,
            by=prepared.leader, at=at,
        )  # fmt: skip
    assert set(refusal.value.error_dict) == {"version"}
