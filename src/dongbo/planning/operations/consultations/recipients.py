"""Whom a round asks: units, whole branches, saved lists; hundreds at once."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit
from dongbo.organisation.queries.units import branch_of
from dongbo.organisation.queries.units.searching import living_heirs
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import day_text, refuse
from dongbo.planning.models import Consultation, Consultee, RecipientList
from dongbo.planning.operations.consultations.steps import CONSULTATION, led, require_prepared

BATCH = 500

Token = Callable[[], str]
"""Makes the words by which a unit's form is known: at most 32 letters, never the same twice."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit and every living unit beneath it; with `levels` only those of these levels."""

    unit: Unit
    levels: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What adding brought: how many are new, how many were there already, and who stands in for whom has ended."""

    new: int = 0
    known: int = 0
    replaced: list[tuple[Unit, Unit]] = field(default_factory=list)


@transaction.atomic
def add_recipients(
    *,
    consultation: Consultation,
    token: Token,
    by: Acting,
    at: datetime,
    units: Iterable[Unit] = (),
    branches: Iterable[Branch] = (),
    lists: Iterable[RecipientList] = (),
) -> Added:
    """This will add units to those a round asks, each once; for one that has ended, its successor of today.

    The unit that asks may be among them. Raises NotAllowed; ValidationError with code `sent` once the round has gone
    out, by `units` where one is still to come, and where nothing was named.
    """
    prepared, authorship = led(consultation, by=by, at=at)
    require_prepared(prepared)
    single, whole, saved = list(units), list(branches), list(lists)
    named = [*single, *(unit for one in whole for unit in _within(one)), *_kept(saved)]
    if not named:
        raise ValidationError(_("Chưa có đơn vị nào để thêm; hãy chọn đơn vị, nhánh hoặc danh sách."), code="nobody")
    living, replaced = _standing(named)
    there = set(Consultee.objects.filter(consultation=prepared).values_list("unit", flat=True))
    new = [unit for key, unit in living.items() if key not in there]
    Consultee.objects.bulk_create(
        (Consultee(consultation=prepared, unit=unit, token=token()) for unit in new), batch_size=BATCH
    )
    append_event(
        kind="planning.recipients_added",
        subject_kind=CONSULTATION,
        subject_id=prepared.pk,
        payload={
            "new": len(new),
            "units": [unit.code for unit in single],
            "branches": [{"unit": one.unit.code, "levels": sorted(one.levels)} for one in whole],
            "lists": [kept.name for kept in saved],
            "replaced": [[ended.code, heir.code] for ended, heir in replaced],
        },
        by=authorship,
        at=at,
    )
    return Added(new=len(new), known=len(living) - len(new), replaced=replaced)


@transaction.atomic
def remove_recipients(*, consultation: Consultation, consultees: Iterable[Consultee], by: Acting, at: datetime) -> int:
    """This will take units off a round that is prepared; return how many.

    Raises NotAllowed; ValidationError with code `sent` once the round has gone out, `nobody` where none of them is in
    the round.
    """
    prepared, authorship = led(consultation, by=by, at=at)
    require_prepared(prepared)
    keys = [consultee.pk for consultee in consultees]
    going = Consultee.objects.filter(consultation=prepared, pk__in=keys)
    codes = list(going.order_by("unit__code").values_list("unit__code", flat=True))
    if not codes:
        raise ValidationError(_("Chưa chọn đơn vị nào để bỏ, hoặc các đơn vị này đã được bỏ."), code="nobody")
    going.delete()
    append_event(
        kind="planning.recipients_removed",
        subject_kind=CONSULTATION,
        subject_id=prepared.pk,
        payload={"units": codes},
        by=authorship,
        at=at,
    )
    return len(codes)


def replace_ended(consultation: Consultation) -> list[tuple[Unit, Unit]]:
    """This will let successors stand in for units that have ended since they were added; return who for whom."""
    ended = list(Consultee.objects.filter(consultation=consultation, unit__is_living=False).select_related("unit"))
    if not ended:
        return []
    heirs = living_heirs(consultee.unit for consultee in ended)
    there = set(Consultee.objects.filter(consultation=consultation).values_list("unit", flat=True))
    replaced: list[tuple[Unit, Unit]] = []
    for consultee in ended:
        heir = heirs[consultee.unit_id]
        replaced.append((consultee.unit, heir))
        if heir.pk in there:
            consultee.delete()
            continue
        there.add(heir.pk)
        consultee.unit = heir
        consultee.save(update_fields=["unit"])
    return replaced


def _within(branch: Branch) -> list[Unit]:
    living = branch_of(branch.unit).filter(is_living=True)
    return list(living.filter(level__in=branch.levels) if branch.levels else living)


def _kept(lists: list[RecipientList]) -> list[Unit]:
    kept = RecipientList.units.through.objects.filter(recipientlist__in=lists)
    return list(Unit.objects.filter(pk__in=kept.values("unit")))


def _standing(named: Iterable[Unit]) -> tuple[dict[int, Unit], list[tuple[Unit, Unit]]]:
    """Return the living units by key, heirs for those that have ended, and who stands in for whom."""
    every = {unit.pk: unit for unit in named}
    ahead = [unit for unit in every.values() if not unit.is_living and unit.heir_id is None]
    if ahead:
        words = _("«%(name)s» chỉ thành lập từ ngày %(day)s; hãy thêm sau ngày đó hoặc chọn đơn vị đang hoạt động.")
        refuse(("units", words % {"name": unit.name, "day": day_text(unit.founded_on)}) for unit in ahead)
    heirs = living_heirs(unit for unit in every.values() if not unit.is_living)
    living: dict[int, Unit] = {}
    replaced: list[tuple[Unit, Unit]] = []
    for unit in every.values():
        heir = heirs.get(unit.pk)
        if heir is not None:
            replaced.append((unit, heir))
        standing = heir or unit
        living[standing.pk] = standing
    return living, replaced
