"""The states of a meeting of a council, of who is there, and of its ballots."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingState(TextChoices):
    """A meeting is planned, called, held, and over; its conclusions are announced at last."""

    PLANNED = "planned", _("Đang chuẩn bị")
    CALLED = "called", _("Đã mời họp")
    OPEN = "open", _("Đang họp")
    CLOSED = "closed", _("Đã bế mạc")
    CONCLUDED = "concluded", _("Đã thông báo kết luận")
    CANCELLED = "cancelled", _("Đã hoãn, hủy")


MEETING_TRANSITIONS: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.CALLED, MeetingState.CANCELLED}),
    MeetingState.CALLED: frozenset({MeetingState.OPEN, MeetingState.CANCELLED}),
    MeetingState.OPEN: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset({MeetingState.CONCLUDED}),
    MeetingState.CONCLUDED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class AttendanceMode(TextChoices):
    """How a member is there; the values are those of `engines.councils.Mode`."""

    ROOM = "room", _("Tại phòng họp")
    ONLINE = "online", _("Trực tuyến")
    STAND_IN = "stand_in", _("Cử người dự thay")
    EXCUSED = "excused", _("Vắng có lý do")
    ABSENT = "absent", _("Vắng")
    LEFT = "left", _("Đã rời phiên họp")


class BallotState(TextChoices):
    """A ballot takes papers while it is open; it is counted as it closes."""

    PREPARED = "prepared", _("Chưa mở")
    OPEN = "open", _("Đang bỏ phiếu")
    CLOSED = "closed", _("Đã kiểm phiếu")
    ANNULLED = "annulled", _("Đã hủy")


BALLOT_TRANSITIONS: dict[BallotState, frozenset[BallotState]] = {
    BallotState.PREPARED: frozenset({BallotState.OPEN, BallotState.ANNULLED}),
    BallotState.OPEN: frozenset({BallotState.CLOSED, BallotState.ANNULLED}),
    BallotState.CLOSED: frozenset(),
    BallotState.ANNULLED: frozenset(),
}


class BallotChoice(TextChoices):
    """What a member may choose; the values are those of `engines.councils.Choice`."""

    PASSED = "passed", _("Thông qua")
    CONDITIONAL = "conditional", _("Thông qua với điều kiện chỉnh sửa, bổ sung")
    NOT_PASSED = "not_passed", _("Không thông qua")
    ABSTAINED = "abstained", _("Không biểu thị ý kiến")


class BallotOutcome(TextChoices):
    """What a count gives; the values are those of `engines.councils.Outcome`."""

    PASSED = "passed", _("Thông qua")
    CONDITIONAL = "conditional", _("Thông qua với điều kiện chỉnh sửa, bổ sung")
    NOT_PASSED = "not_passed", _("Không thông qua")
    AGAIN = "again", _("Phải bỏ phiếu lại")
