"""One group: its opinions as filed, the place beside the text of today, its answer, and every act upon it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, Opinion, OpinionGroup
from dongbo.planning.operations.answering import (
    answer_group,
    assign_groups,
    decide_group,
    name_places,
    put_to_leader,
    reopen_group,
    split_group,
)
from dongbo.planning.queries.answering import fingerprint, groups_asking, history_of, known_key
from dongbo.planning.queries.beside import Beside, beside, later_versions
from dongbo.planning.queries.board import anchors_of, opinions_of, paths_of
from dongbo.planning.queries.places import named_places
from dongbo.planning.rules.consultation import may_ask
from dongbo.planning.states import ConsultationState, Outcome
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.board_rows import group_rows
from dongbo.web.consultation.forms.board import AnswerForm, AssignForm, PickForm, keys_in
from dongbo.web.consultation.presentation import rail_of
from dongbo.web.consultation.views.board_place import chosen_version, places_found
from dongbo.web.desk.events import told
from dongbo.web.lists import kept_query, page_of
from dongbo.web.organisation.views.acts import refused
from dongbo.web.thread import Step

MOST_TOLD = 30
"""How many acts upon a group its page tells of."""

FIND = "find"
"""The button that looks for places and saves nothing."""


@dataclass(slots=True)
class Typed:
    """What was typed on the page of a group, and what is said against it."""

    form: forms.Form
    places: list[Any]
    seen: str
    wrong: forms.Form | None = None
    status: int = 200
    stale: bool = False
    found: dict[str, Any] = field(default_factory=dict)


def opinion_group(request: HttpRequest, pk: str) -> HttpResponse:
    """A group with its opinions, place, answer and history; an act upon it."""
    by, at = acting_of(request), now()
    groups = groups_asking(by, at=at)
    shown = groups.filter(pk=pk).first()
    if shown is None:
        return _gone(request, pk)
    typed = _unsaid(shown) if request.method != "POST" else _as_typed(request, shown)
    if request.method == "POST" and request.POST.get("act") != FIND:
        to = _act(request, shown, typed)
        if to is not None:
            return redirect(to)
        shown = get_object_or_404(groups, pk=pk)
    elif request.method == "POST":
        typed.found = places_found(request, shown.consultation, request.POST.get("place", ""))
    return _page(request, shown, typed)


def _gone(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what was typed for a group that was joined with another meanwhile on the page of that other one."""
    about = known_key(request.POST.get("about", ""))
    if about is None or OpinionGroup.objects.filter(pk=pk).exists():
        raise Http404
    shown = get_object_or_404(groups_asking(acting_of(request), at=now()), opinions=about)
    typed = _as_typed(request, shown)
    typed.seen, typed.stale, typed.status, typed.wrong = fingerprint(shown), True, 422, typed.form
    words = _("Nhóm bạn đang trả lời vừa được gộp vào nhóm %(number)d này. Lời bạn viết vẫn còn trong ô; hãy lưu lại.")
    typed.form.add_error(None, words % {"number": shown.ordinal})
    return _page(request, shown, typed)


def _unsaid(shown: OpinionGroup) -> Typed:
    places = list(shown.changed_in.values_list("pk", flat=True))
    return Typed(AnswerForm(initial=AnswerForm.said_by(shown)), places, fingerprint(shown))


def _as_typed(request: HttpRequest, shown: OpinionGroup) -> Typed:
    if "response" not in request.POST:
        return _unsaid(shown)
    seen = request.POST.get("seen") or fingerprint(shown)
    return Typed(AnswerForm(request.POST), keys_in(request.POST.getlist("changed_in")), seen)


def _act(request: HttpRequest, shown: OpinionGroup, typed: Typed) -> str | None:
    """Do what the button says; return where to go on, or None where it was refused and `typed` says why."""
    by, at = acting_of(request), now()
    acts: dict[str, Callable[[], tuple[forms.Form, Callable[[], OpinionGroup], str]]] = {
        "answer": lambda: (typed.form, lambda: _answer(shown, typed, by, at), _("Đã lưu trả lời.")),
        "leader": lambda: (typed.form, lambda: _ask(shown, typed, by, at), _("Đã trình lãnh đạo.")),
        "decide": lambda: (typed.form, lambda: _decide(shown, typed, by, at), _("Đã ghi quyết định.")),
        "places": lambda: (typed.form, lambda: _place(shown, typed, by, at), _("Đã ghi chỗ đã sửa.")),
        "reopen": lambda: (
            PickForm(request.POST),
            lambda: reopen_group(group=shown, by=by, at=at, seen=request.POST.get("seen") or None),
            _("Đã bỏ trả lời; nhóm trở lại chưa giải trình."),
        ),
        "split": lambda: (PickForm(request.POST), lambda: _split(request, shown, by, at), _("Đã tách thành nhóm này.")),
        "assign": lambda: _assign(request, shown, by, at),
    }
    asked = acts.get(request.POST.get("act", ""))
    if asked is None:
        raise Http404
    form, do, done = asked()
    acted: list[OpinionGroup] = []
    typed.status = refused(form, lambda: acted.append(do())) if form.is_valid() else 422
    if not form.errors:
        messages.success(request, done, extra_tags="well")
        return reverse("opinion-group", args=[acted[0].pk])
    typed.wrong = form
    typed.stale = any(error.code == "stale" for error in form.non_field_errors().as_data())
    if typed.stale:
        typed.seen = fingerprint(OpinionGroup.objects.get(pk=shown.pk))
    return None


