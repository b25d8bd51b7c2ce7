"""Ordering revisions: what is asked depends on the kind; from findings, from members' remarks, or from nothing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.engines.alignment import Axis
from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier, Council, Remark
from dongbo.planning.operations.revisions import order_revision, withdraw_revision
from dongbo.planning.queries.answering import known_key
from dongbo.planning.queries.places import matching_places, named_places
from dongbo.planning.queries.revision_sources import conclusions_of, directives_to_name, dossier_judged, remarks_heard
from dongbo.planning.queries.revision_suggestions import axes_found, wordings_found
from dongbo.planning.rules.councils import keeps_record
from dongbo.planning.states import CouncilState, RevisionKind
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.councils.forms.revision_orders import (
    ASKED,
    ChosenPlaces,
    ConclusionForm,
    DirectiveField,
    OrderForm,
    text_of,
)
from dongbo.web.councils.forms.revisions import ReasonForm
from dongbo.web.councils.revision_scope import council_seen, rail_to, revision_seen
from dongbo.web.lists import kept_query, page_of
from dongbo.web.organisation.views.acts import ActPage, act, posted, refused
from dongbo.web.organisation.views.choosing import offered
from dongbo.web.thread import Step

FIND = "find"
"""The button that looks for places and keeps everything typed."""

ONE_CLICK = (RevisionKind.SUPPLEMENT, RevisionKind.CUT)
"""The kinds a remark says all about, so that one press orders them."""


def revision_new(request: HttpRequest, pk: str) -> HttpResponse:
    """Choose what kind of revision is ordered, then say what; findings of the engines fill it in."""
    shown = _kept(request, pk)
    dossier = dossier_judged(shown)
    if dossier is None:
        return render(request, "councils/revisions/none.html", _about(request, shown, _("Yêu cầu mới")))
    asked = request.GET.get("kind", "")
    if asked not in RevisionKind.values:
        return _kinds(request, shown, dossier)
    return _order(request, shown, dossier, RevisionKind(asked))


def _kinds(request: HttpRequest, shown: Council, dossier: AppraisalDossier) -> HttpResponse:
    context = _about(request, shown, _("Yêu cầu mới")) | {
        "kinds": list(RevisionKind),
        "wordings": wordings_found(dossier),
        "axes": _axes_to_order(request, dossier),
        "version": dossier.version,
        "remarks": remarks_heard(shown).count(),
        "conclusion": _conclusion_named(request),
    }
    return render(request, "councils/revisions/kinds.html", context)


def _axes_to_order(request: HttpRequest, dossier: AppraisalDossier) -> list[Any]:
    """Return the findings about directives that the reader may order from."""
    found = axes_found(dossier)
    nameable = directives_to_name(dossier.council, acting_of(request), at=now())
    known = nameable.filter(pk__in={one.directive.pk for one in found})
    keys = set(known.values_list("pk", flat=True))
    return [one for one in found if one.directive.pk in keys]


def _order(request: HttpRequest, shown: Council, dossier: AppraisalDossier, kind: RevisionKind) -> HttpResponse:
    by, at = acting_of(request), now()
    remarks = remarks_heard(shown)
    remark = _remark_named(remarks, request)
    form = OrderForm(
        posted(request), kind=kind, council=shown, remarks=remarks, by=by, at=at,
        initial=_initial(request, shown, kind, remark, by),
    )  # fmt: skip
    chosen = ChosenPlaces.posted(request.POST) if request.method == "POST" else ChosenPlaces.of_remark(remark)
    finding = request.method == "POST" and request.POST.get("act") == FIND
    status = 200
    if finding:
        form.errors.clear()
    elif request.method == "POST":
        status = refused(form, lambda: _ordered(form, kind, chosen, by)) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã ghi yêu cầu."), extra_tags="well")
            return redirect("council-revisions", shown.pk)
    version = _version_of(request, dossier)
    named = named_places([version], chosen.quotes)
    context = _about(request, shown, kind.label) | {
        "form": form,
        "kind": kind,
        "version": version,
        "remark": remark,
        "asked": [form[name] for name in ASKED[kind]],
        "places": [(one, chosen.quotes[one.key], chosen.starts.get(one.key)) for one in named],
        "lost": [key for key in chosen.quotes if key not in {one.key for one in named}],
        "offered": _offered([version], request.POST.get("place", "")) if finding else None,
    }
    return render(request, "councils/revisions/order.html", context, status=status)


def _version_of(request: HttpRequest, dossier: AppraisalDossier) -> Version:
    """Return the version whose places are chosen: that of the conclusion named, else the one judged last."""
    named = request.POST.get("conclusion", "")
    if not named.isdecimal() or len(named) > 18:
        return dossier.version
    known = conclusions_of(dossier.council).filter(pk=named).first()
    return known.meeting.dossier.version if known is not None else dossier.version


def _ordered(form: OrderForm, kind: RevisionKind, chosen: ChosenPlaces, by: Acting) -> None:
    order_revision(
        conclusion=form.cleaned_data["conclusion"],
        kind=kind,
        anchors=chosen.anchors(),
        by=by,
        at=now(),
        **form.order(),
    )


def _initial(
    request: HttpRequest, shown: Council, kind: RevisionKind, remark: Remark | None, by: Acting
) -> dict[str, Any]:
    """Return what an order begins with: a remark, or what an engine found, as the address says it."""
    asked = request.GET
    keep, variants, axis = asked.get("keep", ""), asked.getlist("variant"), asked.get("axis", "")
    axis = axis if axis in list(Axis) else ""
    key = known_key(asked.get("directive", ""))
    directive = directives_to_name(shown, by, at=now()).filter(pk=key).first() if key is not None else None
    name = directive.number or directive.name if directive is not None else ""
    text = remark.text if remark is not None else text_of(kind, keep=keep, variants=variants, axis=axis, name=name)
    return {
        "text": text, "keep": keep, "variants": "\n".join(variants), "directive": directive, "axis": axis,
        "remark": remark, "conclusion": _conclusion_named(request),
    }  # fmt: skip


def _conclusion_named(request: HttpRequest) -> int | None:
    """Return the key of the conclusion the address names, if it can be one."""
    named = request.GET.get("conclusion", "")
    return int(named) if named.isdecimal() and len(named) < 19 else None


def _remark_named(remarks: Any, request: HttpRequest) -> Remark | None:
    named = request.POST.get("remark") or request.GET.get("remark", "")
    found: Remark | None = remarks.filter(pk=named).first() if named.isdecimal() and len(named) < 19 else None
    return found


def revision_remarks(request: HttpRequest, pk: str) -> HttpResponse:
    """What members remarked; a press makes one of them a required revision of the conclusion chosen."""
    shown, by = _kept(request, pk), acting_of(request)
    form = ConclusionForm(posted(request), council=shown)
    remarks, status = remarks_heard(shown), 200
    if request.method == "POST":
        remark = _remark_named(remarks, request)
        if remark is None:
            raise Http404
        heard = remark
        status = refused(form, lambda: _taken_up(form, heard, by)) if form.is_valid() else 422
        if not form.errors:
            messages.success(request, _("Đã ghi yêu cầu theo góp ý."), extra_tags="well")
            return redirect(request.get_full_path())
    page = page_of(request, remarks)
    context = _about(request, shown, _("Góp ý của thành viên")) | {
        "form": form,
        "page": page,
        "rows": [(one, one.kind in ONE_CLICK and (one.provision_id or one.kind != RevisionKind.CUT)) for one in page],
        "query": kept_query(request),
        "has_conclusions": conclusions_of(shown).exists(),
    }
    return render(request, "councils/revisions/remarks.html", context, status=status)


def _taken_up(form: ConclusionForm, remark: Remark, by: Acting) -> None:
    order_revision(
        conclusion=form.cleaned_data["conclusion"],
        kind=remark.kind,
        text=remark.text,
        anchors=ChosenPlaces.of_remark(remark).anchors(),
        remark=remark,
        by=by,
        at=now(),
    )


def revision_places(request: HttpRequest, pk: str) -> HttpResponse:
    """The provisions of the version judged that match a few letters, to tick as places of an order."""
    shown = _kept(request, pk)
    dossier = dossier_judged(shown)
    if dossier is None:
        raise Http404
    offered = _offered([dossier.version], request.GET.get("place", ""))
    return render(request, "councils/revisions/places.html", offered | {"name": "anchor"})


def revision_directives(request: HttpRequest, pk: str) -> HttpResponse:
    """The directives the reader may name in an order of this council that match what was typed."""
    field = DirectiveField()
    field.offer(_kept(request, pk), by=acting_of(request), at=now())
    return offered(request, field)


def _offered(versions: list[Version], words: str) -> dict[str, Any]:
    found = matching_places(versions, words) if words.strip() else []
    return {"candidates": found, "searched": bool(words.strip()), "words": words}


def revision_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw what was ordered."""
    by, at = acting_of(request), now()
    shown = revision_seen(request, pk)
    require_page(keeps_record(by, shown.council, at=at))
    page = ActPage(
        heading=_("Rút yêu cầu số %(number)d") % {"number": shown.number},
        button=_("Rút yêu cầu"),
        done=_("Đã rút yêu cầu."),
        lead=shown.text[:500],
    )
    form = ReasonForm(posted(request))
    back = (_("Yêu cầu số %(number)d") % {"number": shown.number}, reverse("revision", args=[shown.pk]))
    return act(
        request,
        form,
        page,
        do=lambda: withdraw_revision(revision=shown, by=by, at=now(), **form.cleaned_data),
        back=back,
    )


def _kept(request: HttpRequest, pk: str) -> Council:
    """Return a council at work whose record the reader keeps. Raises Http404, PermissionDenied."""
    shown = council_seen(request, pk)
    works = shown.state == CouncilState.WORKING
    require_page(works and keeps_record(acting_of(request), shown, at=now()))
    return shown


def _about(request: HttpRequest, shown: Council, here: Any) -> dict[str, Any]:
    return {"council": shown, "rail": rail_to(request, shown, Step(str(here), here=True)), "here": here}
