"""The dossiers of a council, on its page."""

from datetime import datetime

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council
from dongbo.planning.queries.appraisal_dossiers import dossiers_of
from dongbo.planning.states import AppraisalDossierState
from dongbo.web.councils.dossier_scope import TONES


def section(council: Council, *, by: Acting, at: datetime) -> dict[str, object]:
    """Return what the section of dossiers needs."""
    found = dossiers_of(council, by, at=at).defer("manifest", "appraisal__result")
    return {"dossiers": [(one, TONES.get(AppraisalDossierState(one.state), "warning")) for one in found]}
