"""Forms of recipients: units, branches, saved lists, and codes pasted from a sheet."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Level
from dongbo.planning.models import RecipientList
from dongbo.planning.operations.consultations import Branch
from dongbo.planning.queries.consultations import recipient_lists
from dongbo.web.choices import RecordsChoice, choose_among
from dongbo.web.organisation.fields import BETWEEN, UnitField

MOST_CODES = 10_000
MOST_TOLD = 50
"""So many lines that name no unit are told one by one."""


class ListChoice(RecordsChoice[RecipientList]):
    """Saved lists, each with how many units it has."""

    def label_from_instance(self, obj: Any) -> str:
        """Return a list's name, its size and who keeps it."""
        return f"{obj.name} ({obj.size}) – {obj.unit.name}"


class AddRecipientsForm(forms.Form):
    """Whom to add: any of the ways, or all at once."""

    unit = UnitField(label=_("Một đơn vị"), required=False)
    branch = UnitField(label=_("Cả nhánh của"), required=False)
    levels = forms.MultipleChoiceField(
        label=_("Trong nhánh, chỉ các cấp"),
        required=False,
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn cấp nào: đơn vị ấy và mọi đơn vị bên dưới."),
    )
    lists = ListChoice(
        label=_("Danh sách đã lưu"),
        required=False,
        queryset=RecipientList.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    codes = forms.CharField(
        label=_("Dán mã định danh"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi dòng một mã, có thể dán nguyên cột từ Excel; phần sau mã được bỏ qua."),
    )

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        found = recipient_lists(by, at=at)
        choose_among(self, "lists", found)
        if not found:
            del self.fields["lists"]

    def clean_codes(self) -> list[Unit]:
        """Return the units named, ended ones too. Raises ValidationError by line."""
        lines = [_code(line) for line in str(self.cleaned_data["codes"]).splitlines()]
        codes = {code for code in lines if code}
        if len(codes) > MOST_CODES:
            raise ValidationError(_("Nhiều nhất %(most)d mã một lần; hãy chia ra."), params={"most": MOST_CODES})
        known = _units_by_code(codes) if codes else {}
        unknown = [(number, code) for number, code in enumerate(lines, start=1) if code and code not in known]
        if unknown:
            raise ValidationError(_unknown(unknown))
        return list({known[code].pk: known[code] for code in lines if code}.values())

    def clean(self) -> dict[str, Any]:
        """Return everything said. Raises ValidationError where levels are chosen without a branch."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("levels") and not said.get("branch") and "branch" not in self.errors:
            self.add_error("branch", _("Đã chọn cấp; hãy chọn cả đơn vị đứng đầu nhánh."))
        return said

    def added(self) -> dict[str, Any]:
        """Return what is added, as the operation takes it."""
        said = self.cleaned_data
        return {
            "units": [*([said["unit"]] if said["unit"] else []), *said["codes"]],
            "branches": [Branch(said["branch"], said["levels"])] if said["branch"] else [],
            "lists": list(said.get("lists") or []),
        }


class ListNameForm(forms.Form):
    """Under which name the recipients are kept."""

    name = forms.CharField(
        label=_("Lưu nơi nhận hiện có thành danh sách"),
        max_length=200,
        help_text=_("Danh sách cùng tên của đơn vị được thay bằng danh sách này."),
    )


def _code(line: str) -> str:
    return line.split("\t")[0].split(";")[0].split(BETWEEN)[0].strip().strip('"').upper()


def _units_by_code(codes: set[str]) -> dict[str, Unit]:
    """Return by code the unit that bears it, a living one before those that have ended."""
    found: dict[str, Unit] = {}
    named = Unit.objects.filter(Q(code__in=codes) | Q(legacy_code__in=codes))
    for unit in named.order_by("is_living", "ended_on", "pk"):
        found |= {code.upper(): unit for code in (unit.legacy_code, unit.code) if code}
    return found


def _unknown(lines: list[tuple[int, str]]) -> list[ValidationError]:
    said = _("Dòng %(number)d: không có đơn vị nào mang mã %(code)s.")
    told = [ValidationError(said, params={"number": number, "code": code[:60]}) for number, code in lines[:MOST_TOLD]]
    if len(lines) > MOST_TOLD:
        told.append(ValidationError(_("Và %(count)d dòng nữa."), params={"count": len(lines) - MOST_TOLD}))
    return told
