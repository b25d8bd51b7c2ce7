"""What every act of a member on a dossier begins with: his own seat, the dossier he was sent, his row held."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import AppraisalDossier, CouncilSeat, DossierReceipt, Review
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.rules.councils import require_own_seat
from dongbo.planning.rules.reviews import WRITTEN_BY
from dongbo.planning.states import LONGEST_TEXT, AppraisalDossierState, ReviewKind, ReviewState, SeatRole

REVIEW = "review"
"""What events about a form or an opinion call it."""


def require_writer(
    by: Acting, dossier: AppraisalDossier, kind: ReviewKind, *, at: datetime
) -> tuple[CouncilSeat, Authorship]:
    """Return the seat of a member who may write a form or an opinion, and what the ledger says. Raises NotAllowed."""
    seat, authorship = require_own_seat(by, dossier.council, at=at)
    if seat.role in WRITTEN_BY[kind]:
        return seat, authorship
    if kind == ReviewKind.OPINION:
        raise NotAllowed(_("Chỉ ủy viên phản biện viết bản nhận xét phản biện."))
    raise NotAllowed(
        _("%(role)s không gửi phiếu thẩm định; chỉ ghi được ghi chú riêng.") % {"role": SeatRole(seat.role).label}
    )


def held_receipt(dossier: AppraisalDossier, seat: CouncilSeat) -> DossierReceipt:
    """Return the receipt of a dossier held until the transaction ends: a member's acts on it come one after another.

    Raises ValidationError with code `not_sent`.
    """
    rows = DossierReceipt.objects.select_for_update(of=("self",)).select_related("dossier__version", "dossier__council")
    found = rows.filter(dossier=dossier, seat=seat, dossier__state=AppraisalDossierState.SENT).first()
    if found is None:
        raise ValidationError(_("Hồ sơ này chưa được gửi đến bạn."), code="not_sent")
    return found


def held_draft(receipt: DossierReceipt, kind: ReviewKind) -> Review | None:
    """Return what the member is writing, held by his receipt; None where he has not begun.

    Raises ValidationError with code `closed`, or `sent` where it was sent.
    """
    require_working(receipt.dossier.council)
    found = receipt.dossier.reviews.filter(seat=receipt.seat_id, kind=kind).first()
    if found is not None:
        require_draft(found)
    return found


def require_draft(review: Review) -> None:
    """This will raise ValidationError with code `sent` where a review was sent."""
    if review.state == ReviewState.SENT and review.sent_at is not None:
        raise ValidationError(
            _(
                "%(kind)s đã gửi lúc %(moment)s nên không sửa được nữa; hãy lấy lại trước khi họp, hoặc phát biểu tại "
                "phiên họp. Nội dung bạn viết vẫn còn ở đây để chép lại."
            ),
            code="sent",
            params={"kind": ReviewKind(review.kind).label, "moment": moment_text(review.sent_at)},
        )


def refuse_lengths(texts: Mapping[str, str]) -> None:
    """This will raise ValidationError by field, with code `too_long`, for each text that is longer than may be."""
    told = _("Dài %(signs)s ký tự, quá mức %(most)s: hãy rút gọn hoặc gửi kèm văn bản. Nội dung vẫn còn trong ô.")
    wrong = {
        name: ValidationError(
            told, code="too_long", params={"signs": _grouped(len(text)), "most": _grouped(LONGEST_TEXT)}
        )
        for name, text in texts.items()
        if len(text) > LONGEST_TEXT
    }
    if wrong:
        raise ValidationError(dict(wrong))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def record(verb: str, review: Review, payload: Mapping[str, object], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon `review`: whose it is and on what, none of its words."""
    told = {"dossier": str(review.dossier_id), "seat": review.seat_id, "kind": str(review.kind), **payload}
    append_event(kind=f"planning.{verb}", subject_kind=REVIEW, subject_id=review.pk, payload=told, by=by, at=at)
