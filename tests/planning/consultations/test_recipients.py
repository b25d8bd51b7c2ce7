"""Recipients by unit, branch and list: each once, the ended through their successors, many in few statements."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import found_unit, merge_units
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Level
from dongbo.planning.models import Consultee
from dongbo.planning.operations.consultations import (
    Added,
    Branch,
    add_recipients,
    end_recipient_list,
    remove_recipients,
    save_recipient_list,
    send_consultation,
)
from tests.builders import Site, unit_beneath
from tests.keeping import Keep
from tests.rounds import Round, prepared_round, tokens


@pytest.fixture(scope="module")
def kept_prepared(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: prepared_round(kept_site, at=at, units=1))


@pytest.fixture
def prepared(kept_prepared: Round, db: None) -> Round:
    """A round with one recipient that has not gone out."""
    return deepcopy(kept_prepared)


def _province(site: Site, at: datetime) -> tuple[Unit, list[Unit]]:
    by = site.administrator
    province = unit_beneath(site.unit, "G99.70", "Công an tỉnh Thử", level=Level.PROVINCE, by=by, at=at)
    beneath = [
        unit_beneath(province, f"G99.70.{place}", f"Xã {place}", level=Level.COMMUNE, by=by, at=at) for place in (1, 2)
    ]
    beneath.append(unit_beneath(province, "G99.70.9", "Phòng Tham mưu", level=Level.DIVISION, by=by, at=at))
    return province, beneath


def _fresh(prefix: str) -> Callable[[], str]:
    source = tokens()
    return lambda: f"{prefix}-{source()}"


def _codes() -> list[str]:
    return list(Consultee.objects.order_by("unit__code").values_list("unit__code", flat=True))


def test_a_branch_brings_every_living_unit_or_those_of_its_levels(site: Site, prepared: Round, at: datetime) -> None:
    province, _beneath = _province(site, at)
    by, about = prepared.leader, prepared.consultation
    communes = Branch(province, levels=[Level.COMMUNE])
    done = add_recipients(consultation=about, branches=[communes], token=_fresh("a"), by=by, at=at)
    assert done == Added(new=2, known=0, replaced=[])
    done = add_recipients(consultation=about, branches=[Branch(province)], token=_fresh("b"), by=by, at=at)
    assert done == Added(new=2, known=2, replaced=[])
    assert _codes() == ["G99.51", "G99.70", "G99.70.1", "G99.70.2", "G99.70.9"]


def test_the_unit_that_asks_may_be_asked(site: Site, prepared: Round, at: datetime) -> None:
    add_recipients(consultation=prepared.consultation, units=[site.unit], token=_fresh("a"), by=prepared.leader, at=at)
    assert _codes() == ["G99", "G99.51"]


def test_a_successor_stands_in_for_a_unit_that_ended(site: Site, prepared: Round, at: datetime) -> None:
    beneath = _province(site, at)[1]
    later = at + timedelta(days=1)
    merge_units(
        predecessors=[beneath[0]], successor=beneath[1], effective_on=timezone.localdate(later),
        by=site.administrator, at=later,
    )  # fmt: skip
    ended = Unit.objects.get(pk=beneath[0].pk)
    done = add_recipients(
        consultation=prepared.consultation, units=[ended, beneath[1]], token=_fresh("a"), by=prepared.leader, at=later
    )
    assert (done.new, [(one.code, heir.code) for one, heir in done.replaced]) == (1, [("G99.70.1", "G99.70.2")])
    assert _codes() == ["G99.51", "G99.70.2"]


def test_a_unit_still_to_come_is_refused_by_its_name(site: Site, prepared: Round, at: datetime) -> None:
    coming = found_unit(
        code="G99.80", name="Cục Ngày mai", level=Level.DEPARTMENT, parent=site.unit,
        founded_on=timezone.localdate(at) + timedelta(days=9), by=site.administrator, at=at,
    )  # fmt: skip
    with pytest.raises(ValidationError, match=r"Cục Ngày mai.*30/11/2026"):
        add_recipients(consultation=prepared.consultation, units=[coming], token=_fresh("a"), by=prepared.leader, at=at)
    assert _codes() == ["G99.51"]


def test_hundreds_take_no_more_statements_than_a_few(site: Site, prepared: Round, at: datetime) -> None:
    province, _beneath = _province(site, at)
    Unit.objects.bulk_create(
        Unit(
            code=f"X{number:04d}", name=f"Xã {number}", level=Level.COMMUNE, parent=province, founded_on=at.date(),
            first=province.last, last=province.last,
        )
        for number in range(400)
    )  # fmt: skip

    def added(levels: list[str]) -> int:
        with CaptureQueriesContext(connection) as captured:
            add_recipients(
                consultation=prepared.consultation, branches=[Branch(province, levels)], token=_fresh(levels[0][:3]),
                by=prepared.leader, at=at,
            )  # fmt: skip
        return len(captured)

    few = added([Level.DIVISION])
    assert added([Level.COMMUNE]) <= few + 402 // 50
    assert Consultee.objects.count() == 404


def test_a_list_is_saved_replaced_used_and_taken_out_of_use(site: Site, prepared: Round, at: datetime) -> None:
    province, beneath = _province(site, at)
    by = prepared.leader
    save_recipient_list(name="Khối xã", unit=site.unit, units=[province], by=by, at=at)
    kept = save_recipient_list(name=" Khối  xã ", unit=site.unit, units=beneath, by=by, at=at)
    done = add_recipients(consultation=prepared.consultation, lists=[kept], token=_fresh("a"), by=by, at=at)
    assert done.new == 3
    assert Event.objects.latest("sequence").payload["lists"] == ["Khối xã"]
    end_recipient_list(kept=kept, by=by, at=at)
    with pytest.raises(ValidationError) as refusal:
        end_recipient_list(kept=kept, by=by, at=at)
    assert refusal.value.code == "ended"


def test_nothing_named_and_nobody_allowed(site: Site, prepared: Round, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        add_recipients(consultation=prepared.consultation, token=_fresh("a"), by=prepared.leader, at=at)
    assert refusal.value.code == "nobody"
    for by in (site.planner, prepared.drafter, prepared.asked[0].head):
        with pytest.raises(NotAllowed):
            add_recipients(consultation=prepared.consultation, units=[site.unit], token=_fresh("a"), by=by, at=at)
        with pytest.raises(NotAllowed):
            save_recipient_list(name="Tên", unit=site.unit, units=[site.unit], by=by, at=at)


def test_recipients_come_off_until_the_round_is_sent(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=3)
    first, second, _third = (one.consultee for one in prepared)
    by, about = prepared.leader, prepared.consultation
    assert remove_recipients(consultation=about, consultees=[first], by=by, at=at) == 1
    assert _codes() == ["G99.52", "G99.53"]
    with pytest.raises(ValidationError) as refusal:
        remove_recipients(consultation=about, consultees=[first], by=by, at=at)
    assert refusal.value.code == "nobody"
    send_consultation(consultation=about, by=by, at=at)
    for act in (
        lambda: remove_recipients(consultation=about, consultees=[second], by=by, at=at),
        lambda: add_recipients(consultation=about, units=[site.unit], token=_fresh("a"), by=by, at=at),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "sent"
    assert _codes() == ["G99.52", "G99.53"]
