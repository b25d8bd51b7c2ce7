"""Roles: what each bundles, and changing it for everyone who holds it."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.models import Role
from dongbo.organisation.operations.roles import change_role, define_role, end_role
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission, permissions_in
from dongbo.web.acting import acting_of, now
from dongbo.web.authority.forms.rules import ConfirmationForm, NewRoleForm, RoleForm
from dongbo.web.lists import workbook
from dongbo.web.organisation.views.acts import ActPage, act


def roles(request: HttpRequest) -> HttpResponse:
    """Every role with what it carries, or as a workbook."""
    by, at = acting_of(request), now()
    alive = Q(grants__effective_from__lte=at, grants__effective_to__gt=at)
    found = Role.objects.annotate(holders=Count("grants__officer", filter=alive, distinct=True)).order_by(
        "ended_at", "name"
    )
    if request.GET.get("export") == "xlsx":
        headings = [_("Mã"), _("Vai trò"), _("Mô tả"), _("Các quyền"), _("Số người giữ"), _("Thôi dùng lúc")]
        rows = (
            [role.code, role.name, role.description, _labels(role.mask), role.holders, role.ended_at] for role in found
        )
        return workbook(name="vai-tro", headings=headings, rows=rows)
    shown = [(role, permissions_in(role.mask)) for role in found]
    context = {"roles": shown, "may_define": holds(by, Permission.ROLE_DEFINE, at=at)}
    return render(request, "authority/roles.html", context)


def _labels(mask: int) -> str:
    return "; ".join(str(permission.label) for permission in permissions_in(mask))


def role(request: HttpRequest, code: str) -> HttpResponse:
    """One role."""
    shown = get_object_or_404(Role.objects.select_related("ended_by"), code=code)
    context = {
        "role": shown,
        "permissions": permissions_in(shown.mask),
        "may_define": holds(acting_of(request), Permission.ROLE_DEFINE, at=now()) and shown.ended_at is None,
    }
    return render(request, "authority/role.html", context)


def role_define(request: HttpRequest) -> HttpResponse:
    """Define a role."""
    form = NewRoleForm(request.POST or None)
    page = ActPage(heading=_("Vai trò mới"), button=_("Lập vai trò"), done=_("Đã lập vai trò."))
    return act(
        request,
        form,
        page,
        do=lambda: define_role(by=acting_of(request), at=now(), **form.cleaned_data),
        back=(_("Vai trò"), reverse("roles")),
    )


def role_change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a role is called or carries."""
    changed = get_object_or_404(Role, code=code)
    form = RoleForm.of(changed, request.POST or None)
    page = ActPage(
        heading=_("Sửa vai trò"),
        button=_("Lưu"),
        done=_("Đã sửa vai trò; mọi người giữ vai trò này được áp dụng ngay."),
        warning=_("Thay đổi có hiệu lực ngay với mọi người giữ vai trò và những người họ đã ủy quyền; "
                  "mỗi người được báo."),
    )  # fmt: skip
    return act(
        request,
        form,
        page,
        do=lambda: change_role(role=changed, by=acting_of(request), at=now(), **form.cleaned_data),
        back=(changed.name, reverse("role", args=[code])),
    )


def role_end(request: HttpRequest, code: str) -> HttpResponse:
    """Take a role out of use."""
    ended = get_object_or_404(Role, code=code)
    form = ConfirmationForm(request.POST if request.method == "POST" else None)
    page = ActPage(
        heading=_("Thôi dùng vai trò"),
        button=_("Thôi dùng"),
        done=_("Vai trò đã thôi dùng; mọi quyền theo vai trò này đã hết hiệu lực."),
        warning=_("Mọi quyền được cấp theo vai trò này hết hiệu lực ngay, kể cả phần đã ủy quyền tiếp."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: end_role(role=ended, by=acting_of(request), at=now()),
        back=(ended.name, reverse("role", args=[code])),
    )
