"""Who writes in a draft, wherever in it: a rule for what belongs to the writer himself, as his unsaved words."""

from datetime import datetime

from django.utils.translation import gettext as _

from dongbo.documents.rules import require_work
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.states import Permission
from dongbo.planning.models import DraftingDossier, TeamMember


def require_writer(by: Acting, dossier: DraftingDossier, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` as one of those who write the draft. Raises NotAllowed."""
    authorship = require_work(by, Permission.DRAFT_WRITE, dossier.document, at=at)
    if not TeamMember.objects.filter(dossier=dossier, officer=by.officer, ended_at__isnull=True).exists():
        raise NotAllowed(_("Bạn chưa có tên trong tổ soạn thảo này; hãy đề nghị tổ trưởng thêm."))
    return authorship


def writes_in(by: Acting, dossier: DraftingDossier, *, at: datetime) -> bool:
    """Return whether `by` is one of those who write the draft."""
    try:
        require_writer(by, dossier, at=at)
    except NotAllowed:
        return False
    return True
