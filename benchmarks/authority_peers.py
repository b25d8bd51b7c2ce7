"""What benchmarks/authority.py compares with: pycasbin and Cedar, each told as much of our numbering as helps it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASBIN = """
[request_definition]
r = sub, unit, access
[policy_definition]
p = sub, first, last, clearance, reach
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.sub == p.sub && covers(r.unit, r.access, p.first, p.last, p.clearance, p.reach)
"""


@dataclass(frozen=True)
class Reading:
    """One effective grant to read documents, by one's own authority."""

    officer: int
    unit: int
    branch: bool
    first: int
    last: int
    reach: tuple[tuple[int, int], ...]
    clearance: int


def numbers_of(one: Reading) -> list[int]:
    """Return the numbers of the units whose circulated records come down to the grant's unit."""
    return [number for first, last in one.reach for number in range(first, last + 1)]


def casbin_engine(readings: dict[int, list[Reading]], folder: Path) -> Callable[[int, int, int], bool]:
    """Return how FastEnforcer decides on officer, unit and access, every policy in memory and keyed by officer."""
    import casbin

    policies = folder / "policies.csv"
    with policies.open("w", encoding="utf-8") as written:
        for one in (one for each in readings.values() for one in each):
            last = one.last if one.branch else one.first
            reach = "|".join(map(str, numbers_of(one)))
            written.write(f"p, {one.officer}, {one.first}, {last}, {one.clearance}, |{reach}|\n")
    model = folder / "model.conf"
    model.write_text(CASBIN, encoding="utf-8")
    enforcer = casbin.FastEnforcer(str(model), str(policies), cache_key_order=[0])

    def covers(unit: str, access: str, first: str, last: str, clearance: str, reach: str) -> bool:
        inside = int(access) <= int(clearance) and int(first) <= int(unit) <= int(last)
        return inside or (access == "0" and f"|{unit}|" in reach)

    enforcer.add_function("covers", covers)
    return lambda officer, unit, access: bool(enforcer.enforce(str(officer), str(unit), str(access)))


class Cedar:
    """Cedar with the policies of the officer asked about and the units above the records: the least it has to read."""

    def __init__(self, readings: dict[int, list[Reading]]) -> None:
        from dongbo.organisation.models import Unit

        self.readings = readings
        self.policies: dict[int, Any] = {}
        self.units: dict[int, dict[str, Any]] = {}
        for first, lineage in Unit.objects.values_list("first", "lineage"):
            above = lineage.split(",")[:-1]
            parents = [_entity("Unit", above[-1])] if above else []
            self.units[first] = {"uid": _entity("Unit", first), "attrs": {}, "parents": parents}
        self.lineages = {
            first: [int(number) for number in lineage.split(",")]
            for first, lineage in Unit.objects.values_list("first", "lineage")
        }

    def _policies(self, officer: int) -> Any:
        import cedarpy

        if officer not in self.policies:
            text = []
            for one in self.readings.get(officer, ()):
                who = f'permit(principal == User::"{officer}", action == Action::"read", resource'
                above = ", ".join(f'Unit::"{number}"' for number in numbers_of(one))
                if one.branch:
                    text.append(f'{who} in Unit::"{one.first}") when {{resource.access <= {one.clearance}}};')
                else:
                    here = f'resource.unit == Unit::"{one.first}" && resource.access <= {one.clearance}'
                    text.append(f"{who}) when {{{here}}};")
                text.append(f"{who}) when {{resource.access == 0 && [{above}].contains(resource.unit)}};")
            self.policies[officer] = cedarpy.PolicySet.from_str("\n".join(text))
        return self.policies[officer]

    def allows(self, officer: int, unit: int, access: int) -> bool:
        """Return whether the officer may read a record at `unit`, open to the degree `access`."""
        return self.filtered(officer, [(unit, access)])[0]

    def filtered(self, officer: int, places: Sequence[tuple[int, int]]) -> list[bool]:
        """Return for every (unit number, access) whether the officer may read such a record."""
        import cedarpy

        numbers = {number for unit, _access in places for number in self.lineages[unit]}
        records = [
            {
                "uid": _entity("Record", key),
                "attrs": {"access": access, "unit": {"__entity": _entity("Unit", unit)}},
                "parents": [_entity("Unit", unit)],
            }
            for key, (unit, access) in enumerate(places)
        ]
        entities = cedarpy.Entities.from_json_str(json.dumps([*(self.units[one] for one in numbers), *records]))
        who, action = _entity("User", officer), _entity("Action", "read")
        requests = [
            {"principal": who, "action": action, "resource": record["uid"], "context": {}} for record in records
        ]
        answers = cedarpy.is_authorized_batch(requests, self._policies(officer), entities)
        return [answer.allowed for answer in answers]


def _entity(kind: str, key: object) -> dict[str, str]:
    return {"type": kind, "id": str(key)}
