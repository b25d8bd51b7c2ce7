"""How a receipt is written: by the member's browser, or by himself."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST_RECEIPT, LONGEST_RECEIPT = 8, 40
_BETWEEN = re.compile(r"[\s\-–]+")
_WRITTEN = re.compile(r"[0-9A-Z]*")


def receipt_of(typed: str) -> str:
    """Return a receipt as it is kept, capitals and digits; "" where none was given.

    Raises ValidationError by `receipt`, which does not repeat the code.
    """
    code = _BETWEEN.sub("", typed).upper()
    if code and not (SHORTEST_RECEIPT <= len(code) <= LONGEST_RECEIPT and _WRITTEN.fullmatch(code)):
        told = _(
            "Mã biên nhận gồm từ %(least)d đến %(most)d chữ cái không dấu và chữ số; hãy gõ lại, hoặc để trống nếu "
            "không cần kiểm sau này."
        )
        params = {"least": SHORTEST_RECEIPT, "most": LONGEST_RECEIPT}
        raise ValidationError({"receipt": ValidationError(told, code="malformed", params=params)})
    return code


def in_groups(code: str) -> str:
    """Return a receipt in groups of five, as it is read out."""
    return "-".join(code[at : at + 5] for at in range(0, len(code), 5))
