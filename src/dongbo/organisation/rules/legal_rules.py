"""Who defines roles and rules of law, and which days a new rule may hold on."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Unit
from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.rules.authority import NotAllowed, require
from dongbo.organisation.rules.wording import Refusals, day_text
from dongbo.organisation.states import Permission


def require_definer(by: Acting, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of defining a role or a rule: they hold for the whole site, so the permission is
    asked for at the topmost unit. Raises NotAllowed."""
    top = Unit.objects.filter(parent__isnull=True, heir__isnull=True).order_by("first").first()
    if top is None:
        raise NotAllowed(_("Hệ thống chưa có đơn vị nào."))
    return require(by, Permission.ROLE_DEFINE, unit=top, at=at)


def dates_refusals(
    valid_from: date,
    valid_to: date | None,
    known: QuerySet[Any],
    *,
    at: datetime,
) -> Refusals:
    """Return what keeps a rule from holding between these days beside the `known` ones of its kind.

    A rule without an end that began before is taken over from on `valid_from`, today at the earliest: how the past was
    judged does not change. Any other rule with a day in common is in the way.
    """
    if valid_to is not None and valid_to <= valid_from:
        said = _("Ngày bị đảo ngược: hết hiệu lực %(ends)s không sau ngày bắt đầu %(begins)s.")
        return [("valid_to", said % {"ends": day_text(valid_to), "begins": day_text(valid_from)})]
    reaching = known.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
    overlapping = reaching if valid_to is None else reaching.filter(valid_from__lt=valid_to)
    open_before = Q(valid_to__isnull=True, valid_from__lt=valid_from)
    in_the_way = overlapping.exclude(open_before).first()
    if in_the_way is not None:
        said = _("Đã có quy tắc cùng loại từ %(begins)s (%(basis)s): hai quy tắc không được cùng hiệu lực một ngày.")
        words = {"begins": day_text(in_the_way.valid_from), "basis": in_the_way.legal_basis}
        return [("valid_from", said % words)]
    if valid_from < timezone.localdate(at) and overlapping.filter(open_before).exists():
        said = _("Quy tắc thay thế chỉ có hiệu lực từ hôm nay trở đi: không đổi cách xét những việc đã qua.")
        return [("valid_from", said)]
    return []
