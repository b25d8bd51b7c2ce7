"""One required revision: its words then and now, the drafters' answer with its places, the sign-off, its history."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, Version
from dongbo.documents.queries import version_being_written
from dongbo.ledger.queries import events_of
from dongbo.organisation.rules import Acting
from dongbo.planning.models import RequiredRevision
from dongbo.planning.operations.revisions import answer_revision, sign_checks, withdraw_check_signature
from dongbo.planning.queries.places import matching_places, named_places
from dongbo.planning.queries.revision_texts import told_revisions
from dongbo.planning.queries.revisions import answer_fingerprint, versions_after
from dongbo.planning.rules.councils import keeps_record, may_lead_council
from dongbo.planning.rules.revisions import may_answer_revisions
from dongbo.planning.states import CouncilState, RevisionClaim
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.consultation.forms.board import keys_in
from dongbo.web.councils.forms.revisions import AnswerForm, PressForm, SignForm, ticked
from dongbo.web.councils.revision_rows import RevisionRow, revision_rows
from dongbo.web.councils.revision_scope import chosen_version, rail_to, record_look, revision_seen, writing_dossier
from dongbo.web.desk.events import told
from dongbo.web.organisation.views.acts import refused
from dongbo.web.thread import Step

FIND = "find"
MOST_TOLD = 30
"""How many acts upon a revision its page tells."""


@dataclass(slots=True)
class Typed:
    """What stands in the form of an answer, what it was begun on, and what is said against it."""

    form: AnswerForm
    places: list[UUID]
    seen: str
    status: int = 200
    wrong: forms.Form | None = None
    stale: bool = False
    found: dict[str, Any] = field(default_factory=dict)


def revision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One revision, and the acts upon it."""
    shown = revision_seen(request, pk)
    versions = list(versions_after(shown.council).filter(ordinal__gt=shown.version.ordinal))
    version = chosen_version(versions, request.GET.get("version", ""))
    typed = _typed(request, shown)
    row = _row(shown, version)
    if request.method == "POST" and request.POST.get("act") == FIND:
        require_page(may_answer_revisions(acting_of(request), shown.council, at=now()))
        typed.found = _offered(shown, request.POST.get("place", ""))
    elif request.method == "POST":
        done = _act(request, shown, row, typed)
        if done:
            messages.success(request, done, extra_tags="well")
            return redirect(request.get_full_path())
        shown = revision_seen(request, pk)
        row = _row(shown, version)
    return _page(request, shown, version, versions, row, typed)


def _typed(request: HttpRequest, shown: RequiredRevision) -> Typed:
    if "response" in request.POST:
        seen = request.POST.get("seen") or answer_fingerprint(shown)
        return Typed(AnswerForm(request.POST), keys_in(request.POST.getlist("changed")), seen)
    claim = "" if shown.claim == RevisionClaim.OPEN else shown.claim
    said = AnswerForm(initial={"claim": claim, "response": shown.response})
    return Typed(said, list(shown.changed.values_list("pk", flat=True)), answer_fingerprint(shown))


def _row(shown: RequiredRevision, version: Version | None) -> RevisionRow:
    [found] = revision_rows(told_revisions([shown], version))
    return found


def _act(request: HttpRequest, shown: RequiredRevision, row: RevisionRow, typed: Typed) -> str:
    """Do what the button says; return what was done in words, "" where it was refused and `typed` says why."""
    by, at = acting_of(request), now()
    check = row.check
    sign = SignForm(request.POST)
    acts: dict[str, tuple[forms.Form, Callable[[], object], str]] = {
        "answer": (typed.form, lambda: _answer(shown, typed, by, at), _("Đã lưu trả lời."))
    }
    if check is not None:
        seen = {int(key): then for key, then in ticked(request.POST.getlist("check")).items() if key == str(check.pk)}
        acts["sign"] = (
            sign,
            lambda: sign_checks(checks=[check], note=sign.cleaned_data["note"], seen=seen, by=by, at=at),
            _("Đã ký nhận yêu cầu."),
        )
        acts["unsign"] = (
            PressForm(request.POST),
            lambda: withdraw_check_signature(check=check, by=by, at=at),
            _("Đã rút ký nhận."),
        )
    asked = acts.get(request.POST.get("act", ""))
    if asked is None:
        raise Http404
    form, do, words = asked
    typed.status = refused(form, do) if form.is_valid() else 422
    if not form.errors:
        return words
    typed.wrong = form
    typed.stale = any(error.code == "stale" for error in form.non_field_errors().as_data())
    if typed.stale:
        typed.seen = answer_fingerprint(RequiredRevision.objects.get(pk=shown.pk))
    return ""


def _answer(shown: RequiredRevision, typed: Typed, by: Acting, at: datetime) -> RequiredRevision:
    said = typed.form.cleaned_data
    places = list(Provision.objects.filter(pk__in=typed.places))
    return answer_revision(
        revision=shown,
        claim=said["claim"],
        response=said["response"],
        changed=places,
        seen=typed.seen,
        by=by,
        at=at,
    )


def _page(
    request: HttpRequest,
    shown: RequiredRevision,
    version: Version | None,
    versions: list[Version],
    row: RevisionRow,
    typed: Typed,
) -> HttpResponse:
    by, at = acting_of(request), now()
    council = shown.council
    record_look(request, council, version or shown.version)
    stands = council.state == CouncilState.WORKING and shown.withdrawn_at is None
    answers = stands and may_answer_revisions(by, council, at=at)
    signs = stands and version is not None and version == versions[0] and may_lead_council(by, council, at=at)
    context = {
        "revision": shown,
        "council": council,
        "row": row,
        "version": version,
        "versions": versions,
        "rail": rail_to(request, council, Step(_("yêu cầu số %(number)d") % {"number": shown.number}, here=True)),
        "form": typed.form,
        "wrong": typed.wrong,
        "stale": typed.stale,
        "seen": typed.seen,
        "places": named_places(_versions_named(shown), typed.places),
        "offered": typed.found,
        "dossier": writing_dossier(council, by, at=at) if answers else None,
        "sign": typed.wrong if isinstance(typed.wrong, SignForm) else SignForm(),
        "may_answer": answers,
        "may_sign": signs,
        "may_withdraw": stands and keeps_record(by, council, at=at),
        "history": told(_history(shown)[:MOST_TOLD]),
        "today": timezone.localdate(at),
    }
    return render(request, "councils/revisions/revision.html", context, status=typed.status)


def _history(shown: RequiredRevision) -> "QuerySet[Any]":
    return events_of(subject_kind="required_revision", subject_id=shown.pk).order_by("-sequence")


def _versions_named(shown: RequiredRevision) -> list[Version]:
    """Return the versions in which a place may stand: the one being written, those frozen since, the one judged."""
    written = version_being_written(shown.council.document)
    later = versions_after(shown.council)
    return [*([written] if written is not None else []), *later, shown.version]


def revision_changed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The provisions that match a few letters, to tick as places where a revision was carried out."""
    shown = revision_seen(request, pk)
    require_page(may_answer_revisions(acting_of(request), shown.council, at=now()))
    offered = _offered(shown, request.GET.get("place", ""))
    return render(request, "councils/revisions/places.html", offered | {"name": "changed"})


def _offered(shown: RequiredRevision, words: str) -> dict[str, Any]:
    found = matching_places(_versions_named(shown), words) if words.strip() else []
    return {"candidates": found, "searched": bool(words.strip()), "words": words}
