"""What happens in the demonstration, told through the operations."""

from datetime import datetime, timedelta
from pathlib import Path

from dongbo.documents.models import Version
from dongbo.documents.operations import freeze_version, import_version, register_document
from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.jobs.demo.ministry import COMMUNE, DEPARTMENT, MINISTRY, PROVINCE, found_ministry
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.links import confirm_link, reject_link
from dongbo.planning.queries.links import links_between

PAPERS = Path(__file__).parent / "papers"
DIRECTIVES = ("nghi-quyet-21.md", "quyet-dinh-45.md", "chi-thi-05.txt")

CONFIRMED, REJECTED = 40, 2
"""How many of the proposed links the demonstration's officer decides on before the second draft comes."""


def tell(*, at: datetime, password: str) -> None:
    """This will fill an empty site: a ministry, directives circulated by it, two drafts of a plan kept in a department,
    two appraisals, decided links, a paper of a commune and a restricted one of a province."""
    ministry = found_ministry(at=at, password=password)
    planner, units = ministry.planner, ministry.units
    directives = [
        _frozen(
            name,
            Standing.DIRECTIVE,
            planner,
            at + timedelta(minutes=n),
            unit=units[MINISTRY[0]],
            access=Access.CIRCULATED,
        )
        for n, name in enumerate(DIRECTIVES)
    ]
    first = _frozen("quy-hoach-du-thao-1.md", Standing.PLAN, planner, at + timedelta(hours=1), unit=units[DEPARTMENT])
    _frozen("ke-hoach-xa-ven-song.txt", Standing.OTHER, planner, at + timedelta(minutes=70), unit=units[COMMUNE])
    _frozen(
        "phuong-an-van-son.txt",
        Standing.OTHER,
        ministry.head,
        at + timedelta(minutes=75),
        unit=units[PROVINCE],
        access=Access.RESTRICTED,
    )
    appraisal = request_appraisal(
        plan=first, directives=directives, previous=None, by=planner, at=at + timedelta(hours=2)
    )
    compute_now(appraisal=appraisal, at=at + timedelta(hours=2, minutes=1))
    _decide(first, directives, planner, at + timedelta(hours=3))
    second = import_version(
        document=first.document,
        data=(PAPERS / "quy-hoach-du-thao-2.md").read_bytes(),
        file_name="quy-hoach-du-thao-2.md",
        label="Dự thảo lần 2",
        by=planner,
        at=at + timedelta(days=1),
    )
    second = freeze_version(version=second, by=planner, at=at + timedelta(days=1, minutes=5))
    appraisal = request_appraisal(
        plan=second, directives=directives, previous=first, by=planner, at=at + timedelta(days=1, hours=1)
    )
    compute_now(appraisal=appraisal, at=at + timedelta(days=1, hours=1, minutes=1))


def _frozen(
    name: str, standing: Standing, by: Acting, at: datetime, *, unit: Unit, access: Access = Access.UNIT
) -> Version:
    data = (PAPERS / name).read_bytes()
    version = register_document(data=data, file_name=name, standing=standing, unit=unit, access=access, by=by, at=at)
    return freeze_version(version=version, by=by, at=at + timedelta(seconds=30))


def _decide(plan: Version, directives: list[Version], by: Acting, at: datetime) -> None:
    proposed = links_between(by, plan=plan, directives=directives, at=at).order_by("-score", "reason", "pk")
    links = list(proposed)
    for link in links[:CONFIRMED]:
        confirm_link(link=link, by=by, at=at)
    for link in links[-REJECTED:]:
        reject_link(link=link, by=by, at=at)
