"""Rules of time: terms of reply, and the calendar of days off and days worked instead."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import ReplyTerm, SpecialDay
from dongbo.planning.operations.consultations import (
    end_reply_term,
    remove_special_day,
    set_reply_term,
    set_special_day,
    set_special_days,
)
from dongbo.web.acting import acting_of, now
from dongbo.web.authority.forms.rules import EndRuleForm
from dongbo.web.consultation.forms.terms import CalendarForm, ReplyTermForm, SpecialDayForm
from dongbo.web.consultation.presentation import bounds_of
from dongbo.web.lists import workbook
from dongbo.web.organisation.views.acts import ActPage, act, posted, pressed, refused

YEAR = re.compile("[1-9][0-9]{3}")


def terms(request: HttpRequest) -> HttpResponse:
    """Every term of reply with the days it holds and what it rests on."""
    context = {
        "terms": [(term, bounds_of(term)) for term in ReplyTerm.objects.all()],
        "today": timezone.localdate(),
        "may_define": holds(acting_of(request), Permission.ROLE_DEFINE, at=now()),
    }
    return render(request, "consultation/rounds/terms.html", context)


def term_new(request: HttpRequest) -> HttpResponse:
    """Set how long law gives to reply from a day on."""
    form = ReplyTermForm(posted(request))
    page = ActPage(
        heading=_("Thời hạn trả lời mới"),
        button=_("Ghi thời hạn"),
        done=_("Đã ghi thời hạn trả lời."),
        lead=_("Vòng lấy ý kiến đã gửi giữ nguyên thời hạn của ngày gửi."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: set_reply_term(**form.cleaned_data, by=acting_of(request), at=now()),
        back=_back(),
    )


def term_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a term of reply."""
    term = get_object_or_404(ReplyTerm, pk=pk)
    form = EndRuleForm(posted(request))
    page = ActPage(
        heading=_("Cho thời hạn trả lời hết hiệu lực"),
        button=_("Ghi ngày hết hiệu lực"),
        done=_("Đã ghi ngày hết hiệu lực."),
        lead=f"{term.name} – {term.legal_basis}",
    )
    return act(
        request,
        form,
        page,
        do=lambda: end_reply_term(term=term, on=form.cleaned_data["on"], by=acting_of(request), at=now()),
        back=_back(),
    )


def _back() -> tuple[str, str]:
    return _("Thời hạn trả lời"), reverse("reply-terms")


def special_days(request: HttpRequest) -> HttpResponse:
    """The days of a year that are not as their weekday says, or those of every year as a workbook."""
    if request.GET.get("export") == "xlsx":
        rows = ([day.day, day.get_kind_display(), day.name, day.legal_basis] for day in SpecialDay.objects.all())
        return workbook(name="lich-nghi", headings=[_("Ngày"), _("Loại"), _("Tên"), _("Căn cứ")], rows=rows)
    known = sorted({day.year for day in SpecialDay.objects.values_list("day", flat=True)})
    asked, today = request.GET.get("year", ""), timezone.localdate()
    year = int(asked) if YEAR.fullmatch(asked) else today.year
    context = {
        "year": year,
        "years": sorted({*known, today.year, today.year + 1}),
        "missing": [one for one in (today.year, today.year + 1) if one not in known],
        "days": SpecialDay.objects.filter(day__year=year),
        "may_define": holds(acting_of(request), Permission.ROLE_DEFINE, at=now()),
    }
    return render(request, "consultation/rounds/calendar.html", context)


def special_day_new(request: HttpRequest) -> HttpResponse:
    """Write down one day."""
    form = SpecialDayForm(posted(request))
    page = ActPage(
        heading=_("Ngày nghỉ, ngày làm bù"),
        button=_("Ghi ngày"),
        done=_("Đã ghi vào lịch."),
        lead=_("Ngày đã có trong lịch được ghi đè. Hạn đã tính trước đó giữ nguyên."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: set_special_day(**form.cleaned_data, by=acting_of(request), at=now()),
        back=(_("Lịch nghỉ, làm bù"), reverse("special-days")),
    )


def special_days_import(request: HttpRequest) -> HttpResponse:
    """Write down a year's calendar at once."""
    form = CalendarForm(posted(request), request.FILES or None)
    status = 200
    if request.method == "POST":
        written: list[int] = []

        def write() -> None:
            days = form.cleaned_data["days"]
            written.append(set_special_days(days=days, by=acting_of(request), at=now()))

        status = refused(form, write) if form.is_valid() else 422
        if written:
            words = ngettext("Đã ghi %(count)d ngày vào lịch.", "Đã ghi %(count)d ngày vào lịch.", written[0])
            messages.success(request, words % {"count": written[0]}, extra_tags="well")
            return redirect(f"{reverse('special-days')}?year={form.cleaned_data['days'][0].day.year}")
    sent = form.files.get("file")
    context = {"form": form, "sent_name": sent.name if sent else ""}
    return render(request, "consultation/rounds/calendar_import.html", context, status=status)


@require_POST
def special_day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a day what its weekday says again."""
    special = get_object_or_404(SpecialDay, pk=pk)
    year = special.day.year
    return pressed(
        request,
        lambda: remove_special_day(special=special, by=acting_of(request), at=now()),
        done=_("Đã bỏ ngày khỏi lịch."),
        to=f"{reverse('special-days')}?year={year}",
    )
