"""How refusals and explanations say moments, days, scopes and permissions."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dongbo.organisation.models import Unit
from dongbo.organisation.models.authority import FOREVER
from dongbo.organisation.states import Permission, permissions_in

Refusals = list[tuple[str, str]]
"""What is wrong with an act that was asked for: the name of its argument, and the sentence for the officer."""


def moment_text(moment: datetime) -> str:
    """Return `moment` as it is written where the site is, "08:00 ngày 21/11/2026"; what has no end says so."""
    if moment >= FOREVER:
        return _("không thời hạn")
    local = timezone.localtime(moment)
    return _("%(time)s ngày %(day)s") % {
        "time": date_format(local, "H:i:s" if local.second else "H:i"),
        "day": date_format(local, "d/m/Y"),
    }


def day_text(day: date) -> str:
    """Return `day` as 21/11/2026."""
    return date_format(day, "d/m/Y")


def scope_text(unit: Unit | None, *, branch: bool) -> str:
    """Return a scope in words: the unit with everything beneath it, the unit itself, or nothing that is left."""
    if unit is None:
        return _("không còn đơn vị nào")
    words = _("%(unit)s và các đơn vị cấp dưới") if branch else _("chính %(unit)s")
    return words % {"unit": unit.name}


def permissions_text(mask: int) -> str:
    """Return the permissions of `mask` in their order, each in quotation marks."""
    return ", ".join(f"«{Permission(permission).label}»" for permission in permissions_in(mask))


def refuse(refusals: Iterable[tuple[str, str]]) -> None:
    """This will raise the refusals as one ValidationError by argument, where there are any."""
    found: dict[str, list[str]] = {}
    for field, sentence in refusals:
        found.setdefault(field, []).append(sentence)
    if found:
        raise ValidationError(found)
