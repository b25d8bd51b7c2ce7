"""Writes: founding units and enrolling officers."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.rules import may_administer
from dongbo.organisation.states import Duty


@transaction.atomic
def found_unit(*, code: str, name: str, parent: Unit | None, by: Officer | None, at: datetime) -> Unit:
    """This will found a unit under `parent`. Raises PermissionDenied."""
    if not may_administer(by):
        raise PermissionDenied("Chỉ quản trị viên được lập đơn vị.")
    unit = Unit.objects.create(code=code, name=name, parent=parent)
    append_event(
        kind="organisation.unit_founded",
        subject_kind="unit",
        subject_id=unit.pk,
        payload={"code": code, "name": name, "parent": parent.code if parent else None},
        actor=by.pk if by else "",
        at=at,
    )
    return unit


@transaction.atomic
def enrol_officer(
    *,
    username: str,
    full_name: str,
    position: str,
    unit: Unit,
    duty: Duty,
    password: str,
    by: Officer | None,
    at: datetime,
) -> Officer:
    """This will enrol an officer who may then sign in. Raises PermissionDenied."""
    if not may_administer(by):
        raise PermissionDenied("Chỉ quản trị viên được thêm cán bộ.")
    officer = Officer(username=username, full_name=full_name, position=position, unit=unit, duty=duty)
    officer.set_password(password)
    officer.save()
    append_event(
        kind="organisation.officer_enrolled",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": username, "full_name": full_name, "unit": unit.code, "duty": str(duty)},
        actor=by.pk if by else "",
        at=at,
    )
    return officer
