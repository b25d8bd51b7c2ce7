"""Dossiers of the council of the north: one that was sent to everybody, one that waits to be put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongbo.jobs.appraisal_dossiers import make_now
from dongbo.planning.operations.appraisal_dossiers import NewPaper, request_dossier, send_dossier

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import AppraisalDossier, Council


def northern_dossiers(council: Council, version: Version, *, standing: Acting, at: datetime) -> None:
    """Send one dossier to the members, and ask for the next."""
    first = make_now(dossier=_asked(council, version, standing, at=at), at=at)
    send_dossier(dossier=first, by=standing, at=at)
    _asked(council, version, standing, at=at)


def _asked(council: Council, version: Version, standing: Acting, *, at: datetime) -> AppraisalDossier:
    return request_dossier(
        council=council,
        version=version,
        previous=None,
        consultation=None,
        appraisal=None,
        papers=[NewPaper("Thuyết minh cầu phao", "thuyet-minh.txt", b"Thuyet minh")],
        by=standing,
        at=at,
    )
