"""Test data through the operations, so that only legal states exist."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dongbo.documents.models import Document, Version
from dongbo.documents.operations import freeze_version, import_version, register_document
from dongbo.documents.states import Standing
from dongbo.organisation.models import Officer, Role, Unit
from dongbo.organisation.operations import enrol_officer, establish_site, found_unit, give_grant
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Level, PostKind

PASSWORD = "mot-mat-khau-du-dai"
"""The password of every test officer."""


@dataclass(frozen=True, slots=True)
class Site:
    """A ministry in small."""

    unit: Unit
    planner: Acting
    reader: Acting
    administrator: Acting


def found_site(*, at: datetime) -> Site:
    """Found the ministry with an administrator, a planning officer and a reader of everything."""
    founded = establish_site(
        code="G99",
        name="Bộ Thử nghiệm",
        username="quan-tri",
        full_name="Cán bộ quan-tri",
        title="Chuyên viên",
        password=PASSWORD,
        at=at,
    )
    administrator = founded.administrator
    return Site(
        unit=founded.unit,
        planner=enrolled("ke-hoach", "planning-officer", unit=founded.unit, by=administrator, at=at),
        reader=enrolled("nguoi-doc", "reader", unit=founded.unit, by=administrator, at=at),
        administrator=administrator,
    )


def site_again(*, at: datetime) -> Site:
    """Return the site that was founded in this database, for a process that did not found it."""
    planner, reader, administrator = (
        acting_as(Officer.objects.get(username=name), at=at) for name in ("ke-hoach", "nguoi-doc", "quan-tri")
    )
    return Site(unit=Unit.objects.get(code="G99"), planner=planner, reader=reader, administrator=administrator)


def enrolled(
    username: str,
    role: str,
    *,
    unit: Unit,
    by: Acting,
    at: datetime,
    kind: PostKind = PostKind.MEMBER,
    covers_branch: bool = True,
    clearance: Access = Access.UNIT,
) -> Acting:
    """Enrol an officer with a post and a role at `unit`."""
    officer = enrol_officer(
        username=username,
        full_name=f"Cán bộ {username}",
        unit=unit,
        title="Chuyên viên",
        kind=kind,
        valid_from=timezone.localdate(at),
        password=PASSWORD,
        by=by,
        at=at,
    )
    give_grant(
        officer=officer,
        role=Role.objects.get(code=role),
        unit=unit,
        covers_branch=covers_branch,
        clearance=clearance,
        by=by,
        at=at,
    )
    return acting_as(officer, at=at)


def unit_beneath(
    parent: Unit, code: str, name: str, *, by: Acting, at: datetime, level: Level = Level.DEPARTMENT
) -> Unit:
    """Found a unit beneath `parent` on the day of `at`, and bring `parent`'s numbers to date."""
    unit = found_unit(code=code, name=name, level=level, parent=parent, founded_on=timezone.localdate(at), by=by, at=at)
    parent.refresh_from_db()
    return unit


DIRECTIVE = """\
CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/NQ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ QUYẾT
Về phát triển dữ liệu số
I. MỤC TIÊU
1. Đến năm 2030, trên 80% hồ sơ công việc được xử lý trên môi trường điện tử.
2. Đến năm 2030, tối thiểu 5 trung tâm dữ liệu được kết nối.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị.
2. Bảo đảm an toàn, an ninh mạng cho hệ thống thông tin.
a) Giám sát an toàn thông tin liên tục.
b) Diễn tập ứng cứu sự cố hằng năm.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Trần Văn Mẫu
"""

PLAN = """\
BỘ THỬ NGHIỆM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 21/KH-BTN
Hà Nội, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
Ứng dụng công nghệ thông tin giai đoạn 2026 - 2030
I. MỤC TIÊU
1. Đến năm 2030, từ 80% hồ sơ công việc trở lên được xử lý trên môi trường điện tử.
2. Hạ tầng truyền dẫn được nâng cấp.
II. NHIỆM VỤ
1. Xây dựng nền tảng chia sẻ dữ liệu dùng chung giữa các đơn vị trong toàn ngành.
2. Thực hiện Nghị quyết số 15/NQ-CP ngày 05 tháng 3 năm 2026 của Chính phủ về phát triển dữ liệu số.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Lê Thị Thử
"""

PLAN_SECOND = PLAN.replace("được nâng cấp.", "được nâng cấp lên 10 Gb/s.").replace(
    "2. Thực hiện", "2. Diễn tập ứng cứu sự cố hằng năm.\n3. Thực hiện"
)


def register(
    text: str,
    *,
    site: Site,
    at: datetime,
    name: str = "van-ban.txt",
    standing: Standing = Standing.OTHER,
    unit: Unit | None = None,
    access: Access = Access.UNIT,
    by: Acting | None = None,
) -> Version:
    """Register `text` as a plain paper, by the planning officer unless another is named."""
    return register_document(
        data=text.encode(),
        file_name=name,
        standing=standing,
        unit=unit,
        access=access,
        by=by or site.planner,
        at=at,
    )


def frozen(
    text: str,
    *,
    site: Site,
    at: datetime,
    standing: Standing = Standing.OTHER,
    unit: Unit | None = None,
    access: Access = Access.UNIT,
    by: Acting | None = None,
) -> Version:
    """Register `text` and freeze its version."""
    version = register(text, site=site, at=at, standing=standing, unit=unit, access=access, by=by)
    return freeze_version(version=version, by=by or site.planner, at=at)


def next_version(document: Document, text: str, *, site: Site, at: datetime) -> Version:
    """Import `text` as the next version of `document`."""
    return import_version(
        document=document, data=text.encode(), file_name="ban-sau.txt", label="Bản sau", by=site.planner, at=at
    )
