"""Alarms on changes of rights: the list, and confirming one or several."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dongbo.organisation.models import RightsAlarm
from dongbo.organisation.operations.alarms import confirm_alarms
from dongbo.organisation.queries.alarms import alarm_list, alarms_to_confirm
from dongbo.web.acting import acting_of, now
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.oversight.chosen import chosen_keys
from dongbo.web.oversight.forms import AlarmFilterForm
from dongbo.web.oversight.presentation import alarm_words


def alarms(request: HttpRequest) -> HttpResponse:
    """The alarms the officer sees, as filtered, or as a workbook."""
    form = AlarmFilterForm(request.GET)
    rows = alarm_list(acting_of(request), form.wanted(), at=now())
    if request.GET.get("export") == "xlsx":
        return _workbook(rows)
    return _shown(request, form, refused=(), chosen=())


@require_POST
def alarms_confirm(request: HttpRequest) -> HttpResponse:
    """Confirm the alarms ticked; a refusal shows the list again with the same ones ticked."""
    chosen = chosen_keys(request, "alarm")
    try:
        if not chosen:
            raise ValidationError(_("Hãy chọn ít nhất một thay đổi để xác nhận."))
        count = confirm_alarms(alarms=chosen, by=acting_of(request), at=now())
    except ValidationError as refusal:
        return _shown(request, AlarmFilterForm(request.GET), refused=refusal.messages, chosen=chosen)
    told = ngettext("Đã xác nhận %(count)d thay đổi quyền.", "Đã xác nhận %(count)d thay đổi quyền.", count)
    messages.success(request, told % {"count": count}, extra_tags="well")
    return redirect(f"{reverse('alarms')}?{request.GET.urlencode()}")


def _shown(
    request: HttpRequest, form: AlarmFilterForm, *, refused: Iterable[str], chosen: Iterable[int]
) -> HttpResponse:
    by, at = acting_of(request), now()
    page = page_of(request, alarm_list(by, form.wanted(), at=at))
    waiting = set(alarms_to_confirm(by, at=at).filter(pk__in=[alarm.pk for alarm in page]).values_list("pk", flat=True))
    rows = [(alarm, alarm_words(alarm), alarm.pk in waiting) for alarm in page]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "refused": list(refused),
        "chosen": set(chosen),
        "confirms": bool(waiting),
    }
    return render(request, "oversight/alarms.html", context, status=422 if context["refused"] else 200)


def _workbook(rows: Iterable[RightsAlarm]) -> HttpResponse:
    headings = [
        _("Báo lúc"),
        _("Cán bộ"),
        _("Tên đăng nhập"),
        _("Thay đổi"),
        _("Quyền"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Người thay đổi"),
        _("Thay"),
        _("Xác nhận lúc"),
        _("Người xác nhận"),
        _("Xác nhận thay"),
    ]
    return workbook(
        name="thay-doi-quyen",
        headings=headings,
        rows=(
            [a.raised_at, a.officer.full_name, a.officer.username, a.get_cause_display(), alarm_words(a), a.unit.code,
             a.unit.name, a.made_by or _("Hệ thống, khi đến hạn"), a.made_for or "", a.confirmed_at,
             a.confirmed_by or "", a.confirmed_for or ""]
            for a in rows
        ),
    )  # fmt: skip
