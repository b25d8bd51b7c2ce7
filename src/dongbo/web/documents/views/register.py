"""The register: its list, a new document, a document's record, corrections and new versions."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dongbo.documents.models import Document
from dongbo.documents.operations import (
    correct_document,
    import_version,
    place_document,
    record_reading,
    register_document,
)
from dongbo.documents.operations.reading import READ_EVENT
from dongbo.documents.queries import citations_to, readable_documents, register_list, register_listing
from dongbo.documents.rules import may_correct, may_register, work_is_allowed
from dongbo.documents.states import Reading, Standing, VersionState
from dongbo.engines.intake import STATE_SECRET
from dongbo.engines.papers import PaperRefused
from dongbo.ledger.queries import events_of
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Permission
from dongbo.planning.queries.dossiers import dossiers_of, plans_to_continue
from dongbo.web.acting import acting_of, now, require_page, show_refusal
from dongbo.web.desk.events import told
from dongbo.web.desk.ledger import may_see_history
from dongbo.web.documents.forms import CorrectionForm, FilterForm, PlaceForm, RegisterForm, VersionForm
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.thread import thread_of


def documents(request: HttpRequest) -> HttpResponse:
    """The register as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = FilterForm(request.GET)
    wanted = form.wanted()
    if request.GET.get("export") == "xlsx":
        return _workbook(register_list(by, wanted, at=at))
    rows = register_listing(by, wanted, at=at)
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "rows": _with_dossiers(list(page), by, at),
        "is_cut": rows.is_cut,
        "query": kept_query(request),
    }
    context["narrowed"] = form.narrows()
    return render(request, "documents/list.html", context | {"may_register": may_register(by, at=at)})


def _with_dossiers(found: list[Any], by: Acting, at: datetime) -> list[Any]:
    """Return the documents, each that is being written with the dossier the reader may open."""
    written = [document for document in found if document.latest_state == VersionState.DRAFTING]
    keys = dossiers_of(written, by, at=at) if written else {}
    for document in written:
        document.dossier_key = keys.get(document.pk)
    return found


def _workbook(rows: "QuerySet[Any]") -> HttpResponse:
    headings = [
        _("Tên loại"),
        _("Số, ký hiệu"),
        _("Ngày ban hành"),
        _("Cơ quan ban hành"),
        _("Trích yếu"),
        _("Người ký"),
        _("Chức vụ"),
        _("Vị trí"),
        _("Đơn vị"),
        _("Mức phổ biến"),
        _("Số bản"),
        _("Bản mới nhất"),
        _("Trạng thái"),
    ]
    return workbook(
        name="so-dang-ky-van-ban",
        headings=headings,
        rows=(
            [d.type_name, d.number, d.issued_date, d.organ_name, d.subject, d.signer_name, d.signer_position,
             d.get_standing_display(), d.unit.name, d.get_access_display(), d.version_count, d.latest_label,
             VersionState(d.latest_state).label if d.latest_state else ""]
            for d in rows
        ),
    )  # fmt: skip


def document_new(request: HttpRequest) -> HttpResponse:
    """Register a paper."""
    by, at = acting_of(request), now()
    require_page(may_register(by, at=at))
    initial = {"unit": by.post.unit if by.post else None}
    form = RegisterForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            version = register_document(
                data=sent.read(),
                file_name=sent.name,
                standing=Standing(form.cleaned_data["standing"]),
                unit=form.cleaned_data["unit"],
                access=Access(form.cleaned_data["access"]),
                by=by,
                at=at,
            )
        except PaperRefused as refusal:
            form.add_error("file", ValidationError(str(refusal), code=refusal.code))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Đã đọc xong tệp. Hãy rà soát cây điều khoản rồi chốt bản này."), extra_tags="well"
            )
            return redirect("version-review", version.pk)
    return render(
        request, "documents/new.html", {"form": form, "sent_name": _sent_name(form)}, status=422 if form.errors else 200
    )


def document(request: HttpRequest, pk: str) -> HttpResponse:
    """A document's record: facts, versions, citations both ways, history."""
    by, at = acting_of(request), now()
    shown = _found(request, pk)
    record_reading(documents=[shown], what=Reading.RECORD, by=by, at=at)
    acts = events_of(subject_kind="document", subject_id=pk).exclude(kind=READ_EVENT)
    return render(
        request,
        "documents/document.html",
        {
            "document": shown,
            "versions": shown.versions.select_related("imported_by", "frozen_by").order_by("-ordinal"),
            "cited_in": citations_to(shown, by=by, at=at)[:100],
            "history": told(acts[:100]),
            "rail": thread_of(shown, by=by, at=at).rail,
            "dossier_key": dossiers_of([shown], by, at=at).get(shown.pk),
            "may_redraft": plans_to_continue(by, at=at).filter(pk=shown.pk).exists(),
            "may_correct": may_correct(by, shown, at=at),
            "may_consult": shown.standing != Standing.DIRECTIVE
            and work_is_allowed(by, Permission.CONSULTATION_LEAD, shown, at=at),
            "may_see_history": may_see_history("document", pk, by=by, at=at),
        },
    )


def document_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct the register's facts."""
    shown = _found_to_correct(request, pk)
    form = CorrectionForm(request.POST or None, instance=Document.objects.get(pk=shown.pk))
    if request.method == "POST" and form.is_valid():
        try:
            correct_document(document=shown, fields=form.cleaned_data, by=acting_of(request), at=now())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã sửa thông tin văn bản."), extra_tags="well")
            return redirect("document", pk)
    context = {"form": form, "document": shown}
    return render(request, "documents/edit.html", context, status=422 if form.errors else 200)


def document_place(request: HttpRequest, pk: str) -> HttpResponse:
    """Say which unit keeps a document and how far it is open."""
    shown = _found_to_correct(request, pk)
    form = PlaceForm(request.POST or None, initial={"unit": shown.unit, "access": shown.access})
    if request.method == "POST" and form.is_valid():
        unit, access = form.cleaned_data["unit"], Access(int(form.cleaned_data["access"]))
        try:
            place_document(document=shown, unit=unit, access=access, by=acting_of(request), at=now())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã đổi nơi lưu và mức phổ biến."), extra_tags="well")
            stays = readable_documents(acting_of(request), at=now()).filter(pk=pk).exists()
            return redirect("document", pk) if stays else redirect("documents")
    context = {"form": form, "document": shown}
    return render(request, "documents/place.html", context, status=422 if form.errors else 200)


def version_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Import the next version of a document."""
    shown = _found_to_correct(request, pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            version = import_version(
                document=shown,
                data=sent.read(),
                file_name=sent.name,
                label=form.cleaned_data["label"],
                by=acting_of(request),
                at=now(),
            )
        except PaperRefused as refusal:
            form.add_error("file", ValidationError(str(refusal), code=refusal.code))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("version-review", version.pk)
    context = {"form": form, "document": shown, "sent_name": _sent_name(form)}
    return render(request, "documents/version_new.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, pk: str) -> Document:
    found = readable_documents(acting_of(request), at=now()).select_related("unit", "registered_by")
    return get_object_or_404(found, pk=pk)


def _found_to_correct(request: HttpRequest, pk: str) -> Document:
    """What the officer cannot see is not there; what he sees and may not correct is refused."""
    shown = _found(request, pk)
    require_page(may_correct(acting_of(request), shown, at=now()))
    return shown


def _sent_name(form: RegisterForm | VersionForm) -> str:
    """Return the name of the file to be mended and sent again; a secret one is neither named nor asked for again."""
    sent = form.files.get("file")
    return "" if sent is None or form.has_error("file", STATE_SECRET) else sent.name or ""
