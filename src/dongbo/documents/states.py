"""The states of a version and of a citation, the standing of a document in the thread, and how urgent it is."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """What a document is to the plans of this ministry."""

    DIRECTIVE = "directive", _("Văn bản chỉ đạo cấp trên")
    PLAN = "plan", _("Quy hoạch, kế hoạch, đề án")
    OTHER = "other", _("Văn bản khác")


class Priority(IntegerChoices):
    """How urgent a document is (Decree 30/2020, Appendix I, II.9; `Priority` of Appendix VI).

    Its labels are the words stamped on papers, by which a paper's urgency is read: they are not translated.
    """

    ORDINARY = 0, "Thường"
    URGENT = 1, "Khẩn"
    MOST_URGENT = 2, "Thượng khẩn"
    EXPRESS = 3, "Hỏa tốc"


class VersionState(TextChoices):
    """A version is read from a file and reviewed, or written here; then it is frozen for good."""

    DRAFTING = "drafting", _("Đang soạn thảo")
    IN_REVIEW = "in_review", _("Đang rà soát")
    FROZEN = "frozen", _("Đã chốt")


VERSION_TRANSITIONS: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFTING: frozenset({VersionState.FROZEN}),
    VersionState.IN_REVIEW: frozenset({VersionState.FROZEN}),
    VersionState.FROZEN: frozenset(),
}
"""From a state to those it may go to."""


class CitationState(TextChoices):
    """What the register knows of a cited document."""

    RESOLVED = "resolved", _("Có trong sổ đăng ký")
    UNRESOLVED = "unresolved", _("Chưa có trong sổ đăng ký")
    CONTRADICTS = "contradicts", _("Trái với sổ đăng ký")


class Reading(TextChoices):
    """In which form the text of a document was read."""

    RECORD = "record", _("Hồ sơ văn bản")
    TEXT = "text", _("Toàn văn")
    FILE = "file", _("Tệp gốc")
    EXPORT = "export", _("Tệp xuất ra")
    REDLINE = "redline", _("So sánh hai bản")
    SEARCH = "search", _("Kết quả tìm kiếm")
    REPORT = "report", _("Báo cáo đối chiếu")
    LINK = "link", _("Liên kết truy vết")
    DOSSIER = "dossier", _("Hồ sơ thẩm định")
