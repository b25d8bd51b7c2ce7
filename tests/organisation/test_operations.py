"""Founding units and enrolling officers."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from pytest_django import Settings

from dongbo.ledger.models import Event
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.operations import enrol_officer, found_unit
from dongbo.organisation.states import Duty
from dongbo.site import settings as site_settings
from tests.builders import PASSWORD, Site


def test_an_administrator_founds_a_unit_beneath_another(site: Site, at: datetime) -> None:
    unit = found_unit(code="G99.01", name="Cục Thử", parent=site.unit, by=site.administrator, at=at)
    event = Event.objects.first()
    assert event is not None
    assert (unit.parent, event.kind, event.payload["parent"]) == (site.unit, "organisation.unit_founded", "G99")


@pytest.mark.parametrize("who", ["planner", "reader"])
def test_others_may_neither_found_nor_enrol(who: str, site: Site, at: datetime) -> None:
    by = getattr(site, who)
    events = Event.objects.count()
    with pytest.raises(PermissionDenied):
        found_unit(code="X", name="X", parent=None, by=by, at=at)
    with pytest.raises(PermissionDenied):
        enrol_officer(
            username="x", full_name="X", position="", unit=site.unit, duty=Duty.READER, password=PASSWORD, by=by, at=at
        )
    assert (Unit.objects.count(), Officer.objects.count(), Event.objects.count()) == (1, 3, events)


def test_a_password_is_kept_hashed_and_never_in_the_ledger(site: Site, at: datetime, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = site_settings.PASSWORD_HASHERS
    officer = enrol_officer(
        username="moi", full_name="M", position="", unit=site.unit, duty=Duty.READER, password=PASSWORD, by=None, at=at
    )
    assert officer.password.startswith("argon2")
    assert officer.check_password(PASSWORD)
    assert all(PASSWORD not in str(event.payload) for event in Event.objects.all())


def test_a_former_administrator_administers_nothing(site: Site, at: datetime) -> None:
    site.administrator.is_active = False
    with pytest.raises(PermissionDenied):
        found_unit(code="X", name="X", parent=None, by=site.administrator, at=at)


def test_a_unit_is_not_its_own_parent_and_a_code_stands_once(site: Site, at: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=site.unit.pk).update(parent=site.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        found_unit(code="G99", name="Trùng mã", parent=None, by=None, at=at)
