"""The papers of a round: asked for, followed while a job writes them, taken away; receipts and letters made at once."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Version
from dongbo.documents.states import Reading
from dongbo.engines.consultation_papers import Receipt, write_receipt_docx, write_receipt_pdf
from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf
from dongbo.engines.periods import CalendarFault
from dongbo.planning.models import Consultation, ConsultationPaper, Consultee
from dongbo.planning.operations.opinions.reading import record_consulted_reading
from dongbo.planning.operations.papers import (
    ending_of,
    is_over,
    record_paper_reading,
    request_paper,
    restart_paper,
)
from dongbo.planning.queries.consultations import ConsulteesWanted, consultees_of
from dongbo.planning.queries.papers import readable_papers, receipt_of
from dongbo.planning.queries.replies import outcomes_are_shown
from dongbo.planning.queries.round_letters import extension_letter_of, reminder_letter_of, request_letter_of
from dongbo.planning.states import ConsultationState, ConsulteeState, PaperState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.papers import PaperRequestForm, ReceiptSearchForm, VersionForm
from dongbo.web.consultation.presentation import rail_of
from dongbo.web.consultation.replying import replying
from dongbo.web.consultation.scope import seen
from dongbo.web.consultation.views.reply_forms import download
from dongbo.web.documents.exports import WORD
from dongbo.web.lists import kept_query, page_of
from dongbo.web.organisation.views.acts import posted, refused

PDF = "application/pdf"
LETTER_WRITERS: dict[str, tuple[Callable[[OfficialDocument], bytes], str]] = {
    "docx": (write_docx, WORD),
    "pdf": (write_pdf, PDF),
}
RECEIPT_WRITERS: dict[str, tuple[Callable[[Receipt], bytes], str]] = {
    "docx": (write_receipt_docx, WORD),
    "pdf": (write_receipt_pdf, PDF),
}
LETTER_NAMES = {"request": "xin-y-kien", "reminder": "don-doc", "extension": "gia-han"}
MOST_RECEIPTS = 20
"""How many units the list of receipts names; the rest are found by their names."""

WAITING = (PaperState.QUEUED, PaperState.RUNNING)
TONES = {PaperState.READY: "well", PaperState.FAILED: "late"}


def papers(request: HttpRequest, pk: str) -> HttpResponse:
    """What papers the round gives out, those that were made, and a new one asked for."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    form = PaperRequestForm(posted(request), consultation=shown)
    asked_for: list[ConsultationPaper] = []

    def ask() -> None:
        asked_for.append(request_paper(consultation=shown, **form.cleaned_data, by=by, at=at))

    status = 200
    if request.method == "POST":
        status = refused(form, ask) if form.is_valid() else 422
        if asked_for:
            _tell(request, asked_for[0], at=at)
            return redirect("consultation-papers", shown.pk)
    return render(request, "consultation/papers/papers.html", _context(request, shown, form, at=at), status=status)


def _tell(request: HttpRequest, paper: ConsultationPaper, *, at: datetime) -> None:
    if paper.requested_at == at:
        told = _("Đang lập giấy tờ; tệp hiện ở danh sách khi xong.")
    elif paper.state == PaperState.READY:
        told = _("Giấy tờ này đã lập rồi và từ đó chưa có gì thay đổi: hãy tải tệp trong danh sách.")
    else:
        told = _("Giấy tờ này đang được lập theo yêu cầu trước đó.")
    messages.success(request, told, extra_tags="well")


def _context(request: HttpRequest, shown: Consultation, form: PaperRequestForm, *, at: datetime) -> dict[str, object]:
    by = acting_of(request)
    made = page_of(request, readable_papers(by, at=at).filter(consultation=shown))
    rows = [(one, TONES.get(PaperState(one.state), "warning"), is_over(one, at=at)) for one in made]
    search = ReceiptSearchForm(request.GET)
    words = search.cleaned_data["words"] if search.is_valid() else ""
    answered = consultees_of(shown, ConsulteesWanted(words=words, state=ConsulteeState.ANSWERED))
    return {
        "consultation": shown,
        "rail": rail_of(shown, None, by=by, at=at),
        "form": form,
        "search": search,
        "version": form.otherwise,
        "page": made,
        "rows": rows,
        "waits": any(one.state in WAITING and not over for one, _tone, over in rows),
        "receipts": answered[:MOST_RECEIPTS],
        "answered": answered.count(),
        "most": MOST_RECEIPTS,
        "narrowed": bool(words),
        "query": kept_query(request),
        "extensions": shown.extensions.select_related("consultee__unit"),
        "may_remind": shown.state != ConsultationState.PREPARED
        and shown.consultees.filter(state=ConsulteeState.WAITING).exists(),
        "prepared": shown.state == ConsultationState.PREPARED,
    }


