"""Whether a frozen dossier is still what it was: asked for by whoever may read it, answered by a job."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.states import THE_SITE
from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier
from dongbo.planning.operations.appraisal_dossiers.holding import held, record
from dongbo.planning.queries.appraisal_dossier_checks import is_being_checked
from dongbo.planning.rules.councils import require_secretariat
from dongbo.planning.states import AppraisalDossierState


@transaction.atomic
def request_check(*, dossier: AppraisalDossier, by: Acting, at: datetime) -> None:
    """This will ask for a dossier to be made anew from the database and held against what was frozen.

    Raises NotAllowed; ValidationError with code `not_frozen`, or `checking` while the answer of before is awaited.
    """
    found = held(dossier)
    authorship = require_secretariat(by, found.council, at=at)
    if found.state not in (AppraisalDossierState.FROZEN, AppraisalDossierState.SENT):
        raise ValidationError(_("Hồ sơ này chưa đóng băng nên chưa có gì để kiểm tra."), code="not_frozen")
    if is_being_checked(found, at=at):
        raise ValidationError(_("Hồ sơ này đang được kiểm tra; kết quả sẽ hiện ở đây."), code="checking")
    record("appraisal_dossier_check_requested", found, {"manifest": found.manifest_hash}, by=authorship, at=at)


@transaction.atomic
def finish_check(*, dossier: AppraisalDossier, flaws: Sequence[str], at: datetime) -> None:
    """This will keep what a check found: a sentence for each thing that is not as it was frozen, none where all is."""
    told: dict[str, object] = {"manifest": dossier.manifest_hash, "intact": not flaws, "flaws": list(flaws)}
    record("appraisal_dossier_checked", dossier, told, by=THE_SITE, at=at)
