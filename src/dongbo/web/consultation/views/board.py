"""The board of a round: its groups as filtered, given out and joined many at once; and what waits for an officer."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.documents.models import ProvisionVersion
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, OpinionGroup
from dongbo.planning.operations.answering import assign_groups, join_groups, request_grouping
from dongbo.planning.queries.answering import grouping_of, groups_given, groups_to_decide, known_key
from dongbo.planning.queries.board import (
    WHOLE,
    board_keys,
    first_provision,
    groups_in_order,
    standing_of,
    units_by_group,
)
from dongbo.planning.queries.board import board as board_of
from dongbo.planning.rules.consultation import may_ask
from dongbo.planning.states import ConsultationState, Outcome
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.board_rows import TONES, group_rows
from dongbo.web.consultation.forms.board import AssignForm, BoardFilterForm, PickForm, keys_in
from dongbo.web.consultation.presentation import rail_of
from dongbo.web.consultation.scope import seen
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import refused
from dongbo.web.templatetags.dongbo import place
from dongbo.web.thread import Step

PORTION = 500
"""Groups whose units are asked for at a time when a board leaves as a workbook."""


def board(request: HttpRequest, pk: str) -> HttpResponse:
    """The groups of a round as filtered, or as a workbook; an act upon those that were ticked."""
    shown = seen(request, pk)
    wrong: forms.Form | None = None
    status = 200
    if request.method == "POST":
        wrong, status = _act(request, shown)
        if wrong is None:
            return redirect(request.get_full_path())
    return _page(request, shown, wrong=wrong, status=status)


def _page(request: HttpRequest, shown: Consultation, *, wrong: forms.Form | None, status: int) -> HttpResponse:
    by, at = acting_of(request), now()
    standing = standing_of(shown)
    form = BoardFilterForm(request.GET, shares=standing.shares, me=by.officer)
    wanted = form.wanted()
    if request.GET.get("export") == "xlsx":
        return _workbook(shown, board_of(shown, wanted))
    page = page_of(request, board_keys(shown, wanted))
    groups = groups_in_order(shown, page.object_list)
    answers = _may_answer(by, shown, at=at)
    context = {
        "consultation": shown,
        "rail": [
            *rail_of(shown, None, by=by, at=at)[:-1],
            Step(shown.title, reverse("consultation", args=[shown.pk])),
            Step(_("Bảng ý kiến"), here=True),
        ],
        "form": form,
        "wrong": wrong,
        "page": page,
        "rows": group_rows(groups, picked=keys_in(request.POST.getlist("group"))),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "place": _place_words(shown, wanted.place),
        "outcomes": [(one.value, str(one.label), TONES[one], standing.outcomes[one]) for one in Outcome],
        "total": standing.outcomes.total(),
        "shares": standing.shares,
        "grouping": grouping_of(shown),
        "first": first_provision(shown),
        "may_answer": answers,
        "assign": AssignForm(request.POST or None, consultation=shown, at=at) if answers else None,
    }
    return render(request, "consultation/board/board.html", context, status=status)


def _may_answer(by: Acting, shown: Consultation, *, at: datetime) -> bool:
    ended = shown.state in (ConsultationState.FINAL, ConsultationState.PREPARED)
    return not ended and may_ask(by, Permission.OPINION_ANSWER, shown, at=at)


def _place_words(shown: Consultation, asked: str) -> str:
    """Return what the board is narrowed to in words, "" where to no place."""
    if asked == WHOLE:
        return _("toàn bộ dự thảo")
    key = known_key(asked)
    if key is None:
        return ""
    row = ProvisionVersion.objects.filter(version=shown.version_id, provision=key).first()
    return place(row.path) if row else _("điều khoản không có trong bản này")


def _act(request: HttpRequest, shown: Consultation) -> tuple[forms.Form | None, int]:
    """Do what the button says; return the form that carries what is said against it, or None once it is done."""
    by, at = acting_of(request), now()
    chosen = list(OpinionGroup.objects.filter(consultation=shown, pk__in=keys_in(request.POST.getlist("group"))))
    chosen.sort(key=lambda group: group.ordinal)
    for group in chosen:
        group.consultation = shown
    assign = AssignForm(request.POST, consultation=shown, at=at)
    acts: dict[str, tuple[forms.Form, Callable[[], Any], Callable[[Any], str]]] = {
        "assign": (
            assign,
            lambda: assign_groups(consultation=shown, groups=chosen, to=assign.cleaned_data["to"], by=by, at=at),
            lambda done: (
                ngettext("Đã giao %(count)d nhóm.", "Đã giao %(count)d nhóm.", len(done)) % {"count": len(done)}
            ),
        ),
        "join": (
            PickForm(request.POST),
            lambda: join_groups(groups=chosen, by=by, at=at),
            lambda into: _("Đã gộp vào nhóm %(number)d.") % {"number": into.ordinal},
        ),
        "gather": (
            PickForm(request.POST),
            lambda: request_grouping(consultation=shown, by=by, at=at),
            lambda _done: _("Đang gom các ý kiến giống nhau; trang tự cập nhật."),
        ),
    }
    form, do, words = acts.get(request.POST.get("act", ""), acts["join"])
    done: list[Any] = []
    status = refused(form, lambda: done.append(do())) if form.is_valid() else 422
    if form.errors:
        return form, status
    messages.success(request, words(done[0]), extra_tags="well")
    return None, 200


def _workbook(shown: Consultation, found: "QuerySet[OpinionGroup]") -> HttpResponse:
    headings = [
        _("Số nhóm"), _("Vị trí"), _("Nội dung chung"), _("Số ý kiến"), _("Số đơn vị"), _("Đơn vị"), _("Kết quả"),
        _("Nội dung tiếp thu, giải trình"), _("Lý do"), _("Xin lãnh đạo quyết định"), _("Giao cho"),
        _("Người trả lời"), _("Trả lời lúc"), _("Lãnh đạo quyết định"), _("Quyết định lúc"),
    ]  # fmt: skip
    return workbook(name="bang-y-kien", headings=headings, rows=_exported(shown, found))


def _exported(shown: Consultation, found: "QuerySet[OpinionGroup]") -> Iterable[list[object]]:
    groups = list(found.select_related("assigned_to", "answered_by", "decided_by"))
    for group in groups:
        group.consultation = shown
    for first in range(0, len(groups), PORTION):
        some = groups[first : first + PORTION]
        units = units_by_group(some)
        for row in group_rows(some):
            one = row.group
            yield [
                one.ordinal, place(row.path) if row.path else _("Toàn bộ dự thảo"), one.representative, one.size,
                one.units, "; ".join(units.get(one.pk, [])), one.get_outcome_display(), one.response, one.reason,
                one.question, _name(one.assigned_to), _name(one.answered_by), one.answered_at, _name(one.decided_by),
                one.decided_at,
            ]  # fmt: skip


def _name(officer: Any) -> str:
    return officer.full_name if officer is not None else ""


def opinion_groups_mine(request: HttpRequest) -> HttpResponse:
    """The open groups that were given to the officer, of every round."""
    found = groups_given(acting_of(request), at=now())
    return _waiting(request, found, _("Nhóm ý kiến giao cho tôi"), _("Chưa có nhóm ý kiến nào chờ bạn giải trình."))


def opinion_groups_to_decide(request: HttpRequest) -> HttpResponse:
    """The groups that were put to the leader, of every round he decides in."""
    found = groups_to_decide(acting_of(request), at=now())
    return _waiting(request, found, _("Ý kiến xin lãnh đạo quyết định"), _("Không có ý kiến nào chờ quyết định."))


def _waiting(request: HttpRequest, found: "QuerySet[OpinionGroup]", heading: str, empty: str) -> HttpResponse:
    page = page_of(request, found)
    context = {
        "heading": heading,
        "empty": empty,
        "page": page,
        "rows": group_rows(page),
        "query": kept_query(request),
    }
    return render(request, "consultation/board/waiting.html", context)
