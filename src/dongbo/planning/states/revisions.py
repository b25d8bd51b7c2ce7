"""The choices of what a council orders, of what became of it, and of submission and issuance."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RevisionKind(TextChoices):
    """What is ordered; the values are those of `engines.revisions.Kind`."""

    CLARIFY = "clarify", _("Làm rõ nhiệm vụ của đơn vị")
    UNIFY = "unify", _("Thống nhất từ ngữ")
    ALIGN = "align", _("Đồng bộ với văn bản chỉ đạo")
    SUPPLEMENT = "supplement", _("Bổ sung")
    CUT = "cut", _("Lược bỏ")


class RevisionClaim(TextChoices):
    """What the drafters say became of a required revision."""

    OPEN = "open", _("Chưa trả lời")
    DONE = "done", _("Đã chỉnh sửa")
    PARTLY = "partly", _("Đã chỉnh sửa một phần")
    REFUSED = "refused", _("Không tiếp thu, có lý do")


class RevisionStanding(TextChoices):
    """What the text itself shows of a required revision; the values are those of `engines.revisions.Standing`."""

    DONE = "done", _("Văn bản đã sửa đúng chỗ")
    PARTLY = "partly", _("Văn bản mới sửa một phần")
    NOT_DONE = "not_done", _("Văn bản chưa sửa")


class SubmissionState(TextChoices):
    """A plan is submitted for approval, then approved or given back."""

    SUBMITTED = "submitted", _("Đang trình")
    APPROVED = "approved", _("Đã phê duyệt")
    RETURNED = "returned", _("Trả lại")


SUBMISSION_TRANSITIONS: dict[SubmissionState, frozenset[SubmissionState]] = {
    SubmissionState.SUBMITTED: frozenset({SubmissionState.APPROVED, SubmissionState.RETURNED}),
    SubmissionState.APPROVED: frozenset(),
    SubmissionState.RETURNED: frozenset(),
}


class DoubtCause(TextChoices):
    """Why a trace link must be looked at again though neither of its ends reads otherwise."""

    AMENDED = "amended", _("Bị văn bản khác sửa đổi, bổ sung")
    REPLACED = "replaced", _("Bị văn bản khác thay thế")
    REPEALED = "repealed", _("Bị văn bản khác bãi bỏ")


class NoticeCause(TextChoices):
    """Why the owner of a plan in force is told of a directive."""

    CHANGED = "changed", _("Văn bản chỉ đạo có bản mới")
    AMENDED = "amended", _("Văn bản chỉ đạo bị sửa đổi, bổ sung")
    REPLACED = "replaced", _("Văn bản chỉ đạo bị thay thế")
    REPEALED = "repealed", _("Văn bản chỉ đạo bị bãi bỏ")
    NEW = "new", _("Văn bản chỉ đạo mới viện dẫn cùng căn cứ")
