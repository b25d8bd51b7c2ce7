"""Papers of a council: made, read, signed."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import CouncilPaper, CouncilSeat
from dongbo.planning.operations.council_papers import make_paper, sign_paper, take_back_signature
from dongbo.planning.queries.council_papers import is_numbered, is_stale, papers_seen
from dongbo.planning.queries.papers_to_make import papers_to_make
from dongbo.planning.rules.council_papers import SIGNED, may_make, may_sign, may_take_back, signers_of
from dongbo.planning.states import CouncilForm, CouncilState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.views.reply_forms import download
from dongbo.web.councils.forms.ballots import EmptyForm
from dongbo.web.councils.forms.issuance import MakePaperForm
from dongbo.web.councils.scope import council_rail, note_look, opened
from dongbo.web.desk.ledger import may_see_history
from dongbo.web.organisation.views.acts import ActPage, act, posted
from dongbo.web.thread import Step

if TYPE_CHECKING:
    from dongbo.planning.queries.council_papers import PrintedPaper


def council_paper_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a paper of the council from what is known now."""
    found = opened(request, pk)
    by, at, council = found.by, found.at, found.council
    if not any(may_make(by, council, form, at=at) for form in CouncilForm):
        raise Http404
    offered = papers_to_make(council, by, at=at)
    form = MakePaperForm(posted(request), offered=offered)
    made: list[CouncilPaper] = []

    def do() -> None:
        chosen = form.chosen()
        made.append(make_paper(council=council, form=chosen.form, by=by, at=at, **chosen.of))

    page = ActPage(
        heading=_("Lập giấy tờ"),
        button=_("Lập"),
        done=_("Đã lập; hãy đọc lại rồi trình ký."),
        lead=council.name,
        warning="" if offered else _("Chưa có giấy tờ nào lập được lúc này."),
    )
    return act(request, form, page, do=do, back=found.back, to=lambda: reverse("council-paper", args=[made[0].pk]))


def council_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A paper: its files, who signed, what it waits for."""
    shown, by, at = _seen(request, pk)
    own = Step(shown.get_form_display(), here=True)
    context = {
        "paper": shown,
        "council": shown.council,
        "is_numbered": is_numbered(shown.printed_number),
        "is_submission": shown.form == CouncilForm.SUBMISSION,
        "rail": council_rail(shown.council, own, by=by, at=at),
        "may_see_history": may_see_history("council_paper", str(shown.pk), by=by, at=at),
    }
    return render(request, "councils/issuance/paper.html", context | _signing(shown, by, at=at))


def _signing(shown: CouncilPaper, by: Acting, *, at: datetime) -> dict[str, object]:
    """Return how far the signing of a paper is, and what the reader may do about it now."""
    is_open = _is_open(shown)
    waits = is_open and shown.form in SIGNED and shown.chair_signed_at is None
    stale = waits and is_stale(shown)
    return {
        "signers": _signers(shown),
        "waits": waits,
        "stale": stale,
        "signs": is_open and not stale and may_sign(by, shown, at=at),
        "takes_back": is_open and may_take_back(by, shown, at=at),
        "makes": is_open and may_make(by, shown.council, CouncilForm(shown.form), at=at),
    }


def council_paper_word(request: HttpRequest, pk: UUID) -> FileResponse:
    """The paper as a Word file."""
    shown, _by, _at = _seen(request, pk)
    return download(shown.word, f"{_file_name(shown)}.docx")


def council_paper_pdf(request: HttpRequest, pk: UUID) -> FileResponse:
    """The paper as a PDF."""
    shown, _by, _at = _seen(request, pk)
    return download(shown.pdf, f"{_file_name(shown)}.pdf")


def council_paper_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign a paper on one's own seat."""
    shown, by, at = _seen(request, pk)
    if request.method != "POST" and not (_is_open(shown) and may_sign(by, shown, at=at)):
        raise Http404
    page = ActPage(
        heading=_("Ký giấy tờ"),
        button=_("Ký"),
        done=_("Đã ký."),
        lead=f"{shown.get_form_display()} – {shown.council.name}",
        warning=_("Ký rồi thì giấy tờ không lập lại được nữa; hãy đọc kỹ tệp PDF trước khi ký."),
    )
    form = EmptyForm(posted(request))
    return act(request, form, page, do=lambda: sign_paper(paper=shown, by=by, at=at), back=_back(shown))


def council_paper_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back the secretary's signature while who presided has not signed."""
    shown, by, at = _seen(request, pk)
    if request.method != "POST" and not (_is_open(shown) and may_take_back(by, shown, at=at)):
        raise Http404
    page = ActPage(
        heading=_("Rút chữ ký"),
        button=_("Rút chữ ký"),
        done=_("Đã rút chữ ký; giấy tờ lập lại được."),
        lead=f"{shown.get_form_display()} – {shown.council.name}",
    )
    form = EmptyForm(posted(request))
    return act(request, form, page, do=lambda: take_back_signature(paper=shown, by=by, at=at), back=_back(shown))


def _seen(request: HttpRequest, pk: UUID) -> "tuple[PrintedPaper, Acting, datetime]":
    """Return the paper the reader may open; a look at it by a reader of the plan is recorded."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(papers_seen(by, at=at).select_related("word", "pdf"), pk=pk)
    note_look(request, shown.council.document, by=by, at=at)
    return shown, by, at


def _signers(paper: CouncilPaper) -> tuple[CouncilSeat, CouncilSeat] | None:
    """Return who signs a paper, None where nobody of the council does or nobody is there to."""
    try:
        return signers_of(paper)
    except ValidationError:
        return None


def _is_open(paper: CouncilPaper) -> bool:
    """Return whether anything may still be done with a paper: its council is at work, and no other replaced it."""
    return paper.council.state == CouncilState.WORKING and paper.replaced_at is None


def _file_name(paper: CouncilPaper) -> str:
    number = paper.number.text if paper.number else ""
    return slugify(f"{paper.get_form_display()} {number}".replace("Đ", "D").replace("đ", "d"))


def _back(paper: CouncilPaper) -> tuple[str, str]:
    return str(paper.get_form_display()), reverse("council-paper", args=[paper.pk])
