"""What waits for an officer as a member of councils."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import DossierReceipt
from dongbo.planning.queries.appraisal_dossiers import dossiers_to_read
from dongbo.web.desk.kinds import Kind, Waiting, kind_of


def dossiers_waiting(by: Acting, at: datetime) -> Kind:
    """Return the dossiers that were sent to him and that he has not said he has."""

    def thing(receipt: DossierReceipt) -> Waiting:
        dossier = receipt.dossier
        what = _("Hồ sơ lần %(ordinal)d: %(plan)s")
        told = what % {"ordinal": dossier.ordinal, "plan": dossier.council.document.name}
        return Waiting(told, dossier.council.name, reverse("appraisal-dossier", args=[dossier.pk]))

    rows = dossiers_to_read(by, at=at)
    return kind_of("council_dossiers", _("Hồ sơ thẩm định chờ đọc"), reverse("councils"), rows, thing)
