"""Trace links: their list, the two texts side by side, deciding on one, adding one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.models import Document, Provision, ProvisionVersion
from dongbo.documents.operations import record_reading
from dongbo.documents.queries import latest_version, readable_documents
from dongbo.documents.rules import may_read, work_is_allowed
from dongbo.documents.states import Reading, Standing
from dongbo.engines.redline.words import word_changes
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import LinkDoubt, TraceLink
from dongbo.planning.operations.links import add_link, confirm_link, reject_link
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.links import current_rows, links_of, open_doubts_of, row_as_seen
from dongbo.planning.rules.links import may_decide, may_link
from dongbo.planning.states import AppraisalState, LinkState
from dongbo.web.acting import acting_of, now, require_page, show_refusal
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.planning.forms import LinkForm
from dongbo.web.planning.presentation import Ended, with_ends
from dongbo.web.templatetags.dongbo import place
from dongbo.web.thread import Step

if TYPE_CHECKING:
    from dongbo.planning.queries.links import MarkedLink

SUSPECT = "suspect"
FILTERS = ("state", "document", "provision")


def links(request: HttpRequest) -> HttpResponse:
    """The links as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    asked = {name: value for name in FILTERS if (value := request.GET.get(name, "").strip())}
    rows = _filtered(links_of(by, at=at).order_by(F("score").desc(nulls_last=True), "pk"), asked)
    if request.GET.get("export") == "xlsx":
        exported = with_ends(rows)
        _record_reading((link for link, _one, _two in exported), by=by, at=at)
        return _workbook(exported)
    page = page_of(request, rows)
    _record_reading(page, by=by, at=at)
    return render(
        request,
        "planning/links.html",
        {
            "page": page,
            "rows": with_ends(page),
            "query": kept_query(request),
            "asked": asked,
            "states": [(SUSPECT, _("Nghi vấn")), *LinkState.choices],
            "documents": readable_documents(by, at=at).exclude(standing=Standing.OTHER).order_by("number_key"),
            "may_link": may_link(by, at=at),
        },
    )


def _filtered(rows: "QuerySet[MarkedLink]", asked: dict[str, str]) -> "QuerySet[MarkedLink]":
    """Narrow to a state, to a document's links or to a provision's; an address that names nothing finds nothing."""
    state = asked.get("state", "")
    if state == SUSPECT:
        rows = rows.filter(suspect=True)
    elif state in LinkState.values:
        rows = rows.filter(state=state)
    if document := asked.get("document"):
        known = _uuid(document)
        rows = rows.filter(Q(directive_provision__document=known) | Q(plan_provision__document=known))
    if provision := asked.get("provision"):
        known = _uuid(provision)
        rows = rows.filter(Q(directive_provision=known) | Q(plan_provision=known))
    return rows


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _record_reading(shown: Iterable[TraceLink], *, by: Acting, at: datetime) -> None:
    """A link is shown with the words of both its ends."""
    ends = [end.document for link in shown for end in (link.directive_provision, link.plan_provision)]
    record_reading(documents=ends, what=Reading.LINK, by=by, at=at)


def _workbook(rows: list[Ended]) -> HttpResponse:
    headings = [
        _("Văn bản chỉ đạo"),
        _("Điều khoản chỉ đạo"),
        _("Nội dung chỉ đạo"),
        _("Dự thảo"),
        _("Điều khoản dự thảo"),
        _("Nội dung dự thảo"),
        _("Điểm"),
        _("Trạng thái"),
        _("Nghi vấn"),
        _("Người quyết định"),
        _("Lúc"),
    ]
    return workbook(
        name="lien-ket-truy-vet",
        headings=headings,
        rows=(
            [link.directive_provision.document.name, place(one.path) if one else "", one.words if one else "",
             link.plan_provision.document.name, place(two.path) if two else "", two.words if two else "",
             link.score, link.get_state_display(), _("có") if link.suspect else "",  # type: ignore[attr-defined]
             link.decided_by.full_name if link.decided_by else "", link.decided_at]
            for link, one, two in rows
        ),
    )  # fmt: skip


def link(request: HttpRequest, pk: str) -> HttpResponse:
    """Both texts side by side; where an end has changed since it was looked at, what changed."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(links_of(by, at=at), pk=pk)
    _record_reading([shown], by=by, at=at)
    ends = current_rows([shown.directive_provision_id, shown.plan_provision_id])
    drawn = [
        _end(_("Chỉ đạo"), shown.directive_provision, shown.directive_hash, ends),
        _end(_("Dự thảo"), shown.plan_provision, shown.plan_hash, ends),
    ]
    return render(
        request,
        "planning/link.html",
        {
            "link": shown,
            "ends": drawn,
            "rail": [step for end in drawn for step in _end_steps(end["document"], end["row"], removed=end["removed"])],
            "reads_otherwise": shown.state == LinkState.CONFIRMED
            and any(end["changed"] or end["removed"] for end in drawn),
            "doubts": [_Doubt.of(doubt, by=by, at=at) for doubt in open_doubts_of(shown)],
            "may_decide": may_decide(by, shown, at=at),
        },
    )


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A doubt as the page shows it: the paper that touches the directive, and what it says, to whoever may read it."""

    doubt: LinkDoubt
    document: Document | None
    words: str

    @classmethod
    def of(cls, doubt: LinkDoubt, *, by: Acting, at: datetime) -> "_Doubt":
        """Return `doubt` as `by` may know it; that he reads it is recorded."""
        document = doubt.version.document
        if not may_read(by, document, at=at):
            return cls(doubt, None, "")
        record_reading(documents=[document], what=Reading.LINK, by=by, at=at)
        row = doubt.version.provisions.filter(path=doubt.place).first() if doubt.place else None
        return cls(doubt, document, row.words if row else document.subject)


