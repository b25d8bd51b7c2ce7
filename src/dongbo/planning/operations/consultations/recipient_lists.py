"""Lists of recipients that a unit keeps, to be asked again."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.states import Permission
from dongbo.planning.models import RecipientList

RECIPIENT_LIST = "recipient_list"
LONGEST_NAME = 200
BATCH = 500


@transaction.atomic
def save_recipient_list(*, name: str, unit: Unit, units: Iterable[Unit], by: Acting, at: datetime) -> RecipientList:
    """This will keep `units` under a name at `unit`; a list of that name in use there gives way to it.

    Raises NotAllowed; ValidationError, by argument, without a name or without a unit.
    """
    authorship = require(by, Permission.CONSULTATION_LEAD, unit=unit, at=at)
    called, chosen = " ".join(name.split()), {one.pk for one in units}
    refuse([*_about_name(called), *([] if chosen else [("units", _("Danh sách chưa có đơn vị nào."))])])
    before = RecipientList.objects.select_for_update(of=("self",)).filter(unit=unit, name=called, ended_at=None)
    replaced = before.update(ended_at=at, ended_by=by.officer)
    kept = RecipientList.objects.create(name=called, unit=unit, saved_at=at, saved_by=by.officer)
    kept.units.set(chosen)
    append_event(
        kind="planning.recipient_list_saved",
        subject_kind=RECIPIENT_LIST,
        subject_id=kept.pk,
        payload={"name": called, "unit": unit.code, "units": len(chosen), "replaced": replaced},
        by=authorship,
        at=at,
    )
    return kept


@transaction.atomic
def end_recipient_list(*, kept: RecipientList, by: Acting, at: datetime) -> RecipientList:
    """This will take a list out of use; rounds that were sent by it stay as they are.

    Raises NotAllowed; ValidationError with code `ended` where it is out of use already.
    """
    ended = RecipientList.objects.select_for_update(of=("self",)).select_related("unit").get(pk=kept.pk)
    authorship = require(by, Permission.CONSULTATION_LEAD, unit=ended.unit, at=at)
    if ended.ended_at is not None:
        raise ValidationError(_("Danh sách «%(name)s» đã thôi dùng."), code="ended", params={"name": ended.name})
    ended.ended_at, ended.ended_by = at, by.officer
    ended.save(update_fields=["ended_at", "ended_by"])
    append_event(
        kind="planning.recipient_list_ended",
        subject_kind=RECIPIENT_LIST,
        subject_id=ended.pk,
        payload={"name": ended.name},
        by=authorship,
        at=at,
    )
    return ended


def _about_name(name: str) -> Refusals:
    if not name:
        return [("name", _("Hãy đặt tên cho danh sách."))]
    if len(name) > LONGEST_NAME:
        return [("name", _("Tên danh sách dài quá %(most)d ký tự.") % {"most": LONGEST_NAME})]
    return []
