"""Founding units, and correcting since when one has stood."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.operations.units.carrying_out import carry_out, require_above
from dongbo.organisation.operations.units.following import settle_tree
from dongbo.organisation.queries.units.hindrances import Hindrances, described, written
from dongbo.organisation.queries.units.outlook import Outlook
from dongbo.organisation.queries.units.planning import plan_founding
from dongbo.organisation.queries.units.plans import NewUnit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Decision, Level, Permission, UnitActKind

NO_DECISION = Decision()


@transaction.atomic
def found_unit(
    *,
    code: str,
    name: str,
    level: Level,
    parent: Unit,
    founded_on: date,
    by: Acting,
    at: datetime,
    short_name: str = "",
    decision: Decision = NO_DECISION,
    note: str = "",
) -> Unit:
    """This will found a unit beneath `parent` from `founded_on`, a day gone by or ahead.

    The code may be of the present or the older form. Raises NotAllowed, ValidationError.
    """
    advance_epoch()
    authorship = require(by, Permission.UNIT_REORGANISE, unit=parent, at=at)
    plan = plan_founding(NewUnit(code, name, level, short_name, parent), day=founded_on)
    act = carry_out(plan, subject=None, decision=decision, note=note, by=by, authorship=authorship, at=at)
    return Unit.objects.get(names__act=act)


@transaction.atomic
def correct_founding_day(*, unit: Unit, founded_on: date, by: Acting, at: datetime) -> Unit:
    """This will correct the day `unit` was founded on, so that acts from before it was recorded can be recorded too.

    Its first name and place then hold from that day. Raises NotAllowed; ValidationError where the unit above did not
    exist that day, where another bore the code, or where acts upon the unit are recorded from before it.
    """
    advance_epoch()
    authorship = require_above([unit], at_units=[], by=by, at=at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    name = UnitName.objects.filter(unit=unit).order_by("valid_from").select_related("act")[0]
    place = UnitPlace.objects.filter(unit=unit).order_by("valid_from").select_related("parent", "act")[0]
    _require_founding_day(name, place, founded_on)
    before = unit.founded_on
    unit.founded_on = name.valid_from = place.valid_from = founded_on
    name.act = place.act = _act_of_day(name.act, founded_on)
    name.save(update_fields=["valid_from", "act"])
    place.save(update_fields=["valid_from", "act"])
    unit.save(update_fields=["founded_on"])
    settle_tree(made_by=by, at=at)
    append_event(
        kind="organisation.unit_founding_corrected",
        subject_kind="unit",
        subject_id=unit.pk,
        payload={"code": unit.code, "before": before.isoformat(), "founded_on": founded_on.isoformat()},
        by=authorship,
        at=at,
    )
    unit.refresh_from_db()
    return unit


def _act_of_day(act: UnitAct | None, day: date) -> UnitAct | None:
    """Return the founding of one unit on `day`: its own act, corrected, or one of its own where several share it."""
    if act is None:
        return None
    if UnitName.objects.filter(act=act).count() > 1:
        act.pk = None
        act._state.adding = True
    act.effective_on = day
    act.save()
    return act


def _require_founding_day(name: UnitName, place: UnitPlace, day: date) -> None:
    found = Hindrances(Outlook(day))
    if name.act is not None and name.act.kind != UnitActKind.FOUND:
        found.add(
            _("«%(unit)s» ra đời theo quyết định về nhiều đơn vị (%(act)s) nên ngày thành lập theo quyết định đó.")
            % {"unit": name.name, "act": described(name.act)}
        )
    if place.parent is not None:
        found.about_parent(place.parent, until=place.valid_to)
    found.about_free_code(name.code, until=name.valid_to, besides=(name.unit_id,))
    later = UnitPlace.objects.filter(parent=name.unit, valid_from__lt=day).select_related("act").order_by("valid_from")
    ends = min((one.valid_to for one in (name, place) if one.valid_to is not None), default=None)
    if ends is not None and day >= ends:
        found.add(
            _("Đến ngày %(day)s đơn vị đã đổi theo quyết định khác; hãy chọn ngày trước %(ends)s.")
            % {"day": written(day), "ends": written(ends)}
        )
    for one in later[:1]:
        found.add(
            _("Đã có đơn vị trực thuộc từ ngày %(day)s (%(act)s); hãy chọn ngày không muộn hơn.")
            % {"day": written(one.valid_from), "act": described(one.act)}
        )
    if found.said:
        raise ValidationError(list(found.said))
