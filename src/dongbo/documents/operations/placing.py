"""Where a document is kept, and how far it is open."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Citation, Document
from dongbo.documents.operations.citing import resolve_again
from dongbo.documents.operations.duplicates import save_under_its_number
from dongbo.documents.rules import kept_as, require_work
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Access, Permission


@transaction.atomic
def place_document(*, document: Document, unit: Unit, access: Access, by: Acting, at: datetime) -> Document:
    """This will keep `document` at `unit`, open as far as `access` says; where neither is new nothing is recorded.

    The officer must hold the permission where the document is and where it comes. What it cites and what cites it is
    resolved anew. Raises NotAllowed; ValidationError where `unit` has ended, or has the same paper already.
    """
    document = Document.objects.select_for_update(of=("self",)).select_related("unit").get(pk=document.pk)
    authorship = require_work(by, Permission.DOCUMENT_REGISTER, document, at=at)
    before = (document.unit, Access(document.access))
    unit = living(unit, at=at)
    require(by, Permission.DOCUMENT_REGISTER, unit=unit, access=kept_as(access), at=at)
    if before == (unit, access):
        return document
    document.unit, document.access = unit, access
    save_under_its_number(document, by=by, at=at)
    own = Citation.objects.filter(version__document=document)
    resolved = resolve_again(document, also=own)
    append_event(
        kind="documents.document_placed",
        subject_kind="document",
        subject_id=document.pk,
        payload={
            "unit": [before[0].code, unit.code],
            "access": [before[1].name.lower(), access.name.lower()],
            "citations_resolved": resolved,
        },
        by=authorship,
        at=at,
    )
    return document


def living(unit: Unit, *, at: datetime) -> Unit:
    """Return `unit` as it stands now. Raises ValidationError where it has ended by `at`."""
    unit = Unit.objects.get(pk=unit.pk)
    if unit.ended_on is not None and unit.ended_on <= timezone.localdate(at):
        raise ValidationError(
            {"unit": _("%(unit)s đã kết thúc hoạt động; hãy chọn đơn vị kế thừa.") % {"unit": unit.name}}
        )
    return unit
