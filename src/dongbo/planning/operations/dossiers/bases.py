"""On what a draft rests."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.models import Document
from dongbo.documents.rules import may_read
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import DraftingDossier, LegalBasis
from dongbo.planning.operations.dossiers.holding import hold, record


@transaction.atomic
def add_legal_basis(
    *, dossier: DraftingDossier, document: Document, by: Acting, at: datetime, note: str = ""
) -> LegalBasis:
    """This will rest the draft on a document of the register, cited after those before it.

    Raises NotAllowed; ValidationError where it is cited already, is the draft itself, or `by` may not read it.
    """
    held, authorship = hold(dossier, by=by, at=at)
    found: Refusals = []
    if document.pk == held.document_id:
        found.append(("document", _("Dự thảo không thể là căn cứ của chính nó.")))
    elif not may_read(by, document, at=at):
        found.append(("document", _("Không có văn bản này trong sổ đăng ký mà bạn được xem.")))
    elif held.legal_bases.filter(document=document).exists():
        found.append(("document", _("%(name)s đã có trong danh sách căn cứ.") % {"name": document.name}))
    refuse(found)
    last = held.legal_bases.aggregate(last=Max("rank"))["last"]
    basis = LegalBasis.objects.create(
        dossier=held,
        document=document,
        rank=0 if last is None else last + 1,
        note=note.strip(),
        added_at=at,
        added_by=by.officer,
    )
    record("legal_basis_added", held, {"document": str(document.pk)}, by=authorship, at=at)
    return basis


@transaction.atomic
def remove_legal_basis(*, basis: LegalBasis, by: Acting, at: datetime) -> None:
    """This will rest the draft on `basis` no more; the ledger keeps that it did. Raises NotAllowed, ValidationError."""
    held, authorship = hold(basis.dossier, by=by, at=at)
    document = str(basis.document_id)
    basis.delete()
    record("legal_basis_removed", held, {"document": document}, by=authorship, at=at)
