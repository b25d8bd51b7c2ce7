"""Sending a form or an opinion to the secretariat, and taking it back before the meeting opens."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.rules.wording import moment_text, refuse
from dongbo.planning.models import Meeting, Review
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.operations.reviews.holding import held_receipt, record, require_draft, require_writer
from dongbo.planning.queries.reviews import criteria_of, sent_of
from dongbo.planning.rules.reviews import missing
from dongbo.planning.states import ReviewKind, ReviewState


@transaction.atomic
def send_review(*, review: Review, by: Acting, at: datetime, seen: str | None = None) -> Review:
    """This will send a member's form, or a reviewer's opinion, with its remarks; also after the meeting has opened.

    `seen` is the fingerprint of what he read before sending; the event keeps that of what was sent. Raises NotAllowed;
    ValidationError by field for what must be filled in, with code `sent`, `closed`, or `stale`.
    """
    found, authorship = _held(review, by, at=at)
    require_draft(found)
    whole = sent_of(found)
    if seen is not None and seen != whole.fingerprint:
        told = _("Nội dung vừa được sửa từ một trang khác; hãy đọc lại bản dưới đây rồi gửi.")
        raise ValidationError(told, code="stale")
    refuse(missing(ReviewKind(found.kind), whole.written, criteria_of(found.dossier)))
    found.state, found.sent_at, found.sent_by = ReviewState.SENT, at, by.officer
    found.save(update_fields=["state", "sent_at", "sent_by"])
    payload = {"fingerprint": whole.fingerprint, "remarks": len(whole.remarks)}
    record("review_sent", found, payload, by=authorship, at=at)
    return found


@transaction.atomic
def take_back_review(*, review: Review, by: Acting, at: datetime) -> Review:
    """This will give a member back what he sent, to be changed and sent again, until a meeting on it has opened.

    Raises NotAllowed; ValidationError with code `draft`, `closed`, or `meeting_opened`.
    """
    found, authorship = _held(review, by, at=at)
    if found.state != ReviewState.SENT:
        raise ValidationError(_("Phiếu này chưa gửi, bạn vẫn sửa được."), code="draft")
    meetings = Meeting.objects.select_for_update(of=("self",)).filter(dossier=found.dossier_id)
    opened = [one.opened_at for one in meetings if one.opened_at is not None]
    if opened:
        told = _("Phiên họp đã khai mạc lúc %(moment)s nên không lấy lại được; hãy phát biểu bổ sung tại phiên họp.")
        raise ValidationError(told, code="meeting_opened", params={"moment": moment_text(min(opened))})
    found.state, found.sent_at, found.sent_by, found.changed_at = ReviewState.DRAFT, None, None, at
    found.save(update_fields=["state", "sent_at", "sent_by", "changed_at"])
    record("review_taken_back", found, {}, by=authorship, at=at)
    return found


def _held(review: Review, by: Acting, *, at: datetime) -> tuple[Review, Authorship]:
    seat, authorship = require_writer(by, review.dossier, ReviewKind(review.kind), at=at)
    if review.seat_id != seat.pk:
        raise NotAllowed(_("Chỉ thành viên viết phiếu gửi, lấy lại được phiếu của mình."))
    require_working(held_receipt(review.dossier, seat).dossier.council)
    rows = Review.objects.select_related("dossier__council", "dossier__version").prefetch_related("marks")
    return rows.get(pk=review.pk), authorship
