"""The worlds of the engine's oracle as rows: units numbered, grants worth what the product makes of them, documents."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from types import ModuleType
from uuid import UUID

from dongbo.documents.models import Document
from dongbo.organisation import rules
from dongbo.organisation.models import Grant, Officer, Role, Unit
from dongbo.organisation.operations.chains import recompute_chains
from dongbo.organisation.operations.numbering import renumber
from dongbo.organisation.queries.explaining import who_can
from dongbo.organisation.queries.listing import listing
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Capacity, GrantSource, Level, Permission
from tests.engines.authority.oracle import CAPACITIES, Answer
from tests.engines.authority.worlds import BEGINNING, BITS, OFFICERS, GrantIn, World

FOUNDED = date(2020, 1, 1)
ORDER = ("-registered_at", "-pk")
PERMISSIONS = dict(zip(BITS, (Permission.DOCUMENT_READ, Permission.DOCUMENT_REGISTER), strict=True))


@dataclass(frozen=True)
class Rows:
    """What was written for a world, each in the world's own sequence."""

    units: list[Unit]
    officers: list[Officer]
    grants: list[Grant]
    places: dict[UUID, tuple[int, int]]
    """The unit and access of every document, by its key."""


def written(world: World) -> Rows:
    """Write `world`; nothing of it may be there yet."""
    officers = Officer.objects.bulk_create(
        Officer(username=f"nguoi-{key}", full_name=f"Cán bộ {key}", enrolled_at=BEGINNING) for key in range(OFFICERS)
    )
    roles = {
        mask: Role.objects.create(code=f"vai-{mask}", name=f"Vai trò thử {mask}", mask=_mask(mask))
        for mask in (1, 2, 3)
    }
    units: list[Unit] = []
    for key, unit in enumerate(world.units):
        ended = unit.heir is not None
        units.append(
            Unit.objects.create(
                code=f"{unit.order}.{key}",
                name=f"Đơn vị {key}",
                level=Level.DIVISION,
                parent=None if unit.parent is None else units[unit.parent],
                heir=None if unit.heir is None else units[unit.heir],
                founded_on=FOUNDED,
                ended_on=FOUNDED + timedelta(days=1) if ended else None,
                is_living=not ended,
            )
        )
    renumber(on=BEGINNING.date())
    grants: list[Grant] = []
    for given in world.grants:
        grants.append(_grant(given, officers, roles, units, grants))
    recompute_chains([grant.pk for grant in grants], at=BEGINNING)
    documents = Document.objects.bulk_create(
        Document(
            subject=f"{key} {access}",
            unit=units[key],
            access=access,
            registered_at=BEGINNING + timedelta(seconds=key * 7 % 5),
            registered_by=officers[0],
        )
        for key, access in product(range(len(units)), Access)
    )
    numbers = {unit.pk: key for key, unit in enumerate(units)}
    return Rows(units, officers, grants, {one.pk: (numbers[one.unit_id], one.access) for one in documents})


def answers(world: World, rows: Rows, deciding: ModuleType = rules) -> dict[str, set[Answer]]:
    """Return what `deciding` allows in `world`: by its scopes, its predicate, and, of the product, its listing."""
    found: dict[str, set[Answer]] = {"scopes": set(), "predicate": set(), "listing": set()}
    for (officer, principal), moment in product(CAPACITIES, world.moments):
        by = Acting(rows.officers[officer], None if principal is None else rows.officers[principal])
        authority = deciding.authority_of(by, at=moment)
        for bit, permission in PERMISSIONS.items():
            asked = (officer, principal, bit, moment)
            scope = authority.scope(permission.bit)
            for unit in Unit.objects.filter(pk__in=[one.pk for one in rows.units]) if authority.stretches else ():
                key = rows.units.index(unit)
                found["scopes"] |= {(*asked, key, access) for access in Access if scope.covers(unit.first, access)}
            visible = deciding.within(by, permission, at=moment, access="access")
            found["predicate"] |= {
                (*asked, *rows.places[key]) for key in Document.objects.filter(visible).values_list("pk", flat=True)
            }
            if authority.stretches:
                found["listing"] |= {(*asked, *rows.places[key]) for key in _listed(by, permission, moment)}
    return found


def seen_from_records(world: World, rows: Rows) -> set[Answer]:
    """Return what is allowed in `world` by those whom `who_can` names for every unit and access."""
    officers = {officer.pk: key for key, officer in enumerate(rows.officers)}
    found: set[Answer] = set()
    asked = product(PERMISSIONS.items(), world.moments, enumerate(rows.units), Access)
    for (bit, permission), moment, (key, unit), access in asked:
        for grant in who_can(permission, unit=unit, access=access, at=moment):
            officer = officers[grant.officer_id]
            principal = None if grant.parent is None else officers[grant.parent.officer_id]
            if principal != officer:
                found.add((officer, principal, bit, moment, key, access))
    return found


def _listed(by: Acting, permission: Permission, at: datetime) -> list[UUID]:
    """Return the keys of the list, which both walks have to give, whole and page by page."""
    shown, pages = _both_walks(by, permission, at)
    assert shown == pages == list(Document.objects.filter(pk__in=shown).order_by(*ORDER).values_list("pk", flat=True))
    return shown


def _both_walks(by: Acting, permission: Permission, at: datetime) -> list[list[UUID]]:
    found = []
    for few, size in ((1_000, 100), (0, 4)):
        shown = listing(Document.objects.all(), by, permission, at=at, access="access", order=ORDER, few=few)
        count = shown.count()
        keys: list[UUID] = [one.pk for start in range(0, count, size) for one in shown[start : start + size]]
        assert len(keys) == count
        found.append(keys)
    return found


def _mask(bits: int) -> int:
    return sum(permission.bit for bit, permission in PERMISSIONS.items() if bits & bit)


def _grant(
    given: GrantIn, officers: list[Officer], roles: dict[int, Role], units: list[Unit], grants: list[Grant]
) -> Grant:
    """Write a grant; an end that no row may have, at or before its beginning, is written as a revocation."""
    valid_to = given.ends if given.ends is not None and given.ends > given.begins else None
    ends = [end for end in (given.ends, given.post_ends, given.revoked) if end is not None and end != valid_to]
    parent = None if given.parent is None else grants[given.parent]
    return Grant.objects.create(
        officer=officers[given.officer],
        role=roles[given.role],
        narrowed_to=None if given.narrowed is None else _mask(given.narrowed),
        unit=units[given.unit],
        covers_branch=given.branch,
        clearance=given.clearance,
        valid_from=given.begins,
        valid_to=valid_to,
        source=GrantSource.APPOINTMENT if parent is None else GrantSource.DELEGATION,
        capacity=Capacity.OWN if parent is None else Capacity.TL,
        parent=parent,
        given_at=given.begins,
        given_by=officers[(given.officer + 1) % OFFICERS],
        revoked_at=min(ends, default=None),
        revoke_reason="thử" if ends else "",
        effective_from=given.begins,
        effective_to=given.begins,
        effective_clearance=given.clearance,
        effective_mask=0,
    )
