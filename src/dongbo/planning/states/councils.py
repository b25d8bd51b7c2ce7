"""The choices of a council, of its dossiers, of what its members write, and of its papers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CouncilState(TextChoices):
    """A council works until its plan is issued or it is dissolved."""

    WORKING = "working", _("Đang hoạt động")
    CLOSED = "closed", _("Đã kết thúc")


class SeatRole(TextChoices):
    """What an officer is in a council; the values are those of `engines.councils.Role`."""

    CHAIR = "chair", _("Chủ tịch")
    VICE_CHAIR = "vice_chair", _("Phó Chủ tịch")
    MEMBER = "member", _("Ủy viên")
    REVIEWER = "reviewer", _("Ủy viên phản biện")
    SECRETARY = "secretary", _("Ủy viên thư ký")
    SUPPORT = "support", _("Tổ giúp việc")


class ConflictKind(TextChoices):
    """Why a member is not a stranger to the plan he judges."""

    HEADS_DRAFTING = "heads_drafting", _("Đứng đầu đơn vị chủ trì soạn thảo")
    OF_DRAFTING_UNIT = "of_drafting", _("Thuộc đơn vị chủ trì soạn thảo")
    IN_TEAM = "in_team", _("Thuộc tổ soạn thảo")
    DECLARED = "declared", _("Tự khai hoặc được báo")


class AppraisalDossierState(TextChoices):
    """A dossier is put together by a job, frozen for good, and sent to the members."""

    QUEUED = "queued", _("Đang chờ lập")
    RUNNING = "running", _("Đang lập")
    FAILED = "failed", _("Không lập được")
    FROZEN = "frozen", _("Đã đóng băng")
    SENT = "sent", _("Đã gửi thành viên")


APPRAISAL_DOSSIER_TRANSITIONS: dict[AppraisalDossierState, frozenset[AppraisalDossierState]] = {
    AppraisalDossierState.QUEUED: frozenset({AppraisalDossierState.RUNNING, AppraisalDossierState.FAILED}),
    AppraisalDossierState.RUNNING: frozenset(
        {
            AppraisalDossierState.QUEUED,
            AppraisalDossierState.RUNNING,
            AppraisalDossierState.FAILED,
            AppraisalDossierState.FROZEN,
        }
    ),
    AppraisalDossierState.FAILED: frozenset({AppraisalDossierState.QUEUED}),
    AppraisalDossierState.FROZEN: frozenset({AppraisalDossierState.SENT}),
    AppraisalDossierState.SENT: frozenset(),
}
"""A run that failed or was cut off is queued again; what is frozen is never put together anew."""


class PartKind(TextChoices):
    """What a part of a dossier is."""

    PLAN = "plan", _("Toàn văn dự thảo")
    REDLINE = "redline", _("So sánh với bản trước")
    MATRIX = "matrix", _("Bảng tổng hợp, tiếp thu, giải trình")
    UNRESOLVED = "unresolved", _("Danh mục còn ý kiến khác nhau")
    APPRAISAL = "appraisal", _("Báo cáo đối chiếu")
    REVISIONS = "revisions", _("Báo cáo tiếp thu kết luận lần trước")
    PAPER = "paper", _("Tài liệu kèm theo")


class ReviewKind(TextChoices):
    """What a member writes before the meeting."""

    FORM = "form", _("Phiếu thẩm định")
    OPINION = "opinion", _("Bản nhận xét phản biện")


class ReviewState(TextChoices):
    """What a member writes is his own until he sends it."""

    DRAFT = "draft", _("Đang viết")
    SENT = "sent", _("Đã gửi")


class Verdict(TextChoices):
    """What a member says by one criterion."""

    AGREES = "agrees", _("Đạt")
    REVISE = "revise", _("Đạt, cần chỉnh sửa")
    DISAGREES = "disagrees", _("Chưa đạt")


class CouncilForm(TextChoices):
    """The papers a council gives out."""

    INVITATION = "invitation", _("Giấy mời họp")
    COUNTING_RECORD = "counting", _("Biên bản kiểm phiếu")
    MINUTES = "minutes", _("Biên bản họp")
    CONCLUSION_NOTICE = "notice", _("Thông báo kết luận")
    REVISION_REPORT = "revisions", _("Báo cáo tiếp thu, giải trình")
    SUBMISSION = "submission", _("Tờ trình phê duyệt")
    APPROVAL = "approval", _("Quyết định phê duyệt")
