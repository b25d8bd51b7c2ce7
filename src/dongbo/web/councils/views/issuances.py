"""Plans as issued: their list, and one with its seal verified as it is shown."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dongbo.documents.rules import may_read
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Issuance
from dongbo.planning.queries.issuances import (
    ENDED,
    IN_FORCE,
    TO_COME,
    force_on,
    issuance_list,
    issuances_seen,
    verify_seal,
)
from dongbo.planning.queries.submissions import submissions_seen
from dongbo.planning.rules.ballots import in_groups
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.views.reply_forms import download
from dongbo.web.councils.forms.issuance import IssuanceFilterForm
from dongbo.web.councils.scope import note_look
from dongbo.web.desk.ledger import may_see_history
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.thread import Step, thread_of

TONES = {IN_FORCE: "well", TO_COME: "warning", ENDED: ""}


def force_name(force: str) -> str:
    """Return whether a plan is in force, as the screens say it."""
    return {IN_FORCE: _("Còn hiệu lực"), TO_COME: _("Chưa có hiệu lực"), ENDED: _("Hết hiệu lực")}[force]


def issuances(request: HttpRequest) -> HttpResponse:
    """The issued plans the officer may see, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form, today = IssuanceFilterForm(request.GET), timezone.localdate(at)
    found = issuance_list(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        headings = [
            _("Số, ký hiệu"), _("Ngày ban hành"), _("Loại"), _("Trích yếu"), _("Cơ quan"), _("Hiệu lực từ"),
            _("Hết hiệu lực từ"), _("Tình trạng"), _("Người ký"), _("Chức vụ"), _("Dấu niêm phong"),
        ]  # fmt: skip
        rows = (
            [one.number.text, one.issued_on, one.document.type_name, one.document.subject, one.document.unit.name,
             one.effective_on, one.ended_on, force_name(force_on(one, today)), one.signer.full_name, one.signer_title,
             one.seal]
            for one in found
        )  # fmt: skip
        return workbook(name="van-ban-da-ban-hanh", headings=headings, rows=rows)
    page = page_of(request, found)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, force_name(force), TONES[force]) for one in page for force in [force_on(one, today)]],
        "query": kept_query(request),
        "narrowed": form.narrows(),
    }
    return render(request, "councils/issuance/list.html", context)


def issuance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An issued plan: its number and days, its seal held against the database now, and where it stands."""
    shown, by, at = _seen(request, pk)
    force = force_on(shown, timezone.localdate(at))
    document = shown.document
    reads = may_read(by, document, at=at)
    own = reverse("issuance", args=[shown.pk])
    steps = [
        replace(step, here=False, address=step.address if reads or not step.here else "")
        for step in thread_of(document, by=by, at=at).rail
        if step.address != own
    ]
    context = {
        "issuance": shown,
        "document": document,
        "rail": [*steps, Step(shown.number.text, here=True)],
        "force": force_name(force),
        "tone": TONES[force],
        "check": verify_seal(shown),
        "seal": in_groups(shown.seal),
        "provisions": shown.version.provisions.count(),
        "follower": _follower(shown),
        "submission": submissions_seen(by, at=at).filter(pk=shown.submission_id).first(),
        "reads": reads,
        "may_see_history": may_see_history("issuance", str(shown.pk), by=by, at=at),
    }
    return render(request, "councils/issuance/issuance.html", context)


def _follower(shown: Issuance) -> Issuance | None:
    """Return what was issued of the same plan next: each issuance ends the one before it."""
    after = Issuance.objects.filter(document=shown.document_id, issued_at__gt=shown.issued_at)
    return after.select_related("number").order_by("issued_at").first()


def issuance_word(request: HttpRequest, pk: UUID) -> FileResponse:
    """The decision with the plan as a Word file."""
    shown, _by, _at = _seen(request, pk)
    return download(shown.word, f"{_file_name(shown)}.docx")


def issuance_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """The decision with the plan as a PDF."""
    shown, _by, _at = _seen(request, pk)
    return download(shown.pdf, f"{_file_name(shown)}.pdf")


def _seen(request: HttpRequest, pk: UUID) -> tuple[Issuance, Acting, datetime]:
    by, at = acting_of(request), now()
    shown = get_object_or_404(issuances_seen(by, at=at).select_related("word", "pdf"), pk=pk)
    note_look(request, shown.document, by=by, at=at)
    return shown, by, at


def _file_name(issuance: Issuance) -> str:
    return slugify(f"ban-hanh-{issuance.number.text}-{issuance.issued_on.year}".replace("Đ", "D").replace("/", "-"))
