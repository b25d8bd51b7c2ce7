"""One provision: opened, saved, and moved by the structure keys."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.operations import writing as operations
from dongbo.planning.queries.writing import base_words, words_hash
from dongbo.web.acting import require_page
from dongbo.web.drafting.desk import Desk, desk, is_partial
from dongbo.web.drafting.forms.writing import WordsForm
from dongbo.web.drafting.opening import opened_row
from dongbo.web.drafting.views.writing import show_writing
from dongbo.web.drafting.views.writing_merging import keep_posted, save_merged, show_gone, show_merge, write

KEYS: dict[str, Callable[..., ProvisionVersion]] = {
    "sibling": operations.add_sibling,
    "child": operations.add_child,
    "promote": operations.promote,
    "demote": operations.demote,
    "up": operations.move_up,
    "down": operations.move_down,
    "merge": operations.merge_provision,
}
IN_ANY_TREE = frozenset({"sibling", "child"})
"""Acts that mean the same whatever others did to the tree meanwhile."""


def writing_provision(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Open a provision for writing, in its place on the page or alone; or save it and do what a key asks."""
    found = desk(request, pk)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    if request.method == "POST":
        return _saved(request, found, identity, row)
    if row is None:
        return show_gone(request, found, identity)
    require_page(found.writes_at(row))
    opened = opened_row(found, row, restored=request.GET.get("restore") == "1")
    context = {"dossier": found.dossier, "document": found.dossier.document, "version": found.version,
               "opened": opened, "in_place": is_partial(request), "officer": found.by.officer.pk}  # fmt: skip
    return render(request, "drafting/writing/provision.html", context)


def _saved(request: HttpRequest, found: Desk, identity: Provision, row: ProvisionVersion | None) -> HttpResponse:
    if row is None:
        keep_posted(request, found, identity)
        return show_gone(request, found, identity)
    reach = found.reach
    require_page(reach.everywhere or bool(reach.parts))
    if "take" in request.POST:
        return save_merged(request, found, identity, row)
    form = WordsForm(request.POST, row=row)
    if not form.is_valid():
        return _refused(request, found, row, form, 422)
    act = form.cleaned_data["act"] or "save"
    try:
        write(found, identity, form.typed, form.cleaned_data["seen"])
        landed = _key(found, identity, form, act) if act != "save" else row
    except ValidationError as refusal:
        return _after_refusal(request, found, identity, form, refusal)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, found, row, form, 403)
    opens = "" if act == "save" else landed.provision_id
    return redirect(found.address(landed.provision_id, open=opens))


def _key(found: Desk, identity: Provision, form: WordsForm, act: str) -> ProvisionVersion:
    expected = None if act in IN_ANY_TREE else form.cleaned_data["revision"]
    common: dict[str, Any] = {"version": found.version, "provision": identity, "by": found.by, "at": found.at}
    if act == "split":
        now = found.row(identity.pk)
        seen = words_hash(now) if now else form.cleaned_data["seen"]
        return operations.split_provision(**common, offset=form.cut, seen=seen)
    return KEYS[act](**common, expected=expected)


def _after_refusal(
    request: HttpRequest, found: Desk, identity: Provision, form: WordsForm, refusal: ValidationError
) -> HttpResponse:
    """Show what was refused with everything typed; two wordings of one provision go to the merge screen."""
    row = found.row(identity.pk)
    code = getattr(refusal, "code", "")
    if row is None:
        return show_gone(request, found, identity)
    if code == "conflict" and form.cleaned_data["act"] != "split":
        base = base_words(found.version, identity.pk, form.cleaned_data["seen"])
        return show_merge(request, found, row, form.typed, base, status=409)
    if code in ("stale", "cannot_draft", "conflict") and words_hash(row) != form.cleaned_data["seen"]:
        # The words were saved before the structure act was refused: go on from them.
        again = request.POST.copy()
        again["seen"], again["revision"] = words_hash(row), str(found.version.revision)
        form = WordsForm(again, row=row)
        form.is_valid()
    form.add_error(None, refusal)
    return _refused(request, found, row, form, 422)


def _refused(request: HttpRequest, found: Desk, row: ProvisionVersion, form: WordsForm, status: int) -> HttpResponse:
    opened = opened_row(found, row, form=form)
    return show_writing(request, found, reach=found.reach, opened=opened, status=status)
