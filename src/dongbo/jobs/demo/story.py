"""What happens in the demonstration, told through the operations."""

from datetime import datetime, timedelta
from pathlib import Path

from dongbo.documents.models import Version
from dongbo.documents.operations import freeze_version, import_version, register_document
from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.organisation.models import Officer
from dongbo.organisation.operations import enrol_officer, found_unit
from dongbo.organisation.states import Duty
from dongbo.planning.operations import confirm_link, reject_link, request_appraisal
from dongbo.planning.queries import links_between

PAPERS = Path(__file__).parent / "papers"
DIRECTIVES = ("nghi-quyet-21.md", "quyet-dinh-45.md", "chi-thi-05.txt")
OFFICERS = (
    ("demo.ke-hoach", "Hà Thị Sơn Ca", "Chuyên viên chính", Duty.PLANNING_OFFICER),
    ("demo.doc", "Lường Văn Thác", "Chuyên viên", Duty.READER),
    ("demo.quan-tri", "Mạc Thị Biển", "Trưởng phòng", Duty.ADMINISTRATOR),
)
"""Names are invented and belong to nobody."""

CONFIRMED, REJECTED = 40, 2
"""How many of the proposed links the demonstration's officer decides on before the second draft comes."""


def tell(*, at: datetime, password: str) -> None:
    """This will fill an empty site: officers, directives, two drafts of a plan, two appraisals, decided links."""
    officer = _found(at=at, password=password)
    directives = [
        _frozen(name, Standing.DIRECTIVE, officer, at + timedelta(minutes=n)) for n, name in enumerate(DIRECTIVES)
    ]
    first = _frozen("quy-hoach-du-thao-1.md", Standing.PLAN, officer, at + timedelta(hours=1))
    appraisal = request_appraisal(
        plan=first, directives=directives, previous=None, by=officer, at=at + timedelta(hours=2)
    )
    compute_now(appraisal=appraisal, at=at + timedelta(hours=2, minutes=1))
    _decide(first, directives, officer, at + timedelta(hours=3))
    second = import_version(
        document=first.document,
        data=(PAPERS / "quy-hoach-du-thao-2.md").read_bytes(),
        file_name="quy-hoach-du-thao-2.md",
        label="Dự thảo lần 2",
        by=officer,
        at=at + timedelta(days=1),
    )
    second = freeze_version(version=second, by=officer, at=at + timedelta(days=1, minutes=5))
    appraisal = request_appraisal(
        plan=second, directives=directives, previous=first, by=officer, at=at + timedelta(days=1, hours=1)
    )
    compute_now(appraisal=appraisal, at=at + timedelta(days=1, hours=1, minutes=1))


def _found(*, at: datetime, password: str) -> Officer:
    ministry = found_unit(code="G98", name="Bộ An toàn cộng đồng (trình diễn)", parent=None, by=None, at=at)
    office = found_unit(
        code="G98.01", name="Cục Công nghệ thông tin và Dữ liệu (trình diễn)", parent=ministry, by=None, at=at
    )
    officers = [
        enrol_officer(
            username=username,
            full_name=name,
            position=position,
            unit=office,
            duty=duty,
            password=password,
            by=None,
            at=at,
        )
        for username, name, position, duty in OFFICERS
    ]
    return officers[0]


def _frozen(name: str, standing: Standing, officer: Officer, at: datetime) -> Version:
    data = (PAPERS / name).read_bytes()
    version = register_document(data=data, file_name=name, standing=standing, by=officer, at=at)
    return freeze_version(version=version, by=officer, at=at + timedelta(seconds=30))


def _decide(plan: Version, directives: list[Version], officer: Officer, at: datetime) -> None:
    proposed = list(links_between(officer, plan=plan, directives=directives).order_by("-score", "reason", "pk"))
    for link in proposed[:CONFIRMED]:
        confirm_link(link=link, by=officer, at=at)
    for link in proposed[-REJECTED:]:
        reject_link(link=link, by=officer, at=at)
