"""The appraisal form and a reviewer's opinion: written, read over, sent, taken back, printed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf
from dongbo.planning.operations.appraisal_dossiers import record_dossier_reading
from dongbo.planning.operations.reviews import save_review, send_review, take_back_review
from dongbo.planning.queries.review_papers import blank_paper, review_paper
from dongbo.planning.queries.reviews import (
    ReviewSaid,
    choices_of,
    criteria_of,
    is_late,
    meeting_opened_at,
    remarks_of,
    said_of,
    sent_of,
)
from dongbo.planning.rules.reviews import missing
from dongbo.planning.states import CouncilState, ReviewKind, ReviewState
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.forms.reviews import ReviewForm, SendForm
from dongbo.web.councils.review_rows import shown_review
from dongbo.web.councils.review_scope import Reviewing, kind_of, reviewing, seen_review, writing
from dongbo.web.documents.exports import WORD
from dongbo.web.organisation.views.acts import is_stale, posted, refused, write_upon

PREVIEW = "preview"
WRITERS = {"docx": (write_docx, WORD), "pdf": (write_pdf, "application/pdf")}
NAMES = {ReviewKind.FORM: "phieu-tham-dinh", ReviewKind.OPINION: "nhan-xet-phan-bien"}


def review_write(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """What a member writes of the whole; kept as far as it goes, and looked at whole before it goes out."""
    found = writing(request, pk)
    paper = kind_of(found, kind)
    review = found.reviews.get(paper)
    if review is not None and review.state == ReviewState.SENT and request.method != "POST":
        return redirect("council-review", review.pk)
    before = said_of(review)
    form = _form(request, found, paper, before)
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: _save(found, paper, form)) if form.is_valid() else 422
        if not form.errors and PREVIEW in request.POST:
            return redirect("review-send", pk, paper)
        if not form.errors:
            messages.success(request, _("Đã lưu; chưa gửi đi, chỉ mình bạn đọc được."), extra_tags="well")
            return redirect("review-write", pk, paper)
    if is_stale(form):
        write_upon(request, form, seen=before.fingerprint)
    known = {code for code, _name in form.criteria}
    context = found.context(
        paper.label,
        form=form,
        kind=paper,
        rows=form.rows(),
        remarks=remarks_of(review) if review is not None else (),
        former={code: one for code, one in before.marks.items() if code not in known},
        stored=shown_review(before, form.criteria) if is_stale(form) else None,
        is_open=paper in found.open_kinds,
        opened_at=meeting_opened_at(found.dossier),
    )
    return render(request, "councils/reviews/write.html", context, status=status)


def _form(request: HttpRequest, found: Reviewing, kind: ReviewKind, said: ReviewSaid) -> ReviewForm:
    return ReviewForm(
        posted(request), kind=kind, criteria=criteria_of(found.dossier), choices=choices_of(found.dossier), said=said
    )


def _save(found: Reviewing, kind: ReviewKind, form: ReviewForm) -> None:
    save_review(
        dossier=found.dossier,
        kind=kind,
        said=form.said(),
        seen=form.cleaned_data["seen"],
        by=found.opened.by,
        at=found.opened.at,
    )


def review_send(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Exactly what will be sent, with what must still be filled in."""
    found = writing(request, pk)
    paper = kind_of(found, kind)
    review = found.reviews.get(paper)
    if review is None:
        return redirect("review-write", pk, paper)
    if review.state == ReviewState.SENT and request.method != "POST":
        return redirect("council-review", review.pk)
    whole = sent_of(review)
    criteria = criteria_of(found.dossier)
    form = SendForm(posted(request))
    status = 200
    if request.method == "POST":

        def send() -> None:
            send_review(review=review, seen=form.cleaned_data["seen"], by=found.opened.by, at=found.opened.at)

        status = refused(form, send) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã gửi; cơ quan thường trực và thư ký đọc được."), extra_tags="well")
            return redirect("council-review", review.pk)
    context = found.context(
        _("Xem lại để gửi"),
        form=form,
        kind=paper,
        review=review,
        told=shown_review(whole.said, criteria),
        remarks=whole.remarks,
        fingerprint=whole.fingerprint,
        unfilled=missing(paper, whole.written, criteria),
        opened_at=meeting_opened_at(found.dossier),
    )
    return render(request, "councils/reviews/send.html", context, status=status)


@require_POST
def review_take_back(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Take back what was sent, to change it."""
    found = writing(request, pk)
    paper = kind_of(found, kind)
    review = found.reviews.get(paper)
    if review is None:
        raise Http404
    try:
        take_back_review(review=review, by=found.opened.by, at=found.opened.at)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages), extra_tags="late")
        return redirect("council-review", review.pk)
    messages.success(request, _("Đã lấy lại; sửa xong hãy gửi lại."), extra_tags="well")
    return redirect("review-write", pk, paper)


def council_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What a member wrote, with its receipt once it was sent."""
    review = seen_review(request, pk)
    found = reviewing(request, review.dossier_id)
    told = _("phiếu của %(name)s") % {"name": review.seat.officer.full_name}
    record_dossier_reading(dossier=found.dossier, detail=told, by=found.opened.by, at=found.opened.at)
    whole = sent_of(review)
    is_own = found.seat is not None and found.seat.pk == review.seat_id
    works = found.dossier.council.state == CouncilState.WORKING
    context = found.context(
        ReviewKind(review.kind).label,
        review=review,
        told=shown_review(whole.said, criteria_of(found.dossier)),
        remarks=whole.remarks,
        fingerprint=whole.fingerprint,
        is_own=is_own,
        is_late=is_late(review),
        may_take_back=is_own and works and review.opened_at is None and review.state == ReviewState.SENT,
    )
    return render(request, "councils/reviews/review.html", context)


def council_review_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """What a member wrote as an official paper."""
    review = seen_review(request, pk)
    told = _("tệp phiếu của %(name)s") % {"name": review.seat.officer.full_name}
    record_dossier_reading(dossier=review.dossier, detail=told, by=acting_of(request), at=now())
    return _file(review_paper(review), f"{NAMES[ReviewKind(review.kind)]}-{review.pk}", ending)


def review_blank(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    """The council's form, to be filled in by hand."""
    found = reviewing(request, pk)
    return _file(blank_paper(found.dossier), "phieu-tham-dinh-trong", ending)


def _file(paper: OfficialDocument, name: str, ending: str) -> HttpResponse:
    if ending not in WRITERS:
        raise Http404
    write, content_type = WRITERS[ending]
    response = HttpResponse(write(paper), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
