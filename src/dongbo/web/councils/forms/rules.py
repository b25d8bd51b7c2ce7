"""The rules of a council as a form: what is said once, the presences and the thresholds as rows that grow."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dongbo.engines.councils.models import CRITERIA
from dongbo.engines.councils.rules import (
    Base,
    Choice,
    Conflict,
    CouncilRules,
    Outcome,
    Presence,
    Quorum,
    Role,
    Test,
    Tie,
)
from dongbo.web.councils.forms.criteria import criteria_text, criteria_written
from dongbo.web.councils.forms.rows import Rows
from dongbo.web.councils.forms.shares import ShareField

MEMBERS = [(role.value, role.label) for role in Role if role is not Role.SUPPORT]
CHOICES = [(choice.value, choice.label) for choice in Choice]
OUTCOMES = [(outcome.value, outcome.label) for outcome in Outcome]
SECRET, OPEN = "secret", "open"


class PresenceForm(forms.Form):
    """Who must be there; a row without any role counts as not there."""

    roles = forms.MultipleChoiceField(
        label=_("Một trong các vai trò"), required=False, choices=MEMBERS, widget=forms.CheckboxSelectMultiple
    )
    at_least = forms.IntegerField(label=_("Ít nhất mấy người"), required=False, min_value=1, max_value=100)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was chosen."""
        return not self.cleaned_data.get("roles")

    def presence(self) -> Presence:
        """Return the presence as chosen."""
        said = self.cleaned_data
        return Presence(tuple(Role(one) for one in said["roles"]), said["at_least"] or 1)


class ThresholdForm(forms.Form):
    """A threshold; a row without share and choices counts as not there."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"), choices=[one for one in OUTCOMES if one[0] != Outcome.AGAIN], required=False
    )
    choices = forms.MultipleChoiceField(
        label=_("Đếm các phiếu"), required=False, choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    share = ShareField(label=_("Đạt tỉ lệ"), required=False)
    base = forms.ChoiceField(label=_("Tính trên"), choices=[(base.value, base.label) for base in Base], required=False)

    @property
    def is_blank(self) -> bool:
        """Whether neither a share nor a choice was said."""
        return not (self.cleaned_data.get("share") or self.cleaned_data.get("choices") or self.errors)

    def clean(self) -> dict[str, Any]:
        """Refuse a threshold that is begun and has no share."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("choices") and not said.get("share") and "share" not in self.errors:
            self.add_error("share", _("Ngưỡng này còn thiếu tỉ lệ; hãy ghi, ví dụ trên 1/2, hoặc bỏ chọn các phiếu."))
        for name in ("outcome", "base"):
            if said.get("share") and not said.get(name):
                self.add_error(name, _("Hãy chọn một mục."))
        return said

    def test(self) -> Test:
        """Return the threshold as chosen."""
        said = self.cleaned_data
        return Test(
            Outcome(said["outcome"]), tuple(Choice(one) for one in said["choices"]), said["share"], Base(said["base"])
        )


