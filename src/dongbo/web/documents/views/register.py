"""The register: its list, a new document, a document's record, corrections and new versions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dongbo.documents.models import Document
from dongbo.documents.operations import correct_document, import_version, register_document
from dongbo.documents.queries import citations_to, readable_documents, register_list
from dongbo.documents.rules import may_register
from dongbo.documents.states import Standing, VersionState
from dongbo.engines.intake import STATE_SECRET
from dongbo.engines.papers import PaperRefused
from dongbo.ledger.queries import events_of
from dongbo.organisation.queries import officers
from dongbo.web.acting import now, officer_of, require_page, show_refusal
from dongbo.web.acts import act_name
from dongbo.web.documents.forms import CorrectionForm, FilterForm, RegisterForm, VersionForm
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.thread import thread_of


def documents(request: HttpRequest) -> HttpResponse:
    """The register as filtered, or as a workbook."""
    form = FilterForm(request.GET)
    rows = register_list(officer_of(request), form.wanted())
    if request.GET.get("export") == "xlsx":
        return _workbook(rows)
    context = {"form": form, "page": page_of(request, rows), "query": kept_query(request)}
    context["narrowed"] = form.narrows()
    return render(request, "documents/list.html", context | {"may_register": may_register(officer_of(request))})


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
        _("Số bản"),
        _("Bản mới nhất"),
        _("Trạng thái"),
    ]
    return workbook(
        name="so-dang-ky-van-ban",
        headings=headings,
        rows=(
            [d.type_name, d.number, d.issued_date, d.organ_name, d.subject, d.signer_name, d.signer_position,
             d.get_standing_display(), d.version_count, d.latest_label,
             VersionState(d.latest_state).label if d.latest_state else ""]
            for d in rows
        ),
    )  # fmt: skip


def document_new(request: HttpRequest) -> HttpResponse:
    """Register a paper."""
    require_page(may_register(officer_of(request)))
    form = RegisterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            version = register_document(
                data=sent.read(),
                file_name=sent.name,
                standing=Standing(form.cleaned_data["standing"]),
                by=officer_of(request),
                at=now(),
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
    shown = get_object_or_404(readable_documents(officer_of(request)), pk=pk)
    names = {str(officer.pk): officer.full_name for officer in officers()}
    events = events_of(subject_kind="document", subject_id=pk)[:100]
    return render(
        request,
        "documents/document.html",
        {
            "document": shown,
            "versions": shown.versions.select_related("imported_by", "frozen_by").order_by("-ordinal"),
            "cited_in": citations_to(shown)[:100],
            "history": [(event, act_name(event.kind), names.get(event.actor, "")) for event in events],
            "rail": thread_of(shown, officer=officer_of(request)).rail,
            "may_register": may_register(officer_of(request)),
        },
    )


def document_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Correct the register's facts."""
    require_page(may_register(officer_of(request)))
    shown = get_object_or_404(readable_documents(officer_of(request)), pk=pk)
    form = CorrectionForm(request.POST or None, instance=Document.objects.get(pk=shown.pk))
    if request.method == "POST" and form.is_valid():
        try:
            correct_document(document=shown, fields=form.cleaned_data, by=officer_of(request), at=now())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã sửa thông tin văn bản."), extra_tags="well")
            return redirect("document", pk)
    context = {"form": form, "document": shown}
    return render(request, "documents/edit.html", context, status=422 if form.errors else 200)


def version_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Import the next version of a document."""
    require_page(may_register(officer_of(request)))
    shown = get_object_or_404(readable_documents(officer_of(request)), pk=pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            version = import_version(
                document=shown,
                data=sent.read(),
                file_name=sent.name,
                label=form.cleaned_data["label"],
                by=officer_of(request),
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


def _sent_name(form: RegisterForm | VersionForm) -> str:
    """Return the name of the file to be mended and sent again; a secret one is neither named nor asked for again."""
    sent = form.files.get("file")
    return "" if sent is None or form.has_error("file", STATE_SECRET) else sent.name or ""
