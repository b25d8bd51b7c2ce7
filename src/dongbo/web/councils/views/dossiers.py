"""An appraisal dossier: its page, its files, and a file held against it."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from dongbo.engines.dossier_bundle import Absence, BundleRefused
from dongbo.planning.models import AppraisalDossier, DossierPart
from dongbo.planning.operations.appraisal_dossiers.requesting import is_over
from dongbo.planning.queries.appraisal_dossier_checks import Verdict, bundle_name, check_of, verdict_on
from dongbo.planning.queries.appraisal_dossiers import left_out, not_sent_to, parts_of_dossier, receipt_of, receipts_of
from dongbo.planning.queries.reviews import seat_writing
from dongbo.planning.rules.reviews import kinds_written
from dongbo.planning.states import AppraisalDossierState, CouncilState
from dongbo.web.consultation.views.reply_forms import download
from dongbo.web.councils.dossier_scope import TONES, OpenedDossier, opened_dossier, read_dossier
from dongbo.web.councils.forms.dossiers import VerifyForm
from dongbo.web.organisation.views.acts import posted

ABSENCES = {
    Absence.NOT_PDF: _lazy("Tài liệu này không có dạng PDF nên không ghép vào tệp PDF cả hồ sơ."),
    Absence.TOO_LONG: _lazy("Tài liệu này quá dài nên không ghép vào tệp PDF cả hồ sơ."),
    Absence.NOT_MERGED: _lazy("Tệp PDF này bị khóa, bị hỏng hoặc không ghép được nguyên vẹn vào tệp PDF cả hồ sơ."),
}
MAKING = (AppraisalDossierState.QUEUED, AppraisalDossierState.RUNNING)


def appraisal_dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The dossier: what is in it under which hash, how far its making is, to whom it went and who has it."""
    found = read_dossier(request, pk, detail=_("trang hồ sơ"))
    return render(request, "councils/dossiers/dossier.html", found.frame() | _shown(found))


def _shown(found: OpenedDossier) -> dict[str, object]:
    dossier, over = found.dossier, is_over(found.dossier, at=found.at)
    check = check_of(dossier) if found.is_frozen else None
    receipt = receipt_of(dossier, found.by, at=found.at)
    sent = dossier.state == AppraisalDossierState.SENT
    working = dossier.council.state == CouncilState.WORKING
    return {
        "parts": _parts(dossier),
        "tone": TONES.get(AppraisalDossierState(dossier.state), "warning"),
        "waits": dossier.state in MAKING and not over,
        "polls": (dossier.state in MAKING and not over) or (check is not None and check.runs),
        "may_restart": over and found.leads and working,
        "receipts": receipts_of(dossier) if sent else (),
        "receipt": receipt,
        "may_acknowledge": receipt is not None and receipt.acknowledged_at is None,
        "unsent": not_sent_to(dossier) if sent and found.keeps and working else (),
        "may_send": dossier.state == AppraisalDossierState.FROZEN and found.keeps and working,
        "check": check,
        "bundle_name": bundle_name(dossier),
        "writes": kinds_written(seat_writing(dossier, found.by, at=found.at)),
    }


def _parts(dossier: AppraisalDossier) -> list[tuple[DossierPart, str]]:
    """Return each part with why it is not in the one PDF, where it is not."""
    absent = left_out(dossier)
    return [
        (part, str(ABSENCES[absent[part.file_name]]) if part.file_name in absent else "")
        for part in parts_of_dossier(dossier)
    ]


def dossier_book(request: HttpRequest, pk: UUID) -> FileResponse:
    """The whole dossier as one PDF."""
    found = read_dossier(request, pk, detail=_("tệp PDF cả hồ sơ"))
    if found.dossier.book is None:
        raise Http404
    return download(found.dossier.book, f"ho-so-tham-dinh-{found.dossier.ordinal}.pdf")


def dossier_bundle(request: HttpRequest, pk: UUID) -> FileResponse:
    """The whole dossier as one archive."""
    found = read_dossier(request, pk, detail=_("tệp nén cả hồ sơ"))
    if found.dossier.bundle is None:
        raise Http404
    return download(found.dossier.bundle, bundle_name(found.dossier))


def dossier_part(request: HttpRequest, pk: UUID, part: int) -> FileResponse:
    """One file of a dossier that is frozen."""
    asked = opened_dossier(request, pk)
    chosen = get_object_or_404(parts_of_dossier(asked.dossier), pk=part)
    if not asked.is_frozen or chosen.file is None:
        raise Http404
    read_dossier(request, pk, detail=chosen.name)
    return download(chosen.file, chosen.file_name)


def dossier_verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hold a file against the dossier: whole, or which file and which byte differs. Nothing of it is kept."""
    found = opened_dossier(request, pk)
    if not found.is_frozen:
        raise Http404
    form = VerifyForm(posted(request), request.FILES or None)
    verdict: Verdict | None = None
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                verdict = verdict_on(found.dossier, form.cleaned_data["file"].read())
            except BundleRefused as refusal:
                form.add_error("file", refusal.sentence)
        status = 422 if form.errors else 200
    context = {"form": form, "verdict": verdict, "is_bundle": verdict and verdict.what == bundle_name(found.dossier)}
    return render(request, "councils/dossiers/verify.html", found.frame() | context, status=status)
