"""What stands before the first provision, written as text."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dongbo.planning.operations.writing import write_preamble
from dongbo.planning.queries.writing import preamble_hash
from dongbo.web.acting import require_page
from dongbo.web.drafting.desk import desk
from dongbo.web.drafting.forms.writing import PreambleForm
from dongbo.web.organisation.views.acts import posted


def writing_opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the legal bases and the enacting lines; where somebody was faster, both wordings are shown."""
    found = desk(request, pk)
    require_page(found.reach.everywhere)
    form = PreambleForm(posted(request), initial={"text": found.version.preamble, "seen": preamble_hash(found.version)})
    current, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                write_preamble(version=found.version, **form.cleaned_data, by=found.by, at=found.at)
            except ValidationError as refusal:
                if getattr(refusal, "code", "") == "conflict":
                    now: str = refusal.params["current"].preamble if refusal.params else ""
                    form, current, status = form.gone_on_from(now), now or _("(trống)"), 409
                form.add_error(None, refusal)
            else:
                messages.success(request, _("Đã lưu phần mở đầu."), extra_tags="well")
                return redirect(found.address())
    context = {"dossier": found.dossier, "document": found.dossier.document, "form": form, "current": current}
    return render(request, "drafting/writing/opening.html", context, status=status)
