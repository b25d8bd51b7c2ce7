"""Appraisal dossiers for tests, through the operations: a council with a round, an appraisal and papers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.jobs.appraisal_dossiers import make_now
from dongbo.organisation.states import Access
from dongbo.planning.operations.appraisal_dossiers import NewPaper, request_dossier
from dongbo.planning.operations.appraisals import request_appraisal
from tests.builders import DIRECTIVE, PLAN, enrolled, frozen
from tests.councils import council
from tests.planning.papers.telling import told_round

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import Appraisal, AppraisalDossier
    from tests.builders import Site
    from tests.councils import Seated
    from tests.planning.papers.telling import Told

PAPERS = (
    NewPaper(
        "Đề án tổ chức bộ máy", "de-an.txt", "ĐỀ ÁN\nTổ chức bộ máy chuyên trách.\n1. Mỗi đơn vị một tổ.\n".encode()
    ),
    NewPaper("Dự toán kinh phí", "du-toan.md", "# DỰ TOÁN\n\n1. Tổng mức 12,5 tỷ đồng.\n".encode()),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What lies before a council: its round, its appraisal, and the council itself."""

    told: Told
    appraisal: Appraisal
    seated: Seated

    @property
    def standing(self) -> Acting:
        """Who leads the council as its standing body."""
        return self.seated.standing


def evidence(site: Site, *, at: datetime, **said: object) -> Evidence:
    """Answer a round, freeze the version after it, hold that against a directive, and found its council."""
    told = told_round(site, at=at, term_over=at + timedelta(days=40), **said)
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    seated = council(site, at=at, version=told.later)
    appraisal = request_appraisal(
        plan=told.later, directives=[directive], previous=told.asking.version, by=seated.standing, at=at
    )
    return Evidence(told, compute_now(appraisal=appraisal, at=at), seated)


def asked_for(about: Evidence, *, at: datetime, papers: tuple[NewPaper, ...] = PAPERS) -> AppraisalDossier:
    """Ask for the whole dossier."""
    return request_dossier(
        council=about.seated.council,
        version=about.told.later,
        previous=about.told.asking.version,
        consultation=about.told.asking.consultation,
        appraisal=about.appraisal,
        papers=papers,
        by=about.standing,
        at=at,
    )


def made(about: Evidence, *, at: datetime, papers: tuple[NewPaper, ...] = PAPERS) -> AppraisalDossier:
    """Ask for the whole dossier and put it together here and now."""
    return make_now(dossier=asked_for(about, at=at, papers=papers), at=at)


def restricted_council(site: Site, *, at: datetime) -> Seated:
    """Found a council on a restricted plan, everybody around it cleared."""
    cleared = enrolled(
        "ke-hoach-han-che", "planning-officer", unit=site.unit, clearance=Access.RESTRICTED,
        by=site.administrator, at=at,
    )  # fmt: skip
    plan = frozen(PLAN, site=site, at=at, standing=Standing.PLAN, access=Access.RESTRICTED, by=cleared)
    return council(site, at=at, version=plan, access=Access.RESTRICTED)
