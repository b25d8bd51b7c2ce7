"""The version of a dossier as a member reads it, with his own notes and remarks beside it, and writing them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.planning.models import PrivateNote, Remark
from dongbo.planning.operations.reviews import add_remark, change_remark, drop_note, drop_remark, keep_note
from dongbo.planning.queries.replies import became_in
from dongbo.planning.queries.reviews import notes_of, own_remarks
from dongbo.planning.states import ReviewState
from dongbo.web.councils.forms.reviews import ChangeRemarkForm, NoteForm, RemarkForm
from dongbo.web.councils.review_scope import Reviewing, place_in, reviewing, writing
from dongbo.web.documents.presentation import outline_rows, shown, shown_tree
from dongbo.web.marking import marked_in, provision_named
from dongbo.web.organisation.views.acts import is_stale, posted, pressed, refused, write_upon

DROP = "drop"


def dossier_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text of the version judged; for a member, with his own notes and remarks beside it and nobody else's."""
    found = reviewing(request, pk, detail=_("bản đọc"))
    by, at = found.opened.by, found.opened.at
    tree = shown_tree(found.dossier.version.provisions.order_by("rank"))
    notes = {note.provision_id: note for note in notes_of(found.dossier, by, at=at)}
    remarks: dict[object, list[Remark]] = {}
    for one in own_remarks(found.dossier, by, at=at) if found.seat else ():
        remarks.setdefault(one.provision_id, []).append(one)
    context = found.context(
        _("Bản đọc"),
        tree=[(item, notes.get(item.row.provision_id), remarks.get(item.row.provision_id, [])) for item in tree],
        note=notes.get(None),
        on_whole=remarks.get(None, []),
        outline=outline_rows(tree),
    )
    return render(request, "councils/reviews/reader.html", context)


def private_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member's note for himself at the provision the address names, or on the whole."""
    found = writing(request, pk)
    provision = provision_named(request, found.dossier.version.document_id)
    row = _row(found, provision)
    kept = notes_of(found.dossier, found.opened.by, at=found.opened.at).filter(provision=provision).first()
    words = kept.text if kept else ""
    form = NoteForm(posted(request), initial={"text": words, "seen": words})
    status = 200
    if request.method == "POST" and DROP in request.POST:
        return _dropped(request, found, kept, row)
    if request.method == "POST":
        status = refused(form, lambda: _keep(found, provision, form)) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã lưu ghi chú; chỉ mình bạn đọc được."), extra_tags="well")
            return redirect(_to(found, row))
    if is_stale(form):
        write_upon(request, form, seen=words)
    stored = words if is_stale(form) else None
    context = _at_place(found, _("Ghi chú riêng"), provision, row) | {"form": form, "kept": kept, "stored": stored}
    return render(request, "councils/reviews/note.html", context, status=status)


def _keep(found: Reviewing, provision: Provision | None, form: NoteForm) -> None:
    by, at = found.opened.by, found.opened.at
    keep_note(dossier=found.dossier, provision=provision, by=by, at=at, **form.cleaned_data)


def _dropped(
    request: HttpRequest, found: Reviewing, kept: PrivateNote | None, row: ProvisionVersion | None
) -> HttpResponse:
    if kept is not None:
        drop_note(note=kept, by=found.opened.by, at=found.opened.at)
    messages.success(request, _("Đã xóa ghi chú."), extra_tags="well")
    return redirect(_to(found, row))


def council_remark_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new remark: at the provision and the words the address names, or on the whole."""
    found = writing(request, pk)
    provision = provision_named(request, found.dossier.version.document_id)
    row = _row(found, provision)
    form = RemarkForm(
        posted(request),
        has_place=provision is not None,
        kinds=found.kinds,
        open_kinds=found.open_kinds,
        initial=marked_in(request, row),
    )
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: _add(found, provision, form)) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã ghi góp ý vào phiếu của bạn; chưa gửi đi."), extra_tags="well")
            return redirect(_to(found, row))
    context = _at_place(found, _("Góp ý"), provision, row) | {"form": form, "is_open": bool(found.open_kinds)}
    return render(request, "councils/reviews/remark.html", context, status=status)


def _add(found: Reviewing, provision: Provision | None, form: RemarkForm) -> None:
    add_remark(
        dossier=found.dossier,
        provision=provision,
        quote=form.marked(),
        kind=form.cleaned_data["kind"],
        text=form.cleaned_data["text"],
        into=form.paper(),
        by=found.opened.by,
        at=found.opened.at,
    )


def council_remark_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a member's remark says; its place stays."""
    remark, found = _own(request, pk)
    form = ChangeRemarkForm(posted(request), initial={"kind": remark.kind, "text": remark.text})
    status = 200
    if request.method == "POST":

        def change() -> None:
            change_remark(remark=remark, by=found.opened.by, at=found.opened.at, **form.cleaned_data)

        status = refused(form, change) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã sửa góp ý."), extra_tags="well")
            return redirect("review-write", found.dossier.pk, remark.review.kind)
    is_open = remark.review.state == ReviewState.DRAFT
    context = found.context(_("Sửa góp ý"), form=form, remark=remark, is_open=is_open)
    return render(request, "councils/reviews/remark_edit.html", context, status=status)


@require_POST
def council_remark_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a remark that was not sent."""
    remark, found = _own(request, pk)
    to = reverse("review-write", args=[found.dossier.pk, remark.review.kind])
    by, at = found.opened.by, found.opened.at
    return pressed(request, lambda: drop_remark(remark=remark, by=by, at=at), done=_("Đã bỏ góp ý."), to=to)


def _own(request: HttpRequest, pk: int) -> tuple[Remark, Reviewing]:
    kept = get_object_or_404(Remark.objects.select_related("review"), pk=pk)
    found = writing(request, kept.review.dossier_id)
    mine = own_remarks(found.dossier, found.opened.by, at=found.opened.at)
    return get_object_or_404(mine.select_related("review__dossier__council", "review__seat"), pk=pk), found


def _row(found: Reviewing, provision: Provision | None) -> ProvisionVersion | None:
    return found.dossier.version.provisions.filter(provision=provision).first() if provision else None


def _at_place(found: Reviewing, here: str, provision: Provision | None, row: ProvisionVersion | None) -> dict[str, Any]:
    gone = provision is not None and row is None
    return found.context(
        here,
        provision=provision,
        row=shown(row) if row is not None else None,
        became=became_in(found.dossier.version, provision.pk) if provision is not None and gone else [],
        back=_to(found, row),
    )


def _to(found: Reviewing, row: ProvisionVersion | None) -> str:
    return place_in(found, row.path if row is not None else "")
