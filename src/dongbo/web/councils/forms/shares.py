"""A share as an officer writes it, in either language: “ít nhất 2/3”, “trên 1/2”, “quá nửa”, “75%”, “all”."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from dongbo.engines.councils.rules import Share
from dongbo.engines.vietnamese import toneless

LEAST = ("it nhat", "tu", "dat", "at least", "no less than", "not less than")
STRICT = ("tren", "qua", "hon", "over", "more than", "above")
WHOLE = ("toan bo", "tat ca", "all", "the whole", "100%", "1/1", "1")
HALF = ("qua nua", "qua ban", "tren mot nua", "tren nua", "over half", "more than half", "above half")
_WRITTEN = re.compile(
    rf"(?:({'|'.join((*LEAST, *STRICT))})\s+)?(?:([0-9]{{1,6}})\s*/\s*([0-9]{{1,6}})"
    r"|([0-9]{1,6})(?:[.,]([0-9]{1,2}))?\s*%)"
)


def share_written(text: str) -> Share | None:
    """Return the share that `text` writes in Vietnamese or English, None where it cannot be read.

    Whether the share makes sense is not asked, nor in which language the page is read: a page that was opened in one
    may be sent back in the other.
    """
    said = " ".join(toneless(text).lower().split()).removeprefix("it nhat ").removeprefix("at least ") if text else ""
    if said in WHOLE:
        return Share(1, 1, strictly=False)
    if said in HALF:
        return Share(1, 2, strictly=True)
    found = _WRITTEN.fullmatch(said)
    if found is None:
        return None
    before, numerator, denominator, percent, hundredths = found.groups()
    if hundredths:
        over, under = int(percent + hundredths.ljust(2, "0")), 10_000
    else:
        over, under = (int(percent), 100) if percent else (int(numerator), int(denominator))
    return Share(over, under, strictly=before in STRICT) if under else None


def share_told(share: Share) -> str:
    """Return a share in the words of the language the page is read in."""
    if not share.strictly and share.numerator == share.denominator:
        return pgettext("share", "toàn bộ")
    told = pgettext("share", "trên %(part)s") if share.strictly else pgettext("share", "ít nhất %(part)s")
    return told % {"part": share.part if get_language() == "vi" else share.part.replace(",", ".")}


class ShareField(forms.CharField):
    """A part of a whole."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 40)
        options.setdefault("help_text", _("Ví dụ: ít nhất 2/3, trên 1/2, 75%, toàn bộ."))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Return what the input shows: what was typed, or the share in words."""
        return share_told(value) if isinstance(value, Share) else value

    def clean(self, value: Any) -> Any:
        """Return the share. Raises ValidationError where it cannot be read."""
        said = super().clean(value)
        if not said:
            return None
        share = share_written(said)
        if share is None:
            told = _(
                "Không đọc được tỉ lệ này; hãy viết như ít nhất 2/3, trên 1/2, 75%, toàn bộ, "
                "hoặc bằng tiếng Anh: at least 2/3, over 1/2, 75%, all."
            )
            raise ValidationError(told, code="share")
        return share
