"""A member's remarks: at words of a provision, at a provision, or on the whole; his own until they are sent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.planning.models import AppraisalDossier, Remark, Review
from dongbo.planning.operations.opinions.placing import Marked, placed, plain_lines
from dongbo.planning.operations.reviews.holding import held_draft, held_receipt, record, refuse_lengths, require_writer
from dongbo.planning.states import ReviewKind, RevisionKind


def add_remark(
    *,
    dossier: AppraisalDossier,
    kind: RevisionKind | str,
    text: str,
    by: Acting,
    at: datetime,
    provision: Provision | None = None,
    quote: Marked | None = None,
    into: ReviewKind = ReviewKind.FORM,
) -> Remark:
    """This will add what a member would have changed to his form, or to his opinion as a reviewer.

    Raises NotAllowed; ValidationError by field: `text` with code `nothing_said`, `too_long` or `secret`, `kind`, and as
    `placed` does; with code `not_sent`, `closed` or `sent`.
    """
    seat, authorship = require_writer(by, dossier, into, at=at)
    words = _said(kind, text, by=authorship, at=at)
    with transaction.atomic():
        receipt = held_receipt(dossier, seat)
        review = held_draft(receipt, into)
        there = placed(receipt.dossier.version, provision, quote, called=_("bản thẩm định"))
        if review is None:
            review = Review.objects.create(dossier=dossier, seat=seat, kind=into, changed_at=at)
        remark = Remark.objects.create(
            review=review,
            provision_id=there.provision,
            label=there.label,
            quote=there.quote,
            kind=kind,
            text=words,
            written_at=at,
        )
        record("review_remark_added", review, {"remark": remark.pk}, by=authorship, at=at)
    return remark


def change_remark(*, remark: Remark, kind: RevisionKind | str, text: str, by: Acting, at: datetime) -> Remark:
    """This will change what a member's own remark says; its place stays. Raises as add_remark does, or `dropped`."""
    authorship = _require_author(remark, by, at=at)
    words = _said(kind, text, by=authorship, at=at)
    with transaction.atomic():
        kept = _held(remark)
        if (kept.kind, kept.text) != (kind, words):
            kept.kind, kept.text, kept.written_at = RevisionKind(kind), words, at
            kept.save(update_fields=["kind", "text", "written_at"])
            record("review_remark_changed", kept.review, {"remark": kept.pk}, by=authorship, at=at)
    return kept


@transaction.atomic
def drop_remark(*, remark: Remark, by: Acting, at: datetime) -> None:
    """This will drop a member's own remark that was not sent; nothing of its words stays.

    Raises NotAllowed; ValidationError with code `sent`, `closed` or `dropped`.
    """
    authorship = _require_author(remark, by, at=at)
    kept = _held(remark)
    key = kept.pk
    kept.delete()
    record("review_remark_dropped", kept.review, {"remark": key}, by=authorship, at=at)


def _require_author(remark: Remark, by: Acting, *, at: datetime) -> Authorship:
    review = remark.review
    seat, authorship = require_writer(by, review.dossier, ReviewKind(review.kind), at=at)
    if review.seat_id != seat.pk:
        raise NotAllowed(_("Chỉ người viết góp ý sửa, bỏ được góp ý của mình."))
    return authorship


def _held(remark: Remark) -> Remark:
    """Return the remark as it stands now, its author's receipt held."""
    review = remark.review
    receipt = held_receipt(review.dossier, review.seat)
    held_draft(receipt, ReviewKind(review.kind))
    kept = Remark.objects.select_related("review").filter(pk=remark.pk).first()
    if kept is None:
        raise ValidationError(_("Góp ý này vừa được bỏ từ một trang khác."), code="dropped")
    return kept


def _said(kind: RevisionKind | str, text: str, *, by: Authorship, at: datetime) -> str:
    words = plain_lines(text)
    wrong = {}
    if not words:
        wrong["text"] = ValidationError(_("Hãy viết điều bạn đề nghị sửa."), code="nothing_said")
    if kind not in RevisionKind.values:
        wrong["kind"] = ValidationError(_("Hãy chọn loại đề nghị."), code="kind")
    if wrong:
        raise ValidationError(dict(wrong))
    refuse_lengths({"text": words})
    refuse_secret_words({"text": words}, by=by, at=at)
    return words
