"""The one place that decides: an officer's effective grants, compiled; every check and every list asks here.

What a process has compiled it keeps, and uses again only after it has read, in the same question, that the epoch has
not moved on and that the officer is in service. Where a unit stands is read from the database with the grants: the
number a unit carries in memory may be of a tree that is no more.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.engines.authority import Authority, Interval, Scope, Stretch
from dongbo.engines.intervals import intervals_of
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import AuthorityEpoch, Unit
from dongbo.organisation.models.authority import FOREVER
from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.rules.prepared import Question
from dongbo.organisation.states import Access, Permission

MOST_KEPT = 20_000
"""How many compiled authorities a process keeps; the one kept longest makes room."""

_READ_EPOCH = """
SELECT e.epoch,
       (SELECT COUNT(*) FROM organisation_officer o WHERE o.is_active AND o.id IN (%s, %s)),
       (SELECT u.first FROM organisation_unit u WHERE u.id = %s)
FROM organisation_authorityepoch e WHERE e.id = 1
"""
_GRANTS = """
SELECT g.id, u.first, CASE WHEN g.effective_branch THEN u.last ELSE u.first END, u.reach,
       g.effective_mask, g.effective_clearance, g.effective_from, g.effective_to,
       (SELECT e.epoch FROM organisation_authorityepoch e WHERE e.id = 1),
       (SELECT MAX(u.first) FROM organisation_unit u),
       (SELECT u.first FROM organisation_unit u WHERE u.id = %s)
FROM organisation_grant g
JOIN organisation_unit u ON u.id = g.effective_unit_id
{capacity}
WHERE g.officer_id = %s AND g.effective_to > %s AND g.effective_mask <> 0
      AND (SELECT COUNT(*) FROM organisation_officer o WHERE o.is_active AND o.id IN (%s, %s)) = %s
