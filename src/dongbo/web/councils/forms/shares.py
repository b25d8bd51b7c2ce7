"""A share as an officer writes it: “ít nhất 2/3”, “trên 1/2”, “quá nửa”, “75%”, “toàn bộ”."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dongbo.engines.councils.rules import Share
from dongbo.engines.vietnamese import toneless

STRICT = ("tren", "qua", "hon")
WHOLE = ("toan bo", "tat ca", "100%", "1/1", "1")
HALF = ("qua nua", "qua ban", "tren mot nua", "tren nua")
_WRITTEN = re.compile(r"(?:(it nhat|tu|dat|tren|qua|hon)\s+)?(?:([0-9]{1,6})\s*/\s*([0-9]{1,6})|([0-9]{1,3})\s*%)")


def share_written(text: str) -> Share | None:
    """Return the share that `text` writes, None where it cannot be read; whether it makes sense is not asked."""
    said = " ".join(toneless(text).lower().split()).removeprefix("it nhat ") if text else ""
    if said in WHOLE:
        return Share(1, 1, strictly=False)
    if said in HALF:
        return Share(1, 2, strictly=True)
    found = _WRITTEN.fullmatch(said)
    if found is None:
        return None
    before, numerator, denominator, percent = found.groups()
    over, under = (int(percent), 100) if percent else (int(numerator), int(denominator))
    return Share(over, under, strictly=before in STRICT) if under else None


class ShareField(forms.CharField):
    """A part of a whole."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("help_text", _("Ví dụ: ít nhất 2/3, trên 1/2, 75%, toàn bộ."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Return what the input shows: what was typed, or the share in words."""
        return value.words if isinstance(value, Share) else value

    def clean(self, value: Any) -> Any:
        """Return the share. Raises ValidationError where it cannot be read."""
        said = super().clean(value)
        if not said:
            return None
        share = share_written(said)
        if share is None:
            told = _("Không đọc được tỉ lệ này; hãy viết như ít nhất 2/3, trên 1/2, 75%% hoặc toàn bộ.")
            raise ValidationError(told, code="share", params={})
        return share
