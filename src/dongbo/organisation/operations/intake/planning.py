"""Working out what the rows of a workbook would change, when it is read and again when it is applied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from dongbo.engines.organisation_sheets import OFFICER_COLUMNS, UNIT_COLUMNS, Findings, Planned, Record
from dongbo.engines.organisation_sheets.officers import OfficersPlan, plan_officers
from dongbo.engines.organisation_sheets.officers_known import OfficersKnown
from dongbo.engines.organisation_sheets.units import UnitsKnown, UnitsPlan, plan_units
from dongbo.ledger.states import Authorship
from dongbo.organisation.queries.intake import officers_known, units_known
from dongbo.organisation.rules import Acting, NotAllowed, authority_of
from dongbo.organisation.states import IntakeKind, Permission

COLUMNS = {IntakeKind.UNITS: UNIT_COLUMNS, IntakeKind.OFFICERS: OFFICER_COLUMNS}
NEEDS = {IntakeKind.UNITS: Permission.UNIT_REORGANISE, IntakeKind.OFFICERS: Permission.OFFICER_ENROL}
"""What the sender must hold somewhere; where, is decided row by row."""

Progress = Callable[[int, int], object]
"""Told how many rows are done, and of how many."""


def no_progress(done: int, of: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class OfficersWork:
    """What a workbook of officers would change, and what it was checked against."""

    plan: OfficersPlan
    known: OfficersKnown


@dataclass(frozen=True, slots=True)
class UnitsWork:
    """What a workbook of units would change, and what it was checked against."""

    plan: UnitsPlan
    known: UnitsKnown


Work = OfficersWork | UnitsWork


def work_out(
    kind: IntakeKind, records: Sequence[Record], findings: Findings, *, day: date, by: Acting, at: datetime
) -> Work:
    """Return what `records` would change as things stand; what is wrong goes to `findings`."""
    if kind == IntakeKind.UNITS:
        tree = units_known(day=day, by=by, at=at)
        return UnitsWork(plan_units(records, tree, findings), tree)
    known = officers_known(
        (record.text("username") for record in records),
        (record.text("unit").upper() for record in records),
        by=by,
        at=at,
    )
    return OfficersWork(plan_officers(records, known, findings), known)


def require_somewhere(kind: IntakeKind, *, by: Acting, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act upon a workbook. Raises NotAllowed where `by` may do nothing of its
    kind anywhere."""
    permission = NEEDS[kind]
    for stretch in authority_of(by, at=at).stretches:
        if stretch.mask & permission.bit:
            return by.authorship(permission, stretch.grant)
    raise NotAllowed(_("Bạn chưa được cấp quyền «%(permission)s» ở đơn vị nào.") % {"permission": permission.label})


def counts_of(planned: Sequence[Planned], refused: int) -> dict[str, int]:
    """Return how many rows are new, changed, unchanged and refused."""
    found = {"new": 0, "changed": 0, "unchanged": 0}
    for one in planned:
        found[one.action.value] += 1
    return found | {"refused": refused}
