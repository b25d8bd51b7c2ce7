"""The unit's side of a round: the list of rounds sent to it, the round's page, the reader, and what it has sent."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dongbo.documents.states import Reading
from dongbo.planning.operations.opinions.reading import record_consulted_reading
from dongbo.planning.queries.replies import (
    given_back,
    inbox,
    outcomes_are_shown,
    questions_of,
    remarks_of,
    sent_opinions,
)
from dongbo.planning.rules.wording import due_text
from dongbo.planning.states import ConsulteeState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.replies import InboxForm
from dongbo.web.consultation.replying import by_provision, replying, shown_remarks, tone_of
from dongbo.web.documents.presentation import outline_rows, shown_tree
from dongbo.web.lists import kept_query, page_of, workbook

if TYPE_CHECKING:
    from dongbo.planning.queries.replies import AskedUnit


def replies(request: HttpRequest) -> HttpResponse:
    """The rounds sent to the reader's units as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = InboxForm(request.GET)
    rows = inbox(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        return _workbook(rows)
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, tone_of(one, at)) for one in page],
        "query": kept_query(request),
        "narrowed": form.narrows(),
    }
    return render(request, "consultation/replies/list.html", context)


def _workbook(rows: "Iterable[AskedUnit]") -> HttpResponse:
    headings = [
        _("Vòng lấy ý kiến"),
        _("Văn bản"),
        _("Đơn vị"),
        _("Tình trạng"),
        _("Hạn trả lời"),
        _("Trả lời"),
        _("Trả lời lúc"),
        _("Muộn"),
        _("Số ý kiến"),
    ]
    return workbook(
        name="gop-y-cua-don-vi",
        headings=headings,
        rows=(
            [one.consultation.title, one.consultation.document.name, one.unit.name, one.get_state_display(),
             due_text(one.due), one.get_answer_display(), one.answered_at, _("Muộn") if one.is_late else "",
             one.remark_count]
            for one in rows
        ),
    )  # fmt: skip


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The round's page for the unit: what is asked, by when, what the unit has so far, and what to do next."""
    at_unit = replying(request, pk)
    consultee = at_unit.consultee
    remarks = shown_remarks(remarks_of(consultee), at_unit)
    context = at_unit.context(
        questions=questions_of(consultee),
        remarks=remarks,
        chosen=sum(not one.is_left for one in remarks),
        given_back=given_back(consultee) if at_unit.is_open else None,
        forms=consultee.forms.select_related("received_by").order_by("-received_at", "-pk"),
        letters=consultee.letters.select_related("received_by").order_by("-received_at", "-pk"),
    )
    return render(request, "consultation/replies/reply.html", context)


def reply_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of the round's version with the unit's remarks beside it; of the document nothing else."""
    at_unit = replying(request, pk)
    consultee = at_unit.consultee
    record_consulted_reading(consultee=consultee, what=Reading.TEXT, by=at_unit.by, at=at_unit.at)
    version = consultee.consultation.version
    tree = shown_tree(version.provisions.order_by("rank"))
    remarks = by_provision(shown_remarks(remarks_of(consultee), at_unit))
    context = at_unit.context(
        version=version,
        tree=[(item, remarks.get(item.row.provision_id, [])) for item in tree],
        on_whole=remarks.get(None, []),
        outline=outline_rows(tree),
    )
    return render(request, "consultation/replies/reader.html", context)


def reply_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """What the unit has sent, and what became of each opinion once the round is final."""
    at_unit = replying(request, pk)
    consultee = at_unit.consultee
    if consultee.state != ConsulteeState.ANSWERED:
        return redirect("reply", consultee.pk)
    context = at_unit.context(
        questions=questions_of(consultee),
        opinions=sent_opinions(consultee),
        shows_outcomes=outcomes_are_shown(consultee),
    )
    return render(request, "consultation/replies/sent.html", context)