ORDER BY g.id
"""
_EPOCH = Question(_READ_EPOCH)
_LOCKED_EPOCH = Question(f"{_READ_EPOCH} FOR SHARE OF e")
_OWN = Question(_GRANTS.format(capacity="AND g.parent_id IS NULL"))
_FOR_ANOTHER = Question(
    _GRANTS.format(capacity="JOIN organisation_grant p ON p.id = g.parent_id AND p.officer_id = %s"),
)

Key = tuple[int, int | None]

_kept: dict[Key, tuple[int, Authority]] = {}
_keeping = Lock()

EVERY = Q(pk__isnull=False)
"""Every record, said so that it can be joined with others: an empty Q vanishes where it is OR-ed or excluded."""


class NotAllowed(PermissionDenied):
    """The officer does not hold the permission there; the message says so in his language."""


def authority_of(by: Acting, *, at: datetime) -> Authority:
    """Return everything `by` may do at `at`. One query, two where what was known is known no longer.

    What a process keeps is used only while the epoch in the database is the one it was compiled in, and only for
    moments from the one it was compiled for until the next one of the officer's grants begins or ends. Inside a
    transaction nothing is kept, so that none outlives a rollback, and on PostgreSQL the epoch is locked, so that no
    act rests on a grant that is revoked beside it.
    """
    return _authority_and_number(by, None, at=at)[0]


def holds(by: Acting, permission: Permission, *, at: datetime) -> bool:
    """Return whether `by` holds `permission` anywhere at `at`."""
    return not authority_of(by, at=at).scope(permission.bit).is_empty


def held_by(by: Acting, *, at: datetime) -> frozenset[Permission]:
    """Return every permission that `by` holds anywhere at `at`."""
    authority = authority_of(by, at=at)
    return frozenset(permission for permission in Permission if not authority.scope(permission.bit).is_empty)


def may(by: Acting, permission: Permission, *, unit: Unit, access: Access = Access.UNIT, at: datetime) -> bool:
    """Return whether `by` may at `at` do `permission` to a record at `unit` that is open to the degree `access`."""
    authority, number = _authority_and_number(by, unit, at=at)
    return number is not None and authority.scope(permission.bit).covers(number, access)


def require(
    by: Acting, permission: Permission, *, unit: Unit, access: Access = Access.UNIT, at: datetime
) -> Authorship:
    """Return what the ledger shall say of the act: `by`, with the grant that allows it. Raises NotAllowed."""
    authority, number = _authority_and_number(by, unit, at=at)
    grant = authority.basis(permission.bit, number, access) if number is not None else None
    if grant is None:
        raise NotAllowed(
            _("Bạn chưa được cấp quyền «%(permission)s» tại %(unit)s.")
            % {"permission": permission.label, "unit": unit.name}
        )
    return by.authorship(permission, grant)


def within(by: Acting, permission: Permission, *, at: datetime, unit: str = "unit", access: str = "") -> Q:
    """Return the predicate for records where `by` holds `permission` at `at`.

    `unit` names the way from the record to its unit, `access` the field that says how far the record is open; records
    without one count as kept within their unit. The numbers are literals, so that the database can plan by them. A
    list of a great many records is read through `queries.listing`, which chooses how the database walks.
    """
    scope = authority_of(by, at=at).scope(permission.bit)
    if not access:
        return _inside(scope, Access.UNIT, unit)
    outer = _inside(scope, Access.CIRCULATED, unit)
    if len(set(scope.levels)) == 1:
        return outer
    refined = Q()
    for level in Access:
        refined |= Q(**{access: level}) & _inside(scope, level, unit)
    return outer & refined


def numbered(intervals: Sequence[Interval], number: str) -> Q:
    """Return the predicate for rows whose unit number, the field `number`, is in `intervals`; none holds nothing."""
    found = Q()
    for first, last in intervals:
        found |= Q(**{number: first}) if first == last else Q(**{f"{number}__range": (first, last)})
    return found if intervals else Q(pk__in=[])


def _inside(scope: Scope, access: Access, unit: str) -> Q:
    return EVERY if scope.is_whole(access) else numbered(scope.levels[access], f"{unit}__first")


def _authority_and_number(by: Acting, unit: Unit | None, *, at: datetime) -> tuple[Authority, int | None]:
    """Return what `by` may do, and the number of `unit` in the same tree: None where nothing is held."""
    unit_key = unit.pk if unit is not None else None
    in_transaction = connection.in_atomic_block
    key = (by.officer.pk, by.principal.pk if by.principal is not None else None)
    known = None if in_transaction else _kept.get(key)
    if in_transaction or known is not None:
        epoch, in_service, number = _read_epoch(by, unit_key, lock=in_transaction and connection.vendor == "postgresql")
        if in_service != len(by.persons):
            return Authority(stretches=(), since=at, until=at), None
        if known is not None and known[0] == epoch and known[1].is_good_at(at):
            return known[1], number
    epoch, authority, number = _compiled(by, unit_key, at=at)
    if not in_transaction and authority.stretches:
        _keep(key, epoch, authority)
    return authority, number


def _keep(key: Key, epoch: int, authority: Authority) -> None:
    with _keeping:
        _kept.pop(key, None)
        if len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = (epoch, authority)


def _read_epoch(by: Acting, unit: int | None, *, lock: bool) -> tuple[int, int, int | None]:
    """Return the epoch, how many of the persons acting are in service, and the unit's number.

    Where the epoch is locked it may have been waited for, and the rest is then of the moment before the wait: the
    grants, read afterwards with their own look at persons and unit, decide.
    """
    rows = (_LOCKED_EPOCH if lock else _EPOCH).rows([*_persons(by), unit])
    if not rows:
        raise AuthorityEpoch.DoesNotExist
    epoch, in_service, number = rows[0]
    return epoch, in_service, number


def _compiled(by: Acting, unit: int | None, *, at: datetime) -> tuple[int, Authority, int | None]:
    """Return the epoch, the authority compiled in it, and the unit's number then; all three of one moment.

    Without any grant there is no epoch, -1, and nothing worth keeping.
    """
    principal = [by.principal.pk] if by.principal is not None else []
    now = connection.ops.adapt_datetimefield_value(at)
    parameters: list[Any] = [unit, *principal, by.officer.pk, now, *_persons(by), len(by.persons)]
    rows = (_OWN if by.principal is None else _FOR_ANOTHER).rows(parameters)
    if not rows:
        return -1, Authority(stretches=(), since=at, until=FOREVER), None
    stretches, until = [], FOREVER
    for grant, first, last, reach, mask, clearance, *moments in (row[:8] for row in rows):
        begins, ends = map(_moment, moments)
        if begins <= at:
            stretches.append(Stretch(grant, first, last, intervals_of(reach), mask, clearance))
        until = min(until, ends if begins <= at else begins)
    epoch, highest, number = rows[0][8:]
    return epoch, Authority(stretches=tuple(stretches), since=at, until=until, highest=highest), number


def _persons(by: Acting) -> tuple[int, int]:
    return by.officer.pk, by.principal.pk if by.principal is not None else by.officer.pk


def _moment(value: datetime | str) -> datetime:
    """SQLite gives a moment back as the text it was stored as, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
