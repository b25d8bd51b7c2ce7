"""Official letters with opinions: attached by the unit or the team, answered for and split by the team."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.engines.opinion_forms import FormProvision, Places
from dongbo.engines.papers import PaperRefused
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.planning.models import Consultation, Consultee, OpinionLetter
from dongbo.planning.operations.opinions.forms import provisions_asked
from dongbo.planning.operations.opinions.letters import agreement_in, attach_letter, record_letter_answer, split_letter
from dongbo.planning.queries.replies import letter_units, readable_letters
from dongbo.planning.rules.consultation import ASKED, RECEIVES, may_ask, may_speak
from dongbo.planning.states import ConsultationState, ConsulteeState, LetterState
from dongbo.web.acting import acting_of, now, require_page, show_refusal
from dongbo.web.consultation.forms.letters import LetterRemarkForm, LetterRemarks, proposed_rows
from dongbo.web.consultation.forms.replies import LetterAnswerForm, LetterForm
from dongbo.web.consultation.views.reply_forms import download
from dongbo.web.organisation.views.acts import ActPage, act, posted


def letter_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a letter, for one's own unit or for one that sent it on paper."""
    by, at = acting_of(request), now()
    consultee = get_object_or_404(letter_units(by, at=at), pk=pk)
    own = any(may_speak(by, one, consultee, at=at) for one in ASKED)
    require_page(own or _receives(by, consultee.consultation, at=at))
    form = LetterForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        letter = _attach(form, consultee, by, at=at)
        if letter is not None:
            messages.success(request, _("Đã lưu công văn."), extra_tags="well")
            return redirect("letter", letter.pk)
    sent = request.FILES.get("file")
    context = {
        "form": form,
        "consultee": consultee,
        "consultation": consultee.consultation,
        "back": _back(consultee, own=own),
        "sent_name": sent.name if sent and form.errors else "",
    }
    return render(request, "consultation/replies/letter_new.html", context, status=422 if form.errors else 200)


def _attach(form: LetterForm, consultee: Consultee, by: Acting, *, at: Any) -> OpinionLetter | None:
    sent = form.cleaned_data["file"]
    try:
        return attach_letter(
            consultee=consultee,
            data=sent.read(),
            file_name=sent.name,
            number=form.cleaned_data["number"],
            issued_on=form.cleaned_data["issued_on"],
            by=by,
            at=at,
        )
    except PaperRefused as refusal:
        form.add_error("file", ValidationError(str(refusal), code=refusal.code))
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return None


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter: its facts, what the machine took for its remarks, and the opinions it was split into."""
    shown, receives = _letter(request, pk)
    by, at = acting_of(request), now()
    consultee = shown.consultee
    opinions = shown.opinions.filter(number__isnull=False).order_by("number")
    context = {
        "letter": shown,
        "consultee": consultee,
        "consultation": consultee.consultation,
        "opinions": opinions,
        "may_answer": receives and consultee.state != ConsulteeState.ANSWERED and not _is_final(consultee),
        "may_split": receives
        and consultee.state == ConsulteeState.ANSWERED
        and shown.state == LetterState.RECEIVED
        and not _is_final(consultee),
        "back": _back(consultee, own=any(may_speak(by, one, consultee, at=at) for one in ASKED)),
    }
    return render(request, "consultation/replies/letter.html", context)


def letter_file(request: HttpRequest, pk: int) -> FileResponse:
    """The letter as it came."""
    shown, _receives_it = _letter(request, pk)
    return download(shown.file, shown.file_name)


def letter_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer a unit gave by its letter, recorded by the side that asks."""
    shown, receives = _letter(request, pk)
    require_page(receives)
    told = agreement_in(shown) if request.method != "POST" else None
    form = LetterAnswerForm(posted(request), initial={"answer": told.answer.value} if told else None)
    lead = _("Câu trong công văn: «%(text)s»") % {"text": told.text} if told else ""
    return act(
        request,
        form,
        ActPage(
            heading=_("Ghi nhận trả lời của %(unit)s theo công văn") % {"unit": shown.consultee.unit.name},
            button=_("Ghi nhận"),
            done=_("Đã ghi nhận trả lời; tách ý kiến được rồi."),
            lead=lead,
        ),
        do=lambda: record_letter_answer(letter=shown, by=acting_of(request), at=now(), **form.cleaned_data),
        back=(shown.number or shown.file_name, reverse("letter", args=[pk])),
    )


def letter_split(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter split into opinions: the machine's proposals, mended by hand."""
    shown, receives = _letter(request, pk)
    require_page(receives)
    provisions = provisions_asked(shown.consultee)
    rows = _rows(request, shown, provisions)
    status = 200
    if request.method == "POST" and "more" not in request.POST:
        if rows.is_valid() and _split(request, shown, rows):
            messages.success(request, _("Đã tách công văn thành ý kiến của đơn vị."), extra_tags="well")
            return redirect("letter", pk)
        status = 422
    context = {
        "letter": shown,
        "consultee": shown.consultee,
        "consultation": shown.consultee.consultation,
        "rows": rows,
        "labels": [one.label for one in provisions],
    }
    return render(request, "consultation/replies/letter_split.html", context, status=status)


def _rows(
    request: HttpRequest, shown: OpinionLetter, provisions: tuple[FormProvision, ...]
) -> "BaseFormSet[LetterRemarkForm]":
    places = Places(provisions)
    version = shown.consultee.consultation.version
    keys = dict(version.provisions.values_list("path", "provision"))
    data = posted(request)
    if data is not None and "more" in data:
        data = data.copy()
        total = data.get("form-TOTAL_FORMS", "0")
        data["form-TOTAL_FORMS"] = str(int(total) + 3) if total.isdecimal() else "3"
    return LetterRemarks(
        data, initial=proposed_rows(shown.remarks, places), form_kwargs={"places": places, "provisions": keys}
    )


def _split(request: HttpRequest, shown: OpinionLetter, rows: "BaseFormSet[LetterRemarkForm]") -> bool:
    """Split the letter; what is wrong with a row is said by that row, the rest on top."""
    kept = [row for row in rows if row.is_kept]
    try:
        split_letter(letter=shown, remarks=[row.remark() for row in kept], by=acting_of(request), at=now())
    except ValidationError as refusal:
        if not hasattr(refusal, "error_dict"):
            rows.non_form_errors().extend(refusal.error_list)
            return False
        for name, errors in refusal.error_dict.items():
            kept[int(name.removeprefix("remark_")) - 1].add_error(None, errors)
        return False
    except NotAllowed as refusal:
        rows.non_form_errors().append(str(refusal))
        return False
    return True


def _letter(request: HttpRequest, pk: int) -> tuple[OpinionLetter, bool]:
    """Return the letter, and whether the reader takes letters in on the side that asks. Raises Http404."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(readable_letters(by, at=at), pk=pk)
    return shown, _receives(by, shown.consultee.consultation, at=at)


def _receives(by: Acting, consultation: Consultation, *, at: Any) -> bool:
    return any(may_ask(by, one, consultation, at=at) for one in RECEIVES)


def _is_final(consultee: Consultee) -> bool:
    return bool(consultee.consultation.state == ConsultationState.FINAL)


def _back(consultee: Consultee, *, own: bool) -> tuple[str, str]:
    """Return where the reader came from: his unit's page of the round, or the round he asks in."""
    if own:
        return consultee.consultation.title, reverse("reply", args=[consultee.pk])
    return consultee.consultation.title, reverse("consultation", args=[consultee.consultation_id])
