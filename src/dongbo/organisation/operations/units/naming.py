"""Renaming units, and correcting what the address book says of them."""

from datetime import date, datetime

from django.db import transaction

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit, UnitAct
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.operations.units.carrying_out import carry_out, require_above
from dongbo.organisation.queries.units.planning import plan_renaming
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Decision, Level, Permission

NO_DECISION = Decision()
CONTACT = ("postal_address", "email", "telephone", "website")


@transaction.atomic
def rename_unit(
    *,
    unit: Unit,
    effective_on: date,
    by: Acting,
    at: datetime,
    name: str | None = None,
    short_name: str | None = None,
    code: str | None = None,
    level: Level | None = None,
    decision: Decision = NO_DECISION,
    note: str = "",
) -> UnitAct:
    """This will name `unit` anew from `effective_on`; what is None stays as it is on that day.

    Raises NotAllowed, ValidationError.
    """
    advance_epoch()
    authorship = require_above([unit], at_units=[], by=by, at=at)
    plan = plan_renaming(unit, day=effective_on, name=name, short_name=short_name, code=code, level=level)
    return carry_out(plan, subject=unit, decision=decision, note=note, by=by, authorship=authorship, at=at)


@transaction.atomic
def correct_contact(
    *,
    unit: Unit,
    by: Acting,
    at: datetime,
    postal_address: str = "",
    email: str = "",
    telephone: str = "",
    website: str = "",
) -> Unit:
    """This will write what the address book says of `unit`. Raises NotAllowed, ValidationError by field."""
    authorship = require(by, Permission.UNIT_REORGANISE, unit=unit, at=at)
    written = Unit.objects.select_for_update().get(pk=unit.pk)
    for field, value in zip(CONTACT, (postal_address, email, telephone, website), strict=True):
        setattr(written, field, value.strip())
    written.clean_fields(exclude=[field.name for field in Unit._meta.fields if field.name not in CONTACT])
    written.save(update_fields=CONTACT)
    append_event(
        kind="organisation.unit_contact_corrected",
        subject_kind="unit",
        subject_id=unit.pk,
        payload={"code": written.code} | {field: getattr(written, field) for field in CONTACT},
        by=authorship,
        at=at,
    )
    return written
