"""Forms a unit fills in offline: made for it, sent up, and given back with what is to be mended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.models import StoredFile
from dongbo.documents.operations.storing import file_path
from dongbo.documents.states import Reading
from dongbo.engines.opinion_forms import FormRefused, write_docx, write_xlsx
from dongbo.planning.models import OpinionForm
from dongbo.planning.operations.opinions.forms import form_for, take_form
from dongbo.planning.operations.opinions.reading import record_consulted_reading
from dongbo.planning.queries.replies import readable_forms
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.replies import FormFileForm
from dongbo.web.consultation.replying import Replying, replying
from dongbo.web.documents.exports import WORD
from dongbo.web.lists import WORKBOOK
from dongbo.web.organisation.views.acts import posted

WRITERS = {"docx": (write_docx, WORD), "xlsx": (write_xlsx, WORKBOOK)}


def reply_form_blank(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The unit's form as a Word or Excel file, with the draft in it to read."""
    at_unit = replying(request, pk)
    if ending not in WRITERS:
        raise Http404
    record_consulted_reading(consultee=at_unit.consultee, what=Reading.EXPORT, by=at_unit.by, at=at_unit.at)
    write, content_type = WRITERS[ending]
    response = HttpResponse(write(form_for(at_unit.consultee)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="phieu-gop-y-{at_unit.consultee.token}.{ending}"'
    return response


def reply_form_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled form sent up; what cannot be taken any more is shown, to be copied."""
    at_unit = replying(request, pk)
    form = FormFileForm(posted(request), request.FILES or None)
    rows: list[Any] = []
    if request.method == "POST" and form.is_valid():
        taken, rows = _take(at_unit, form)
        if taken is not None:
            _tell(request, taken)
            return redirect("reply-form", taken.pk)
    sent = request.FILES.get("file")
    context = at_unit.context(form=form, rows=rows, sent_name=sent.name if sent and form.errors else "")
    return render(request, "consultation/replies/form_new.html", context, status=422 if form.errors else 200)


def _take(at_unit: Replying, form: FormFileForm) -> tuple[OpinionForm | None, list[Any]]:
    """Take the form; return it, or put the refusal on the page and return the rows that were in the file."""
    sent = form.cleaned_data["file"]
    try:
        taken = take_form(
            consultee=at_unit.consultee, data=sent.read(), file_name=sent.name, by=at_unit.by, at=at_unit.at
        )
    except FormRefused as refusal:
        form.add_error("file", ValidationError(str(refusal), code=refusal.code))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        if not hasattr(refusal, "error_dict"):
            return None, list((refusal.params or {}).get("rows", []))
    else:
        return taken, []
    return None, []


def _tell(request: HttpRequest, taken: OpinionForm) -> None:
    told = ngettext("Đã nhận %(count)d ý kiến.", "Đã nhận %(count)d ý kiến.", taken.taken) % {"count": taken.taken}
    wrong = len(taken.findings)
    if wrong:
        told += " " + _("Còn %(wrong)d chỗ phải sửa: xem bên dưới, hoặc tải tệp đã đánh dấu.") % {"wrong": wrong}
    messages.success(request, told, extra_tags="warning" if wrong else "well")


def reply_form(request: HttpRequest, pk: int) -> HttpResponse:
    """What was taken out of a form, and what is to be mended in it."""
    by, at = acting_of(request), now()
    form = get_object_or_404(readable_forms(by, at=at), pk=pk)
    context = {"form": form, "consultee": form.consultee, "consultation": form.consultee.consultation}
    return render(request, "consultation/replies/form.html", context)


def reply_form_file(request: HttpRequest, pk: int) -> FileResponse:
    """A form as it was sent."""
    form = get_object_or_404(readable_forms(acting_of(request), at=now()), pk=pk)
    return download(form.file, form.file_name)


def reply_form_marked(request: HttpRequest, pk: int) -> FileResponse:
    """A form with its rows marked, to be mended and sent again; the form itself where nothing was wrong."""
    form = get_object_or_404(readable_forms(acting_of(request), at=now()), pk=pk)
    return download(form.marked or form.file, f"can-sua-{form.file_name}")


def download(stored: StoredFile, name: str) -> FileResponse:
    """Return a kept file, always as a download. Raises Http404 where it is not there."""
    path = file_path(stored.sha256)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
