"""The review of a version: the quality report, the mending of its tree, freezing and setting aside."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.operations import (
    demote_provision,
    discard_version,
    freeze_version,
    merge_provision,
    promote_provision,
    record_reading,
    retype_provision,
    split_provision,
)
from dongbo.documents.queries import readable_versions
from dongbo.documents.rules import may_correct, may_discard, may_freeze, may_mend, work_is_allowed
from dongbo.documents.states import Reading
from dongbo.engines.provisions import Kind
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.documents.forms import KIND_NAMES, DiscardForm, MendForm
from dongbo.web.documents.presentation import shown_tree
from dongbo.web.thread import thread_of

UNSURE = 0.75
"""Provisions the reader was less sure of than this are marked for the officer's eye."""


def version_review(request: HttpRequest, pk: int, form: MendForm | None = None) -> HttpResponse:
    """The preview before freezing: every provision with what the reader was unsure of."""
    by, at = acting_of(request), now()
    version = get_object_or_404(readable_versions(by, at=at), pk=pk)
    record_reading(documents=[version.document], what=Reading.TEXT, by=by, at=at, detail=version.label)
    rows = list(version.provisions.order_by("rank"))
    tree = shown_tree(rows)
    return render(
        request,
        "documents/review.html",
        {
            "version": version,
            "document": version.document,
            "rows": tree,
            "rail": thread_of(version.document, by=by, at=at, version=version).rail,
            "unsure": [item for item in tree if item.row.confidence < UNSURE],
            "unsure_below": UNSURE,
            "findings": _placed(version.findings, rows),
            "may_mend": may_mend(by, version, at=at),
            "may_freeze": may_freeze(by, version, at=at),
            "may_discard": may_discard(by, version, at=at),
            "may_correct": may_correct(by, version.document, at=at),
            "form": form,
            "open_path": form.data.get("path", "") if form else request.GET.get("open", ""),
            "kinds": KIND_NAMES.items(),
            "discard": DiscardForm(),
        },
        status=422 if form is not None else 200,
    )


def _placed(findings: list[dict[str, Any]], rows: list[ProvisionVersion]) -> list[tuple[dict[str, Any], int | None]]:
    """Return each finding with the rank of the provision it stands in, by its path or by the line it names."""
    ranks = {row.path: row.rank for row in rows}
    starts = [(row.line, row.rank) for row in rows if row.line > 0]
    placed = []
    for finding in findings:
        line = finding.get("line")
        above = [rank for start, rank in starts if line is not None and start <= line]
        placed.append((finding, ranks.get(finding["path"], above[-1] if above else None)))
    return placed


@require_POST
def version_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """One act on one provision; the page comes back at the place touched."""
    by, at = acting_of(request), now()
    version = get_object_or_404(readable_versions(by, at=at), pk=pk)
    require_page(work_is_allowed(by, Permission.DOCUMENT_MEND, version.document, at=at))
    form = MendForm(request.POST)
    row = version.provisions.filter(path=request.POST.get("path", "")).first()
    if row is None:
        messages.error(request, _("Không thấy điều khoản này nữa: có thể người khác vừa sửa cây."), extra_tags="late")
        return redirect("version-review", pk)
    if not form.is_valid():
        return version_review(request, pk, form)
    try:
        _act(form.cleaned_data, row, by=by, at=at)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return version_review(request, pk, form)
    messages.success(request, _("Đã sửa cây điều khoản."), extra_tags="well")
    return redirect(f"{reverse('version-review', args=[pk])}#row-{max(row.rank - 1, 0)}")


def _act(asked: dict[str, Any], row: ProvisionVersion, *, by: Acting, at: datetime) -> Version:
    expected = asked["revision"]
    match asked["act"]:
        case "promote":
            return promote_provision(row=row, by=by, at=at, expected=expected)
        case "demote":
            return demote_provision(row=row, by=by, at=at, expected=expected)
        case "merge":
            return merge_provision(row=row, by=by, at=at, expected=expected)
        case "split":
            return split_provision(
                row=row,
                at_line=asked["at_line"],
                kind=Kind(asked["kind"]),
                number=asked["number"],
                by=by,
                at=at,
                expected=expected,
            )
        case _:
            return retype_provision(
                row=row,
                kind=Kind(asked["kind"]),
                number=asked["number"],
                heading=asked["heading"],
                by=by,
                at=at,
                expected=expected,
            )


@require_POST
def version_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the version for good."""
    by, at = acting_of(request), now()
    version = get_object_or_404(readable_versions(by, at=at), pk=pk)
    try:
        freeze_version(version=version, by=by, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
        return redirect("version-review", pk)
    messages.success(request, _("Đã chốt bản này: từ nay không ai sửa được nội dung của nó."), extra_tags="well")
    return redirect("version", pk)


@require_POST
def version_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a version in review aside, with a reason."""
    by, at = acting_of(request), now()
    version = get_object_or_404(readable_versions(by, at=at), pk=pk)
    require_page(work_is_allowed(by, Permission.DOCUMENT_REGISTER, version.document, at=at))
    try:
        discard_version(version=version, reason=request.POST.get("reason", ""), by=by, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
        return redirect("version-review", pk)
    messages.success(request, _("Đã bỏ bản này; tệp có thể được gửi lại."), extra_tags="well")
    return redirect("documents")
