"""The answer of a unit: prepared, approved by its head as he reads it, sent in one act where there is nothing to say,
and given back by those who asked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultee
from dongbo.planning.operations.opinions.giving_back import give_back
from dongbo.planning.operations.opinions.replies import prepare_answer, send_answer
from dongbo.planning.queries.replies import letter_units, prepared_answer
from dongbo.planning.rules.consultation import may_ask
from dongbo.planning.states import Answer
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.consultation.forms.replies import AnswerForm, ApproveForm, GiveBackForm
from dongbo.web.consultation.replying import Replying, replying, shown_remarks
from dongbo.web.organisation.views.acts import ActPage, act, is_stale, posted, refused, write_upon

PREVIEW = "preview"


def reply_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the unit is going to answer; kept, and looked at whole before it goes out."""
    at_unit = replying(request, pk)
    ready = prepared_answer(at_unit.consultee)
    initial = {"answer": ready.answer, "reason": ready.reason, "changed": ready.changed}
    form = AnswerForm(posted(request), questions=ready.questions, initial=initial)
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: _prepare(at_unit, form)) if form.is_valid() else 422
        if not form.errors and PREVIEW in request.POST:
            return redirect("reply-send", pk)
        if not form.errors:
            messages.success(request, _("Đã lưu trả lời đang chuẩn bị; chưa gửi đi."), extra_tags="well")
            return redirect("reply-answer", pk)
    if is_stale(form):
        write_upon(request, form, changed=ready.changed)
    stored = ready if is_stale(form) else None
    context = at_unit.context(form=form, ready=ready, stored=stored, back=reverse("reply", args=[pk]))
    return render(request, "consultation/replies/answer.html", context, status=status)


def _prepare(at_unit: Replying, form: AnswerForm) -> None:
    said = form.cleaned_data
    prepare_answer(
        consultee=at_unit.consultee,
        answer=said["answer"],
        reason=said["reason"],
        question_answers=form.question_answers(),
        seen=said["changed"],
        by=at_unit.by,
        at=at_unit.at,
    )


def reply_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly what will be sent, for who approves it."""
    at_unit = replying(request, pk)
    require_page(at_unit.may_send)
    ready = prepared_answer(at_unit.consultee)
    form = ApproveForm(posted(request))
    status = 200
    if request.method == "POST":

        def send() -> None:
            send_answer(
                consultee=at_unit.consultee,
                answer=ready.answer,
                reason=ready.reason,
                seen=form.cleaned_data["key"],
                by=at_unit.by,
                at=at_unit.at,
            )

        status = refused(form, send) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã gửi trả lời của đơn vị."), extra_tags="well")
            return redirect("reply-sent", pk)
    context = at_unit.context(
        form=form,
        ready=ready,
        remarks=shown_remarks(ready.chosen, at_unit),
        back=reverse("reply-answer", args=[pk]),
    )
    return render(request, "consultation/replies/send.html", context, status=status)


@require_POST
def reply_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit agrees and has nothing to say, in one act."""
    at_unit = replying(request, pk)
    require_page(at_unit.may_send)
    try:
        send_answer(
            consultee=at_unit.consultee,
            answer=Answer.AGREES,
            reason="",
            say_none=True,
            by=at_unit.by,
            at=at_unit.at,
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages), extra_tags="late")
        return redirect("reply", pk)
    messages.success(request, _("Đã gửi: đơn vị nhất trí, không có ý kiến."), extra_tags="well")
    return redirect("reply-sent", pk)


def answer_give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit its answer back, with a reason; by who leads the round."""
    by, at = acting_of(request), now()
    consultee = get_object_or_404(letter_units(by, at=at), pk=pk)
    require_page(may_ask(by, Permission.CONSULTATION_LEAD, consultee.consultation, at=at))
    form = GiveBackForm(posted(request))
    return act(
        request,
        form,
        ActPage(
            heading=_("Trả lại trả lời của %(unit)s") % {"unit": consultee.unit.name},
            button=_("Trả lại"),
            done=_("Đã trả lại; đơn vị sửa rồi gửi lại được."),
            lead=consultee.consultation.title,
        ),
        do=lambda: give_back(consultee=consultee, reason=form.cleaned_data["reason"], by=by, at=at),
        back=_round_of(consultee),
    )


def _round_of(consultee: Consultee) -> tuple[str, str]:
    return consultee.consultation.title, reverse("consultation", args=[consultee.consultation_id])
