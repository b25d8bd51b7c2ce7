"""Freezing the draft under a name."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dongbo.documents.rules import work_is_allowed
from dongbo.organisation.states import Permission
from dongbo.planning.operations.writing import freeze_draft
from dongbo.planning.queries.writing import dangling_references, unsaved_words
from dongbo.web.acting import require_page
from dongbo.web.drafting.desk import desk
from dongbo.web.drafting.forms.writing import FreezeForm
from dongbo.web.drafting.page import name_of
from dongbo.web.organisation.views.acts import posted


def writing_freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what freezing would find, and freeze."""
    found = desk(request, pk, shows=False)
    document = found.dossier.document
    require_page(work_is_allowed(found.by, Permission.DOCUMENT_FREEZE, document, at=found.at))
    form = FreezeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            frozen = freeze_draft(version=found.version, **form.cleaned_data, by=found.by, at=found.at)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(
                request,
                _("Đã chốt «%(label)s»: từ nay không ai sửa được bản này. Tổ viết tiếp vào bản sau.")
                % {"label": frozen.label},
                extra_tags="well",
            )
            return redirect("version", frozen.pk)
    context = {
        "dossier": found.dossier,
        "document": document,
        "version": found.version,
        "form": form,
        "writing": [
            (one.kept.officer.full_name, name_of(one.row) if one.row else _("điều khoản đã bỏ"))
            for one in unsaved_words(found.version, at=found.at)
        ],
        "dangling": [(one.words, name_of(one.row)) for one in dangling_references(found.version)],
    }
    return render(request, "drafting/writing/freeze.html", context, status=422 if form.errors else 200)
