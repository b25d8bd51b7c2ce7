"""Remarks inside a unit: raised at a provision or on the whole, corrected, taken back, chosen and left out."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.documents.states import Reading
from dongbo.planning.models import Opinion
from dongbo.planning.operations.opinions.reading import record_consulted_reading
from dongbo.planning.operations.opinions.remarks import (
    choose_remark,
    correct_remark,
    leave_remark,
    raise_remark,
    withdraw_remark,
)
from dongbo.planning.queries.replies import asked_units, became_in, readable_remarks
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.consultation.forms.replies import RemarkForm, SaidForm
from dongbo.web.consultation.replying import Replying, replying, standing
from dongbo.web.documents.presentation import shown
from dongbo.web.marking import marked_in, provision_named
from dongbo.web.organisation.views.acts import posted, pressed, refused


def remark_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new remark: at the provision and the words the address names, or on the whole."""
    at_unit = replying(request, pk)
    require_page(at_unit.may_raise)
    provision = provision_named(request, at_unit.consultee.consultation.document_id)
    version = at_unit.consultee.consultation.version
    row = version.provisions.filter(provision=provision).first() if provision else None
    if row is not None:
        record_consulted_reading(consultee=at_unit.consultee, what=Reading.TEXT, by=at_unit.by, at=at_unit.at)
    form = RemarkForm(posted(request), has_place=provision is not None, initial=marked_in(request, row))
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: _raise(at_unit, provision, form)) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã ghi ý kiến nội bộ của đơn vị."), extra_tags="well")
            return redirect(_back(at_unit, row))
    context = at_unit.context(
        form=form,
        row=shown(row) if row is not None else None,
        provision=provision,
        became=became_in(version, provision.pk) if provision is not None and row is None else [],
        back=_back(at_unit, row),
    )
    return render(request, "consultation/replies/remark.html", context, status=status)


def _raise(at_unit: Replying, provision: Provision | None, form: RemarkForm) -> None:
    raise_remark(
        consultee=at_unit.consultee,
        provision=provision,
        quote=form.marked(),
        kind=form.cleaned_data["kind"],
        text=form.cleaned_data["text"],
        proposed=form.cleaned_data["proposed"],
        by=at_unit.by,
        at=at_unit.at,
    )


def _back(at_unit: Replying, row: ProvisionVersion | None) -> str:
    """Return where the reader came from: the provision in the text, or the round's page."""
    if row is None:
        return reverse("reply", args=[at_unit.consultee.pk])
    return f"{reverse('reply-read', args=[at_unit.consultee.pk])}#{row.path}"


def remark_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a remark says; its place stays."""
    remark, at_unit = _remark(request, pk)
    form = SaidForm(posted(request), initial={"kind": remark.kind, "text": remark.text, "proposed": remark.proposed})
    status = 200
    if request.method == "POST":

        def correct() -> None:
            correct_remark(remark=remark, by=at_unit.by, at=at_unit.at, **form.cleaned_data)

        status = refused(form, correct) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã sửa ý kiến."), extra_tags="well")
            return redirect("reply", remark.consultee_id)
    context = at_unit.context(form=form, remark=remark, back=reverse("reply", args=[remark.consultee_id]))
    return render(request, "consultation/replies/remark_edit.html", context, status=status)


@require_POST
def remark_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a remark back that has not been sent."""
    return _decided(request, pk, withdraw_remark, _("Đã rút ý kiến."))


@require_POST
def remark_choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a remark into the unit's answer again."""
    return _decided(request, pk, choose_remark, _("Đã đưa ý kiến vào trả lời."))


@require_POST
def remark_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a remark out of the unit's answer."""
    return _decided(request, pk, leave_remark, _("Đã để ý kiến ngoài trả lời."))


def _decided(request: HttpRequest, pk: UUID, act: Callable[..., object], done: str) -> HttpResponse:
    remark, at_unit = _remark(request, pk)
    to = f"{reverse('reply', args=[remark.consultee_id])}#remarks"
    return pressed(request, lambda: act(remark=remark, by=at_unit.by, at=at_unit.at), done=done, to=to)


def _remark(request: HttpRequest, pk: UUID) -> tuple[Opinion, Replying]:
    by, at = acting_of(request), now()
    remark = get_object_or_404(readable_remarks(by, at=at), pk=pk)
    at_unit = standing(asked_units(by, at=at).get(pk=remark.consultee_id), by, at=at)
    require_page(at_unit.may_send or (at_unit.may_raise and by.is_among(remark.raised_by_id)))
    return remark, at_unit
