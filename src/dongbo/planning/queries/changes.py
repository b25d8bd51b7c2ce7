"""What changed between two versions of a document, told by the identity of its provisions."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from uuid import UUID

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.closure import Entry, Provision
from dongbo.engines.places import place_name
from dongbo.engines.redline.sequences import heaviest_increasing
from dongbo.engines.redline.words import same_substance
from dongbo.planning.models import ProvisionEdit, ProvisionSuccession
from dongbo.planning.queries.writing import words_noted, words_of
from dongbo.planning.states import SuccessionAct, WritingAct

PASSED_ON = frozenset({SuccessionAct.SPLIT, SuccessionAct.MERGED})
"""The acts by which words themselves passed on; of what was taken out, only what was said of it does."""

_STAYED = 1 << 24
"""What stayed where it was outweighs any provision that an officer moved."""


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

    def lineage(self, provision: UUID | None) -> Iterator[UUID]:
        """Yield a provision and all above it, nearest first."""
        while provision is not None:
            yield provision
            provision = self.parent[provision]

    @cached_property
    def weight(self) -> Mapping[UUID, int]:
        """How many signs a provision has with all beneath it, each provision counting one more."""
        found = {row.provision_id: len(row.words) + 1 for row in self.rows}
        for row in reversed(self.rows):
            above = self.parent[row.provision_id]
            if above is not None:
                found[above] += found[row.provision_id]
        return found

    def as_read(self, instead: Mapping[UUID, str]) -> list[Provision]:
        """Return the version as `engines.closure` reads it, some provisions with other words `instead`."""
        return [
            Provision(
                key=str(row.provision_id),
                path=row.path,
                label=place_name(row.path),
                words=instead.get(row.provision_id, row.words),
                parent=str(above) if (above := self.parent[row.provision_id]) else None,
                fingerprint=row.content_hash,
                heading=row.heading,
            )
            for row in self.rows
        ]


class Changes:
    """Two versions of one document, and what became of every provision on the way from one to the other."""

    def __init__(self, before: Version, after: Version) -> None:
        self.before, self.after = Side(before), Side(after)
        self._versions = (before, after)
        between = ProvisionSuccession.objects.filter(
            version__document=after.document_id,
            version__ordinal__gt=before.ordinal,
            version__ordinal__lte=after.ordinal,
        )
        self._passed: dict[UUID, list[tuple[UUID, SuccessionAct]]] = {}
        for old, new, act in between.order_by("pk").values_list("provision", "successor", "act"):
            self._passed.setdefault(old, []).append((new, SuccessionAct(act)))

    def heirs(self, provision: UUID) -> list[UUID]:
        """Return the provisions of the version after that stand for `provision`, through any in between."""
        return self._reached(provision, frozenset(SuccessionAct))

    def takers(self, provision: UUID) -> list[UUID]:
        """Return the provisions of the version after into which words of `provision` passed, through any between."""
        return self._reached(provision, PASSED_ON)

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
        return [*self._of_lasting(), *self._of_passed(), *self._of_gone(), *self._of_new()]

    @cached_property
    def provisions_before(self) -> list[Provision]:
        """The version before, as `engines.closure` reads it."""
        return self.before.as_read({})

    @cached_property
    def provisions_after(self) -> list[Provision]:
        """The version after, as `engines.closure` reads it: a reference that followed its provision is no change."""
        return self.after.as_read({one: self.before.row[one].words for one in self._only_references_followed})

    def _reached(self, provision: UUID, acts: Container[SuccessionAct]) -> list[UUID]:
        found: dict[UUID, None] = {}
        waiting, seen = [provision], {provision}
        while waiting:
            for new, act in self._passed.get(waiting.pop(0), ()):
                if act in acts and new not in seen:
                    seen.add(new)
                    waiting.append(new)
                    found |= {new: None} if new in self.after else {}
        return list(found)

    def _stands_under_another(self, provision: UUID) -> bool:
        """Return whether it has another parent, and not merely because the words of its parent passed on."""
        old, new = self.before.parent[provision], self.after.parent[provision]
        if old == new:
            return False
        takers = self.takers(old) if old is not None else []
        if old is None or not takers:
            return True
        kin = {one for taker in takers for one in self.after.lineage(taker)} | {self.before.parent[old]}
        return new not in kin

    def _out_of_order(self, family: list[UUID]) -> Iterable[UUID]:
        ranks = [self.after.row[one].rank for one in family]
        if ranks == sorted(ranks):
            return ()
        weights = [self.before.weight[one] + (0 if one in self._moved_by_officers else _STAYED) for one in family]
        kept = heaviest_increasing(ranks, weights)
        return [one for place, one in enumerate(family) if place not in kept]

    @cached_property
    def _divided(self) -> frozenset[UUID]:
        """The provisions of both versions of which a split or a merger already tells why they read otherwise."""
        sources = [row.provision_id for row in self.before.rows if row.provision_id in self._passed]
        takers = {one: self.takers(one) for one in sources}
        given = {one for one, took in takers.items() if took}
        return frozenset(given | {taker for took in takers.values() for taker in took})

    def _of_lasting(self) -> Iterator[Entry]:
        for row in self.before.rows:
            one, key = row.provision_id, str(row.provision_id)
            if one not in self.after:
                continue
            now = self.after.row[one]
            if row.words != now.words and one not in self._divided and one not in self._only_references_followed:
                yield Entry("modified", (key,), (key,), spelling_only=same_substance(row.words, now.words))
            if one in self.reordered:
                yield Entry("moved", (key,), (key,))
            elif row.number != now.number:
                yield Entry("renumbered", (key,), (key,))

    def _of_passed(self) -> Iterator[Entry]:
        """Yield for each provision what was split off it and still stands, and what of it another took over."""
        for row in self.before.rows:
            one = row.provision_id
            own = [str(one)] if one in self.after else []
            parts = [str(taker) for taker in self.takers(one) if self._origin.get(taker) == one]
            if parts:
                yield Entry("split", (str(one),), (*own, *parts))
            for taker in map(str, self.takers(one)):
                if taker not in parts:
                    yield Entry("merged", (str(one), taker), (taker,))

    def _of_gone(self) -> Iterator[Entry]:
        for row in self.before.rows:
            one = row.provision_id
            merged = any(act == SuccessionAct.MERGED for _heir, act in self._passed.get(one, ()))
            if one not in self.after and not (merged and self.takers(one)):
                yield Entry("deleted", (str(one),))

    def _of_new(self) -> Iterator[Entry]:
        for row in self.after.rows:
            if row.provision_id not in self.before and row.provision_id not in self._origin:
                yield Entry("inserted", (), (str(row.provision_id),))

    @cached_property
    def _origin(self) -> Mapping[UUID, UUID]:
        """For each new provision that was split off an old one, the old one."""
        parted = {
            new: old for old, steps in self._passed.items() for new, act in steps if act == SuccessionAct.SPLIT
        }  # fmt: skip
        found: dict[UUID, UUID] = {}
        for row in self.after.rows:
            one: UUID | None = row.provision_id
            while one is not None and one not in self.before:
                one = parted.get(one)
            if one is not None and row.provision_id not in self.before:
                found[row.provision_id] = one
        return found

    @cached_property
    def _edits(self) -> list[ProvisionEdit]:
        """The moves, and the references that were written anew, on the way from one version to the other. One query."""
        before, after = self._versions
        edits = ProvisionEdit.objects.filter(
            version__document=after.document_id,
            version__ordinal__gt=before.ordinal,
            version__ordinal__lte=after.ordinal,
            act__in=(WritingAct.MOVED, WritingAct.REFERENCE),
        )
        return list(edits.order_by("pk"))

    @cached_property
    def _moved_by_officers(self) -> frozenset[UUID]:
        return frozenset(edit.provision_id for edit in self._edits if edit.act == WritingAct.MOVED)

    @cached_property
    def _only_references_followed(self) -> frozenset[UUID]:
        """The provisions that read otherwise only because references in them followed what they refer to."""
        notes: dict[UUID, list[ProvisionEdit]] = {}
        for edit in self._edits:
            if edit.act == WritingAct.REFERENCE and edit.before:
                notes.setdefault(edit.provision_id, []).append(edit)
        return frozenset(one for one, edits in notes.items() if one not in self._divided and self._leads(one, edits))

    def _leads(self, provision: UUID, edits: Iterable[ProvisionEdit]) -> bool:
        """Return whether `edits`, one after another, lead from the words before to the words after."""
        if provision not in self.before or provision not in self.after:
            return False
        said = words_of(self.before.row[provision])
        for edit in edits:
            if words_noted(edit.before) != said:
                return False
            said = words_noted(edit.after)
        return said == words_of(self.after.row[provision])
