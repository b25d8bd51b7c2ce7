"""Telling an officer, on the page he sees next, what happened at his account elsewhere."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dongbo.organisation.models import SignInRecord
from dongbo.organisation.rules.wording import moment_text
from dongbo.organisation.states import SignInAct

MOST_TOLD = 3
"""How many lines are told at once; the history has them all."""


def tell(request: HttpRequest, news: Iterable[SignInRecord], *, entry: SignInRecord | None = None) -> None:
    """This will show the officer `news` of his account, and of `entry`, his own sign-in just now, that it is noted."""
    for record in list(news)[:MOST_TOLD]:
        said = _withdrawn(record) if record.act == SignInAct.FACTORS_WITHDRAWN else _elsewhere(record)
        messages.warning(request, said, extra_tags="warning")
    if entry is not None and entry.from_elsewhere:
        said = _("Tài khoản chưa từng đăng nhập từ nơi này, nên lần này được ghi rõ và báo ở những máy bạn vẫn dùng.")
        messages.info(request, said)


def _elsewhere(record: SignInRecord) -> str:
    return _(
        "Có đăng nhập vào tài khoản của bạn từ nơi chưa thấy trước đây: %(moment)s, địa chỉ mạng %(address)s, "
        "trình duyệt %(device)s. Nếu không phải bạn, hãy đổi mật khẩu ngay ở «Tài khoản của tôi»."
    ) % {
        "moment": moment_text(record.at),
        "address": record.address or _("không rõ"),
        "device": record.device or _("không rõ"),
    }


def _withdrawn(record: SignInRecord) -> str:
    return _(
        "Quản trị viên đã thu hồi mọi yếu tố thứ hai của tài khoản này (%(moment)s). Hãy thêm yếu tố mới ở "
        "«Tài khoản của tôi»; nếu bạn không nhờ việc này, hãy báo ngay lãnh đạo đơn vị."
    ) % {"moment": moment_text(record.at)}
