"""A directive, plans that answer it, and papers that do something to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dongbo.documents.operations import freeze_version
from dongbo.documents.states import Standing
from dongbo.planning.operations.links import add_link
from tests.builders import frozen, next_version
from tests.issued import issued

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from dongbo.planning.models import Issuance, TraceLink
    from tests.builders import Site

HEAD = """\
CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
Hà Nội, ngày 05 tháng 3 năm {year}
NGHỊ ĐỊNH
{subject}
{bases}
{body}
TM. CHÍNH PHỦ
THỦ TƯỚNG
Trần Văn Mẫu
"""
NUMBER = "57/2021/NĐ-CP"
BODY = """\
Điều 1. Mục tiêu
1. Đến năm 2030, trên 80% hồ sơ công việc được xử lý trên môi trường điện tử.
2. Đến năm 2030, tối thiểu 5 trung tâm dữ liệu được kết nối:
a) Trung tâm dữ liệu tại miền Bắc;
b) Trung tâm dữ liệu tại miền Nam.
Điều 2. Nhiệm vụ
1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị.
2. Diễn tập ứng cứu sự cố hằng năm.
Điều 3. Kinh phí
1. Kinh phí do ngân sách nhà nước bảo đảm.
2. Việc quản lý kinh phí theo quy định của pháp luật."""
PLAN = """\
BỘ THỬ NGHIỆM
Số: {number}
Hà Nội, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
{subject}
I. MỤC TIÊU
1. Đến năm 2030, từ 80% hồ sơ công việc trở lên được xử lý trên môi trường điện tử.
2. Đến năm 2030, 5 trung tâm dữ liệu được kết nối.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị trong toàn ngành.
2. Diễn tập ứng cứu sự cố hằng năm.
3. Thực hiện Nghị định số 57/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Lê Thị Thử
"""
ENDS = ("dieu:1", "dieu:1/khoan:1", "dieu:1/khoan:2", "dieu:1/khoan:2/diem:a", "dieu:2/khoan:1", "dieu:2/khoan:2")
ANSWERS = ("I", "I/1", "I/2", "I/2", "II/1", "II/2")


def decree(number: str, subject: str, body: str, *, year: int = 2026, bases: str = "") -> str:
    """Return a decree as plain text."""
    return HEAD.format(number=number, subject=subject, body=body, year=year, bases=bases)


DIRECTIVE = decree(NUMBER, "Về phát triển dữ liệu số", BODY, year=2021)


@dataclass(frozen=True, slots=True)
class World:
    """A directive and two plans that answer it alike: one in force, one not issued."""

    site: Site
    directive: Version
    plan: Version
    draft: Version
    issuance: Issuance
    links: dict[str, TraceLink]
    of_draft: dict[str, TraceLink]

    def becomes(self, text: str, *, at: datetime) -> Version:
        """The directive gets another version, frozen."""
        version = next_version(self.directive.document, text, site=self.site, at=at)
        return freeze_version(version=version, by=self.site.planner, at=at)

    def registers(self, text: str, *, at: datetime, standing: Standing = Standing.DIRECTIVE) -> Version:
        """Another paper comes into the register, frozen."""
        return frozen(text, site=self.site, at=at, standing=standing)


def world(site: Site, *, at: datetime) -> World:
    """Register the directive and both plans, with a confirmed link from each of `ENDS` in either."""
    directive = frozen(DIRECTIVE, site=site, at=at, standing=Standing.DIRECTIVE)
    plans = [
        frozen(PLAN.format(number=number, subject=subject), site=site, at=at, standing=Standing.PLAN)
        for number, subject in (("21/KH-BTN", "Về dữ liệu số"), ("22/KH-BTN", "Về nền tảng số"))
    ]
    links = [
        {end: linked(directive, plan, end, answer, site=site, at=at) for end, answer in zip(ENDS, ANSWERS, strict=True)}
        for plan in plans
    ]
    issuance = issued(plans[0], by=site.planner, at=at)
    return World(site, directive, plans[0], plans[1], issuance, links[0], links[1])


def linked(directive: Version, plan: Version, end: str, answer: str, *, site: Site, at: datetime) -> TraceLink:
    """Confirm that one provision answers another."""
    return add_link(
        directive_provision=directive.provisions.get(path=end).provision,
        plan_provision=plan.provisions.get(path=answer).provision,
        reason="cùng một việc",
        by=site.planner,
        at=at,
    )
