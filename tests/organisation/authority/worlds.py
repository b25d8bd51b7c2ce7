"""Random small worlds in rows: a tree of units, officers, posts, roles, and grants in chains, dead and alive."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from dongbo.organisation.models import Grant, Officer, Post, Role, Unit
from dongbo.organisation.operations.chains import recompute_chains
from dongbo.organisation.operations.numbering import renumber
from dongbo.organisation.states import Access, Capacity, GrantSource, Level, Permission, PostKind

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PERMISSIONS = (Permission.DOCUMENT_READ, Permission.GRANT_GIVE, Permission.LEDGER_READ)


@dataclass(frozen=True, slots=True)
class World:
    """What a world holds, and the moments worth asking about: every boundary, and the second before it."""

    units: list[Unit]
    officers: list[Officer]
    grants: list[Grant]

    def moments(self) -> list[datetime]:
        """Return every moment at which something begins or ends, and a microsecond before each."""
        bounds = {moment for grant in self.grants for moment in (grant.effective_from, grant.effective_to)}
        near = {moment for moment in bounds if moment < BEGAN + timedelta(days=400)}
        return sorted(near | {moment - timedelta(microseconds=1) for moment in near})

    def principals(self) -> set[tuple[int, int]]:
        """Return the pairs of officer and principal some delegation joins."""
        return {(grant.officer_id, grant.parent.officer_id) for grant in self.grants if grant.parent is not None}


def random_world(chance: Random) -> World:
    """Write a world and what its grants are worth."""
    units = _units(chance)
    officers = [
        Officer.objects.create(
            username=f"nguoi-{number}",
            full_name=f"Người Thứ {number}",
            enrolled_at=BEGAN,
            is_active=chance.random() > 0.1,
        )
        for number in range(chance.randint(2, 5))
    ]
    roles = [
        Role.objects.create(
            code=f"vai-{number}",
            name=f"Vai {number}",
            mask=sum(permission.bit for permission in chance.sample(PERMISSIONS, chance.randint(1, 3))),
        )
        for number in range(2)
    ]
    grants: list[Grant] = []
    for _number in range(chance.randint(1, 9)):
        grants.append(_grant(chance, units, officers, roles, grants))
    recompute_chains([grant.pk for grant in grants], at=BEGAN + timedelta(days=100))
    keys = [grant.pk for grant in grants]
    return World(units, officers, list(Grant.objects.filter(pk__in=keys).select_related("parent").order_by("pk")))


def _units(chance: Random) -> list[Unit]:
    units: list[Unit] = []
    for number in range(chance.randint(1, 8)):
        parent = chance.choice(units) if units else None
        units.append(
            Unit.objects.create(
                code=f"U{number}", name=f"Đơn vị {number}", level=Level.DIVISION, parent=parent, founded_on=BEGAN.date()
            )
        )
    renumber(on=BEGAN.date())
    return list(Unit.objects.order_by("pk"))


def _grant(chance: Random, units: list[Unit], officers: list[Officer], roles: list[Role], grants: list[Grant]) -> Grant:
    parent = chance.choice(grants) if grants and chance.random() < 0.5 else None
    giver = parent.officer if parent else chance.choice(officers)
    officer = chance.choice([one for one in officers if one != giver])
    begins = BEGAN + timedelta(days=chance.randint(0, 30))
    ends = begins + timedelta(days=chance.randint(1, 60)) if chance.random() < 0.6 else None
    revoked = begins + timedelta(days=chance.randint(-5, 60)) if chance.random() < 0.3 else None
    return Grant.objects.create(
        officer=officer,
        role=chance.choice(roles),
        narrowed_to=chance.choice([None, None, *[permission.bit for permission in PERMISSIONS]]),
        unit=chance.choice(units),
        covers_branch=chance.random() < 0.6,
        clearance=chance.choice([Access.UNIT, Access.RESTRICTED]),
        valid_from=begins,
        valid_to=ends,
        source=GrantSource.DELEGATION if parent else GrantSource.APPOINTMENT,
        capacity=chance.choice([Capacity.KT, Capacity.TUQ]) if parent else Capacity.OWN,
        parent=parent,
        post=_post(chance, officer, chance.choice(units)) if chance.random() < 0.2 else None,
        given_at=begins,
        given_by=giver,
        revoked_at=revoked,
        revoke_reason="thử" if revoked else "",
        effective_from=begins,
        effective_to=begins,
        effective_clearance=Access.UNIT,
        effective_mask=0,
    )


def _post(chance: Random, officer: Officer, unit: Unit) -> Post:
    begins = BEGAN.date()
    ends = begins + timedelta(days=chance.randint(1, 60))
    return Post.objects.create(
        officer=officer, unit=unit, title="Vị trí thử", kind=PostKind.MEMBER, valid_from=begins, valid_to=ends
    )
