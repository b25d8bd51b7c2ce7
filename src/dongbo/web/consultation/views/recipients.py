"""Whom a round asks: adding by every way, taking off, keeping as a list, while the round is prepared."""

import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dongbo.planning.models import Consultation
from dongbo.planning.operations.consultations import (
    Added,
    add_recipients,
    end_recipient_list,
    remove_recipients,
    save_recipient_list,
)
from dongbo.planning.queries.consultations import consultees_of, recipient_lists
from dongbo.planning.states import ConsultationState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.recipients import AddRecipientsForm, ListNameForm
from dongbo.web.consultation.forms.rounds import ConsulteeFilterForm
from dongbo.web.consultation.presentation import added_words, rail_of
from dongbo.web.consultation.scope import led
from dongbo.web.consultation.views.rounds import consultees_workbook, told
from dongbo.web.lists import kept_query, page_of
from dongbo.web.organisation.views.acts import posted, refused

TOKEN_BYTES = 16
EVERY = "every"


def new_token() -> str:
    """Return the words by which a unit's form is known, guessed by nobody."""
    return secrets.token_hex(TOKEN_BYTES)


def recipients(request: HttpRequest, pk: str) -> HttpResponse:
    """The recipients of a prepared round, to be added to, searched, taken off, or taken along as a workbook."""
    by, at = acting_of(request), now()
    shown = led(request, pk)
    if shown.state != ConsultationState.PREPARED and request.method != "POST":
        return redirect("consultation", shown.pk)
    form = AddRecipientsForm(posted(request), by=by, at=at)
    status = 200
    if request.method == "POST":
        done: list[Added] = []

        def add() -> None:
            done.append(add_recipients(consultation=shown, token=new_token, by=by, at=at, **form.added()))

        status = refused(form, add) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _added(done[0]), extra_tags="well")
            return redirect("consultation-recipients", shown.pk)
    return _page(request, shown, form, ListNameForm(), status=status)


def _added(done: Added) -> str:
    replaced = [_("%(old)s → %(new)s") % {"old": old.name, "new": heir.name} for old, heir in done.replaced]
    return added_words(done.new, done.known, replaced)


def _page(
    request: HttpRequest, shown: Consultation, form: AddRecipientsForm, naming: ListNameForm, *, status: int
) -> HttpResponse:
    by, at = acting_of(request), now()
    wanted = ConsulteeFilterForm(request.GET)
    found = consultees_of(shown, wanted.wanted())
    if request.GET.get("export") == "xlsx":
        return consultees_workbook(found)
    page = page_of(request, found)
    context = {
        "consultation": shown,
        "rail": rail_of(shown, None, by=by, at=at),
        "form": form,
        "naming": naming,
        "filter": wanted,
        "page": page,
        "rows": told(list(page), at=at),
        "query": kept_query(request),
        "narrowed": wanted.narrows(),
    }
    return render(request, "consultation/rounds/recipients.html", context, status=status)


@require_POST
def recipients_remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the ticked units off the round, or every one the list is narrowed to."""
    shown = led(request, pk)
    keys = [key for key in request.POST.getlist("consultee") if key.isdecimal()]
    wanted = ConsulteeFilterForm(request.GET).wanted()
    chosen = consultees_of(shown, wanted) if EVERY in request.POST else consultees_of(shown).filter(pk__in=keys)
    try:
        count = remove_recipients(consultation=shown, consultees=chosen, by=acting_of(request), at=now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    else:
        words = ngettext("Đã bỏ %(count)d nơi nhận.", "Đã bỏ %(count)d nơi nhận.", count)
        messages.success(request, words % {"count": count}, extra_tags="well")
    return redirect("consultation-recipients", shown.pk)


@require_POST
def recipients_keep(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep the recipients as a list of the unit that asks."""
    by, at = acting_of(request), now()
    shown = led(request, pk)
    naming = ListNameForm(request.POST)
    units = [consultee.unit for consultee in consultees_of(shown)]

    def keep() -> None:
        save_recipient_list(name=naming.cleaned_data["name"], unit=shown.document.unit, units=units, by=by, at=at)

    status = refused(naming, keep) if naming.is_valid() else 422
    if naming.errors:
        return _page(request, shown, AddRecipientsForm(by=by, at=at), naming, status=status)
    messages.success(request, _("Đã lưu danh sách nơi nhận."), extra_tags="well")
    return redirect("consultation-recipients", shown.pk)


def lists(request: HttpRequest) -> HttpResponse:
    """The lists in use at the units where the reader leads rounds."""
    page = page_of(request, recipient_lists(acting_of(request), at=now()))
    return render(request, "consultation/rounds/lists.html", {"page": page, "query": kept_query(request)})


@require_POST
def list_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list out of use."""
    kept = get_object_or_404(recipient_lists(acting_of(request), at=now()), pk=pk)
    end_recipient_list(kept=kept, by=acting_of(request), at=now())
    messages.success(request, _("Danh sách «%(name)s» đã thôi dùng.") % {"name": kept.name}, extra_tags="well")
    return redirect(reverse("recipient-lists"))
