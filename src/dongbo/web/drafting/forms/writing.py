"""What is typed at a provision, and what is asked of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.provisions import Kind
from dongbo.engines.provisions.tables import heading_of, in_order
from dongbo.planning.queries.writing import Words, words_hash

CELL = "cell:"
HEADLESS = frozenset({Kind.ROW, Kind.PARAGRAPH, Kind.DASH, Kind.PLUS})
"""Kinds that bear no heading."""

ACTS = ("save", "sibling", "child", "promote", "demote", "up", "down", "split", "merge")


class WordsForm(forms.Form):
    """The words of one provision; a row of a table has its cells instead.

    `seen` is the fingerprint of the words he began from, `revision` that of the tree. Nothing typed is stripped here:
    an error gives it all back.
    """

    heading = forms.CharField(label=_("Tiêu đề"), required=False, strip=False)
    text = forms.CharField(label=_("Nội dung"), required=False, strip=False, widget=forms.Textarea)
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], required=False, widget=forms.HiddenInput)
    offset = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    at_line = forms.IntegerField(label=_("Tách trước dòng thứ"), required=False, min_value=2)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        row: ProvisionVersion,
        words: Words | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        said = words or Words(row.heading, row.text, row.cells)
        told = {"heading": said.heading, "text": said.text, "seen": words_hash(row), **(initial or {})}
        super().__init__(data, initial=told, auto_id=f"{row.provision_id}-%s")
        self.row = row
        self.columns = in_order({**row.cells, **said.cells}) if row.kind == Kind.ROW else []
        for key in self.columns:
            self.fields[CELL + key] = forms.CharField(
                label=heading_of(key),
                required=False,
                strip=False,
                initial=said.cells.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def shown(self) -> list[Any]:
        """The fields in which words are typed."""
        if self.columns:
            return [self[CELL + key] for key in self.columns]
        return [self["text"]] if self.row.kind in HEADLESS else [self["heading"], self["text"]]

    @property
    def typed(self) -> Words:
        """What was typed, as it came."""
        return typed_in(self.data, self.row)

    @property
    def cut(self) -> int:
        """Where the text is to be split: at the cursor, or before the line he names."""
        offset: int | None = self.cleaned_data.get("offset")
        line: int | None = self.cleaned_data.get("at_line")
        if line:
            lines = self.typed.text.strip().split("\n")
            return sum(len(one) + 1 for one in lines[: line - 1])
        return offset or 0


def typed_in(data: Mapping[str, Any], row: ProvisionVersion | None) -> Words:
    """Return the words that a browser sent for a provision, `row` being how it stands, None where it is gone."""
    cells = {key.removeprefix(CELL): str(data[key]) for key in data if key.startswith(CELL)}
    heading = str(data.get("heading", ""))
    text = str(data.get("text", "")).replace("\r\n", "\n")
    if row is not None and row.kind == Kind.ROW:
        cells = {key: cell for key, cell in cells.items() if key in row.cells or not row.cells}
    return Words(heading, text, cells)


class FreezeForm(forms.Form):
    """The name of a version, and whether to freeze over what others have not saved."""

    label = forms.CharField(label=_("Tên bản"), max_length=100, help_text=_("Ví dụ: Dự thảo lần 1 gửi lấy ý kiến."))
    even_so = forms.BooleanField(
        label=_("Vẫn chốt dù còn người đang viết (lời chưa lưu của họ sang bản sau)"), required=False
    )


class PreambleForm(forms.Form):
    """What stands before the first provision; `seen` is the fingerprint of the words he began from."""

    text = forms.CharField(
        label=_("Căn cứ và các dòng mở đầu"),
        help_text=_("Mỗi dòng một căn cứ, rồi tới các dòng ban hành; đứng trước điều khoản đầu tiên."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def gone_on_from(self, current: str) -> "PreambleForm":
        """Return the form with what was typed, begun from the wording that stands there now."""
        again = PreambleForm({"text": self.data.get("text", ""), "seen": Words(text=current).hash})
        again.is_valid()
        return again


class PlaceForm(forms.Form):
    """Where a provision is to be moved: under another, before one of its children or last."""

    where = forms.ChoiceField(label=_("Đặt vào trong"))
    before = forms.ChoiceField(label=_("Trước"), required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RemoveForm(forms.Form):
    """What carries on what was said of a provision that goes."""

    successor = forms.ChoiceField(
        label=_("Điều khoản kế tiếp"),
        required=False,
        help_text=_("Ý kiến, liên kết truy vết và viện dẫn về điều khoản bị bỏ sẽ dẫn tới đây. Có thể để trống."),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
