"""A member's form or a reviewer's opinion as it is being written: kept, and nobody else's until it is sent."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.planning.models import AppraisalDossier, CriterionMark, Review
from dongbo.planning.operations.opinions.placing import plain_lines
from dongbo.planning.operations.reviews.holding import held_draft, held_receipt, record, refuse_lengths, require_writer
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid, choices_of, criteria_of, said_of
from dongbo.planning.rules.reviews import note_field, verdict_field
from dongbo.planning.states import ReviewKind, Verdict


def save_review(
    *,
    dossier: AppraisalDossier,
    kind: ReviewKind,
    said: ReviewSaid,
    by: Acting,
    at: datetime,
    seen: str | None = None,
) -> Review:
    """This will keep what a member has written so far, as far as it goes; nobody else reads it before it is sent.

    A criterion that is not named keeps its mark, one named with nothing loses it. `seen` is the fingerprint of what his
    page showed. Raises NotAllowed; ValidationError by field for what is too long, secret or on no form; with code
    `not_sent`, `closed`, `sent`, or `stale` where it was changed meanwhile.
    """
    seat, authorship = require_writer(by, dossier, kind, at=at)
    plain = _plain(said)
    texts = {"text": plain.text, "conclusion": plain.conclusion}
    texts |= {note_field(code): one.note for code, one in plain.marks.items()}
    refuse_lengths(texts)
    refuse_secret_words(texts, by=authorship, at=at)
    with transaction.atomic():
        receipt = held_receipt(dossier, seat)
        review = held_draft(receipt, kind)
        before = said_of(review)
        refuse(_unknown(plain, before, receipt.dossier))
        if seen is not None and seen != before.fingerprint:
            told = _(
                "Phiếu này vừa được lưu từ một trang khác của bạn. Nội dung bạn viết vẫn còn bên dưới: hãy so với bản "
                "đang lưu; lưu lần nữa thì bản bên dưới thay bản ấy."
            )
            raise ValidationError(told, code="stale")
        after = ReviewSaid(plain.text, plain.conclusion, plain.proposed, {**before.marks, **plain.marks})
        if review is not None and after.fingerprint == before.fingerprint:
            return review
        review = review or Review(dossier=dossier, seat=seat, kind=kind)
        review.text, review.conclusion, review.proposed = after.text, after.conclusion, after.proposed
        review.changed_at = at
        review.save()
        _mark(review, plain)
        record("review_saved", review, {}, by=authorship, at=at)
    return review


def _plain(said: ReviewSaid) -> ReviewSaid:
    marks = {code: MarkSaid(one.verdict, plain_lines(one.note)) for code, one in said.marks.items()}
    return ReviewSaid(plain_lines(said.text), plain_lines(said.conclusion), said.proposed, marks)


def _unknown(said: ReviewSaid, before: ReviewSaid, dossier: AppraisalDossier) -> Refusals:
    """Return what no form of this council has: criteria, verdicts, results."""
    found: Refusals = []
    known = {code for code, _name in criteria_of(dossier)} | set(before.marks)
    for code, one in said.marks.items():
        if code not in known:
            told = _("Quy chế hội đồng vừa đổi, không còn tiêu chí này; hãy chép lời sang phần nhận xét chung.")
            found.append((note_field(code), told))
        if one.verdict and one.verdict not in Verdict.values:
            found.append((verdict_field(code), _("Hãy chọn một trong các mức đánh giá trên phiếu.")))
    if said.proposed and said.proposed not in choices_of(dossier):
        found.append(("proposed", _("Quy chế hội đồng không có kết quả này; hãy chọn lại.")))
    return found


def _mark(review: Review, said: ReviewSaid) -> None:
    for code, one in said.marks.items():
        if one.verdict or one.note:
            values = {"verdict": one.verdict, "note": one.note}
            CriterionMark.objects.update_or_create(review=review, criterion=code, defaults=values)
        else:
            CriterionMark.objects.filter(review=review, criterion=code).delete()
