"""The names the rules of a council are written in, each with the words papers use for it."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the council; the support team is never counted and never votes."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    REVIEWER = "reviewer"
    SECRETARY = "secretary"
    SUPPORT = "support"

    @property
    def label(self) -> str:
        """Return the role as papers name it."""
        return _ROLES[self]


class Choice(StrEnum):
    """What a paper says."""

    PASSED = "passed"
    CONDITIONAL = "conditional"
    NOT_PASSED = "not_passed"
    ABSTAINED = "abstained"

    @property
    def label(self) -> str:
        """Return the choice as the paper prints it."""
        return _CHOICES[self]

    @property
    def in_favour(self) -> bool:
        """Whether the paper is for passing, on condition or without."""
        return self in {Choice.PASSED, Choice.CONDITIONAL}


class Outcome(StrEnum):
    """What the council decided; AGAIN is to vote again."""

    PASSED = "passed"
    CONDITIONAL = "conditional"
    NOT_PASSED = "not_passed"
    AGAIN = "again"

    @property
    def label(self) -> str:
        """Return the outcome as the minutes name it."""
        return _OUTCOMES[self]

    @property
    def passes(self) -> bool:
        """Whether the plan is passed, on condition or without."""
        return self in {Outcome.PASSED, Outcome.CONDITIONAL}


class Base(StrEnum):
    """What a threshold is a share of.

    ALL: the members whose role votes, as the decision names them, whoever is away or barred by a conflict of interest.
    PRESENT: those who may vote in the meeting. CAST: the papers in the box, abstentions and invalid ones included.
    """

    ALL = "all"
    PRESENT = "present"
    CAST = "cast"

    @property
    def label(self) -> str:
        """Return what is counted."""
        return _BASES[self]


class Tie(StrEnum):
    """What follows when as many papers are in favour as against."""

    CHAIR = "chair"
    FAILS = "fails"
    AGAIN = "again"

    @property
    def label(self) -> str:
        """Return what follows."""
        return _TIES[self]


class Conflict(StrEnum):
    """What a member with a recorded conflict of interest may do; he is counted present either way."""

    VOTES = "votes"
    SPEAKS = "speaks"

    @property
    def label(self) -> str:
        """Return what he may do."""
        return _CONFLICTS[self]


_ROLES = {
    Role.CHAIR: "Chủ tịch Hội đồng",
    Role.VICE_CHAIR: "Phó Chủ tịch Hội đồng",
    Role.MEMBER: "Ủy viên",
    Role.REVIEWER: "Ủy viên phản biện",
    Role.SECRETARY: "Ủy viên thư ký",
    Role.SUPPORT: "Tổ giúp việc",
}
_CHOICES = {
    Choice.PASSED: "Thông qua",
    Choice.CONDITIONAL: "Thông qua với điều kiện chỉnh sửa, bổ sung",
    Choice.NOT_PASSED: "Không thông qua",
    Choice.ABSTAINED: "Không biểu thị ý kiến",
}
_OUTCOMES = {
    Outcome.PASSED: "Thông qua",
    Outcome.CONDITIONAL: "Thông qua với điều kiện chỉnh sửa, bổ sung",
    Outcome.NOT_PASSED: "Không thông qua",
    Outcome.AGAIN: "Phải bỏ phiếu lại",
}
_BASES = {
    Base.ALL: "tổng số thành viên có quyền biểu quyết",
    Base.PRESENT: "số thành viên được biểu quyết có mặt",
    Base.CAST: "số phiếu đã bỏ",
}
_TIES = {
    Tie.CHAIR: "theo bên có phiếu của Chủ tịch Hội đồng",
    Tie.FAILS: "coi là không thông qua",
    Tie.AGAIN: "phải bỏ phiếu lại",
}
_CONFLICTS = {
    Conflict.VOTES: "được ghi nhận, vẫn biểu quyết",
    Conflict.SPEAKS: "được ghi nhận, được phát biểu, không biểu quyết",
}
