"""The steps of the writing with their days."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import DraftingDossier, Milestone
from dongbo.planning.operations.dossiers.holding import hold, record


@transaction.atomic
def set_milestone(
    *, dossier: DraftingDossier, name: str, due_on: date, by: Acting, at: datetime, milestone: Milestone | None = None
) -> Milestone:
    """This will put a step with its day into the road map, or correct `milestone`.

    Raises NotAllowed; ValidationError for a blank name, or one that is done already.
    """
    held, authorship = hold(dossier, by=by, at=at)
    step = _held(milestone) if milestone is not None else Milestone(dossier=held)
    found: Refusals = []
    if not name.strip():
        found.append(("name", _("Hãy ghi việc phải xong.")))
    if step.done_at is not None:
        found.append(("name", _("Mốc này đã xong nên không sửa được nữa.")))
    refuse(found)
    before = {"name": step.name, "due_on": step.due_on.isoformat()} if milestone else {}
    step.name, step.due_on = name.strip(), due_on
    step.save()
    payload = {"milestone": step.pk, "before": before, "after": {"name": step.name, "due_on": due_on.isoformat()}}
    record("milestone_set", held, payload, by=authorship, at=at)
    return step


@transaction.atomic
def finish_milestone(*, milestone: Milestone, by: Acting, at: datetime) -> Milestone:
    """This will note that a step of the road map is done. Raises NotAllowed, ValidationError."""
    held, authorship = hold(milestone.dossier, by=by, at=at)
    step = _held(milestone)
    if step.done_at is not None:
        raise ValidationError(_("Mốc này đã được báo xong."), code="done")
    step.done_at, step.done_by = at, by.officer
    step.save(update_fields=["done_at", "done_by"])
    record("milestone_finished", held, {"milestone": step.pk, "name": step.name}, by=authorship, at=at)
    return step


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Acting, at: datetime) -> None:
    """This will take a step out of the road map; the ledger keeps it. Raises NotAllowed; ValidationError once done."""
    held, authorship = hold(milestone.dossier, by=by, at=at)
    step = _held(milestone)
    if step.done_at is not None:
        raise ValidationError(_("Mốc này đã xong nên không bỏ được."), code="done")
    payload = {"milestone": step.pk, "name": step.name, "due_on": step.due_on.isoformat()}
    step.delete()
    record("milestone_removed", held, payload, by=authorship, at=at)


def _held(milestone: Milestone) -> Milestone:
    step = Milestone.objects.select_for_update().filter(pk=milestone.pk).first()
    if step is None:
        raise ValidationError(_("Mốc này vừa được người khác bỏ."), code="removed")
    return step
