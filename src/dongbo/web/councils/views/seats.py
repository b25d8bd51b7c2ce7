"""Members of a council at work: one comes, changes, goes; conflicts of interest; the end of the council."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.planning.models import ConflictOfInterest, CouncilSeat
from dongbo.planning.operations.councils import (
    change_role,
    close_council,
    declare_conflict,
    end_conflict,
    end_seat,
    seat_officer,
)
from dongbo.planning.rules.councils import seat_of
from dongbo.planning.states import SeatRole
from dongbo.web.acting import require_page
from dongbo.web.councils.forms.seats import ConflictForm, NewSeatForm, ReasonForm, RoleForm
from dongbo.web.councils.scope import Opened, led, opened
from dongbo.web.organisation.views.acts import ActPage, act, posted, pressed


def council_seat_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give an officer a seat."""
    found = led(request, pk)
    form = NewSeatForm(posted(request), by=found.by, at=found.at)
    page = ActPage(
        heading=_("Thêm thành viên hội đồng"),
        button=_("Thêm thành viên"),
        done=_("Đã thêm thành viên hội đồng."),
        lead=_("Xung đột lợi ích với đơn vị soạn thảo được tự tìm và ghi ngay cạnh tên."),
    )

    def do() -> CouncilSeat:
        said = form.cleaned_data
        return seat_officer(
            council=found.council,
            officer=said["officer"],
            unit=said["unit"],
            role=SeatRole(said["role"]),
            position=said["position"],
            basis=said["basis"],
            by=found.by,
            at=found.at,
        )

    return act(request, form, page, do=do, back=found.back)


def council_seat_role(request: HttpRequest, pk: UUID, seat: int) -> HttpResponse:
    """Change what a member is in the council."""
    found = led(request, pk)
    one = _seat(found, seat)
    form = RoleForm(posted(request), initial={"role": one.role, "position": one.position})
    page = ActPage(
        heading=_("Đổi vai trò trong hội đồng"),
        button=_("Đổi vai trò"),
        done=_("Đã đổi vai trò."),
        lead=f"{one.officer.full_name} – {one.get_role_display()}",
    )

    def do() -> CouncilSeat:
        said = form.cleaned_data
        return change_role(
            seat=one,
            role=SeatRole(said["role"]),
            position=said["position"],
            basis=said["basis"],
            by=found.by,
            at=found.at,
        )

    return act(request, form, page, do=do, back=found.back)


def council_seat_end(request: HttpRequest, pk: UUID, seat: int) -> HttpResponse:
    """Let a member leave."""
    found = led(request, pk)
    one = _seat(found, seat)
    form = ReasonForm(posted(request))
    page = ActPage(
        heading=_("Cho thôi tham gia hội đồng"),
        button=_("Cho thôi"),
        done=_("Đã ghi thành viên thôi tham gia; những gì đã làm trong hội đồng vẫn giữ."),
        lead=f"{one.officer.full_name} – {one.get_role_display()}",
        warning=_("Người này không đọc hồ sơ, không bỏ phiếu được nữa; phiếu đã bỏ vẫn được tính."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: end_seat(seat=one, reason=form.cleaned_data["reason"], by=found.by, at=found.at),
        back=found.back,
    )


def council_conflict_new(request: HttpRequest, pk: UUID, seat: int) -> HttpResponse:
    """Record a conflict of interest: the standing body of anyone, a member of himself."""
    found = opened(request, pk)
    one = _seat(found, seat)
    own = seat_of(found.by, found.council, at=found.at) if found.by.principal is None else None
    require_page(found.leads or (own is not None and own.pk == one.pk))
    form = ConflictForm(posted(request))
    page = ActPage(
        heading=_("Ghi xung đột lợi ích"),
        button=_("Ghi nhận"),
        done=_("Đã ghi nhận; xung đột lợi ích hiện công khai cạnh tên thành viên."),
        lead=f"{one.officer.full_name} – {one.get_role_display()}",
    )
    return act(
        request,
        form,
        page,
        do=lambda: declare_conflict(seat=one, note=form.cleaned_data["note"], by=found.by, at=found.at),
        back=found.back,
    )


@require_POST
def council_conflict_end(request: HttpRequest, pk: UUID, conflict: int) -> HttpResponse:
    """Record that a conflict of interest is over."""
    found = led(request, pk)
    rows = ConflictOfInterest.objects.select_related("seat__council__document__unit")
    one = get_object_or_404(rows, pk=conflict, seat__council=found.council)
    done = _("Đã ghi là hết; việc từng có xung đột vẫn còn trong sổ.")
    return pressed(request, lambda: end_conflict(conflict=one, by=found.by, at=found.at), done=done, to=found.address)


def council_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the work of a council."""
    found = led(request, pk)
    form = ReasonForm(posted(request))
    page = ActPage(
        heading=_("Kết thúc hoạt động của hội đồng"),
        button=_("Kết thúc hội đồng"),
        done=_("Hội đồng đã kết thúc hoạt động; mọi thứ vẫn xem được."),
        lead=found.council.name,
        warning=_("Hội đồng đã kết thúc không mở lại được; muốn thẩm định tiếp phải lập hội đồng khác."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: close_council(council=found.council, reason=form.cleaned_data["reason"], by=found.by, at=found.at),
        back=found.back,
    )


def _seat(found: Opened, key: int) -> CouncilSeat:
    rows = found.council.seats.filter(ended_at__isnull=True)
    return get_object_or_404(rows.select_related("officer", "unit", "council__document__unit"), pk=key)
