"""The form that founds a council: its plan, its decision, who sits in it."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.engines.papers import MAX_BYTES
from dongbo.organisation.models import Officer, Post, Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision
from dongbo.planning.models import CouncilModel
from dongbo.planning.operations.councils import NewSeat
from dongbo.planning.queries.council_members import officers_to_seat
from dongbo.planning.queries.council_models import models_on
from dongbo.planning.queries.councils import plans_to_judge
from dongbo.planning.states import SeatRole
from dongbo.web.choices import choose_among
from dongbo.web.councils.forms.rows import Rows
from dongbo.web.documents.fields import DocumentField
from dongbo.web.organisation.fields import DayField, OfficerField, UnitField

FIRST_SEATS = (
    SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER, SeatRole.MEMBER, SeatRole.REVIEWER, SeatRole.SECRETARY,
)  # fmt: skip
"""The rows the page begins with."""

MOST_SEATS = 60


class PlanField(DocumentField):
    """A plan for which the form's user may found a council."""

    none_match = _(
        "Không có quy hoạch, kế hoạch nào bạn được lập hội đồng khớp với «%(words)s»; văn bản đã có hội đồng đang hoạt "
        "động không hiện ở đây."
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(options_address=reverse_lazy("council-plan-choices"), **options)


class NamedOfficerField(OfficerField):
    """An officer who may be named for a council."""

    none_match = _(
        "Không có cán bộ nào khớp với «%(words)s» trong phạm vi của bạn hoặc giữ vai trò thành viên hội đồng; hãy gõ "
        "họ tên, tên đăng nhập, hoặc đề nghị cấp vai trò cho người ấy."
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(options_address=reverse_lazy("council-officer-choices"), **options)


class CouncilForm(forms.Form):
    """What the decision says once."""

    document = PlanField(label=_("Quy hoạch, kế hoạch được thẩm định"))
    name = forms.CharField(
        label=_("Tên hội đồng"), max_length=300, initial=_("Hội đồng thẩm định"), help_text=_("Như trong quyết định.")
    )
    standing_unit = UnitField(label=_("Cơ quan thường trực"))
    decision_number = forms.CharField(label=_("Số quyết định thành lập"), max_length=80)
    decision_on = DayField(label=_("Ngày quyết định"))
    decision_issuer = forms.CharField(label=_("Cơ quan quyết định"), max_length=200)
    decision_file = forms.FileField(
        label=_("Tệp quyết định"),
        required=False,
        help_text=_("Word, PDF có chữ; hãy chọn tệp sau cùng, ngay trước khi lập hội đồng."),
    )

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        plan = self.fields["document"]
        if isinstance(plan, PlanField):
            plan.readable = plans_to_judge(by, at=at)

    def clean_decision_file(self) -> Any:
        """Refuse what is too large before it is read."""
        sent = self.cleaned_data.get("decision_file")
        if sent and sent.size > MAX_BYTES:
            told = _("Tệp lớn hơn %(most)s MB; hãy chọn tệp nhỏ hơn.")
            raise ValidationError(told, code="too_large", params={"most": MAX_BYTES // 1024**2})
        return sent

    def decision(self) -> Decision:
        """Return the decision as typed."""
        said = self.cleaned_data
        return Decision(number=said["decision_number"], on=said["decision_on"], issuer=said["decision_issuer"])

    def sent_file(self) -> tuple[str, bytes] | None:
        """Return the name and the bytes of the decision, None where no file was sent."""
        sent = self.cleaned_data["decision_file"]
        return (sent.name, sent.read()) if sent else None


class ModelForm(forms.Form):
    """From which model the rules begin."""

    model = forms.ModelChoiceField(
        label=_("Mẫu quy chế"), required=False, queryset=CouncilModel.objects.none(), empty_label=_("Không theo mẫu")
    )

    def __init__(self, *arguments: Any, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_among(self, "model", models_on(timezone.localdate(at)))

    @property
    def chosen(self) -> CouncilModel | None:
        """The model that was chosen, or that the page begins with; None without any."""
        if not self.is_bound:
            begun: CouncilModel | None = self.initial.get("model")
            return begun
        self.is_valid()
        found: CouncilModel | None = self.cleaned_data.get("model")
        return found


class SeatForm(forms.Form):
    """Who sits in the council; a row without an officer counts as not there."""

    officer = NamedOfficerField(label=_("Cán bộ"), required=False, help_text="")
    role = forms.ChoiceField(label=_("Vai trò"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    unit = UnitField(label=_("Đại diện cho đơn vị"), required=False, help_text=_("Để trống: đơn vị chính của cán bộ."))
    position = forms.CharField(label=_("Chức vụ trong quyết định"), required=False, max_length=200)

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.at = at
        officer = self.fields["officer"]
        if isinstance(officer, NamedOfficerField):
            officer.readable = officers_to_seat(by, at=at)

    @property
    def is_blank(self) -> bool:
        """Whether nobody was named: a role alone makes no seat."""
        return not self.cleaned_data.get("officer") and "officer" not in self.errors

    def clean(self) -> dict[str, Any]:
        """Return the seat with its unit; refuse a row that says something and names nobody."""
        said: dict[str, Any] = super().clean() or {}
        officer = said.get("officer")
        if officer is None and "officer" not in self.errors and (said.get("unit") or said.get("position")):
            self.add_error("officer", _("Dòng này chưa có cán bộ; hãy chọn người hoặc để trống cả dòng."))
        if officer is not None and said.get("unit") is None and "unit" not in self.errors:
            said["unit"] = main_unit(officer, at=self.at)
            if said["unit"] is None:
                self.add_error("unit", _("Cán bộ này không có vị trí chính hôm nay; hãy chọn đơn vị."))
        return said

    def seat(self, rank: int) -> NewSeat:
        """Return the seat as chosen."""
        said = self.cleaned_data
        return NewSeat(said["officer"], said["unit"], SeatRole(said["role"]), said["position"], rank)


def main_unit(officer: Officer, *, at: datetime) -> Unit | None:
    """Return the unit of the officer's main post on the day of `at`."""
    posts = Post.objects.held_on(timezone.localdate(at)).filter(officer=officer, is_main=True)
    post = posts.select_related("unit").first()
    return post.unit if post else None


def seat_rows(data: QueryDict | None, *, by: Acting, at: datetime) -> Rows:
    """Return the rows of members, those of a usual council to begin with."""
    return Rows(
        SeatForm,
        data,
        prefix="seats",
        initial=[{"role": role.value} for role in FIRST_SEATS],
        fewest=len(FIRST_SEATS),
        most=MOST_SEATS,
        options={"by": by, "at": at},
    )
