"""What lists of this desk are narrowed to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.planning.queries.councils import CouncilsWanted
from dongbo.planning.states import CouncilState
from dongbo.web.oversight.forms import ANY, ListForm


class CouncilFilterForm(ListForm):
    """Which councils."""

    words = forms.CharField(label=_("Tên kế hoạch, cơ quan thường trực, số quyết định"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *CouncilState.choices])
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("newest", _("Mới lập trước")),
            ("decided", _("Quyết định mới trước")),
            ("name", _("Theo tên kế hoạch")),
        ],
    )
    document = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> CouncilsWanted:
        """Return what was said and understood."""
        return CouncilsWanted(**self.said())


class SeriesFilterForm(ListForm):
    """Which number series."""

    words = forms.CharField(label=_("Tên dãy số, ký hiệu, đơn vị"), required=False, max_length=200)


class NumberFilterForm(ListForm):
    """Which numbers of a series."""

    words = forms.CharField(label=_("Trích yếu, ký hiệu"), required=False, max_length=200)
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1945, max_value=9999, localize=False)
