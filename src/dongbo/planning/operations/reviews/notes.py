"""A member's notes for himself: no event tells of them, and nobody else is ever shown them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.planning.models import AppraisalDossier, PrivateNote
from dongbo.planning.operations.opinions.placing import placed, plain_lines
from dongbo.planning.operations.reviews.holding import held_receipt, refuse_lengths
from dongbo.planning.rules.councils import require_own_seat


def keep_note(
    *,
    dossier: AppraisalDossier,
    text: str,
    by: Acting,
    at: datetime,
    provision: Provision | None = None,
    seen: str | None = None,
) -> PrivateNote:
    """This will keep what a member notes at a provision, or on the whole, in place of what he noted there before.

    `seen` is the note as his page showed it. Raises NotAllowed; ValidationError by `text` with code `nothing_said`,
    `too_long` or `secret`, by `provision`, or with code `not_sent`, or `stale` where it reads otherwise meanwhile.
    """
    seat, authorship = require_own_seat(by, dossier.council, at=at)
    words = plain_lines(text)
    if not words:
        told = _("Hãy viết ghi chú, hoặc bấm xóa nếu không cần nữa.")
        raise ValidationError({"text": ValidationError(told, code="nothing_said")})
    refuse_lengths({"text": words})
    refuse_secret_words({"text": words}, by=authorship, at=at)
    with transaction.atomic():
        receipt = held_receipt(dossier, seat)
        placed(receipt.dossier.version, provision, None, called=_("bản thẩm định"))
        before = PrivateNote.objects.filter(dossier=dossier, seat=seat, provision=provision).first()
        if seen is not None and plain_lines(seen) != (before.text if before else ""):
            told = _(
                "Ghi chú ở đây vừa được sửa từ một trang khác. Lời bạn viết vẫn còn trong ô: hãy so với bản đang lưu; "
                "lưu lần nữa thì thay bản ấy."
            )
            raise ValidationError(told, code="stale")
        note = before or PrivateNote(dossier=dossier, seat=seat, provision=provision)
        note.text, note.written_at = words, at
        note.save()
    return note


@transaction.atomic
def drop_note(*, note: PrivateNote, by: Acting, at: datetime) -> None:
    """This will drop a note by the member whose it is. Raises NotAllowed."""
    seat, _authorship = require_own_seat(by, note.dossier.council, at=at)
    if note.seat_id != seat.pk:
        raise NotAllowed(_("Đây là ghi chú riêng của người khác."))
    PrivateNote.objects.filter(pk=note.pk, seat=seat).delete()