class RulesForm(forms.Form):
    """What the rules say once."""

    quorum_share = ShareField(label=_("Số thành viên phải có mặt"))
    online_counts = forms.BooleanField(label=_("Người dự trực tuyến được tính vào số có mặt"), required=False)
    stand_ins_count = forms.BooleanField(label=_("Người dự thay được tính vào số có mặt"), required=False)
    stand_ins_speak = forms.BooleanField(
        label=_("Người dự thay được phát biểu (không bao giờ biểu quyết)"), required=False
    )
    voters = forms.MultipleChoiceField(
        label=_("Vai trò được biểu quyết"), required=False, choices=MEMBERS, widget=forms.CheckboxSelectMultiple
    )
    ballot = forms.ChoiceField(
        label=_("Hình thức bỏ phiếu"),
        choices=[(OPEN, _("Công khai")), (SECRET, _("Bỏ phiếu kín"))],
        widget=forms.RadioSelect,
    )
    choices = forms.MultipleChoiceField(
        label=_("Lựa chọn trên phiếu"), required=False, choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    otherwise = forms.ChoiceField(label=_("Không ngưỡng nào đạt thì"), choices=OUTCOMES)
    tie = forms.ChoiceField(label=_("Ngang phiếu thì"), choices=[(one.value, one.label) for one in Tie])
    conflict = forms.ChoiceField(
        label=_("Thành viên có xung đột lợi ích"), choices=[(one.value, one.label) for one in Conflict]
    )
    papers_days = forms.IntegerField(
        label=_("Gửi tài liệu trước cuộc họp (ngày)"),
        min_value=0,
        max_value=365,
        help_text=_("Ghi 0 nếu quyết định không ấn định."),
    )
    papers_days_working = forms.BooleanField(label=_("Tính theo ngày làm việc"), required=False)
    returns = forms.IntegerField(label=_("Được trả lại dự thảo mấy lần"), min_value=0, max_value=100)
    dissent_reserved = forms.BooleanField(label=_("Được bảo lưu ý kiến, ghi vào biên bản"), required=False)
    number_notation = forms.CharField(
        label=_("Ký hiệu văn bản của hội đồng"), max_length=20, help_text=_("Viết liền, ví dụ HĐTĐ.")
    )
    criteria = forms.CharField(
        label=_("Tiêu chí của phiếu thẩm định"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi dòng một tiêu chí."),
    )

    def field_of(self, place: str) -> str:
        """Return the field that stands for a place in the rules, "" where there is none."""
        known = {"quorum.share": "quorum_share", "secret": "ballot"}
        name = known.get(place, place.split(".", maxsplit=1)[0])
        return name if name in self.fields else ""


class RulesEntry:
    """The whole of the rules on a page: the form with its rows, bound to what was sent or filled from `rules`."""

    def __init__(
        self, data: QueryDict | None, *, rules: CouncilRules | None = None, with_notation: bool = True
    ) -> None:
        self.known = {name: code for code, name in (*CRITERIA, *(rules.criteria if rules else ()))}
        self.form = RulesForm(data, prefix="rules", initial=_said(rules) if rules else None)
        if not with_notation:
            del self.form.fields["number_notation"]
        self.notation = "" if with_notation or rules is None else rules.number_notation
        presences = (
            [{"roles": list(one.roles), "at_least": one.at_least} for one in rules.quorum.presences] if rules else []
        )
        tests = [_test_said(one) for one in rules.tests] if rules else []
        self.presences = Rows(PresenceForm, data, prefix="presences", initial=presences, fewest=1, most=10)
        self.tests = Rows(ThresholdForm, data, prefix="tests", initial=tests, fewest=3, most=10)

    def is_valid(self) -> bool:
        """Return whether everything could be read; every part is looked at."""
        return all([self.form.is_valid(), self.presences.is_valid(), self.tests.is_valid()])

    def forget_errors(self) -> None:
        """This will show what was typed without judging it."""
        for part in (self.form, *self.presences.forms, *self.tests.forms):
            part.errors.clear()

    def rules(self) -> CouncilRules:
        """Return the rules as typed, once everything could be read."""
        said = self.form.cleaned_data
        return CouncilRules(
            quorum=Quorum(
                share=said["quorum_share"],
                presences=tuple(one.presence() for one in self.presences.filled),
                online_counts=said["online_counts"],
                stand_ins_count=said["stand_ins_count"],
            ),
            voters=tuple(Role(one) for one in said["voters"]),
            secret=said["ballot"] == SECRET,
            choices=tuple(Choice(one) for one in said["choices"]),
            tests=tuple(one.test() for one in self.tests.filled),
            otherwise=Outcome(said["otherwise"]),
            tie=Tie(said["tie"]),
            conflict=Conflict(said["conflict"]),
            stand_ins_speak=said["stand_ins_speak"],
            papers_days=said["papers_days"],
            papers_days_working=said["papers_days_working"],
            returns=said["returns"],
            number_notation=said.get("number_notation", self.notation),
            dissent_reserved=said["dissent_reserved"],
            criteria=criteria_written(said["criteria"], self.known),
        )

    def place(self, name: str, errors: list[Any]) -> bool:
        """This will put errors at the place of the rules they name; return whether there is such a place."""
        for before, rows in (("quorum.presences.", self.presences), ("tests.", self.tests)):
            if name.startswith(before):
                return rows.place(name.removeprefix(before), errors)
        field = self.form.field_of(name)
        if field:
            self.form.add_error(field, errors)
        return bool(field)


def _said(rules: CouncilRules) -> dict[str, Any]:
    """Return what the form shows of `rules`."""
    return {
        "quorum_share": rules.quorum.share,
        "online_counts": rules.quorum.online_counts,
        "stand_ins_count": rules.quorum.stand_ins_count,
        "stand_ins_speak": rules.stand_ins_speak,
        "voters": list(rules.voters),
        "ballot": SECRET if rules.secret else OPEN,
        "choices": list(rules.choices),
        "otherwise": rules.otherwise.value,
        "tie": rules.tie.value,
        "conflict": rules.conflict.value,
        "papers_days": rules.papers_days,
        "papers_days_working": rules.papers_days_working,
        "returns": rules.returns,
        "dissent_reserved": rules.dissent_reserved,
        "number_notation": rules.number_notation,
        "criteria": criteria_text(rules.criteria),
    }


def _test_said(test: Test) -> dict[str, Any]:
    return {
        "outcome": test.outcome.value,
        "choices": list(test.choices),
        "share": test.share,
        "base": test.base.value,
    }
