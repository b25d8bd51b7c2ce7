"""Forms by which rights are given, passed on and revoked."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Grant, Officer, Role
from dongbo.organisation.models.authority import CLEARANCES
from dongbo.organisation.queries import officers_within, post_on
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.worth import midnight
from dongbo.organisation.states import Access, Capacity, Decision, Permission, permissions_in
from dongbo.web.choices import offer
from dongbo.web.organisation.fields import DayField, OfficerField, UnitField

BRANCH, UNIT_ITSELF = "branch", "unit"
REACHES = [(BRANCH, _("Đơn vị và mọi đơn vị cấp dưới")), (UNIT_ITSELF, _("Chỉ chính đơn vị này"))]
CLEARANCE_CHOICES = [(access.value, access.label) for access in CLEARANCES]


def reach_field() -> forms.ChoiceField:
    """Return the field that asks whether a right reaches down the branch."""
    return forms.ChoiceField(label=_("Phạm vi"), choices=REACHES, initial=BRANCH, widget=forms.RadioSelect)


def clearance_field() -> forms.TypedChoiceField:
    """Return the field that asks how far what is kept open may be seen."""
    return forms.TypedChoiceField(
        label=_("Mức được xem"),
        choices=CLEARANCE_CHOICES,
        coerce=lambda written: Access(int(written)),
        initial=Access.UNIT,
        help_text=_("«Hạn chế» gồm cả những gì chỉ dành cho người được xem mức hạn chế."),
    )


class BasisForm(forms.Form):
    """The period of a right, and the paper or the reason it rests on."""

    valid_from = DayField(label=_("Từ ngày"), required=False, help_text=_("Để trống: có hiệu lực ngay."))
    valid_to = DayField(label=_("Đến trước ngày"), required=False, help_text=_("Để trống: không thời hạn."))
    decision_number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    decision_on = DayField(label=_("Ngày văn bản"), required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def basis(self, *, at: datetime) -> dict[str, Any]:
        """Return the period and the basis as the operations take them; today means from this moment."""
        asked = self.cleaned_data
        return {
            "valid_from": _begins(asked.get("valid_from"), at=at),
            "valid_to": midnight(asked["valid_to"]) if asked.get("valid_to") else None,
            "decision": Decision(number=asked.get("decision_number", ""), on=asked.get("decision_on")),
            "reason": asked.get("reason", ""),
        }


def _begins(day: date | None, *, at: datetime) -> datetime | None:
    return None if day is None or day == timezone.localdate(at) else midnight(day)


class GrantForm(BasisForm):
    """A role at a unit for an officer."""

    officer = OfficerField(label=_("Cán bộ"))
    role = forms.ModelChoiceField(
        label=_("Vai trò"), queryset=Role.objects.filter(ended_at=None), empty_label=_("Chọn vai trò")
    )
    unit = UnitField(label=_("Tại đơn vị"))
    reach = reach_field()
    clearance = clearance_field()
    with_post = forms.BooleanField(
        label=_("Kết thúc cùng vị trí công tác"),
        required=False,
        help_text=_("Khi cán bộ rời vị trí chính, quyền này hết theo."),
    )
    field_order = (
        "officer", "role", "unit", "reach", "clearance", "with_post",
        "valid_from", "valid_to", "decision_number", "decision_on", "reason",
    )  # fmt: skip

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._at = at
        cast(OfficerField, self.fields["officer"]).readable = readable_officers(by, at=at)

    def facts(self) -> dict[str, Any]:
        """Return what the operation takes."""
        asked = self.cleaned_data
        begins = asked.get("valid_from") or timezone.localdate(self._at)
        post = post_on(asked["officer"], begins) if asked["with_post"] else None
        return self.basis(at=self._at) | {
            "officer": asked["officer"],
            "role": asked["role"],
            "unit": asked["unit"],
            "covers_branch": asked["reach"] == BRANCH,
            "clearance": asked["clearance"],
            "post": post,
        }

    def clean(self) -> dict[str, Any]:
        """Return what was asked; a right that ends with a post needs that post."""
        asked = super().clean() or {}
        officer, begins = asked.get("officer"), asked.get("valid_from") or timezone.localdate(self._at)
        if asked.get("with_post") and officer and post_on(officer, begins) is None:
            self.add_error("with_post", _("Cán bộ chưa có vị trí công tác nào trong ngày quyền bắt đầu."))
        return asked


class DelegationForm(BasisForm):
    """What of a grant passes to another, in which capacity."""

    to = OfficerField(label=_("Người được ủy quyền"))
    capacity = forms.ChoiceField(
        label=_("Tư cách"), choices=[choice for choice in Capacity.choices if choice[0] != Capacity.OWN]
    )
    permissions = forms.TypedMultipleChoiceField(
        label=_("Các quyền được giao"),
        coerce=lambda written: Permission(int(written)),
        widget=forms.CheckboxSelectMultiple,
    )
    unit = UnitField(label=_("Tại đơn vị"))
    reach = reach_field()
    clearance = clearance_field()
    field_order = (
        "to", "capacity", "permissions", "unit", "reach", "clearance",
        "valid_from", "valid_to", "decision_number", "decision_on", "reason",
    )  # fmt: skip

    def __init__(self, *arguments: Any, grant: Grant, by: Acting, at: datetime, **options: Any) -> None:
        held = permissions_in(grant.effective_mask)
        options["initial"] = held_as(grant) | {"permissions": held} | dict(options.get("initial") or {})
        super().__init__(*arguments, **options)
        self._at = at
        cast(OfficerField, self.fields["to"]).readable = readable_officers(by, at=at)
        offer(self, "permissions", ((permission.value, permission.label) for permission in held))

    def facts(self) -> dict[str, Any]:
        """Return what the operation takes."""
        asked = self.cleaned_data
        return self.basis(at=self._at) | {
            "to": asked["to"],
            "capacity": Capacity(asked["capacity"]),
            "permissions": asked["permissions"],
            "unit": asked["unit"],
            "covers_branch": asked["reach"] == BRANCH,
            "clearance": asked["clearance"],
        }


def held_as(grant: Grant) -> dict[str, Any]:
    """Return the scope of `grant` as the form shows it: all of it, to be narrowed."""
    return {
        "unit": grant.effective_unit,
        "reach": BRANCH if grant.effective_branch else UNIT_ITSELF,
        "clearance": grant.effective_clearance,
    }


class RevokeForm(forms.Form):
    """Why a grant is revoked."""

    reason = forms.CharField(
        label=_("Lý do thu hồi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Người bị thu hồi đọc được lý do này."),
    )


def readable_officers(by: Acting, *, at: datetime) -> Any:
    """Return the officers in service whom `by` may see."""
    seen = officers_within(by, Permission.OFFICER_READ, at=at) | Q(pk=by.officer.pk)
    return Officer.objects.filter(seen, is_active=True)
