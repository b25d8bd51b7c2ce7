"""Drafts being written, made through the operations."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import version_being_written
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import DraftingDossier, OutlineTemplate
from dongbo.planning.operations.dossiers import add_member, open_dossier, open_dossier_for
from dongbo.planning.states import TeamRole
from tests.builders import Site, enrolled


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier with its head and a member of its team, who hold what they need."""

    dossier: DraftingDossier
    head: Acting
    writer: Acting

    @property
    def document(self) -> Document:
        return self.dossier.document

    @property
    def version(self) -> Version:
        """The version being written."""
        found = version_being_written(self.document)
        assert found is not None
        return found


def decision(at: datetime) -> Decision:
    """Return a decision of the day before that founds a drafting team."""
    return Decision(number="12/QĐ-BTN", on=timezone.localdate(at) - timedelta(days=1), issuer="Bộ Thử nghiệm")


def drafting(
    site: Site, *, at: datetime, template: str = "chuong_trinh_hanh_dong", subject: str = "Kế hoạch dữ liệu số"
) -> Draft:
    """Open a dossier of a new plan from a template, with a team of two."""
    head, writer = drafters(site, at=at)
    dossier = open_dossier(
        subject=subject,
        type_name="Kế hoạch",
        unit=site.unit,
        access=Access.UNIT,
        template=OutlineTemplate.objects.get(code=template),
        standing_unit=site.unit,
        decision=decision(at),
        by=head,
        at=at,
    )
    return _with_team(dossier, head, writer, at=at)


def redrafting(site: Site, document: Document, *, at: datetime) -> Draft:
    """Open a dossier of a plan that is in the register, to write its next version."""
    head, writer = drafters(site, at=at)
    dossier = open_dossier_for(document=document, standing_unit=site.unit, decision=decision(at), by=head, at=at)
    return _with_team(dossier, head, writer, at=at)


def drafters(site: Site, *, at: datetime) -> tuple[Acting, Acting]:
    """Enrol a head and a writer of a drafting team."""
    head = enrolled("chu-tri", "drafting-head", unit=site.unit, by=site.administrator, at=at)
    return head, enrolled("soan-thao", "drafting-officer", unit=site.unit, by=site.administrator, at=at)


def _with_team(dossier: DraftingDossier, head: Acting, writer: Acting, *, at: datetime) -> Draft:
    add_member(dossier=dossier, officer=head.officer, role=TeamRole.HEAD, by=head, at=at)
    add_member(dossier=dossier, officer=writer.officer, role=TeamRole.MEMBER, by=head, at=at)
    return Draft(dossier=dossier, head=head, writer=writer)
