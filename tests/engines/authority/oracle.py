"""Who may do what in a world, found the slow way: by walking parents, chains and hours for every question.

Nothing here knows of numbers, intervals or effective grants. It was written from the words of the rule alone: a grant
holds where every grant up its chain holds, and what is circulated reaches whoever stands beneath the unit it is of,
or beneath the unit that took its records over, be it at the end of a line of heirs.
"""

from datetime import datetime
from itertools import product

from tests.engines.authority.worlds import BITS, OFFICERS, GrantIn, World

Answer = tuple[int, int | None, int, datetime, int, int]
"""Officer, whom he acts for, permission, moment, unit, access: what is allowed."""

CAPACITIES = [
    (officer, principal)
    for officer in range(OFFICERS)
    for principal in (None, *range(OFFICERS))
    if officer != principal
]


def allowed(world: World) -> set[Answer]:
    """Return everything that is allowed in `world` at the moments it asks about."""
    found: set[Answer] = set()
    for key, grant in enumerate(world.grants):
        principal = None if grant.parent is None else world.grants[grant.parent].officer
        if principal == grant.officer:
            continue
        chain = _chain(world, key)
        where = _where(world, chain)
        for bit, moment in product(BITS, world.moments):
            if all(_permits(link, bit) and _is_alive(link, moment) for link in chain):
                found |= {(grant.officer, principal, bit, moment, unit, access) for unit, access in where}
    return found


def _chain(world: World, key: int) -> list[GrantIn]:
    links, following = [], key
    while True:
        links.append(world.grants[following])
        parent = world.grants[following].parent
        if parent is None:
            return links
        following = parent


def _where(world: World, chain: list[GrantIn]) -> set[tuple[int, int]]:
    """Return the units and accesses of the records that every link reaches."""
    reached = [unit for unit in range(len(world.units)) if all(_reaches(world, link, unit) for link in chain)]
    cleared = [access for access in (0, 1, 2) if all(access <= link.clearance for link in chain)]
    heard = [
        unit
        for unit in range(len(world.units))
        if reached and all(_keeper(world, unit) in _upwards(world, one) for one in reached)
    ]
    return set(product(reached, cleared)) | {(unit, 0) for unit in heard}


def _reaches(world: World, link: GrantIn, unit: int) -> bool:
    return link.unit in _upwards(world, unit) if link.branch else link.unit == unit


def _keeper(world: World, unit: int) -> int:
    """Return the unit whose records those of `unit` are now: the last of its line of heirs, itself without any."""
    heir = world.units[unit].heir
    return unit if heir is None else _keeper(world, heir)


def _upwards(world: World, unit: int) -> list[int]:
    """Return the unit and every unit above it; above one that has ended stands its heir."""
    found: list[int] = []
    following: int | None = unit
    while following is not None:
        found.append(following)
        standing = world.units[following]
        following = standing.parent if standing.heir is None else standing.heir
    return found


def _permits(link: GrantIn, bit: int) -> bool:
    return bool(link.role & bit) and (link.narrowed is None or bool(link.narrowed & bit))


def _is_alive(link: GrantIn, moment: datetime) -> bool:
    ends = (link.ends, link.revoked, link.post_ends)
    return link.begins <= moment and not any(end is not None and end <= moment for end in ends)
