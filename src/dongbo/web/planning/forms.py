"""Forms of planning: which plan against which directives, and a trace link by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import readable_documents, readable_versions
from dongbo.documents.rules import workable
from dongbo.documents.states import Standing, VersionState
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.states import NoticeCause
from dongbo.web.choices import choose_among, offer


class AppraisalForm(forms.Form):
    """A plan version, the directives it must answer, and its previous version; only frozen ones may be held."""

    plan = forms.ModelChoiceField(label=_("Dự thảo"), queryset=Version.objects.none(), empty_label=_("Chọn một bản"))
    directives = forms.ModelMultipleChoiceField(
        label=_("Văn bản chỉ đạo"),
        queryset=Version.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một văn bản chỉ đạo để đối chiếu.")},
    )
    previous = forms.ModelChoiceField(
        label=_("Bản trước của dự thảo"),
        queryset=Version.objects.none(),
        required=False,
        empty_label=_("Không so với bản trước"),
    )

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        frozen = readable_versions(by, at=at).filter(state=VersionState.FROZEN)
        versions = frozen.order_by("document__number_key", "document__subject_key", "-ordinal")
        mine = workable(by, Permission.APPRAISAL_REQUEST, at=at, document="document__")
        plans = versions.filter(mine, document__standing=Standing.PLAN)
        choose_among(self, "plan", plans)
        choose_among(self, "previous", plans)
        choose_among(self, "directives", versions.filter(document__standing=Standing.DIRECTIVE))


class LinkForm(forms.Form):
    """A trace link the machine did not see: two documents and a path in each."""

    directive = forms.ModelChoiceField(label=_("Văn bản chỉ đạo"), queryset=Document.objects.none())
    directive_path = forms.CharField(
        label=_("Đường dẫn điều khoản chỉ đạo"), help_text=_("Ví dụ: II/1/a hoặc dieu:5/khoan:2")
    )
    plan = forms.ModelChoiceField(label=_("Dự thảo"), queryset=Document.objects.none())
    plan_path = forms.CharField(label=_("Đường dẫn điều khoản dự thảo"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        documents = readable_documents(by, at=at).order_by("number_key")
        mine = workable(by, Permission.LINK_DECIDE, at=at)
        choose_among(self, "directive", documents.filter(standing=Standing.DIRECTIVE))
        choose_among(self, "plan", documents.filter(mine, standing=Standing.PLAN))


class NoticeFilter(forms.Form):
    """Which notices, and in which order."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Tất cả")), ("open", _("Chưa rà soát")), ("settled", _("Đã rà soát"))],
    )
    cause = forms.ChoiceField(label=_("Vì"), required=False, choices=[("", _("Tất cả")), *NoticeCause.choices])
    plan = forms.ChoiceField(label=_("Kế hoạch"), required=False)
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[("found", _("Mới nhất trước")), ("oldest", _("Cũ nhất trước")), ("plan", _("Theo kế hoạch"))],
    )

    def __init__(self, *arguments: Any, plans: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer(self, "plan", [("", _("Tất cả")), *plans])


class NoticeForm(forms.Form):
    """What the review of a plan came to. How long it may be, and that it is said, the operation tells."""

    note = forms.CharField(
        label=_("Kết quả rà soát"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Phải sửa gì trong kế hoạch, hoặc vì sao không phải sửa."),
    )
