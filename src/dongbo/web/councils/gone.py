"""What a former member is told, who has a page of his council still open."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import CouncilSeat


def tell_if_gone(by: Acting, **council: UUID | str) -> None:
    """This will tell an officer that he sits no more in the council that `council` finds, and since when.

    Raises PermissionDenied with that sentence; does nothing for whoever never sat there.
    """
    seats = CouncilSeat.objects.filter(officer=by.officer, ended_at__isnull=False, **council)
    left = seats.order_by("-ended_at").first()
    if left is None or left.ended_at is None:
        return
    told = _(
        "Bạn đã thôi tham gia hội đồng này từ %(moment)s (%(reason)s), nên không mở được trang này nữa. Những gì bạn "
        "đã gửi và phiếu đã bỏ vẫn được giữ và tính."
    )
    raise PermissionDenied(told % {"moment": moment_text(left.ended_at), "reason": left.end_reason})
