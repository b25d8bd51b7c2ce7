"""What members say together on a dossier, for the secretariat: who has sent, counts by criterion, every remark."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongbo.planning.queries.reviews import criteria_of, is_announced, is_late, reviews_seen, said_of
from dongbo.planning.queries.reviews_summary import (
    SeatSent,
    counts_by_criterion,
    heard_remarks,
    notes_by_criterion,
    results_proposed,
    who_has_sent,
)
from dongbo.planning.states import BallotChoice, CouncilState, ReviewKind, ReviewState, Verdict
from dongbo.web.councils.forms.reviews import RemarksForm
from dongbo.web.councils.review_scope import Reviewing, reviewing
from dongbo.web.lists import kept_query, page_of, workbook

if TYPE_CHECKING:
    from dongbo.planning.queries.reviews import TimedReview


@dataclass(frozen=True, slots=True)
class Heard:
    """A dossier with what was sent on it, for one who may hear all of it."""

    found: Reviewing
    reviews: "list[TimedReview]"
    seats: list[SeatSent]


def _heard(request: HttpRequest, pk: UUID, *, detail: str) -> Heard:
    """Return what was sent on a dossier: for the secretariat at once, for the others when it is announced.

    Raises Http404.
    """
    found = reviewing(request, pk)
    if not found.opened.keeps and not is_announced(found.dossier):
        raise Http404
    found = reviewing(request, pk, detail=detail)
    sent = reviews_seen(found.opened.by, at=found.opened.at).filter(dossier=found.dossier, state=ReviewState.SENT)
    reviews = list(sent)
    return Heard(found, reviews, who_has_sent(found.dossier, reviews))


def dossier_reviews(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who has sent his form, and what the forms say by each criterion; or every form as a workbook."""
    heard = _heard(request, pk, detail=_("tổng hợp phiếu thẩm định"))
    if request.GET.get("export") == "xlsx":
        return _forms(heard)
    dossier = heard.found.dossier
    counts = counts_by_criterion(dossier)
    chosen = request.GET.get("criterion", "")
    named = next((one.name for one in counts if one.code == chosen), "")
    notes = notes_by_criterion(dossier, chosen if named else "")
    names = {one.code: one.name for one in counts}
    page = page_of(request, notes)
    context = heard.found.context(
        _("Tổng hợp phiếu thẩm định"),
        seats=heard.seats,
        sent=sum(one.form is not None for one in heard.seats),
        opinions=[one for one in heard.seats if one.opinion is not None],
        reviewers=sum(one.opinion is not None or one.owes_opinion for one in heard.seats),
        counts=counts,
        verdicts=[str(one.label) for one in Verdict],
        results=results_proposed(dossier),
        page=page,
        notes=[(one, names.get(one.criterion, one.criterion)) for one in page],
        named=named,
        query=kept_query(request),
    )
    return render(request, "councils/reviews/summary.html", context)


def _forms(heard: Heard) -> HttpResponse:
    headings = [
        _("Thành viên"), _("Vai trò"), _("Đơn vị"), _("Loại"), _("Gửi lúc"), _("Muộn"), _("Kết quả đề nghị"),
        _("Tiêu chí"), _("Mức đánh giá"), _("Nhận xét"),
    ]  # fmt: skip
    return workbook(name="phieu-tham-dinh", headings=headings, rows=_lines(heard))


def _lines(heard: Heard) -> Iterator[list[object]]:
    names = dict(criteria_of(heard.found.dossier))
    for review in heard.reviews:
        said, seat = said_of(review), review.seat
        late = _("Muộn") if is_late(review) else ""
        head = [
            seat.officer.full_name, seat.get_role_display(), seat.unit.name, ReviewKind(review.kind).label,
            review.sent_at, late, str(BallotChoice(said.proposed).label) if said.proposed else "",
        ]  # fmt: skip
        codes = [*names, *(code for code in said.marks if code not in names)]
        for code in codes:
            if code in said.marks:
                one = said.marks[code]
                yield [*head, names.get(code, code), str(Verdict(one.verdict).label) if one.verdict else "", one.note]
        for name, words in ((_("Nhận xét chung"), said.text), (_("Kết luận, kiến nghị"), said.conclusion)):
            if words:
                yield [*head, name, "", words]


def dossier_remarks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every remark that was sent, in the order of the text, as filtered; or as a workbook."""
    heard = _heard(request, pk, detail=_("góp ý của thành viên"))
    dossier, seats = heard.found.dossier, heard.seats
    form = RemarksForm(request.GET, seats=[(one.seat.pk, one.seat.officer.full_name) for one in seats])
    remarks = heard_remarks(dossier, form.wanted())
    if request.GET.get("export") == "xlsx":
        headings = [
            _("Điều khoản"), _("Đoạn trích"), _("Đề nghị"), _("Góp ý"), _("Thành viên"), _("Đơn vị"),
            _("Số yêu cầu đã lập"),
        ]  # fmt: skip
        rows = (
            [one.label or _("Toàn bộ dự thảo"), one.quote.get("exact", ""), one.get_kind_display(), one.text,
             one.review.seat.officer.full_name, one.review.seat.unit.name, one.taken_up]
            for one in remarks
        )  # fmt: skip
        return workbook(name="gop-y-cua-thanh-vien", headings=headings, rows=rows)
    works = dossier.council.state == CouncilState.WORKING
    page = page_of(request, remarks)
    context = heard.found.context(
        _("Góp ý theo điều khoản"),
        form=form,
        page=page,
        query=kept_query(request),
        narrowed=form.narrows(),
        may_order=works and heard.found.opened.keeps,
    )
    return render(request, "councils/reviews/remarks.html", context)
