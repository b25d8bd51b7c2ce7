"""Acts upon a ballot: prepared for a meeting, opened, closed and counted, annulled."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.planning.models import Ballot, Meeting
from dongbo.planning.operations.ballots import annul_ballot, close_ballot, open_ballot, prepare_ballot
from dongbo.planning.queries.ballots import ballots_seen, standing_of
from dongbo.planning.rules.councils import keeps_record, may_preside, seen
from dongbo.planning.states import BallotState
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.ballot_rows import meeting_address
from dongbo.web.councils.forms.ballots import AnnulForm, EmptyForm, SubjectForm
from dongbo.web.organisation.views.acts import ActPage, act, posted


def ballot_new(request: HttpRequest, meeting: str) -> HttpResponse:
    """Prepare a ballot of a meeting."""
    by, at = acting_of(request), now()
    found = Meeting.objects.filter(seen(by, at=at, council="council__")).select_related("council__document__unit")
    shown = get_object_or_404(found, pk=meeting)
    if not may_preside(by, shown, at=at) and not keeps_record(by, shown.council, at=at):
        raise Http404
    form = SubjectForm(posted(request))
    made: list[Ballot] = []
    page = ActPage(
        heading=_("Lập lượt bỏ phiếu"),
        button=_("Lập"),
        done=_("Đã lập lượt bỏ phiếu; chủ tọa mở khi đến nội dung này."),
        lead=_("Bỏ phiếu kín hay công khai, ngưỡng và lựa chọn lấy theo quy chế của hội đồng lúc mở."),
    )
    name = _("Phiên họp %(number)d") % {"number": shown.ordinal}
    return act(
        request,
        form,
        page,
        do=lambda: made.append(prepare_ballot(meeting=shown, subject=form.cleaned_data["subject"], by=by, at=at)),
        back=(name, meeting_address(shown)),
        to=lambda: reverse("ballot", args=[made[0].pk]),
    )


def ballot_open(request: HttpRequest, pk: str) -> HttpResponse:
    """Open a ballot for everyone who may vote now."""
    shown = _presided(request, pk, BallotState.PREPARED)
    if isinstance(shown, HttpResponse):
        return shown
    standing = standing_of(shown)
    page = ActPage(
        heading=_("Mở bỏ phiếu"),
        button=_("Mở bỏ phiếu"),
        done=_("Đã mở bỏ phiếu."),
        lead=shown.subject,
        warning="" if standing.quorum.reached else standing.quorum.sentence,
    )
    by, at = acting_of(request), now()
    form = EmptyForm(posted(request))
    return act(request, form, page, do=lambda: open_ballot(ballot=shown, by=by, at=at), back=_back(shown))


def ballot_close(request: HttpRequest, pk: str) -> HttpResponse:
    """Close a ballot and count it."""
    shown = _presided(request, pk, BallotState.OPEN)
    if isinstance(shown, HttpResponse):
        return shown
    standing = standing_of(shown)
    left = ngettext(
        "Còn %(count)d người chưa bỏ phiếu; đóng rồi thì không ai bỏ thêm được.",
        "Còn %(count)d người chưa bỏ phiếu; đóng rồi thì không ai bỏ thêm được.",
        standing.left,
    ) % {"count": standing.left}
    warnings = [left] if standing.left else []
    warnings += [] if standing.quorum.reached else [standing.quorum.sentence]
    page = ActPage(
        heading=_("Đóng lượt, kiểm phiếu"),
        button=_("Đóng và kiểm phiếu"),
        done=_("Đã kiểm phiếu."),
        lead=shown.subject,
        warning=" ".join(warnings),
    )
    by, at = acting_of(request), now()
    form = EmptyForm(posted(request))
    return act(request, form, page, do=lambda: close_ballot(ballot=shown, by=by, at=at), back=_back(shown))


def ballot_annul(request: HttpRequest, pk: str) -> HttpResponse:
    """End a ballot without counting it."""
    shown = _presided(request, pk, BallotState.PREPARED, BallotState.OPEN)
    if isinstance(shown, HttpResponse):
        return shown
    page = ActPage(
        heading=_("Hủy lượt bỏ phiếu"),
        button=_("Hủy lượt này"),
        done=_("Đã hủy lượt bỏ phiếu."),
        lead=shown.subject,
        warning=_("Phiếu kín trong hòm bị tiêu hủy mà không kiểm; biểu quyết công khai được giữ lại cùng lý do hủy."),
    )
    form = AnnulForm(posted(request))
    by, at = acting_of(request), now()
    return act(
        request,
        form,
        page,
        do=lambda: annul_ballot(ballot=shown, reason=form.cleaned_data["reason"], by=by, at=at),
        back=_back(shown),
    )


def _presided(request: HttpRequest, pk: str, *states: BallotState) -> Ballot | HttpResponse:
    """Return the ballot where the reader presides; where it is past this act, the way to its page."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(ballots_seen(by, at=at), pk=pk)
    if not may_preside(by, shown.meeting, at=at):
        raise Http404
    return shown if shown.state in states or request.method == "POST" else redirect("ballot", shown.pk)


def _back(shown: Ballot) -> tuple[str, str]:
    return shown.subject, reverse("ballot", args=[shown.pk])
