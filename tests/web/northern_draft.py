"""A draft of the north: one version frozen, words written since that only its drafters may see."""

from datetime import date, datetime

from dongbo.documents.queries import version_being_written
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import DraftingDossier
from dongbo.planning.operations.dossiers import (
    add_legal_basis,
    add_member,
    open_dossier,
    set_milestone,
    take_figures,
)
from dongbo.planning.operations.writing import freeze_draft, write_provision
from dongbo.planning.queries.writing import words_hash
from dongbo.planning.states import TeamRole
from tests.planning.writing.drafts import template
from tests.web.branches import Branches

DRAFT_TEXT = "Dựng cầu khỉ bốn mùa"


def northern_draft(branches: Branches, leader: Acting, *, at: datetime) -> DraftingDossier:
    """Open the dossier, freeze a version, and write on."""
    dossier = open_dossier(
        subject="Kế hoạch cầu đường miền ngược",
        type_name="Kế hoạch",
        unit=branches.north,
        access=Access.UNIT,
        template=template(),
        standing_unit=branches.north,
        decision=Decision("12/QĐ-BAC", date(2026, 11, 2), "Cục Bắc"),
        by=leader,
        at=at,
    )
    add_member(dossier=dossier, officer=leader.officer, role=TeamRole.HEAD, by=leader, at=at)
    northern = branches.northern.document
    add_legal_basis(dossier=dossier, document=northern, by=leader, at=at)
    set_milestone(dossier=dossier, name="Trình Cục trưởng", due_on=date(2026, 12, 2), by=leader, at=at)
    figure = {"name": "Số cầu treo", "value": "7", "as_of": date(2026, 10, 1), "source": northern}
    take_figures(dossier=dossier, figures=[figure], by=leader, at=at)
    begun = version_being_written(dossier.document)
    assert begun is not None
    freeze_draft(version=begun, label="Lần 1", by=leader, at=at)
    version = version_being_written(dossier.document)
    assert version is not None
    row = version.provisions.select_related("provision").get(path="dieu:1")
    write_provision(
        version=version, provision=row.provision, heading="", text=DRAFT_TEXT, seen=words_hash(row), by=leader, at=at
    )
    return dossier