def _answer(shown: OpinionGroup, typed: Typed, by: Acting, at: datetime) -> OpinionGroup:
    said = typed.form.cleaned_data
    return answer_group(
        group=shown,
        outcome=Outcome(said["outcome"] or Outcome.OPEN),
        response=said["response"],
        reason=said["reason"],
        changed_in=_provisions(typed),
        seen=typed.seen,
        by=by,
        at=at,
    )


def _ask(shown: OpinionGroup, typed: Typed, by: Acting, at: datetime) -> OpinionGroup:
    said = typed.form.cleaned_data
    return put_to_leader(
        group=shown,
        question=said["question"],
        response=said["response"],
        reason=said["reason"],
        seen=typed.seen,
        by=by,
        at=at,
    )


def _decide(shown: OpinionGroup, typed: Typed, by: Acting, at: datetime) -> OpinionGroup:
    said = typed.form.cleaned_data
    return decide_group(
        group=shown,
        outcome=Outcome(said["outcome"] or Outcome.OPEN),
        response=said["response"],
        reason=said["reason"],
        changed_in=_provisions(typed),
        seen=typed.seen,
        by=by,
        at=at,
    )


def _place(shown: OpinionGroup, typed: Typed, by: Acting, at: datetime) -> OpinionGroup:
    return name_places(group=shown, changed_in=_provisions(typed), by=by, at=at)


def _split(request: HttpRequest, shown: OpinionGroup, by: Acting, at: datetime) -> OpinionGroup:
    opinions = Opinion.objects.filter(group=shown, pk__in=keys_in(request.POST.getlist("opinion")))
    return split_group(group=shown, opinions=opinions, by=by, at=at)


def _assign(
    request: HttpRequest, shown: OpinionGroup, by: Acting, at: datetime
) -> tuple[forms.Form, Callable[[], OpinionGroup], str]:
    form = AssignForm(request.POST, consultation=shown.consultation, at=at)

    def assign() -> OpinionGroup:
        to = form.cleaned_data["to"]
        (given,) = assign_groups(consultation=shown.consultation, groups=[shown], to=to, by=by, at=at)
        return given

    return form, assign, _("Đã giao nhóm ý kiến.")


def _provisions(typed: Typed) -> list[Provision]:
    return list(Provision.objects.filter(pk__in=typed.places))


def _page(request: HttpRequest, shown: OpinionGroup, typed: Typed) -> HttpResponse:
    by, at = acting_of(request), now()
    consultation = shown.consultation
    page = page_of(request, opinions_of(shown))
    opinions = list(page)
    later = list(later_versions(consultation, by, at=at))
    version = chosen_version(later, request.GET.get("against", ""))
    paths = paths_of(consultation, {opinion.provision_id for opinion in opinions} | {shown.provision_id})
    is_open = consultation.state not in (ConsultationState.FINAL, ConsultationState.PREPARED)
    may_answer = is_open and may_ask(by, Permission.OPINION_ANSWER, consultation, at=at)
    was_asked = shown.outcome == Outcome.TO_LEADER or shown.decided_at is not None
    anchors = anchors_of(opinions)
    context = {
        "group": shown,
        "row": group_rows([shown])[0],
        "consultation": consultation,
        "rail": _rail(shown, by, at),
        "page": page,
        "opinions": [(one, anchors.get(one.pk)) for one in opinions],
        "query": kept_query(request),
        "touched": sorted(paths.items(), key=lambda pair: pair[1]),
        "beside": _beside(shown, consultation, version),
        "later": later,
        "version": version,
        "form": typed.form,
        "wrong": typed.wrong,
        "stale": typed.stale,
        "seen": typed.seen,
        "places": named_places([*later, consultation.version], typed.places),
        "offered": typed.found,
        "may_answer": may_answer and shown.decided_at is None,
        "may_place": may_answer and shown.decided_at is not None,
        "may_decide": is_open and was_asked and may_ask(by, Permission.OPINION_DECIDE, consultation, at=at),
        "may_arrange": may_answer,
        "assign": AssignForm(consultation=consultation, at=at, initial={"to": shown.assigned_to_id})
        if may_answer
        else None,
        "history": told(history_of(shown)[:MOST_TOLD]),
    }
    return render(request, "consultation/board/group.html", context, status=typed.status)


def _beside(shown: OpinionGroup, consultation: Consultation, version: Version | None) -> Beside | None:
    if shown.provision_id is None:
        return None
    row = ProvisionVersion.objects.filter(version=consultation.version_id, provision=shown.provision_id).first()
    return beside(consultation, row, version) if row is not None else None


def _rail(shown: OpinionGroup, by: Acting, at: datetime) -> list[Step]:
    consultation = shown.consultation
    return [
        *rail_of(consultation, None, by=by, at=at)[:-1],
        Step(consultation.title, reverse("consultation", args=[consultation.pk])),
        Step(_("Bảng ý kiến"), reverse("board", args=[consultation.pk])),
        Step(_("nhóm %(number)d") % {"number": shown.ordinal}, here=True),
    ]
