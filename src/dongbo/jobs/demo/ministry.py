"""The fictional ministry: its units, its officers, and what they were granted and delegated."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from dongbo.organisation.models import Officer, Role, Unit
from dongbo.organisation.operations import enrol_officer, establish_site, found_unit, give_grant
from dongbo.organisation.operations.delegations import delegate
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Capacity, Level, PostKind

MINISTRY = ("G98", "Bộ An toàn cộng đồng (trình diễn)")
UNITS = (
    # code, the code above, level, name
    ("G98.01", "G98", Level.DEPARTMENT, "Cục Công nghệ thông tin và Dữ liệu"),
    ("G98.01.01", "G98.01", Level.DIVISION, "Phòng Quy hoạch và Kiến trúc số"),
    ("G98.01.02", "G98.01", Level.DIVISION, "Phòng Hạ tầng và Vận hành"),
    ("G98.01.03", "G98.01", Level.DIVISION, "Phòng An toàn thông tin"),
    ("G98.02", "G98", Level.DEPARTMENT, "Cục Kế hoạch và Tài chính"),
    ("G98.02.01", "G98.02", Level.DIVISION, "Phòng Kế hoạch"),
    ("G98.03", "G98", Level.DEPARTMENT, "Văn phòng Bộ"),
    ("G98.03.01", "G98.03", Level.DIVISION, "Phòng Văn thư, Lưu trữ"),
    ("G98.11", "G98", Level.PROVINCE, "An toàn cộng đồng tỉnh Vân Sơn"),
    ("G98.11.01", "G98.11", Level.DIVISION, "Phòng Tham mưu tỉnh Vân Sơn"),
    ("G98.11.11", "G98.11", Level.COMMUNE, "An toàn cộng đồng xã Ven Sông"),
    ("G98.11.12", "G98.11", Level.COMMUNE, "An toàn cộng đồng xã Đồi Chè"),
    ("G98.11.13", "G98.11", Level.COMMUNE, "An toàn cộng đồng phường Bến Cũ"),
    ("G98.11.14", "G98.11", Level.COMMUNE, "An toàn cộng đồng phường Cầu Mây"),
    ("G98.12", "G98", Level.PROVINCE, "An toàn cộng đồng tỉnh Hải Giang"),
    ("G98.12.01", "G98.12", Level.DIVISION, "Phòng Tham mưu tỉnh Hải Giang"),
    ("G98.12.11", "G98.12", Level.COMMUNE, "An toàn cộng đồng xã Cửa Lạch"),
    ("G98.12.12", "G98.12", Level.COMMUNE, "An toàn cộng đồng xã Đảo Sớm"),
    ("G98.12.13", "G98.12", Level.COMMUNE, "An toàn cộng đồng phường Chợ Gió"),
    ("G98.13", "G98", Level.PROVINCE, "An toàn cộng đồng thành phố Lam Thủy"),
    ("G98.13.01", "G98.13", Level.DIVISION, "Phòng Tham mưu thành phố Lam Thủy"),
    ("G98.13.11", "G98.13", Level.COMMUNE, "An toàn cộng đồng phường Hồ Đông"),
    ("G98.13.12", "G98.13", Level.COMMUNE, "An toàn cộng đồng phường Hồ Tây"),
    ("G98.13.13", "G98.13", Level.COMMUNE, "An toàn cộng đồng phường Ga Mới"),
)
"""Places and agencies are invented."""

DEPARTMENT, PROVINCE, COMMUNE = "G98.01", "G98.11", "G98.11.11"
FINANCE, OFFICE, SECURITY = "G98.02", "G98.03", "G98.01.03"
COAST, DELTA = "G98.12", "G98.13"
"""Units that are asked for opinions, besides the province and the commune; from some a member sits in the councils."""

OFFICERS = (
    # username, name, unit, title, kind
    ("demo.ke-hoach", "Hà Thị Sơn Ca", DEPARTMENT, "Chuyên viên chính", PostKind.MEMBER),
    ("demo.doc", "Lường Văn Thác", COMMUNE, "Cán bộ", PostKind.MEMBER),
    ("demo.giam-doc", "Đàm Thị Giả Định", PROVINCE, "Giám đốc", PostKind.HEAD),
    ("demo.pho", "Cao Văn Suối Reo", PROVINCE, "Phó Giám đốc", PostKind.DEPUTY),
    ("demo.an-ninh", "Ninh Thị Lá Chắn", SECURITY, "Trưởng phòng", PostKind.HEAD),
    ("demo.to-truong", "Tống Thị Ngọn Đèn", DEPARTMENT, "Phó Cục trưởng", PostKind.DEPUTY),
    ("demo.soan-thao", "Khổng Văn Bút Chì", "G98.01.01", "Chuyên viên", PostKind.MEMBER),
    ("demo.so-lieu", "Quách Thị Thước Kẻ", "G98.01.02", "Chuyên viên", PostKind.MEMBER),
    ("demo.lanh-dao", "Thái Văn Mực Thước", "G98", "Thứ trưởng", PostKind.DEPUTY),
    ("demo.tai-chinh", "Ngân Thị Hạt Dẻ", FINANCE, "Chuyên viên", PostKind.MEMBER),
    ("demo.cuc-truong", "Giáp Văn Bậc Thềm", FINANCE, "Cục trưởng", PostKind.HEAD),
    ("demo.van-phong", "Thân Thị Phong Bì", OFFICE, "Chuyên viên", PostKind.MEMBER),
    ("demo.chanh-van-phong", "Kiều Văn Con Dấu", OFFICE, "Chánh Văn phòng", PostKind.HEAD),
    ("demo.tham-muu", "Sầm Văn Đỉnh Núi", "G98.11.01", "Chuyên viên", PostKind.MEMBER),
    ("demo.xa", "Âu Văn Mái Chèo", COMMUNE, "Cán bộ", PostKind.MEMBER),
    ("demo.xa-truong", "Vi Thị Lũy Tre", COMMUNE, "Đội trưởng", PostKind.HEAD),
    ("demo.thuong-truc", "Đồng Văn Lịch Bàn", "G98.02.01", "Trưởng phòng", PostKind.HEAD),
    ("demo.chu-tich", "Doãn Văn Chuông Gió", "G98", "Thứ trưởng", PostKind.DEPUTY),
    ("demo.pho-chu-tich", "Lục Văn Bản Lề", DEPARTMENT, "Cục trưởng", PostKind.HEAD),
    ("demo.uy-vien-1", "Trà Thị Nắng Mai", FINANCE, "Phó Cục trưởng", PostKind.DEPUTY),
    ("demo.uy-vien-2", "Bế Văn Cánh Buồm", COAST, "Phó Giám đốc", PostKind.DEPUTY),
    ("demo.uy-vien-3", "Tiêu Thị Hoa Gạo", DELTA, "Phó Giám đốc", PostKind.DEPUTY),
    ("demo.phan-bien", "Chử Văn Kính Lúp", OFFICE, "Phó Chánh Văn phòng", PostKind.DEPUTY),
    ("demo.thu-ky", "Viên Thị Dòng Kẻ", FINANCE, "Chuyên viên", PostKind.MEMBER),
    ("demo.bo-truong", "Trần Giả Định", "G98", "Bộ trưởng", PostKind.HEAD),
    ("demo.van-thu", "Phí Thị Mực Dấu", "G98.03.01", "Văn thư", PostKind.MEMBER),
)
"""Names are invented and belong to nobody."""

GRANTS = (
    # username, role, unit, clearance
    ("demo.ke-hoach", "planning-officer", "G98", Access.UNIT),
    ("demo.doc", "reader", COMMUNE, Access.UNIT),
    ("demo.giam-doc", "unit-head", PROVINCE, Access.RESTRICTED),
    ("demo.giam-doc", "reader", PROVINCE, Access.UNIT),
    ("demo.giam-doc", "planning-officer", PROVINCE, Access.RESTRICTED),
    ("demo.pho", "reader", PROVINCE, Access.UNIT),
    ("demo.an-ninh", "security-officer", "G98", Access.UNIT),
    ("demo.an-ninh", "opinion-head", SECURITY, Access.UNIT),
    ("demo.giam-doc", "opinion-head", PROVINCE, Access.UNIT),
    ("demo.to-truong", "drafting-head", DEPARTMENT, Access.UNIT),
    ("demo.soan-thao", "drafting-officer", DEPARTMENT, Access.UNIT),
    ("demo.so-lieu", "drafting-officer", DEPARTMENT, Access.UNIT),
    ("demo.lanh-dao", "deciding-leader", "G98", Access.UNIT),
    ("demo.tai-chinh", "opinion-officer", FINANCE, Access.UNIT),
    ("demo.cuc-truong", "opinion-head", FINANCE, Access.UNIT),
    ("demo.van-phong", "opinion-officer", OFFICE, Access.UNIT),
    ("demo.chanh-van-phong", "opinion-head", OFFICE, Access.UNIT),
    ("demo.tham-muu", "opinion-officer", PROVINCE, Access.UNIT),
    ("demo.xa", "opinion-officer", COMMUNE, Access.UNIT),
    ("demo.xa-truong", "opinion-head", COMMUNE, Access.UNIT),
    ("demo.thuong-truc", "council-secretariat", "G98", Access.UNIT),
    ("demo.chu-tich", "council-member", "G98", Access.UNIT),
    ("demo.pho-chu-tich", "council-member", DEPARTMENT, Access.UNIT),
    ("demo.uy-vien-1", "council-member", FINANCE, Access.UNIT),
    ("demo.uy-vien-2", "council-member", COAST, Access.UNIT),
    ("demo.uy-vien-3", "council-member", DELTA, Access.UNIT),
    ("demo.phan-bien", "council-member", OFFICE, Access.UNIT),
    ("demo.thu-ky", "council-member", FINANCE, Access.UNIT),
    ("demo.bo-truong", "approving-leader", "G98", Access.UNIT),
    ("demo.van-thu", "issuing-officer", "G98", Access.UNIT),
)
LONGEST_DEPUTISING = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Ministry:
    """Who acts in the story, and where."""

    units: dict[str, Unit]
    officers: dict[str, Acting]
    """By username, without the "demo." before it."""

    @property
    def planner(self) -> Acting:
        """Who registers papers and has them appraised."""
        return self.officers["ke-hoach"]

    @property
    def head(self) -> Acting:
        """The head of the province."""
        return self.officers["giam-doc"]

    @property
    def lead(self) -> Acting:
        """The head of the drafting team."""
        return self.officers["to-truong"]


def found_ministry(*, at: datetime, password: str) -> Ministry:
    """This will fill an empty site with units, officers, grants and one delegation."""
    code, name = MINISTRY
    founded = establish_site(
        code=code,
        name=name,
        username="demo.quan-tri",
        full_name="Mạc Thị Biển",
        title="Quản trị hệ thống",
        password=password,
        at=at,
    )
    administrator = founded.administrator
    units = _found(founded.unit, administrator, at=at)
    officers = {
        username: enrol_officer(
            username=username,
            full_name=full_name,
            unit=units[place],
            title=title,
            kind=kind,
            valid_from=timezone.localdate(at),
            password=password,
            by=administrator,
            at=at,
        )
        for username, full_name, place, title, kind in OFFICERS
    }
    _grant(officers, units, administrator, at=at)
    head = acting_as(officers["demo.giam-doc"], at=at)
    _deputise(head, officers["demo.pho"], at=at)
    acting = {name.removeprefix("demo."): acting_as(officer, at=at) for name, officer in officers.items()}
    return Ministry(units=units, officers=acting)


def _found(top: Unit, administrator: Acting, *, at: datetime) -> dict[str, Unit]:
    units = {top.code: top}
    for code, above, level, name in UNITS:
        units[code] = found_unit(
            code=code,
            name=name,
            level=level,
            parent=Unit.objects.get(code=above),
            founded_on=timezone.localdate(at),
            by=administrator,
            at=at,
        )
    return {unit.code: unit for unit in Unit.objects.all()}


def _grant(officers: dict[str, Officer], units: dict[str, Unit], administrator: Acting, *, at: datetime) -> None:
    for username, role, place, clearance in GRANTS:
        give_grant(
            officer=officers[username],
            role=Role.objects.get(code=role),
            unit=units[place],
            clearance=clearance,
            by=administrator,
            at=at,
        )


def _deputise(head: Acting, deputy: Officer, *, at: datetime) -> None:
    """The deputy signs for the head while he is away."""
    delegate(
        grant=head.officer.grants.get(role__code="unit-head"),
        to=deputy,
        capacity=Capacity.KT,
        clearance=Access.UNIT,
        valid_to=at + LONGEST_DEPUTISING,
        reason="Phân công phụ trách công tác chuyển đổi số của tỉnh",
        by=head,
        at=at,
    )
