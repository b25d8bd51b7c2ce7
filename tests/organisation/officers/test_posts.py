"""Posts: appointed, ended, moved; and what hangs from them."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.engines.postings import Posting, clash, overlap
from dongbo.ledger.models import Event
from dongbo.organisation.models import Officer, Post, RightsAlarm, Role, Unit
from dongbo.organisation.operations.grants import give_grant
from dongbo.organisation.operations.posts import appoint, end_post, transfer_officer
from dongbo.organisation.queries import acting_as, people_of, post_on, posts_of
from dongbo.organisation.rules import Acting, NotAllowed, holds
from dongbo.organisation.states import AlarmCause, Permission, PostKind
from tests.builders import Site, enrolled, unit_beneath
from tests.keeping import Keep

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def kept_north(keep: Keep, kept_site: Site, at: datetime) -> Unit:
    return keep(lambda: unit_beneath(kept_site.unit, "G99.01", "Cục Bắc", by=kept_site.administrator, at=at))


@pytest.fixture
def north(kept_north: Unit, db: None) -> Unit:
    return deepcopy(kept_north)


@pytest.fixture(scope="module")
def kept_south(keep: Keep, kept_site: Site, at: datetime) -> Unit:
    return keep(lambda: unit_beneath(kept_site.unit, "G99.02", "Cục Nam", by=kept_site.administrator, at=at))


@pytest.fixture
def south(kept_south: Unit, db: None) -> Unit:
    return deepcopy(kept_south)


@pytest.fixture(scope="module")
def kept_officer(keep: Keep, kept_site: Site, kept_north: Unit, at: datetime) -> Officer:
    return keep(lambda: enrolled("can-bo", "reader", unit=kept_north, by=kept_site.administrator, at=at).officer)


@pytest.fixture
def officer(kept_officer: Officer, db: None) -> Officer:
    return deepcopy(kept_officer)


def refused(error: "pytest.ExceptionInfo[ValidationError]") -> str:
    return " ".join(error.value.messages)


def test_a_further_post_is_concurrent_and_he_acts_from_the_main_one(
    site: Site, officer: Officer, north: Unit, south: Unit, at: datetime
) -> None:
    appoint(
        officer=officer, unit=south, title="Phó", kind=PostKind.DEPUTY, valid_from=TODAY, by=site.administrator, at=at
    )
    held = Post.objects.held_on(TODAY).filter(officer=officer).order_by("-is_main")
    assert [(post.unit_id, post.is_main, post.kind) for post in held] == [
        (north.pk, True, "member"),
        (south.pk, False, "deputy"),
    ]
    acting = acting_as(officer, at=at)
    assert acting.post is not None
    assert acting.post.unit_id == north.pk


@pytest.mark.parametrize(
    ("begins", "ends", "is_main", "says"),
    [
        (TODAY, None, False, "đã giữ vị trí «Chuyên viên» tại Cục Bắc từ ngày 21/11/2026"),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=5), False, "không sau ngày bắt đầu"),
        (TODAY - timedelta(days=1), TODAY, False, "thành lập ngày 21/11/2026"),
        (date(225, 1, 1), None, False, "không hợp lý"),
    ],
)
def test_a_post_that_cannot_be_is_refused_in_words(
    site: Site,
    officer: Officer,
    north: Unit,
    at: datetime,
    begins: date,
    ends: date | None,
    is_main: bool,
    says: str,
) -> None:
    with pytest.raises(ValidationError) as error:
        appoint(
            officer=officer,
            unit=north,
            title="Phó",
            valid_from=begins,
            valid_to=ends,
            is_main=is_main,
            by=site.administrator,
            at=at,
        )
    assert says in refused(error)
    assert Post.objects.filter(officer=officer).count() == 1


def test_two_main_posts_or_two_heads_on_one_day_are_refused(
    site: Site, officer: Officer, north: Unit, south: Unit, at: datetime
) -> None:
    with pytest.raises(ValidationError) as error:
        appoint(officer=officer, unit=south, title="A", is_main=True, valid_from=TODAY, by=site.administrator, at=at)
    assert "hãy ghi vị trí mới là kiêm nhiệm" in refused(error)
    enrolled("cuc-truong", "reader", unit=south, kind=PostKind.HEAD, by=site.administrator, at=at)
    with pytest.raises(ValidationError) as error:
        appoint(
            officer=officer,
            unit=south,
            title="Cục trưởng",
            kind=PostKind.HEAD,
            valid_from=date(2027, 1, 1),
            valid_to=date(2027, 2, 1),
            by=site.administrator,
            at=at,
        )
    assert "đã có người đứng đầu là Cán bộ cuc-truong" in refused(error)


def test_half_open_days_meet_without_overlapping(site: Site, officer: Officer, north: Unit, at: datetime) -> None:
    post = post_on(officer, TODAY)
    assert post is not None
    on = date(2027, 3, 1)
    end_post(post=post, on=on, by=site.administrator, at=at)
    appoint(officer=officer, unit=north, title="Tổ trưởng", is_main=True, valid_from=on, by=site.administrator, at=at)
    assert [getattr(post_on(officer, day), "title", None) for day in (on - timedelta(days=1), on)] == [
        "Chuyên viên",
        "Tổ trưởng",
    ]


def test_what_was_granted_for_a_post_ends_on_its_day_and_raises_the_alarm(
    site: Site, officer: Officer, at: datetime
) -> None:
    post = post_on(officer, TODAY)
    assert post is not None
    give_grant(
        officer=officer,
        role=Role.objects.get(code="planning-officer"),
        unit=post.unit,
        post=post,
        by=site.administrator,
        at=at,
    )
    RightsAlarm.objects.all().delete()
    on = TODAY + timedelta(days=1)
    end_post(post=post, on=on, reason="Nghỉ chế độ", by=site.administrator, at=at)
    acting = acting_as(officer, at=at)
    midnight = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    before, after = midnight - timedelta(seconds=1), midnight
    assert holds(acting, Permission.DOCUMENT_FREEZE, at=before)
    assert not holds(acting, Permission.DOCUMENT_FREEZE, at=after)
    assert holds(acting, Permission.DOCUMENT_READ, at=after), "what is not tied to the post stays"
    assert list(RightsAlarm.objects.values_list("officer_id", "cause", "made_by_id")) == [
        (officer.pk, AlarmCause.LAPSED, site.administrator.officer.pk)
    ]


def test_a_post_ended_on_its_first_day_or_before_is_withdrawn(
    site: Site, officer: Officer, south: Unit, at: datetime
) -> None:
    later = appoint(officer=officer, unit=south, title="Phó", valid_from=date(2027, 1, 1), by=site.administrator, at=at)
    end_post(post=later, on=date(2027, 1, 1), by=site.administrator, at=at)
    assert not Post.objects.held_on(date(2027, 1, 1)).filter(pk=later.pk).exists()
    assert not Post.objects.held_from(TODAY).filter(pk=later.pk).exists()
    appoint(officer=officer, unit=south, title="Phó", valid_from=date(2027, 1, 1), by=site.administrator, at=at)
    with pytest.raises(ValidationError, match="đã thôi giữ từ ngày 01/01/2027"):
        end_post(post=later, on=date(2027, 1, 2), by=site.administrator, at=at)


def test_a_transfer_ends_and_begins_in_one_act(
    site: Site, officer: Officer, north: Unit, south: Unit, at: datetime
) -> None:
    on = date(2026, 12, 1)
    events = Event.objects.count()
    transfer_officer(officer=officer, unit=south, title="Đội phó", on=on, by=site.administrator, at=at)
    days = list(
        Post.objects.filter(officer=officer).order_by("valid_from").values_list("unit", "valid_from", "valid_to")
    )
    assert days == [(north.pk, TODAY, on), (south.pk, on, None)]
    event = Event.objects.first()
    assert event is not None
    assert (Event.objects.count() - events, event.kind) == (1, "organisation.officer_transferred")


def test_who_manages_only_one_of_two_units_transfers_nobody(
    site: Site, officer: Officer, north: Unit, south: Unit, at: datetime
) -> None:
    north.refresh_from_db()
    manager = enrolled("to-chuc", "organisation-officer", unit=north, by=site.administrator, at=at)
    with pytest.raises(NotAllowed):
        transfer_officer(officer=officer, unit=south, title="Đội phó", on=date(2026, 12, 1), by=manager, at=at)
    outsider = enrolled("to-chuc-nam", "organisation-officer", unit=south, by=site.administrator, at=at)
    post = post_on(officer, TODAY)
    assert post is not None
    with pytest.raises(NotAllowed):
        end_post(post=post, on=date(2026, 12, 1), by=outsider, at=at)
    assert Post.objects.get(pk=post.pk).valid_to is None


def test_people_of_a_unit_and_posts_of_an_officer_are_scoped(
    site: Site, officer: Officer, north: Unit, south: Unit, at: datetime
) -> None:
    for unit in (north, south):
        unit.refresh_from_db()
    appoint(
        officer=officer, unit=south, title="Phó", kind=PostKind.DEPUTY, valid_from=TODAY, by=site.administrator, at=at
    )
    enrolled("cuc-truong", "reader", unit=north, kind=PostKind.HEAD, by=site.administrator, at=at)
    southerner = enrolled("nam", "reader", unit=south, by=site.administrator, at=at)

    def seen(by: Acting) -> list[tuple[str, str]]:
        return [
            (post.officer.username, post.unit.code)
            for post in people_of(by, site.unit, day=TODAY, at=at, with_branch=True)
        ]

    assert seen(southerner) == [("can-bo", "G99.02"), ("nam", "G99.02")]
    assert [post.unit.code for post in posts_of(southerner, officer, at=at)] == ["G99.02"]
    assert [post.unit.code for post in posts_of(site.administrator, officer, at=at)] == ["G99.01", "G99.02"]
    assert [entry for entry in seen(site.administrator) if entry[1] == "G99.01"] == [
        ("cuc-truong", "G99.01"),
        ("can-bo", "G99.01"),
    ]


DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 10))
POSTINGS = st.builds(
    lambda officer, unit, begins, length, is_main, is_head: Posting(
        officer, unit, begins, None if length is None else begins + timedelta(days=length), is_main, is_head
    ),
    st.integers(1, 2),
    st.integers(1, 2),
    DAYS,
    st.none() | st.integers(0, 20),
    st.booleans(),
    st.booleans(),
)


@given(POSTINGS, POSTINGS)
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_posts_overlap_where_a_day_is_in_both(one: Posting, other: Posting) -> None:
    def days(posting: Posting) -> set[date]:
        ends = posting.ends or date(2026, 6, 1)
        return {posting.begins + timedelta(days=n) for n in range((ends - posting.begins).days)}

    shared = bool(days(one) & days(other))
    assert overlap(one, other) == shared
    if not shared:
        assert clash(one, other) is None
