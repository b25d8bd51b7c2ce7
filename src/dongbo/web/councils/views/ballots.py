"""A ballot's page, as a member, whoever presides and the secretary see it; a paper sent; a receipt checked."""

from datetime import datetime
from secrets import SystemRandom

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Ballot
from dongbo.planning.operations.ballots import cast_open, cast_secret
from dongbo.planning.operations.ballots.casting import Cast
from dongbo.planning.queries.ballots import (
    ballots_seen,
    bar_of,
    check_receipt,
    counts_of,
    receipts_of,
    standing_of,
    voter_of,
    votes_of,
    why_no_paper,
)
from dongbo.planning.rules.ballots import in_groups
from dongbo.planning.rules.councils import keeps_record, may_preside, seat_of
from dongbo.planning.states import BallotState
from dongbo.web.acting import acting_of, now
from dongbo.web.asking import asks_for_part
from dongbo.web.councils.ballot_rows import outcome_tone_of, rail_of, tone_of
from dongbo.web.councils.box import leaves_nothing
from dongbo.web.councils.forms.ballots import BallotForm, PaperForm, ReceiptForm, VoteForm
from dongbo.web.councils.gone import tell_if_gone
from dongbo.web.organisation.views.acts import refused

CAST = "cast"
"""The step that sends a paper; the one before shows it once more."""

SHUFFLE = SystemRandom().shuffle


@never_cache
def ballot(request: HttpRequest, pk: str) -> HttpResponse:
    """A ballot as it stands; asked by itself again and again, a page that shows another state is loaded anew."""
    shown = _seen(request, pk)
    if asks_for_part(request) and request.GET.get("was", shown.state) != shown.state:
        return HttpResponseClientRefresh()
    return _page(request, shown)


@leaves_nothing
def ballot_cast(request: HttpRequest, pk: str) -> HttpResponse:
    """A member's paper: shown once more, then into the box. Whatever is refused stands in the form as it was typed."""
    shown = _seen(request, pk)
    if request.method != "POST":
        return redirect("ballot", shown.pk)
    form = _form(shown, request)
    if not form.is_valid():
        return _page(request, shown, form=form, status=422)
    by, at = acting_of(request), now()
    if request.POST.get("step") != CAST:
        voter = voter_of(shown, by)
        if voter is not None and voter.has_cast:
            return redirect("ballot", shown.pk)
        return _page(request, shown, form=form, checking=True)
    done: list[Cast] = []
    status = refused(form, lambda: done.append(_cast(shown, form, by, at)))
    if not done:
        return _page(request, shown, form=form, status=status, checking=True)
    messages.success(request, _told(done[0]), extra_tags="well")
    return redirect("ballot", shown.pk)


@leaves_nothing
def ballot_receipt(request: HttpRequest, pk: str) -> HttpResponse:
    """Whether a receipt is in the box of a counted ballot. The code is neither kept nor shown again."""
    shown = _seen(request, pk)
    if request.method != "POST" or shown.state != BallotState.CLOSED:
        return redirect("ballot", shown.pk)
    form = ReceiptForm(request.POST)
    found = form.is_valid() and check_receipt(shown, form.cleaned_data["code"])
    return _page(request, shown, found="yes" if found else "no")


def _seen(request: HttpRequest, pk: str) -> Ballot:
    by = acting_of(request)
    shown = ballots_seen(by, at=now()).filter(pk=pk).first()
    if shown is None:
        tell_if_gone(by, council__meetings__ballots=pk)
        raise Http404
    return shown


def _form(shown: Ballot, request: HttpRequest) -> BallotForm:
    data = request.POST if request.method == "POST" else None
    return PaperForm(data, ballot=shown) if shown.is_secret else VoteForm(data, ballot=shown)


def _cast(shown: Ballot, form: BallotForm, by: Acting, at: datetime) -> Cast:
    said = form.cleaned_data
    if shown.is_secret:
        return cast_secret(ballot=shown, choice=form.chosen(), receipt=said["receipt"], shuffle=SHUFFLE, by=by, at=at)
    return cast_open(ballot=shown, choice=form.chosen(), note=said["note"], by=by, at=at)


def _told(cast: Cast) -> str:
    if cast is Cast.BEFORE:
        return _("Phiếu này đã được tính một lần từ trước; lần gửi vừa rồi không tính thêm và không đổi lựa chọn.")
    return _("Phiếu của bạn đã vào hòm và sẽ được kiểm khi chủ tọa đóng lượt này.")


def _page(
    request: HttpRequest,
    shown: Ballot,
    *,
    form: BallotForm | None = None,
    checking: bool = False,
    found: str = "",
    status: int = 200,
) -> HttpResponse:
    by, at = acting_of(request), now()
    shown = Ballot.objects.select_related("meeting__council", "opened_by", "closed_by").get(pk=shown.pk)
    voter = voter_of(shown, by)
    is_open = shown.state == BallotState.OPEN
    casts = is_open and voter is not None and not voter.has_cast
    if form is None and casts:
        form = PaperForm(ballot=shown) if shown.is_secret else VoteForm(ballot=shown)
    is_over = shown.state in (BallotState.CLOSED, BallotState.ANNULLED)
    context = {
        "ballot": shown,
        "rail": rail_of(shown),
        "tone": tone_of(shown),
        "outcome_tone": outcome_tone_of(shown),
        "standing": None if is_over else standing_of(shown),
        "voter": voter,
        "casts": casts,
        "no_paper": _no_paper(shown, by, at=at) if is_open and voter is None else "",
        "form": form,
        "checking": checking,
        "polls": not is_over and not checking,
        "presides": may_preside(by, shown.meeting, at=at),
        "keeps": keeps_record(by, shown.meeting.council, at=at),
        "counts": counts_of(shown) if shown.state == BallotState.CLOSED else [],
        "receipts": [in_groups(code) for code in receipts_of(shown)] if shown.is_secret else [],
        "votes": votes_of(shown),
        "check": ReceiptForm(),
        "found": found,
        "address": reverse("ballot", args=[shown.pk]),
    }
    return render(request, "councils/ballots/ballot.html", context, status=status)


def _no_paper(shown: Ballot, by: Acting, *, at: datetime) -> str:
    """Return why a member himself has no paper; "" for whoever has no seat of his own."""
    seat = seat_of(by, shown.meeting.council, at=at) if by.principal is None else None
    if seat is None:
        return ""
    bar = bar_of(shown, seat)
    return why_no_paper(shown, seat) if bar is None else bar.sentence
