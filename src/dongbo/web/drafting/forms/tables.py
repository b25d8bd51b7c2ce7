"""A row of a table to fill in, and a workbook of rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.engines.provisions.tables import heading_of
from dongbo.engines.workbooks import MAX_BYTES
from dongbo.web.drafting.forms.writing import CELL


class RowForm(forms.Form):
    """A new row: one field a column, at least one of them filled in."""

    def __init__(self, *arguments: Any, columns: Sequence[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.columns = list(columns)
        for key in self.columns:
            widget = forms.Textarea(attrs={"rows": 2})
            self.fields[CELL + key] = forms.CharField(label=heading_of(key), required=False, widget=widget)

    def clean(self) -> dict[str, Any]:
        """Refuse a row that says nothing."""
        told: dict[str, Any] = super().clean() or {}
        if not any(told.values()):
            raise ValidationError(_("Hãy ghi ít nhất một ô của dòng mới."))
        return told

    @property
    def cells(self) -> dict[str, str]:
        """What was filled in."""
        return {key: self.cleaned_data.get(CELL + key, "") for key in self.columns}


class SheetForm(forms.Form):
    """A workbook of rows."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel"),
        help_text=gettext_lazy("Tệp .xlsx hoặc .csv có dòng tên cột. Bạn sẽ được xem trước từng dòng."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MAX_BYTES:
            raise ValidationError(
                _("Tệp lớn hơn %(most)s MB: hãy chia nhỏ.") % {"most": MAX_BYTES // 1024**2}, code="too_large"
            )
        return sent
