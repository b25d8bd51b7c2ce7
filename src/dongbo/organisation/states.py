"""Choices of this room: levels, acts, posts, permissions, forms of delegation, and what may follow what."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """What a unit is. A level that law has ended stays, for the units of its time."""

    MINISTRY = "ministry", _("Bộ")
    DEPARTMENT = "department", _("Cục và tương đương")
    PROVINCE = "province", _("Công an tỉnh, thành phố")
    DISTRICT = "district", _("Công an huyện")
    COMMUNE = "commune", _("Công an xã, phường, đặc khu")
    DIVISION = "division", _("Phòng")
    TEAM = "team", _("Đội")


class UnitActKind(TextChoices):
    """A dated act upon units."""

    FOUND = "found", _("Thành lập")
    RENAME = "rename", _("Đổi tên, đổi mã")
    MOVE = "move", _("Chuyển đơn vị cấp trên")
    MERGE = "merge", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    DISSOLVE = "dissolve", _("Giải thể")


class PostKind(TextChoices):
    """What an officer is in a unit."""

    HEAD = "head", _("Người đứng đầu")
    DEPUTY = "deputy", _("Cấp phó")
    MEMBER = "member", _("Cán bộ")


class Permission(IntegerChoices):
    """A verb on a kind of record. The number is its place in a role's mask and is never given to another."""

    DOCUMENT_READ = 0, _("Xem văn bản")
    DOCUMENT_REGISTER = 1, _("Đăng ký, sửa văn bản")
    DOCUMENT_MEND = 2, _("Chỉnh cây điều khoản")
    DOCUMENT_FREEZE = 3, _("Chốt bản")
    APPRAISAL_REQUEST = 4, _("Yêu cầu đối chiếu")
    LINK_DECIDE = 5, _("Quyết định liên kết truy vết")
    UNIT_REORGANISE = 6, _("Tổ chức lại đơn vị")
    OFFICER_READ = 7, _("Xem cán bộ")
    OFFICER_ENROL = 8, _("Quản lý cán bộ và vị trí công tác")
    GRANT_READ = 9, _("Xem quyền đã cấp")
    GRANT_GIVE = 10, _("Cấp và thu hồi quyền")
    ROLE_DEFINE = 11, _("Định nghĩa vai trò và quy tắc")
    ALARM_CONFIRM = 12, _("Xác nhận thay đổi quyền")
    REVIEW_OPEN = 13, _("Mở đợt rà soát quyền")
    REVIEW_CONFIRM = 14, _("Xác nhận quyền khi rà soát")
    EMERGENCY_SECOND = 15, _("Đồng ý quyền khẩn cấp")
    EMERGENCY_REVIEW = 16, _("Hậu kiểm quyền khẩn cấp")
    LEDGER_READ = 17, _("Xem sổ sự kiện")
    DRAFT_WRITE = 18, _("Viết dự thảo")
    DRAFT_LEAD = 19, _("Chủ trì soạn thảo")
    CONSULTATION_LEAD = 20, _("Tổ chức lấy ý kiến")
    OPINION_RAISE = 21, _("Góp ý trong đơn vị")
    OPINION_SEND = 22, _("Duyệt và gửi ý kiến của đơn vị")
    OPINION_ANSWER = 23, _("Tiếp thu, giải trình ý kiến")
    OPINION_DECIDE = 24, _("Quyết định ý kiến trình lãnh đạo")
    CLOSURE_SIGN = 25, _("Ký nhận việc còn lại khi khép vòng")
    COUNCIL_LEAD = 26, _("Tổ chức hội đồng thẩm định")
    COUNCIL_SIT = 27, _("Tham gia hội đồng thẩm định")
    PLAN_APPROVE = 28, _("Phê duyệt quy hoạch, kế hoạch")
    PLAN_ISSUE = 29, _("Cấp số, ban hành văn bản")

    @property
    def code(self) -> str:
        """The name by which events and addresses know the permission: kind of record, dot, verb."""
        kind, verb = self.name.lower().split("_", 1)
        return f"{kind}.{verb}"

    @property
    def bit(self) -> int:
        """The permission as a mask of one."""
        return 1 << self.value


def mask_of(*permissions: Permission) -> int:
    """Return the mask that carries `permissions`."""
    return sum({permission.bit for permission in permissions})


def permissions_in(mask: int) -> list[Permission]:
    """Return the permissions `mask` carries, in their order."""
    return [permission for permission in Permission if mask & permission.bit]


class Access(IntegerChoices):
    """How far a record is open. An officer's clearance is the highest of these he may see where he holds a grant."""

    CIRCULATED = 0, _("Phổ biến xuống cấp dưới")
    UNIT = 1, _("Trong đơn vị")
    RESTRICTED = 2, _("Hạn chế")


class Capacity(TextChoices):
    """How a grant lets its holder act (Decree 30/2020, Article 13)."""

    OWN = "own", _("Quyền của mình")
    TM = "TM", _("Thay mặt (TM.)")
    KT = "KT", _("Ký thay (KT.)")
    TL = "TL", _("Thừa lệnh (TL.)")
    TUQ = "TUQ", _("Thừa ủy quyền (TUQ.)")


class DelegatePlace(TextChoices):
    """Where the delegate must hold his post, seen from the principal's."""

    SAME_UNIT = "same_unit", _("Cùng đơn vị với người ủy quyền")
    BRANCH = "branch", _("Trong đơn vị của người ủy quyền hoặc cấp dưới")


