"""The one place that decides: an officer's effective grants, compiled; every check and every list asks here."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.engines.authority import Authority, Scope, Stretch
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Unit
from dongbo.organisation.models.authority import FOREVER
from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.states import Access, Permission

MOST_KEPT = 20_000
"""How many compiled authorities a process keeps."""

_EPOCH = "SELECT epoch FROM organisation_authorityepoch WHERE id = 1"
_GRANTS = """
SELECT g.id, u.first, CASE WHEN g.effective_branch THEN u.last ELSE u.first END, u.lineage,
       g.effective_mask, g.effective_clearance, g.effective_from, g.effective_to
FROM organisation_grant g
JOIN organisation_unit u ON u.id = g.effective_unit_id
LEFT JOIN organisation_grant p ON p.id = g.parent_id
WHERE g.officer_id = %s AND g.effective_to > %s AND g.effective_mask <> 0 AND {capacity}
ORDER BY g.id
"""
_OWN = _GRANTS.format(capacity="g.parent_id IS NULL")
_FOR_ANOTHER = _GRANTS.format(capacity="p.officer_id = %s")

_kept: dict[tuple[int, int | None], tuple[int, Authority]] = {}


class NotAllowed(PermissionDenied):
    """The officer does not hold the permission there; the message says so in his language."""


def authority_of(by: Acting, *, at: datetime) -> Authority:
    """Return everything `by` may do at `at`. One query where it is known already, two where it is not.

    What a process keeps is used only while the epoch in the database is the one it was compiled in, and until the
    next moment one of the officer's grants begins or ends. Inside a transaction nothing is kept and, on PostgreSQL,
    the epoch is locked, so that no act rests on a grant that is revoked beside it.
    """
    if connection.in_atomic_block:
        _read_epoch(lock=connection.vendor == "postgresql")
        return _compiled(by, at=at)
    epoch = _read_epoch(lock=False)
    key = (by.officer.pk, by.principal.pk if by.principal else None)
    known = _kept.get(key)
    if known is not None and known[0] == epoch and at < known[1].until:
        return known[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    authority = _compiled(by, at=at)
    _kept[key] = (epoch, authority)
    return authority


def holds(by: Acting, permission: Permission, *, at: datetime) -> bool:
    """Return whether `by` holds `permission` anywhere at `at`."""
    return not authority_of(by, at=at).scope(permission.bit).is_empty


def may(by: Acting, permission: Permission, *, unit: Unit, access: Access = Access.UNIT, at: datetime) -> bool:
    """Return whether `by` may at `at` do `permission` to a record at `unit` that is open to the degree `access`."""
    return authority_of(by, at=at).scope(permission.bit).covers(unit.first, access)


def require(
    by: Acting, permission: Permission, *, unit: Unit, access: Access = Access.UNIT, at: datetime
) -> Authorship:
    """Return what the ledger shall say of the act: `by`, with the grant that allows it. Raises NotAllowed."""
    grant = authority_of(by, at=at).basis(permission.bit, unit.first, access)
    if grant is None:
        raise NotAllowed(
            _("Bạn chưa được cấp quyền «%(permission)s» tại %(unit)s.")
            % {"permission": permission.label, "unit": unit.name}
        )
    return by.authorship(permission, grant)


def within(by: Acting, permission: Permission, *, at: datetime, unit: str = "unit", access: str = "") -> Q:
    """Return the predicate for records where `by` holds `permission` at `at`.

    `unit` names the way from the record to its unit, `access` the field that says how far the record is open; records
    without one count as kept within their unit. The numbers are literals, so that the database can plan by them.
    """
    scope = authority_of(by, at=at).scope(permission.bit)
    if not access:
        return _inside(scope, Access.UNIT, unit)
    if scope.is_empty:
        return _inside(scope, Access.CIRCULATED, unit)
    refined = Q()
    for level in Access:
        refined |= Q(**{access: level}) & _inside(scope, level, unit)
    return _inside(scope, Access.CIRCULATED, unit) & refined


def _inside(scope: Scope, access: Access, unit: str) -> Q:
    found = Q()
    for first, last in scope.levels[access]:
        found |= Q(**{f"{unit}__first": first}) if first == last else Q(**{f"{unit}__first__range": (first, last)})
    return found if scope.levels[access] else Q(pk__in=[])


def _read_epoch(*, lock: bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"{_EPOCH} FOR SHARE" if lock else _EPOCH)
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def _compiled(by: Acting, *, at: datetime) -> Authority:
    if not by.officer.is_active:
        return Authority(stretches=(), until=FOREVER)
    parameters: list[Any] = [by.officer.pk, connection.ops.adapt_datetimefield_value(at)]
    if by.principal is not None:
        parameters.append(by.principal.pk)
    with connection.cursor() as cursor:
        cursor.execute(_OWN if by.principal is None else _FOR_ANOTHER, parameters)
        rows = cursor.fetchall()
    stretches, until = [], FOREVER
    for grant, first, last, lineage, mask, clearance, begins, ends in rows:
        begins, ends = _moment(begins), _moment(ends)
        if begins <= at:
            numbers = tuple(int(number) for number in lineage.split(","))
            stretches.append(Stretch(grant, first, last, numbers, mask, clearance))
        until = min(until, ends if begins <= at else begins)
    return Authority(stretches=tuple(stretches), until=until)


def _moment(value: datetime | str) -> datetime:
    """SQLite gives a moment back as the text it was stored as, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
