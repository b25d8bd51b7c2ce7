"""Number series and the numbers taken from them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.operations.numbering import open_series
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.queries.council_numbers import numbers_of, series_list, series_seen
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.forms.listing import NumberFilterForm, SeriesFilterForm
from dongbo.web.councils.forms.seats import SeriesForm
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import ActPage, act, posted


def number_series(request: HttpRequest) -> HttpResponse:
    """The series the officer may see, or as a workbook."""
    by, at = acting_of(request), now()
    form = SeriesFilterForm(request.GET)
    found = series_list(by, at=at, **form.said())
    if request.GET.get("export") == "xlsx":
        headings = [_("Đơn vị"), _("Dãy số"), _("Ký hiệu"), _("Số đã cấp"), _("Cấp gần nhất"), _("Mở lúc")]
        rows = ([one.unit.name, one.name, one.notation, one.taken, one.last_on, one.opened_at] for one in found)
        return workbook(name="day-so-van-ban", headings=headings, rows=rows)
    context = {
        "form": form,
        "page": page_of(request, found),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "may_open": holds(by, Permission.PLAN_ISSUE, at=at),
    }
    return render(request, "councils/series_list.html", context)


def number_series_new(request: HttpRequest) -> HttpResponse:
    """Open a series for the papers of a unit."""
    by, at = acting_of(request), now()
    initial = {"unit": by.post.unit} if by.post else {}
    form = SeriesForm(posted(request), initial=initial)
    page = ActPage(
        heading=_("Mở dãy số văn bản"),
        button=_("Mở dãy số"),
        done=_("Đã mở dãy số; số đầu tiên của mỗi năm là 01."),
        lead=_("Số lấy liên tiếp theo ngày ban hành, không bỏ cách, không lấy lùi ngày."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: open_series(**form.cleaned_data, by=by, at=at),
        back=(_("Dãy số văn bản"), reverse("number-series")),
    )


def issued_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers taken from a series, newest first, or as a workbook."""
    by, at = acting_of(request), now()
    series = get_object_or_404(series_seen(by, at=at), pk=pk)
    form = NumberFilterForm(request.GET)
    found = numbers_of(series, by, at=at, **form.said())
    if request.GET.get("export") == "xlsx":
        headings = [_("Số, ký hiệu"), _("Năm"), _("Ngày"), _("Trích yếu"), _("Người cấp"), _("Cấp lúc")]
        rows = (
            [one.text, one.year, one.taken_on, one.subject if one.is_known else "", one.taken_by.full_name,
             one.taken_at]
            for one in found
        )  # fmt: skip
        return workbook(name="so-da-cap", headings=headings, rows=rows)
    context = {
        "series": series,
        "form": form,
        "page": page_of(request, found),
        "query": kept_query(request),
        "narrowed": form.narrows(),
    }
    return render(request, "councils/numbers.html", context)
