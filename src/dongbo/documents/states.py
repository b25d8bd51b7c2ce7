"""The states of a version and of a citation, the standing of a document in the thread, and how urgent it is."""

from django.db.models import IntegerChoices, TextChoices


class Standing(TextChoices):
    """What a document is to the plans of this ministry."""

    DIRECTIVE = "directive", "Văn bản chỉ đạo cấp trên"
    PLAN = "plan", "Quy hoạch, kế hoạch, đề án"
    OTHER = "other", "Văn bản khác"


class Priority(IntegerChoices):
    """How urgent a document is (Decree 30/2020, Appendix I, II.9; `Priority` of Appendix VI)."""

    ORDINARY = 0, "Thường"
    URGENT = 1, "Khẩn"
    MOST_URGENT = 2, "Thượng khẩn"
    EXPRESS = 3, "Hỏa tốc"


class VersionState(TextChoices):
    """A version is reviewed, then frozen for good."""

    IN_REVIEW = "in_review", "Đang rà soát"
    FROZEN = "frozen", "Đã chốt"


VERSION_TRANSITIONS: dict[VersionState, frozenset[VersionState]] = {
    VersionState.IN_REVIEW: frozenset({VersionState.FROZEN}),
    VersionState.FROZEN: frozenset(),
}
"""From a state to those it may go to."""


class CitationState(TextChoices):
    """What the register knows of a cited document."""

    RESOLVED = "resolved", "Có trong sổ đăng ký"
    UNRESOLVED = "unresolved", "Chưa có trong sổ đăng ký"
    CONTRADICTS = "contradicts", "Trái với sổ đăng ký"
