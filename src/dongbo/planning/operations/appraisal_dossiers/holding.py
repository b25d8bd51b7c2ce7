"""An appraisal dossier held for an act, its steps, and the event of the act."""

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.planning.models import AppraisalDossier
from dongbo.planning.states import APPRAISAL_DOSSIER_TRANSITIONS, AppraisalDossierState

DOSSIER = "appraisal_dossier"
"""What events about a dossier call it."""


def held(dossier: AppraisalDossier) -> AppraisalDossier:
    """Return the dossier as it stands now, held until the transaction ends."""
    rows = AppraisalDossier.objects.select_for_update(of=("self",))
    told = rows.select_related("council__document__unit", "version__document__unit", "previous", "consultation")
    return told.get(pk=dossier.pk)


def of_this_run(dossier: AppraisalDossier) -> AppraisalDossier:
    """Return the dossier held, if no later run has begun. Raises ValidationError with code `superseded`."""
    found = held(dossier)
    if found.run != dossier.run or found.state != AppraisalDossierState.RUNNING:
        raise ValidationError(_("Hồ sơ này đang được lập lại."), code="superseded")
    return found


def step(dossier: AppraisalDossier, state: AppraisalDossierState) -> None:
    """This will bring the dossier to `state`. Raises ValidationError with code `transition`."""
    if state not in APPRAISAL_DOSSIER_TRANSITIONS[AppraisalDossierState(dossier.state)]:
        refuse_step(dossier, state)
    dossier.state = state


def refuse_step(dossier: AppraisalDossier, state: AppraisalDossierState) -> NoReturn:
    """This will raise ValidationError with code `transition`."""
    raise ValidationError(
        _("Hồ sơ này đang «%(now)s» nên không chuyển sang «%(then)s» được."),
        code="transition",
        params={"now": AppraisalDossierState(dossier.state).label, "then": state.label},
    )


def record(
    verb: str, dossier: AppraisalDossier, payload: Mapping[str, object], *, by: Authorship, at: datetime
) -> None:
    """This will append the event of an act upon `dossier`."""
    append_event(kind=f"planning.{verb}", subject_kind=DOSSIER, subject_id=dossier.pk, payload=payload, by=by, at=at)
