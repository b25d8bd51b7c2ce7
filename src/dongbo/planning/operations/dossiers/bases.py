"""On what a draft rests."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, Version
from dongbo.documents.rules import may_read
from dongbo.documents.states import VersionState
from dongbo.engines.legal_bases import with_bases
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import DraftingDossier, LegalBasis
from dongbo.planning.operations.dossiers.holding import hold, record
from dongbo.planning.queries.dossiers import cited_of


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


@transaction.atomic
def move_legal_basis(*, basis: LegalBasis, step: int, by: Acting, at: datetime) -> LegalBasis:
    """This will cite `basis` earlier (a `step` below 0) or later; at an end of the list it stays.

    Raises NotAllowed, ValidationError.
    """
    held, authorship = hold(basis.dossier, by=by, at=at)
    order = list(held.legal_bases.order_by("rank", "pk"))
    place = next((at for at, one in enumerate(order) if one.pk == basis.pk), None)
    if place is None:
        raise ValidationError(_("Căn cứ này vừa được người khác bỏ."), code="removed")
    order.insert(max(0, place + step), order.pop(place))
    for rank, one in enumerate(order):
        one.rank = rank
    LegalBasis.objects.bulk_update(order, ["rank"])
    record("legal_bases_ordered", held, {"documents": [str(one.document_id) for one in order]}, by=authorship, at=at)
    return next(one for one in order if one.pk == basis.pk)


@transaction.atomic
def cite_legal_bases(*, dossier: DraftingDossier, keep_others: bool, by: Acting, at: datetime) -> Version:
    """This will write the legal bases, in their order, into the opening of the version being written.

    Those the opening states besides stay before them with `keep_others`, else they go; the event keeps what it said.
    Raises NotAllowed; ValidationError where there is none, `by` may not read one of them, or nothing is being written.
    """
    held, authorship = hold(dossier, by=by, at=at)
    bases = list(held.legal_bases.select_related("document__unit").order_by("rank", "pk"))
    if not bases:
        raise ValidationError(_("Chưa có căn cứ nào để đưa vào dự thảo; hãy thêm từ sổ đăng ký."), code="empty")
    if not all(may_read(by, basis.document, at=at) for basis in bases):
        raise ValidationError(
            _("Có căn cứ bạn không được xem; hãy đề nghị người đã thêm căn cứ đó đưa vào dự thảo."), code="unread"
        )
    written = Version.objects.select_for_update(of=("self",), no_key=True)
    version = written.filter(document=held.document_id, state=VersionState.DRAFTING).first()
    if version is None:
        raise ValidationError(_("Không có bản nào đang viết."), code="frozen")
    before = version.preamble
    version.preamble = with_bases(before, [cited_of(basis.document) for basis in bases], keep=keep_others)
    version.save(update_fields=["preamble"])
    payload = {"version": version.ordinal, "before": before, "after": version.preamble}
    record("legal_bases_cited", held, payload, by=authorship, at=at)
    return version