class GrantSource(TextChoices):
    """What a grant came from."""

    APPOINTMENT = "appointment", _("Được cấp")
    DELEGATION = "delegation", _("Được ủy quyền")
    EMERGENCY = "emergency", _("Quyền khẩn cấp")
    SETUP = "setup", _("Khi lập hệ thống")


class AlarmCause(TextChoices):
    """What changed about someone's rights (Decree 30/2020, Appendix VI)."""

    GIVEN = "given", _("Được cấp quyền")
    DELEGATED = "delegated", _("Được ủy quyền")
    REVOKED = "revoked", _("Bị thu hồi quyền")
    LAPSED = "lapsed", _("Quyền hết hiệu lực")
    ROLE_CHANGED = "role_changed", _("Vai trò thay đổi")
    EMERGENCY = "emergency", _("Quyền khẩn cấp")


class ReviewDecision(TextChoices):
    """What a unit's head says of one grant in the yearly review."""

    OPEN = "open", _("Chưa xác nhận")
    CONFIRMED = "confirmed", _("Giữ")
    ENDED = "ended", _("Thu hồi")
    LAPSED = "lapsed", _("Hết hạn xác nhận")


class EmergencyState(TextChoices):
    """The way of an emergency access."""

    REQUESTED = "requested", _("Chờ người thứ hai")
    REFUSED = "refused", _("Bị từ chối")
    OPEN = "open", _("Đang mở")
    ENDED = "ended", _("Chờ hậu kiểm")
    REVIEWED = "reviewed", _("Đã hậu kiểm")


EMERGENCY_TRANSITIONS: dict[EmergencyState, frozenset[EmergencyState]] = {
    EmergencyState.REQUESTED: frozenset({EmergencyState.REFUSED, EmergencyState.OPEN}),
    EmergencyState.REFUSED: frozenset(),
    EmergencyState.OPEN: frozenset({EmergencyState.ENDED}),
    EmergencyState.ENDED: frozenset({EmergencyState.REVIEWED}),
    EmergencyState.REVIEWED: frozenset(),
}


class IntakeKind(TextChoices):
    """What a workbook brings."""

    UNITS = "units", _("Cây đơn vị")
    OFFICERS = "officers", _("Danh sách cán bộ")


class IntakeState(TextChoices):
    """A workbook is looked at before anything changes; a large one is read and applied by a job."""

    READING = "reading", _("Đang đọc")
    PREVIEWED = "previewed", _("Chờ quyết định")
    APPLYING = "applying", _("Đang nhập")
    APPLIED = "applied", _("Đã nhập")
    FAILED = "failed", _("Không thực hiện được")
    DISCARDED = "discarded", _("Đã bỏ")


INTAKE_TRANSITIONS: dict[IntakeState, frozenset[IntakeState]] = {
    IntakeState.READING: frozenset({IntakeState.PREVIEWED, IntakeState.FAILED}),
    IntakeState.PREVIEWED: frozenset({IntakeState.APPLYING, IntakeState.APPLIED, IntakeState.DISCARDED}),
    IntakeState.APPLYING: frozenset({IntakeState.APPLIED, IntakeState.FAILED}),
    IntakeState.APPLIED: frozenset(),
    IntakeState.FAILED: frozenset({IntakeState.APPLYING, IntakeState.APPLIED, IntakeState.DISCARDED}),
    IntakeState.DISCARDED: frozenset(),
}
"""A workbook that could not be applied keeps its rows and may be decided again; one that could not be read has none."""

INTAKE_ABANDONED_AFTER = timedelta(minutes=10)
"""A job that gave no sign of life for so long is dead."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper an act rests on."""

    number: str = ""
    on: date | None = None
    issuer: str = ""


class SignInAct(TextChoices):
    """What an officer finds in the history of his account."""

    SIGNED_IN = "signed_in", _("Đăng nhập")
    WRONG = "wrong", _("Nhập sai")
    LOCKED = "locked", _("Bị khóa do sai nhiều lần")
    UNLOCKED = "unlocked", _("Được mở khóa")
    REFUSED = "refused", _("Bị từ chối")
    CONFIRMED = "confirmed", _("Xác nhận lại")
    SIGNED_OUT = "signed_out", _("Đăng xuất")
    SESSION_ENDED = "session_ended", _("Phiên bị kết thúc")
    PASSWORD_CHANGED = "password_changed", _("Đổi mật khẩu")
    FACTOR_ADDED = "factor_added", _("Thêm yếu tố thứ hai")
    FACTOR_REMOVED = "factor_removed", _("Bỏ yếu tố thứ hai")
    FACTORS_WITHDRAWN = "factors_withdrawn", _("Quản trị viên thu hồi yếu tố thứ hai")
    CODES_MADE = "codes_made", _("Tạo mã khôi phục")


class SignInMethod(TextChoices):
    """With what an officer showed that it is he."""

    PASSWORD = "password", _("Mật khẩu")
    TOTP = "totp", _("Mã từ ứng dụng")
    PASSKEY = "webauthn", _("Khóa truy cập")
    RECOVERY_CODE = "recovery_codes", _("Mã khôi phục")
    PROVIDER = "provider", _("Đăng nhập một lần")
    ACTIVATION = "activation", _("Liên kết dùng một lần")


class SessionEnd(TextChoices):
    """Why a session ended before its time."""

    BY_OFFICER = "by_officer", _("Cán bộ tự kết thúc")
    TOO_MANY = "too_many", _("Vượt số phiên cùng lúc")
    PASSWORD = "password", _("Đã đổi mật khẩu")
    BY_ADMINISTRATOR = "by_administrator", _("Quản trị viên kết thúc")
    LEFT_SERVICE = "left_service", _("Cán bộ thôi công tác")
