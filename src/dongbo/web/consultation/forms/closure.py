"""Forms of the end of a round: which lines, what is signed for, and what stands behind a change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dongbo.documents.queries import readable_documents
from dongbo.documents.states import Standing
from dongbo.organisation.rules import Acting
from dongbo.planning.queries.closure_lines import LinesWanted
from dongbo.planning.states import AnchorState, BasisKind, ClosureKind, ClosureState
from dongbo.web.documents.fields import DocumentField
from dongbo.web.oversight.forms import ANY, ListForm


class LineFilterForm(ListForm):
    """Which lines of a round; `version` names the version it is held against."""

    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[*ANY, *ClosureKind.choices])
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *ClosureState.choices])
    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def wanted(self) -> LinesWanted:
        """Return what the list is asked for."""
        said = self.said()
        return LinesWanted(kind=said.get("kind", ""), state=said.get("state", ""))

    def narrows(self) -> bool:
        """Return whether less than all lines against a version are asked for."""
        return bool(self.said().keys() - {"version"})


class AnchorFilterForm(ListForm):
    """Which opinions, by how they stand in the version."""

    state = forms.ChoiceField(label=_("Nay thế nào"), required=False, choices=[*ANY, *AnchorState.choices])
    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def narrows(self) -> bool:
        """Return whether less than all opinions are asked for."""
        return bool(self.said().get("state"))


class PressForm(forms.Form):
    """Nothing to fill in: the button says it all."""


class SignForm(forms.Form):
    """Why lines may stand as they are."""

    note = forms.CharField(
        label=_("Lý do ký nhận"),
        help_text=_("Vì sao việc này được giữ nguyên; tên bạn và lý do đứng trong hồ sơ của vòng."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BasisForm(forms.Form):
    """What stands behind a change."""

    kind = forms.ChoiceField(label=_("Loại căn cứ"), choices=BasisKind.choices, widget=forms.RadioSelect)
    document = DocumentField(label=_("Văn bản chỉ đạo"), required=False)
    note = forms.CharField(
        label=_("Nêu rõ"),
        help_text=_("Kết luận nào, văn bản nào ở đâu, hay biên tập điều gì."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen = self.fields["document"]
        assert isinstance(chosen, DocumentField)
        chosen.readable = readable_documents(by, at=at).filter(standing=Standing.DIRECTIVE)

    def clean(self) -> dict[str, Any]:
        """A document is kept only with what it is the basis of; nothing typed is thrown away unsaid."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("document") is not None and said.get("kind") not in (BasisKind.DIRECTIVE, None):
            told = _("Chỉ căn cứ «Văn bản chỉ đạo» mới kèm văn bản; hãy chọn loại đó hoặc bỏ văn bản.")
            raise ValidationError({"document": told})
        return said


def lines_in(values: Iterable[str]) -> set[int]:
    """Return the keys of lines among what was sent."""
    return {int(value) for value in values if value.isdecimal() and len(value) < 19}
