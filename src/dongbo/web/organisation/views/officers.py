"""Officers: the list as far as the reader may see them, and the page of one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dongbo.organisation.models import Grant, Officer
from dongbo.organisation.operations.officers import issue_activation
from dongbo.organisation.queries import officer_list, officer_of, posts_of
from dongbo.organisation.rules import holds, within
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.forms.officers import OfficerFilterForm
from dongbo.web.organisation.presentation import OFFICER_HEADINGS, officer_row
from dongbo.web.organisation.scope import manageable_officers
from dongbo.web.organisation.views.posts import managed_officer
from dongbo.web.organisation.views.units import today

MOST_GRANTS = 50


def officers(request: HttpRequest) -> HttpResponse:
    """The officers as filtered, or as a workbook."""
    form = OfficerFilterForm(request.GET)
    wanted = form.wanted()
    rows = officer_list(acting_of(request), wanted, at=now())
    if request.GET.get("export") == "xlsx":
        return workbook(name="can-bo", headings=[str(one) for one in OFFICER_HEADINGS], rows=map(officer_row, rows))
    context = {
        "form": form,
        "page": page_of(request, rows),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "unit": wanted.unit,
        "day": wanted.day,
        "may_enrol": holds(acting_of(request), Permission.OFFICER_ENROL, at=now()),
    }
    return render(request, "organisation/officers/list.html", context)


def officer(request: HttpRequest, pk: int) -> HttpResponse:
    """An officer's page: himself, his posts through time, and what he holds as far as the reader may know."""
    shown = shown_officer(request, pk)
    grants = grants_shown(request, shown)
    context = {
        "officer": shown,
        "posts": posts_of(acting_of(request), shown, at=now()),
        "today": today(),
        "grants": grants[:MOST_GRANTS] if grants is not None else None,
        "is_self": shown.pk == acting_of(request).officer.pk,
        "may_manage": manageable_officers(acting_of(request), at=now()).filter(pk=shown.pk).exists(),
        "has_password": shown.has_usable_password(),
    }
    return render(request, "organisation/officers/officer.html", context)


def shown_officer(request: HttpRequest, pk: int) -> Officer:
    """Return the officer. Raises Http404 where the reader may not see him."""
    try:
        return officer_of(acting_of(request), pk, at=now())
    except (Officer.DoesNotExist, OverflowError):
        raise Http404 from None


def grants_shown(request: HttpRequest, shown: Officer) -> "QuerySet[Grant] | None":
    """Return what `shown` holds now: to himself whole, to others where they may read grants; None where nowhere."""
    by, at = acting_of(request), now()
    held = Grant.objects.filter(officer=shown, effective_from__lte=at, effective_to__gt=at).exclude(effective_mask=0)
    held = held.select_related("role", "unit", "given_by", "parent__officer").order_by("unit__first", "pk")
    if shown.pk == by.officer.pk:
        return held
    if not holds(by, Permission.GRANT_READ, at=at):
        return None
    return held.filter(within(by, Permission.GRANT_READ, at=at))


@never_cache
@require_POST
def officer_activation(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the link by which an officer sets his first password, and show it this once."""
    managed = managed_officer(request, pk)
    try:
        token = issue_activation(officer=managed, by=acting_of(request), at=now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages), extra_tags="late")
        return redirect("officer", pk)
    link: Any = request.build_absolute_uri(reverse("activate", args=[token]))
    return render(request, "organisation/officers/activation.html", {"officer": managed, "link": link})
