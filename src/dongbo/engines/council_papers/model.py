"""What several papers of a council share: the council, its people, remarks, counts of papers, the quorum."""

import datetime
from dataclasses import dataclass

CHOICES = ("Thông qua", "Thông qua với điều kiện chỉnh sửa, bổ sung", "Không thông qua")
VERDICTS = ("Đạt", "Đạt, cần chỉnh sửa", "Chưa đạt")
CRITERIA = ("Bố cục", "Dung lượng", "Sự cần thiết", "Nội dung", "Quan điểm", "Mục tiêu", "Nhiệm vụ",
            "Phân công thực hiện")  # fmt: skip


class FiguresDisagree(ValueError):
    """The figures of a paper contradict each other: no record is written of them."""


@dataclass(frozen=True, slots=True)
class Council:
    """A council by its full name, "Hội đồng thẩm định Kế hoạch …", and the decision that founded it, if told.

    `founded_by` is cited whole: "Quyết định số 12/QĐ-BTN ngày 03 tháng 02 năm 2026 của Bộ trưởng …".
    """

    name: str
    founded_by: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by name (with a rank where one stands before it), his role in the council, his post and unit."""

    name: str
    role: str = ""
    post: str = ""

    @property
    def full(self) -> str:
        """Return the name with what he is: "Trần Văn Mẫu - Cục trưởng Cục A, Ủy viên phản biện"."""
        return " - ".join(filter(None, (self.name, ", ".join(filter(None, (self.post, self.role))))))


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, or what is said of him; without a person it is nobody's own."""

    person: Person | None
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said at a provision ("" is the whole draft): its quote, and the words proposed instead."""

    provision: str
    text: str
    quote: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many papers say one choice."""

    choice: str
    number: int


@dataclass(frozen=True, slots=True)
class QuorumTaken:
    """How the quorum stood: members in all, present and of these online, the words of the rule, whether it was met.

    `lacking` are those who had to be there and were not ("ít nhất 01 Ủy viên phản biện").
    """

    members: int
    present: int
    online: int
    rule: str
    met: bool
    lacking: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.online <= self.present <= self.members:
            raise FiguresDisagree(
                f"Số thành viên có mặt không khớp: {self.online} dự trực tuyến, {self.present} có mặt, "
                f"{self.members} thành viên."
            )


@dataclass(frozen=True, slots=True)
class Held:
    """When and where a meeting is held; the moments are those of the place. `online` is the way to join from afar."""

    begins: datetime.datetime
    place: str
    online: str = ""


@dataclass(frozen=True, slots=True)
class RevisionTally:
    """What became of the revisions a council required."""

    required: int
    done: int
    partly: int
    refused: int

    def __post_init__(self) -> None:
        if min(self.done, self.partly, self.refused) < 0 or self.done + self.partly + self.refused > self.required:
            raise FiguresDisagree(
                f"Số yêu cầu đã trả lời ({self.done} đã sửa, {self.partly} sửa một phần, {self.refused} không tiếp "
                f"thu) nhiều hơn số yêu cầu ({self.required})."
            )

    @property
    def open(self) -> int:
        """How many are not answered yet."""
        return self.required - self.done - self.partly - self.refused
