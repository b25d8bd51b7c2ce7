"""The states of the lines that must be mended or signed before a matrix is final, and of the papers of a round."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClosureKind(TextChoices):
    """What is not true, or not there yet."""

    ACCEPTED_UNCHANGED = "accepted_unchanged", _("Nói tiếp thu nhưng văn bản không đổi")
    CHANGED_WITHOUT_BASIS = "changed_without_basis", _("Văn bản đổi mà không có căn cứ")
    EXPLAINED_WITHOUT_REASON = "explained_without_reason", _("Giải trình không nêu lý do")
    UNANSWERED = "unanswered", _("Ý kiến chưa được trả lời")
    NEVER_REPLIED = "never_replied", _("Đơn vị không phản hồi")


class ClosureState(TextChoices):
    """A line is open until the text or the answer is mended, or someone signs for it."""

    OPEN = "open", _("Còn mở")
    MENDED = "mended", _("Đã khắc phục")
    SIGNED = "signed", _("Đã ký nhận")


CLOSURE_TRANSITIONS: dict[ClosureState, frozenset[ClosureState]] = {
    ClosureState.OPEN: frozenset({ClosureState.MENDED, ClosureState.SIGNED}),
    ClosureState.MENDED: frozenset({ClosureState.OPEN}),
    ClosureState.SIGNED: frozenset({ClosureState.OPEN, ClosureState.MENDED}),
}
"""A line that was mended opens again where the fault comes back; a signature may be withdrawn until all is final."""


class BasisKind(TextChoices):
    """What stands behind a change that no opinion asked for."""

    CONCLUSION = "conclusion", _("Kết luận của lãnh đạo, hội nghị")
    DIRECTIVE = "directive", _("Văn bản chỉ đạo")
    EDITORIAL = "editorial", _("Biên tập, kỹ thuật")


class PaperForm(TextChoices):
    """The papers a round gives out."""

    MATRIX_WORD = "matrix_docx", _("Bảng tổng hợp (Word)")
    MATRIX_PDF = "matrix_pdf", _("Bảng tổng hợp (PDF)")
    MATRIX_EXCEL = "matrix_xlsx", _("Bảng tổng hợp (Excel)")
    ISO_WORD = "iso_docx", _("Bảng ý kiến theo mẫu ISO (Word)")
    ISO_EXCEL = "iso_xlsx", _("Bảng ý kiến theo mẫu ISO (Excel)")
    STATISTICS = "statistics_xlsx", _("Thống kê (Excel)")


class PaperState(TextChoices):
    """A large paper is written by a job."""

    QUEUED = "queued", _("Đang chờ")
    RUNNING = "running", _("Đang lập")
    READY = "ready", _("Đã xong")
    FAILED = "failed", _("Không lập được")


PAPER_TRANSITIONS: dict[PaperState, frozenset[PaperState]] = {
    PaperState.QUEUED: frozenset({PaperState.RUNNING, PaperState.FAILED}),
    PaperState.RUNNING: frozenset({PaperState.QUEUED, PaperState.RUNNING, PaperState.READY, PaperState.FAILED}),
    PaperState.READY: frozenset(),
    PaperState.FAILED: frozenset({PaperState.QUEUED}),
}
"""A run that failed or was cut off is queued again."""
