"""A dossier held for an act, and the event of the act."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DraftingDossier
from dongbo.planning.rules.drafting import require_lead
from dongbo.planning.states import DossierState


def hold(dossier: DraftingDossier, *, by: Acting, at: datetime) -> tuple[DraftingDossier, Authorship]:
    """Return the dossier held against others, and what the ledger says of leading it. Raises NotAllowed, closed."""
    held, authorship = hold_any(dossier, by=by, at=at)
    if held.state == DossierState.CLOSED:
        raise ValidationError(_("Hồ sơ soạn thảo này đã khép nên không sửa được nữa."), code="closed")
    return held, authorship


def hold_any(dossier: DraftingDossier, *, by: Acting, at: datetime) -> tuple[DraftingDossier, Authorship]:
    """Return the same of a dossier that may be closed. Raises NotAllowed."""
    found = DraftingDossier.objects.select_for_update(of=("self",)).select_related("document__unit")
    held = found.get(pk=dossier.pk)
    return held, require_lead(by, held, at=at)


def record(verb: str, dossier: DraftingDossier, payload: Mapping[str, object], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon `dossier`."""
    append_event(
        kind=f"planning.{verb}",
        subject_kind="drafting_dossier",
        subject_id=dossier.pk,
        payload=payload,
        by=by,
        at=at,
    )