@require_POST
def paper_restart(request: HttpRequest, pk: str) -> HttpResponse:
    """Begin a paper again that failed or was cut off."""
    by, at = acting_of(request), now()
    chosen = get_object_or_404(readable_papers(by, at=at), pk=pk)
    try:
        restart_paper(paper=chosen, by=by, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    return redirect("consultation-papers", chosen.consultation_id)


def paper_file(request: HttpRequest, pk: str) -> FileResponse:
    """A paper that is ready."""
    by, at = acting_of(request), now()
    paper = get_object_or_404(readable_papers(by, at=at), pk=pk, state=PaperState.READY)
    if paper.file is None:
        raise Http404
    record_paper_reading(consultation=paper.consultation, detail=str(paper.pk), by=by, at=at)
    kind = paper.form.rpartition("_")[0].replace("_", "-")
    name = f"{kind}-lan-{paper.consultation.ordinal}-ban-{paper.version.ordinal}.{ending_of(paper)}"
    return download(paper.file, name)


def round_letter(request: HttpRequest, pk: str, kind: str, ending: str) -> HttpResponse:
    """An official letter of the round, ready to be given a number and signed."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    if ending not in LETTER_WRITERS:
        raise Http404
    try:
        letter = _letter(request, shown, kind, at=at)
    except CalendarFault as fault:
        messages.error(request, str(fault), extra_tags="late")
        return redirect("consultation-papers", shown.pk)
    if letter is None:
        raise Http404
    write, content_type = LETTER_WRITERS[ending]
    record_paper_reading(consultation=shown, detail=f"letter:{kind}", by=by, at=at)
    return _attached(write(letter), content_type, f"cong-van-{LETTER_NAMES[kind]}-lan-{shown.ordinal}.{ending}")


def _letter(request: HttpRequest, shown: Consultation, kind: str, *, at: datetime) -> OfficialDocument | None:
    if kind == "request":
        return request_letter_of(shown, at=at)
    if kind == "reminder":
        return reminder_letter_of(shown, at=at)
    given = shown.extensions.select_related("consultee__unit").order_by("-given_at", "-pk")
    named = request.GET.get("extension", "")
    chosen = (given.filter(pk=named) if named.isdecimal() else given).first() if kind == "extension" else None
    return extension_letter_of(chosen) if chosen else None


def receipt(request: HttpRequest, pk: str, consultee: int, ending: str) -> HttpResponse:
    """What became of each opinion of one unit, for the side that asks."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    unit = get_object_or_404(consultees_of(shown), pk=consultee)
    unit.consultation = shown
    version = VersionForm.asked(request, consultation=shown).chosen()
    record_paper_reading(consultation=shown, detail=f"receipt:{unit.pk}", by=by, at=at)
    return _receipt(unit, version, ending, at=at)


def reply_receipt(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """What became of each opinion of one's own unit, once the round is final."""
    at_unit = replying(request, pk)
    unit = at_unit.consultee
    final = unit.consultation.final_version
    if not outcomes_are_shown(unit) or final is None:
        messages.info(request, _("Thông báo kết quả tải được khi vòng lấy ý kiến đã khép."), extra_tags="warning")
        return redirect("reply", unit.pk)
    record_consulted_reading(consultee=unit, what=Reading.EXPORT, by=at_unit.by, at=at_unit.at)
    return _receipt(unit, final, ending, at=at_unit.at)


def _receipt(unit: Consultee, version: Version, ending: str, *, at: datetime) -> HttpResponse:
    if ending not in RECEIPT_WRITERS:
        raise Http404
    write, content_type = RECEIPT_WRITERS[ending]
    data = write(receipt_of(unit, version, at=at))
    return _attached(data, content_type, f"thong-bao-ket-qua-{unit.unit.code}.{ending}")


def _attached(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
