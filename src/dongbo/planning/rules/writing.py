"""Who writes in a draft, wherever in it: a rule for what belongs to the writer himself, as his unsaved words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from dongbo.documents.rules import require_work, work_is_allowed
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import Permission
from dongbo.planning.models import DraftingDossier, TeamMember
from dongbo.planning.rules.drafting import LEADERS
from dongbo.planning.states import DossierState


def require_writer(by: Acting, dossier: DraftingDossier, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` as one of those who write the draft. Raises NotAllowed."""
    authorship = require_work(by, Permission.DRAFT_WRITE, dossier.document, at=at)
    if not TeamMember.objects.filter(dossier=dossier, officer=by.officer, ended_at__isnull=True).exists():
        raise NotAllowed(_("Bạn chưa có tên trong tổ soạn thảo này; hãy đề nghị tổ trưởng thêm."))
    return authorship


@dataclass(frozen=True, slots=True)
class Reach:
    """Where in a draft somebody writes: nowhere, everywhere, or in his parts."""

    everywhere: bool = False
    parts: frozenset[UUID] = frozenset()

    def covers(self, lineage: Iterable[UUID]) -> bool:
        """Return whether he writes at a provision; `lineage` are the provision and all above it."""
        return self.everywhere or not self.parts.isdisjoint(lineage)


def reach_of(by: Acting, dossier: DraftingDossier, *, at: datetime) -> Reach:
    """Return where `by` writes in the draft, as require_write decides for each provision."""
    if dossier.state == DossierState.CLOSED or not work_is_allowed(by, Permission.DRAFT_WRITE, dossier.document, at=at):
        return Reach()
    member = TeamMember.objects.filter(dossier=dossier, officer=by.officer, ended_at__isnull=True).first()
    if member is None:
        return Reach()
    parts = frozenset() if member.role in LEADERS else frozenset(member.parts.values_list("pk", flat=True))
    return Reach(everywhere=not parts, parts=parts)
