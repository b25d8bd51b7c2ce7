"""Forms of the rules of time: terms of reply, days off, days worked instead, a year's calendar at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dongbo.engines.vietnamese import toneless
from dongbo.engines.workbooks import Row, WorkbookRefused, day_in, read_workbook
from dongbo.planning.operations.consultations import NewDay
from dongbo.planning.states import DayKind, DayUnit, Silence
from dongbo.web.organisation.fields import DayField

WORKED_WORDS = ("lam bu", "bu", "lam", "worked_instead")
HOLIDAY_WORDS = ("nghi", "nghi le", "nghi le, tet", "le", "tet", "holiday")
MOST_TOLD = 50


class ReplyTermForm(forms.Form):
    """How long law gives to reply, from a day on."""

    code = forms.SlugField(
        label=_("Mã"),
        max_length=60,
        help_text=_("Cùng mã với thời hạn đang có: thời hạn ấy kết thúc khi thời hạn mới bắt đầu."),
    )
    name = forms.CharField(label=_("Tên"), max_length=200)
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300)
    least = forms.IntegerField(label=_("Ít nhất (ngày)"), min_value=1, max_value=365)
    most = forms.IntegerField(label=_("Nhiều nhất (ngày)"), required=False, min_value=1, max_value=365)
    day_unit = forms.ChoiceField(label=_("Tính theo"), choices=DayUnit.choices)
    silence = forms.ChoiceField(label=_("Không trả lời thì"), choices=Silence.choices)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False)


class SpecialDayForm(forms.Form):
    """One day that is not as its weekday says."""

    day = DayField(label=_("Ngày"))
    kind = forms.TypedChoiceField(label=_("Loại"), choices=DayKind.choices, coerce=DayKind)
    name = forms.CharField(label=_("Tên"), max_length=120)
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300)


class CalendarForm(forms.Form):
    """A year's calendar: pasted from a sheet, or as a workbook."""

    legal_basis = forms.CharField(
        label=_("Căn cứ chung"), max_length=300, help_text=_("Dùng cho dòng không ghi căn cứ riêng.")
    )
    pasted = forms.CharField(
        label=_("Dán lịch"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Mỗi dòng: ngày, loại (Nghỉ hoặc Làm bù), tên, căn cứ; cách nhau bằng dấu chấm phẩy hoặc cột Excel. "
            "Ví dụ: 01/01/2028; Nghỉ; Tết Dương lịch"
        ),
    )
    file = forms.FileField(label=_("Hoặc tệp Excel, CSV"), required=False)

    def clean(self) -> dict[str, Any]:
        """Return the days. Raises ValidationError line by line."""
        said: dict[str, Any] = super().clean() or {}
        sent, pasted = said.get("file"), str(said.get("pasted") or "")
        if not sent and not pasted.strip():
            self.add_error("pasted", _("Hãy dán lịch hoặc chọn một tệp."))
            return said
        field = "file" if sent else "pasted"
        try:
            said["days"] = self._read(sent, pasted, str(said.get("legal_basis") or ""))
        except WorkbookRefused as refusal:
            self.add_error(field, str(refusal))
        except ValidationError as refusal:
            self.add_error(field, refusal)
        return said

    def _read(self, sent: Any, pasted: str, basis: str) -> list[NewDay]:
        rows = list(read_workbook(sent.read(), name=sent.name)[0].rows) if sent else _pasted_rows(pasted)
        days, faults = [], []
        for row in rows:
            found = _day_of(row, basis)
            if isinstance(found, NewDay):
                days.append(found)
            elif found:
                faults.append(ValidationError(found))
        if faults:
            raise ValidationError(faults[:MOST_TOLD])
        return days


def _pasted_rows(pasted: str) -> list[Row]:
    rows = []
    for number, line in enumerate(pasted.splitlines(), start=1):
        cells = line.split("\t") if "\t" in line else line.split(";")
        if line.strip():
            rows.append(Row(number=number, values=tuple(cell.strip() for cell in cells)))
    return rows


def _day_of(row: Row, basis: str) -> NewDay | str:
    """Return the day a row says, or what is wrong with it; "" for a heading."""
    cells = (*row.values, None, None, None, None)[:4]
    day, kind = day_in(cells[0]), _kind_of(cells[1])
    said = str(cells[0] or "")[:40]
    told = {"number": row.number, "said": said}
    if day is None:
        is_heading = row.number == 1 and not any(sign.isdigit() for sign in said)
        return "" if is_heading else _t("Dòng %(number)d: không đọc được ngày «%(said)s»; hãy viết 21/11/2026.") % told
    if kind is None:
        words = _t("Dòng %(number)d: loại «%(said)s» phải là Nghỉ hoặc Làm bù.")
        return words % (told | {"said": str(cells[1] or "")[:40]})
    name = str(cells[2] or "").strip()
    if not name:
        return _t("Dòng %(number)d: thiếu tên ngày nghỉ.") % told
    return NewDay(day, kind, name, str(cells[3] or "").strip() or basis)


def _kind_of(value: object) -> DayKind | None:
    said = toneless(str(value or "")).strip().lower()
    if said in WORKED_WORDS:
        return DayKind.WORKED_INSTEAD
    return DayKind.HOLIDAY if said in HOLIDAY_WORDS else None
