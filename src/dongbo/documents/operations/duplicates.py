"""A paper stands once in the register of a unit, and once among what its registrar may read.

Registers of units that do not see each other may hold the same paper: a refusal here must not tell of it there.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongbo.documents.models import Document, StoredFile, Version
from dongbo.documents.rules import readable
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting


def refuse_same_file(stored: StoredFile, *, unit: Unit, by: Acting, at: datetime) -> None:
    """This will raise ValidationError with code `duplicate` where `unit`, or what `by` may read, has the file."""
    same = Document.objects.filter(versions__file=stored)
    if seen := same.filter(readable(by, at=at)).first():
        version = Version.objects.filter(file=stored, document=seen).latest("ordinal")
        raise ValidationError(
            _("Tệp này đã có trong sổ đăng ký: %(name)s, %(label)s."),
            code="duplicate",
            params={"name": seen.name, "label": version.label, "document": seen},
        )
    _refuse_unseen(same, unit)


def save_under_its_number(document: Document, *, by: Acting, at: datetime) -> None:
    """This will save, unless the number is taken: by a document seen now, or by one that comes in at the same moment.

    Raises ValidationError with code `duplicate`, and with the document as parameter where `by` may read it.
    """
    _refuse_same_number(document, by=by, at=at)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        _refuse_same_number(document, by=by, at=at)
        raise


def _refuse_same_number(document: Document, *, by: Acting, at: datetime) -> None:
    """The duplicate alarm of Decree 30/2020, Appendix VI: number, notation and agency all equal."""
    if not document.number_key:
        return
    same = Document.objects.filter(
        number_key=document.number_key, organ_key=document.organ_key, issued_date=document.issued_date
    ).exclude(pk=document.pk)
    if seen := same.filter(readable(by, at=at)).first():
        raise ValidationError(
            _(
                "Văn bản số %(number)s đã có trong sổ đăng ký. "
                "Nếu đây là bản khác, hãy nhập làm bản mới của văn bản đó."
            ),
            code="duplicate",
            params={"number": document.number, "document": seen},
        )
    _refuse_unseen(same, document.unit)


def _refuse_unseen(same: QuerySet[Document], unit: Unit) -> None:
    """What the officer may not read in his own unit is refused without a word on what it is."""
    if same.filter(unit=unit).exists():
        raise ValidationError(
            _(
                "%(unit)s đã đăng ký văn bản này ở mức bạn không được xem. "
                "Hãy hỏi người phụ trách sổ đăng ký của đơn vị."
            ),
            code="duplicate",
            params={"unit": unit.name},
        )