def _end_steps(document: Document, row: ProvisionVersion | None, *, removed: bool) -> list[Step]:
    record = Step(document.name, reverse("document", args=[document.pk]), broken=row is None)
    if row is None:
        return [record]
    address = f"{reverse('version', args=[row.version_id])}#{row.path}"
    return [record, Step(place(row.path), address, broken=removed)]


def _end(name: str, provision: Provision, seen_hash: str, ends: dict[UUID, ProvisionVersion]) -> dict[str, Any]:
    row = ends.get(provision.pk)
    newest = latest_version(provision.document)
    removed = row is None or newest is None or row.version_id != newest.pk
    seen = row_as_seen(provision.pk, seen_hash)
    changed = row is not None and row.content_hash != seen_hash
    return {
        "name": name,
        "document": provision.document,
        "row": row,
        "removed": removed,
        "changed": changed and not removed,
        "words": word_changes(seen.words, row.words) if changed and seen and row and seen.words != row.words else (),
    }


@require_POST
def link_decide(request: HttpRequest, pk: str) -> HttpResponse:
    """Confirm or reject a link."""
    by, at = acting_of(request), now()
    chosen = get_object_or_404(links_of(by, at=at), pk=pk)
    try:
        if request.POST.get("decision") == LinkState.CONFIRMED:
            confirm_link(link=chosen, by=by, at=at, seen=_seen(request), doubts_seen=_doubts_seen(request))
        else:
            reject_link(link=chosen, by=by, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    else:
        messages.success(request, _("Đã ghi quyết định."), extra_tags="well")
    return redirect("link", pk)


def _seen(request: HttpRequest) -> tuple[str, str] | None:
    """Return the fingerprints of both ends as the page showed them, where it says so."""
    directive, plan = request.POST.get("directive_seen"), request.POST.get("plan_seen")
    return (directive, plan) if directive and plan else None


def _doubts_seen(request: HttpRequest) -> list[int] | None:
    """Return the doubts that the page showed, where it says which."""
    if "doubts_seen" not in request.POST:
        return None
    return [int(key) for key in request.POST["doubts_seen"].split() if key.isdecimal()]


def link_new(request: HttpRequest) -> HttpResponse:
    """Add a link the machine did not see."""
    by, at = acting_of(request), now()
    require_page(may_link(by, at=at))
    form = LinkForm(request.POST or None, by=by, at=at, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        directive = _provision(form, asked["directive"], "directive_path")
        plan = _provision(form, asked["plan"], "plan_path")
        if directive and plan:
            try:
                made = add_link(
                    directive_provision=directive, plan_provision=plan, reason=asked["reason"], by=by, at=at
                )
            except ValidationError as refusal:
                show_refusal(form, refusal)
            else:
                return redirect("link", made.pk)
    return render(request, "planning/link_new.html", {"form": form}, status=422 if form.errors else 200)


def _provision(form: LinkForm, document: Document, field: str) -> Provision | None:
    newest = latest_version(document)
    row = newest.provisions.filter(path=form.cleaned_data[field].strip()).first() if newest else None
    if row is None:
        form.add_error(field, _("Bản mới nhất của văn bản này không có điều khoản nào ở đường dẫn đó."))
        return None
    return row.provision


def pair(request: HttpRequest, pk: str) -> HttpResponse:
    """A directive's provision and one of the plan side by side; a link between them, or the means to add one."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(readable_appraisals(by, at=at), pk=pk, state=AppraisalState.READY)
    versions = shown.result["versions"]
    directive = _row(versions.get(request.GET.get("document", "")), request.GET.get("directive", ""))
    plan = _row(shown.plan_id, request.GET.get("plan", ""))
    found = links_of(by, at=at).filter(directive_provision=directive.provision_id, plan_provision=plan.provision_id)
    if joined := found.first():
        return redirect("link", joined.pk)
    documents = [directive.version.document, plan.version.document]
    record_reading(documents=documents, what=Reading.REPORT, by=by, at=at, detail=str(shown.pk))
    ends = [(_("Chỉ đạo"), directive), (_("Dự thảo"), plan)]
    rail = [step for _name, row in ends for step in _end_steps(row.version.document, row, removed=False)]
    report = Step(_("Báo cáo đối chiếu"), reverse("appraisal", args=[shown.pk]))
    context = {"rail": [report, *rail], "ends": ends, "directive": directive, "plan": plan}
    return render(request, "planning/pair.html", context | {"may_link": _may_link(plan, by=by, at=at)})


def _may_link(plan: ProvisionVersion, *, by: Acting, at: datetime) -> bool:
    return work_is_allowed(by, Permission.LINK_DECIDE, plan.version.document, at=at)


def _row(version: int | None, path: str) -> ProvisionVersion:
    rows = ProvisionVersion.objects.select_related("version__document__unit")
    return get_object_or_404(rows, version=version, path=path)
