"""Acts upon a round: sending it out after a last look, more time, an early end, a reminder."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dongbo.planning.models import Consultation, Consultee
from dongbo.planning.operations.consultations import close_early, extend, remind, send_consultation
from dongbo.planning.queries.consultations import consultees_of, heirs_among, unreachable
from dongbo.planning.rules.wording import due_text
from dongbo.planning.states import ConsultationState, ConsulteeState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.rounds import CloseForm, ExtendForm, SendForm, end_of
from dongbo.web.consultation.presentation import foresee, rail_of
from dongbo.web.consultation.scope import led
from dongbo.web.organisation.views.acts import ActPage, act, posted, refused

MOST_NAMED = 50
"""How many units the last look names; of the rest it says how many."""


def consultation_send(request: HttpRequest, pk: str) -> HttpResponse:
    """The last look: what will happen, whom nobody answers for; sent, the round goes out."""
    by, at = acting_of(request), now()
    shown = led(request, pk)
    if shown.state != ConsultationState.PREPARED and request.method != "POST":
        return redirect("consultation", shown.pk)
    form = SendForm(posted(request))
    status = 200
    if request.method == "POST":
        status = (
            refused(
                form,
                lambda: send_consultation(consultation=shown, deadline_from=form.deadline_from(), by=by, at=at),
            )
            if form.is_valid()
            else 422
        )
        if not form.errors:
            messages.success(request, _("Đã gửi lấy ý kiến."), extra_tags="well")
            return redirect("consultation", shown.pk)
    nobody = unreachable(shown, at=at)
    ended = list(consultees_of(shown).filter(unit__is_living=False))
    heirs = heirs_among(ended)
    context = {
        "consultation": shown,
        "rail": rail_of(shown, None, by=by, at=at),
        "form": form,
        "recipients": shown.consultees.count(),
        "questions": shown.questions.all(),
        "foreseen": foresee(shown.term, shown.days, since=at, at=at),
        "nobody": nobody[:MOST_NAMED],
        "nobody_count": len(nobody),
        "replaced": [(one.unit, heirs[one.unit_id]) for one in ended],
    }
    return render(request, "consultation/rounds/send.html", context, status=status)


def consultation_extend(request: HttpRequest, pk: str) -> HttpResponse:
    """More time for every unit that has not answered."""
    shown = led(request, pk)
    words = _("Mọi đơn vị chưa trả lời có thêm thời gian; đơn vị đã bị coi như đồng ý hoặc im lặng được trả lời lại.")
    return _extend(request, shown, None, heading=_("Gia hạn lấy ý kiến"), lead=words)


def consultee_extend(request: HttpRequest, pk: str, consultee: int) -> HttpResponse:
    """More time for one unit."""
    shown = led(request, pk)
    one = get_object_or_404(consultees_of(shown), pk=consultee)
    heading = _("Gia hạn cho %(unit)s") % {"unit": one.unit.name}
    return _extend(request, shown, one, heading=heading, lead=_("Các đơn vị khác giữ nguyên hạn."))


def _extend(
    request: HttpRequest, shown: Consultation, one: Consultee | None, *, heading: str, lead: str
) -> HttpResponse:
    form = ExtendForm(posted(request))
    deadline = one.deadline if one is not None else shown.deadline
    until = _("Hạn hiện nay: %(deadline)s.") % {"deadline": due_text(deadline)} if deadline else ""
    page = ActPage(heading=heading, button=_("Gia hạn"), done=_("Đã gia hạn."), lead=f"{lead} {until}")
    return act(
        request,
        form,
        page,
        do=lambda: extend(
            consultation=shown,
            consultee=one,
            until=end_of(form.cleaned_data["until"]),
            reason=form.cleaned_data["reason"],
            by=acting_of(request),
            at=now(),
        ),
        back=_back(shown),
    )


def consultation_close(request: HttpRequest, pk: str) -> HttpResponse:
    """End a round before its deadline."""
    shown = led(request, pk)
    form = CloseForm(posted(request))
    waiting = shown.consultees.filter(state=ConsulteeState.WAITING).count()
    counted = ngettext("%(count)d đơn vị chưa trả lời.", "%(count)d đơn vị chưa trả lời.", waiting)
    warning = (
        counted % {"count": waiting}
        + " "
        + _(
            "Chưa hết hạn nên các đơn vị này được ghi là không phản hồi, không coi là đồng ý; "
            "trả lời sau đó là trả lời muộn."
        )
    )
    page = ActPage(
        heading=_("Kết thúc lấy ý kiến sớm"),
        button=_("Kết thúc sớm"),
        done=_("Đã kết thúc nhận ý kiến."),
        warning=warning if waiting else "",
    )
    return act(
        request,
        form,
        page,
        do=lambda: close_early(consultation=shown, reason=form.cleaned_data["reason"], by=acting_of(request), at=now()),
        back=_back(shown),
    )


@require_POST
def consultation_remind(request: HttpRequest, pk: str) -> HttpResponse:
    """Remind every unit that has not answered."""
    shown = led(request, pk)
    try:
        told = remind(consultation=shown, by=acting_of(request), at=now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    else:
        words = ngettext("Đã nhắc %(count)d đơn vị.", "Đã nhắc %(count)d đơn vị.", told.reminded)
        messages.success(request, words % {"count": told.reminded}, extra_tags="well")
    return redirect("consultation", shown.pk)


def _back(shown: Consultation) -> tuple[str, str]:
    return shown.title, reverse("consultation", args=[shown.pk])
