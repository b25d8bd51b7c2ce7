"""Acts upon one unit: founding, renaming, moving, dissolving, splitting, and its address book entry."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.organisation.models import Unit, UnitAct
from dongbo.organisation.operations.units import (
    correct_contact,
    dissolve_unit,
    found_unit,
    may_be_withdrawn,
    move_unit,
    rename_unit,
    withdraw_act,
)
from dongbo.organisation.queries import living_units
from dongbo.organisation.queries.units import preview_dissolution, preview_move
from dongbo.organisation.rules import may
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.organisation.forms.units import (
    ContactForm,
    DissolveForm,
    FoundForm,
    MoveForm,
    RenameForm,
    WithdrawForm,
)
from dongbo.web.organisation.views.acts import ActPage, Previewed, act, posted


def unit_to_reorganise(request: HttpRequest, pk: int) -> Unit:
    """Return the living unit. Raises Http404 where there is none, PermissionDenied where its acts are another's."""
    unit = get_object_or_404(living_units().select_related("parent"), pk=pk)
    require_page(may(acting_of(request), Permission.UNIT_REORGANISE, unit=unit, at=now()))
    return unit


def _back(unit: Unit) -> tuple[str, str]:
    return unit.name, reverse("unit", args=[unit.pk])


def unit_found(request: HttpRequest) -> HttpResponse:
    """Found a unit; beneath the one the address names."""
    asked = request.GET.get("parent", "")
    parent = living_units().filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    form = FoundForm(posted(request), initial={"parent": parent})
    founded: list[Unit] = []

    def found() -> None:
        founded.append(
            found_unit(
                parent=form.cleaned_data["parent"],
                founded_on=form.cleaned_data["founded_on"],
                decision=form.decision(),
                by=acting_of(request),
                at=now(),
                **form.facts(),
            )
        )

    page = ActPage(heading=_("Thành lập đơn vị"), button=_("Thành lập"), done=_("Đã ghi quyết định thành lập đơn vị."))
    back = _back(parent) if parent else (_("Cây đơn vị"), reverse("units"))
    return act(request, form, page, do=found, back=back, to=lambda: reverse("unit", args=[founded[0].pk]))


def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit another name, code or level from a day on."""
    unit = unit_to_reorganise(request, pk)
    named = {name: getattr(unit, name) for name in ("code", "name", "short_name", "level")}
    form = RenameForm(posted(request), initial=named)

    def rename() -> None:
        rename_unit(
            unit=unit,
            effective_on=form.cleaned_data["effective_on"],
            decision=form.decision(),
            by=acting_of(request),
            at=now(),
            **form.facts(),
        )

    page = ActPage(
        heading=_("Đổi tên, đổi mã"),
        button=_("Ghi quyết định"),
        done=_("Đã ghi quyết định đổi tên, đổi mã."),
        lead=_("Văn bản đã phát hành giữ tên của ngày phát hành; tên cũ vẫn tìm được."),
    )
    return act(request, form, page, do=rename, back=_back(unit))


def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit, with everything beneath it, under another from a day on."""
    unit = unit_to_reorganise(request, pk)
    form = MoveForm(posted(request))

    def move() -> None:
        asked = form.cleaned_data
        move_unit(
            unit=unit,
            parent=asked["parent"],
            effective_on=asked["effective_on"],
            decision=form.decision(),
            by=acting_of(request),
            at=now(),
        )

    page = ActPage(
        heading=_("Chuyển đơn vị cấp trên"),
        button=_("Ghi quyết định"),
        done=_("Đã ghi quyết định chuyển đơn vị."),
        lead=_("Đơn vị chuyển cùng mọi đơn vị trực thuộc; quyền được cấp theo nhánh đổi theo cây mới."),
    )
    return act(
        request,
        form,
        page,
        do=move,
        back=_back(unit),
        preview=lambda: Previewed(
            preview_move(unit, form.cleaned_data["parent"], effective_on=form.cleaned_data["effective_on"])
        ),
    )


def unit_dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit from a day on."""
    unit = unit_to_reorganise(request, pk)
    form = DissolveForm(posted(request))

    def dissolve() -> None:
        asked = form.cleaned_data
        dissolve_unit(
            unit=unit,
            heir=asked["heir"],
            effective_on=asked["effective_on"],
            move_posts=asked["move_posts"],
            decision=form.decision(),
            by=acting_of(request),
            at=now(),
        )

    page = ActPage(
        heading=_("Giải thể đơn vị"),
        button=_("Giải thể"),
        done=_("Đã ghi quyết định giải thể."),
        warning=_(
            "Hồ sơ và các đơn vị trực thuộc chuyển sang đơn vị kế thừa. Quyền tại đơn vị này kết thúc cùng ngày."
        ),
    )
    return act(
        request,
        form,
        page,
        do=dissolve,
        back=_back(unit),
        preview=lambda: Previewed(
            preview_dissolution(unit, effective_on=form.cleaned_data["effective_on"], heir=form.cleaned_data["heir"]),
            moves_posts=form.cleaned_data["move_posts"],
        ),
    )


def unit_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct how a unit is reached."""
    unit = unit_to_reorganise(request, pk)
    written = {name: getattr(unit, name) for name in ("postal_address", "email", "telephone", "website")}
    form = ContactForm(posted(request), initial=written)

    def correct() -> None:
        correct_contact(unit=unit, by=acting_of(request), at=now(), **form.cleaned_data)

    page = ActPage(heading=_("Sửa liên hệ"), button=_("Lưu"), done=_("Đã sửa liên hệ của đơn vị."))
    return act(request, form, page, do=correct, back=_back(unit))


def unit_act_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an act whose day has not come. Raises Http404 where there is none that can be withdrawn."""
    shown = get_object_or_404(UnitAct, pk=pk)
    if not may_be_withdrawn(shown, today=timezone.localdate(now())):
        raise Http404
    form = WithdrawForm(posted(request))

    def withdraw() -> None:
        withdraw_act(act=shown, reason=form.cleaned_data["reason"], by=acting_of(request), at=now())

    page = ActPage(
        heading=_("Rút quyết định"),
        button=_("Rút quyết định"),
        done=_("Đã rút quyết định; cây đơn vị trở lại như chưa có quyết định này."),
        warning=_(
            "Đơn vị mà quyết định này thành lập sẽ không còn; đơn vị sẽ kết thúc vẫn hoạt động; cán bộ giữ nguyên vị "
            "trí. Sổ sự kiện vẫn giữ cả việc ghi lẫn việc rút."
        ),
    )
    return act(request, form, page, do=withdraw, back=(str(shown), reverse("unit-act", args=[shown.pk])))
