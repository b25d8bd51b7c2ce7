"""What changed between two versions of a document, told by the identity of its provisions."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from uuid import UUID

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.closure import Entry, Provision
from dongbo.engines.places import place_name
from dongbo.engines.redline.sequences import heaviest_increasing
from dongbo.engines.redline.words import same_substance
from dongbo.planning.models import ProvisionSuccession
from dongbo.planning.states import SuccessionAct


class Side:
    """One version: its rows in reading order, and what each provision stands under and says. One query."""

    def __init__(self, version: Version) -> None:
        self.rows: Sequence[ProvisionVersion] = list(version.provisions.order_by("rank"))
        self.row: Mapping[UUID, ProvisionVersion] = {row.provision_id: row for row in self.rows}
        own = {row.pk: row.provision_id for row in self.rows}
        self.parent: Mapping[UUID, UUID | None] = {
            row.provision_id: own[row.parent_id] if row.parent_id is not None else None for row in self.rows
        }

    def __contains__(self, provision: UUID) -> bool:
        return provision in self.row

    def lineage(self, provision: UUID) -> Iterator[UUID]:
        """Yield a provision and all above it, nearest first."""
        above: UUID | None = provision
        while above is not None:
            yield above
            above = self.parent[above]

    @cached_property
    def provisions(self) -> list[Provision]:
        """The version as `engines.closure` reads it."""
        return [
            Provision(
                key=str(row.provision_id),
                path=row.path,
                label=place_name(row.path),
                words=row.words,
                parent=str(above) if (above := self.parent[row.provision_id]) else None,
                fingerprint=row.content_hash,
            )
            for row in self.rows
        ]


class Changes:
    """Two versions of one document, and what became of every provision on the way from one to the other."""

    def __init__(self, before: Version, after: Version) -> None:
        self.before, self.after = Side(before), Side(after)
        between = ProvisionSuccession.objects.filter(
            version__document=after.document_id,
            version__ordinal__gt=before.ordinal,
            version__ordinal__lte=after.ordinal,
        )
        self._passed = list(between.order_by("pk").values_list("provision", "successor", "act"))

    def heirs(self, provision: UUID) -> list[UUID]:
        """Return the provisions of the version after into which words of `provision` passed, through any between."""
        found: dict[UUID, None] = {}
        waiting, seen = [provision], {provision}
        while waiting:
            one = waiting.pop(0)
            for old, new, _act in self._passed:
                if old == one and new not in seen:
                    seen.add(new)
                    waiting.append(new)
                    found |= {new: None} if new in self.after else {}
        return list(found)

    def moved(self, provision: UUID) -> bool:
        """Return whether a provision of both versions stands elsewhere or bears another number."""
        return provision in self.reordered or self.before.row[provision].path != self.after.row[provision].path

    @cached_property
    def reordered(self) -> frozenset[UUID]:
        """The provisions that stand under another, or in another order than those beside them."""
        lasting = [row.provision_id for row in self.before.rows if row.provision_id in self.after]
        under = {one for one in lasting if self._stands_under_another(one)}
        families: dict[UUID | None, list[UUID]] = {}
        for one in lasting:
            if one not in under:
                families.setdefault(self.before.parent[one], []).append(one)
        return frozenset(under | {one for family in families.values() for one in self._out_of_order(family)})

    @cached_property
    def entries(self) -> list[Entry]:
        """Every fact of change, as `engines.closure` reads it."""
        return [*self._of_lasting(), *self._of_gone(), *self._of_new()]

    def _stands_under_another(self, provision: UUID) -> bool:
        old, new = self.before.parent[provision], self.after.parent[provision]
        return old != new and not (old is not None and old not in self.after and new in self.heirs(old))

    def _out_of_order(self, family: list[UUID]) -> list[UUID]:
        ranks = [self.after.row[one].rank for one in family]
        kept = heaviest_increasing(ranks, [len(self.before.row[one].words) + 1 for one in family])
        return [one for place, one in enumerate(family) if place not in kept]

    def _of_lasting(self) -> Iterator[Entry]:
        for row in self.before.rows:
            key = str(row.provision_id)
            if row.provision_id not in self.after:
                continue
            now = self.after.row[row.provision_id]
            if row.words != now.words:
                yield Entry("modified", (key,), (key,), spelling_only=same_substance(row.words, now.words))
            if row.provision_id in self.reordered:
                yield Entry("moved", (key,), (key,))
            elif row.number != now.number:
                yield Entry("renumbered", (key,), (key,))

    def _of_gone(self) -> Iterator[Entry]:
        merged = {old for old, _new, act in self._passed if act == SuccessionAct.MERGED}
        for row in self.before.rows:
            gone = row.provision_id
            if gone in self.after:
                continue
            heirs = tuple(map(str, self.heirs(gone))) if gone in merged else ()
            yield Entry("merged", (str(gone), *heirs), heirs) if heirs else Entry("deleted", (str(gone),))

    def _of_new(self) -> Iterator[Entry]:
        came_from = {new: old for old, new, act in self._passed if act == SuccessionAct.SPLIT}
        for row in self.after.rows:
            if row.provision_id in self.before:
                continue
            old, new = came_from.get(row.provision_id), str(row.provision_id)
            while old is not None and old not in self.before:
                old = came_from.get(old)
            if old is None:
                yield Entry("inserted", (), (new,))
            else:
                yield Entry("split", (str(old),), (str(old), new) if old in self.after else (new,))
