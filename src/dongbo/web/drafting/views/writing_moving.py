"""A provision begun, put somewhere else, or taken out."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.operations.writing import add_child, move_provision, remove_provision
from dongbo.web.acting import require_page
from dongbo.web.choices import offer
from dongbo.web.drafting.desk import Desk, desk
from dongbo.web.drafting.forms.writing import PlaceForm, RemoveForm
from dongbo.web.drafting.page import name_of
from dongbo.web.drafting.views.writing_merging import show_gone
from dongbo.web.organisation.views.acts import posted


@require_POST
def writing_begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a provision on top, at the end of the text."""
    found = desk(request, pk, shows=False)
    require_page(found.reach.everywhere)
    row = add_child(version=found.version, provision=None, by=found.by, at=found.at)
    return redirect(found.address(row.provision_id, open=row.provision_id))


def writing_move(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Put a provision somewhere else, with all beneath it."""
    found = desk(request, pk)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    if row is None:
        return show_gone(request, found, identity)
    require_page(found.writes_at(row))
    rows = list(found.version.provisions.order_by("rank"))
    where = request.POST.get("where", request.GET.get("where", ""))
    form = PlaceForm(posted(request), initial={"revision": found.version.revision, "where": where})
    offer(
        form, "where", [("", _("Cấp cao nhất của văn bản")), *((str(one.provision_id), name_of(one)) for one in rows)]
    )
    form.fields["where"].required = False
    beneath = [one for one in rows if str(one.parent_id or "") == _row_key(rows, where) and one.pk != row.pk]
    offer(form, "before", [("", _("Đặt cuối cùng")), *((str(one.provision_id), name_of(one)) for one in beneath)])
    if request.method == "POST" and "choose" not in request.POST and form.is_valid():
        status = _refused_act(form, lambda: move_provision(
            version=found.version,
            provision=identity,
            under=_identity(found, form.cleaned_data["where"]),
            before=_identity(found, form.cleaned_data["before"]),
            expected=form.cleaned_data["revision"],
            by=found.by,
            at=found.at,
        ))  # fmt: skip
        if status == 200:
            return redirect(found.address(identity.pk))
        return _act_page(request, found, row, form, "move", status=status)
    if "choose" in request.POST:
        form.errors.clear()
    return _act_page(request, found, row, form, "move", status=422 if form.errors else 200)


def writing_remove(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Take a provision out, naming what follows it."""
    found = desk(request, pk)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    if row is None:
        return show_gone(request, found, identity)
    require_page(found.writes_at(row))
    rows = list(found.version.provisions.order_by("rank"))
    form = RemoveForm(posted(request), initial={"revision": found.version.revision})
    others = [one for one in rows if one.pk != row.pk]
    offer(form, "successor", [("", _("Không có")), *((str(one.provision_id), name_of(one)) for one in others)])
    if request.method == "POST" and form.is_valid():
        landed: list[ProvisionVersion | None] = []
        status = _refused_act(form, lambda: landed.append(remove_provision(
            version=found.version,
            provision=identity,
            successor=_identity(found, form.cleaned_data["successor"]),
            expected=form.cleaned_data["revision"],
            by=found.by,
            at=found.at,
        )))  # fmt: skip
        if status == 200:
            return redirect(found.address(landed[0].provision_id if landed[0] else ""))
        return _act_page(request, found, row, form, "remove", status=status)
    return _act_page(request, found, row, form, "remove", status=422 if form.errors else 200)


def _act_page(
    request: HttpRequest, found: Desk, row: ProvisionVersion, form: forms.Form, act: str, *, status: int
) -> HttpResponse:
    context = {
        "dossier": found.dossier,
        "document": found.dossier.document,
        "row": row,
        "name": name_of(row),
        "form": form,
        "beneath": found.version.provisions.filter(rank__gt=row.rank, parent=row).count(),
        "back": found.address(row.provision_id),
    }
    return render(request, f"drafting/writing/{act}.html", context, status=status)


def _refused_act(form: forms.Form, do: Callable[[], object]) -> int:
    try:
        do()
    except ValidationError as refusal:
        form.add_error(None, refusal.messages[0])
        return 422
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return 403
    return 200


def _row_key(rows: list[ProvisionVersion], provision: str) -> str:
    return next((str(row.pk) for row in rows if str(row.provision_id) == provision), "")


def _identity(found: Desk, key: str) -> Provision | None:
    return found.provision(UUID(key)) if key else None
