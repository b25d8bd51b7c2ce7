"""Who may lead and write a draft.

Leading and writing are decided by grants where the document is kept. Being in the team narrows, it never widens: an
officer writes where he may write and, once parts are given out, in his part.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.documents.rules import require_work, work_is_allowed, workable
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import Permission
from dongbo.planning.models import DraftingDossier, TeamMember
from dongbo.planning.states import TeamRole

DRAFTING = (Permission.DRAFT_LEAD, Permission.DRAFT_WRITE)
"""Whoever holds one of these where the document is kept opens the dossier."""

LEADERS = (TeamRole.HEAD, TeamRole.DEPUTY, TeamRole.SECRETARY)
"""They write everywhere in the draft."""


def drafted(by: Acting, *, at: datetime, dossier: str = "") -> Q:
    """Return the predicate for dossiers `by` may open: whoever may lead or write where the document is kept."""
    way = f"{dossier}document__"
    return workable(by, Permission.DRAFT_LEAD, at=at, document=way) | workable(
        by, Permission.DRAFT_WRITE, at=at, document=way
    )


def may_lead(by: Acting, dossier: DraftingDossier, *, at: datetime) -> bool:
    """Return whether `by` may lead the writing of `dossier`."""
    return work_is_allowed(by, Permission.DRAFT_LEAD, dossier.document, at=at)


def require_lead(by: Acting, dossier: DraftingDossier, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` leading `dossier`. Raises NotAllowed."""
    return require_work(by, Permission.DRAFT_LEAD, dossier.document, at=at)


def may_write(by: Acting, dossier: DraftingDossier, lineage: Iterable[UUID], *, at: datetime) -> bool:
    """Return whether `by` may write at a provision; `lineage` are the provision and all above it."""
    try:
        require_write(by, dossier, lineage, at=at)
    except NotAllowed:
        return False
    return True


def require_write(by: Acting, dossier: DraftingDossier, lineage: Iterable[UUID], *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` writing at a provision. Raises NotAllowed.

    `lineage` are the provision and all above it; empty for a new provision on top, which the leaders of the team write.
    """
    authorship = require_work(by, Permission.DRAFT_WRITE, dossier.document, at=at)
    member = TeamMember.objects.filter(dossier=dossier, officer=by.officer, ended_at__isnull=True).first()
    if member is None:
        raise NotAllowed(_("Bạn chưa có tên trong tổ soạn thảo này; hãy đề nghị tổ trưởng thêm."))
    if member.role in LEADERS:
        return authorship
    parts = set(member.parts.values_list("pk", flat=True))
    if parts and parts.isdisjoint(lineage):
        raise NotAllowed(_("Điều khoản này không thuộc phần được giao cho bạn; hãy trao đổi với tổ trưởng."))
    return authorship
