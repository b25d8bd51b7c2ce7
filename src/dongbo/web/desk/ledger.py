"""The ledger as a page, and of one record who did what there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.queries import readable_documents
from dongbo.documents.rules import workable
from dongbo.ledger.models import Event
from dongbo.ledger.queries import events_as_asked, events_of, verify_ledger
from dongbo.ledger.rules import acts_of
from dongbo.organisation.models import Grant, Officer, Post, Unit
from dongbo.organisation.rules import Acting, authority_of, may, within
from dongbo.organisation.states import Access, Permission
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.dossiers import readable_dossiers
from dongbo.planning.queries.links import links_of
from dongbo.web.acting import acting_of, now
from dongbo.web.desk.events import SUBJECTS, Told, told
from dongbo.web.desk.forms import LedgerForm
from dongbo.web.lists import kept_query, page_of, workbook

PORTION = 2000
"""Events that are put into words at a time when many leave as a workbook."""


def ledger(request: HttpRequest) -> HttpResponse:
    """The events the officer may see, newest first; as a workbook when asked for."""
    by, at = acting_of(request), now()
    form = LedgerForm(request.GET)
    whole = _reads_everything(by, at=at)
    events = events_as_asked(form.wanted(), scope=Q() if whole else _scope(by, at=at))
    if request.GET.get("export") == "xlsx":
        return _workbook(events, name="so-cai")
    checked = whole and request.GET.get("verify") == "1"
    page = page_of(request, events)
    return render(
        request,
        "desk/ledger.html",
        {
            "form": form,
            "narrowed": form.narrows(),
            "page": page,
            "query": kept_query(request),
            "rows": told(page),
            "may_verify": whole,
            "checked": checked,
            "broken": verify_ledger() if checked else None,
        },
    )


def record_history(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Who did what to one record, for who may read it and the ledger of its unit."""
    by, at = acting_of(request), now()
    name, address = _record(kind, pk, by=by, at=at)
    events = events_of(subject_kind=kind, subject_id=pk).order_by("-sequence")
    if request.GET.get("export") == "xlsx":
        return _workbook(events, name="ai-da-lam-gi")
    page = page_of(request, events)
    context = {"name": name, "address": address, "page": page, "query": kept_query(request), "rows": told(page)}
    return render(request, "desk/record_history.html", context)


def may_see_history(kind: str, pk: object, *, by: Acting, at: datetime) -> bool:
    """Return whether `by` may see who did what to the record, for a link to it."""
    return kind in RECORDS and RECORDS[kind].find(by, at).filter(pk=pk).exists()


def _reads_everything(by: Acting, *, at: datetime) -> bool:
    """Whoever reads the ledger of the whole tree reads what the site did by itself, and verifies the chain."""
    top = Unit.objects.filter(parent=None, heir=None).order_by("first").first()
    stretches = authority_of(by, at=at).scope(Permission.LEDGER_READ.bit).levels[Access.UNIT]
    return top is not None and any(first <= top.first and top.last <= last for first, last in stretches)


def _scope(by: Acting, *, at: datetime) -> Q:
    top = Unit.objects.filter(parent=None, heir=None).order_by("first").first()
    return acts_of(_units(by, at), of_the_site=top is not None and may(by, Permission.LEDGER_READ, unit=top, at=at))


def _workbook(events: QuerySet[Event], *, name: str) -> HttpResponse:
    headings = [
        _("Số"), _("Thời điểm"), _("Việc đã làm"), _("Người thực hiện"), _("Thay mặt"), _("Chức vụ"), _("Đơn vị"),
        _("Địa chỉ mạng"), _("Quyền đã dùng"), _("Quyền được cấp số"), _("Đối tượng"), _("Mã hồ sơ"), _("Mã băm"),
    ]  # fmt: skip
    rows = (
        [one.event.sequence, one.event.at, one.act, one.actor, one.on_behalf_of, one.post, one.unit,
         one.event.address, one.permission, one.event.grant, one.subject, one.event.subject_id, one.event.hash]
        for one in _in_portions(events)
    )  # fmt: skip
    return workbook(name=name, headings=headings, rows=rows)


def _in_portions(events: QuerySet[Event]) -> Iterator[Told]:
    found = events.iterator(chunk_size=PORTION)
    while portion := list(islice(found, PORTION)):
        yield from told(portion)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: those of which an officer may see the history, how its key reads, and where its page is."""

    find: Callable[[Acting, datetime], "QuerySet[Any]"]
    key: Callable[[str], object]
    page: str = ""


def _documents(by: Acting, at: datetime) -> "QuerySet[Any]":
    return readable_documents(by, at=at).filter(workable(by, Permission.LEDGER_READ, at=at))


def _appraisals(by: Acting, at: datetime) -> "QuerySet[Any]":
    here = workable(by, Permission.LEDGER_READ, at=at, document="plan__document__")
    return readable_appraisals(by, at=at).filter(here)


def _links(by: Acting, at: datetime) -> "QuerySet[Any]":
    here = workable(by, Permission.LEDGER_READ, at=at, document="plan_provision__document__")
    return links_of(by, at=at).filter(here)


def _dossiers(by: Acting, at: datetime) -> "QuerySet[Any]":
    here = workable(by, Permission.LEDGER_READ, at=at, document="document__")
    return readable_dossiers(by, at=at).filter(here)


def _units(by: Acting, at: datetime) -> "QuerySet[Any]":
    stretches = authority_of(by, at=at).scope(Permission.LEDGER_READ.bit).levels[Access.UNIT]
    return Unit.objects.filter(reduce(or_, (Q(first__range=stretch) for stretch in stretches), Q(pk__in=[])))


def _officers(by: Acting, at: datetime) -> "QuerySet[Any]":
    posts = Post.objects.filter(within(by, Permission.OFFICER_READ, at=at), within(by, Permission.LEDGER_READ, at=at))
    return Officer.objects.filter(pk__in=posts.values("officer"))


def _grants(by: Acting, at: datetime) -> "QuerySet[Any]":
    return Grant.objects.filter(within(by, Permission.GRANT_READ, at=at), within(by, Permission.LEDGER_READ, at=at))


RECORDS = {
    "document": Kind(_documents, UUID, "document"),
    "appraisal": Kind(_appraisals, UUID, "appraisal"),
    "trace_link": Kind(_links, UUID, "link"),
    "drafting_dossier": Kind(_dossiers, UUID, "dossier"),
    "unit": Kind(_units, int, "unit"),
    "officer": Kind(_officers, int, "officer"),
    "grant": Kind(_grants, int),
}
"""The records whose history is opened by a rule of their own; any other's by reading the whole ledger."""


def _record(kind: str, pk: str, *, by: Acting, at: datetime) -> tuple[str, str]:
    """Return the name of a record and where its page is. Raises Http404 where its history is not for `by`."""
    known = RECORDS.get(kind)
    if known is None:
        if not _reads_everything(by, at=at) or not events_of(subject_kind=kind, subject_id=pk).exists():
            raise Http404
        return f"{SUBJECTS.get(kind, kind)} {pk}", ""
    try:
        found = known.find(by, at).filter(pk=known.key(pk)).first()
    except (ValueError, OverflowError) as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    return str(found), reverse(known.page, args=[pk]) if known.page else ""
