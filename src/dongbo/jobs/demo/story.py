"""What happens in the demonstration, told through the operations."""

from datetime import datetime, timedelta
from pathlib import Path

from dongbo.documents.models import Version
from dongbo.documents.operations import freeze_version, import_version, register_document
from dongbo.documents.states import Standing
from dongbo.jobs.appraisal import compute_now
from dongbo.jobs.demo.answering import answer_first_round, examine_first_round
from dongbo.jobs.demo.council import at_work, judged
from dongbo.jobs.demo.council.plan import PAPER
from dongbo.jobs.demo.dossier import finish_steps, open_for, set_road_map
from dongbo.jobs.demo.first_round import hold_first_round
from dongbo.jobs.demo.ministry import COMMUNE, DEPARTMENT, MINISTRY, PROVINCE, Ministry, found_ministry
from dongbo.jobs.demo.plan_text import (
    AFTER_ASKING,
    BEFORE_ASKING,
    DIRECTED,
    IN_HAND,
    UNASKED,
    Writing,
    places_of,
)
from dongbo.jobs.demo.second_round import send_second_round
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.links import confirm_link, reject_link
from dongbo.planning.operations.writing import freeze_draft
from dongbo.planning.queries.links import links_between

PAPERS = Path(__file__).parent / "papers"
DIRECTIVES = ("nghi-quyet-21.md", "quyet-dinh-45.md", "chi-thi-05.txt")

CONFIRMED, REJECTED = 40, 2
"""How many of the proposed links the demonstration's officer decides on before the second draft comes."""

JUDGED_AFTER = timedelta(days=18, hours=8)
"""When a second plan is drafted that goes the whole way: judged, revised, issued."""

AT_WORK_AFTER = JUDGED_AFTER + judged.LASTS
ASKED_AGAIN_AFTER = AT_WORK_AFTER + at_work.LASTS
LASTS = ASKED_AGAIN_AFTER + timedelta(days=2)
"""How long the story takes: told from so long ago, it ends now, a round of opinions still out and a council called.

Even where the New Year's holidays fall into it, the first round is over before its opinions are answered.
"""


def tell(*, at: datetime, password: str) -> None:
    """This will fill an empty site: a ministry, directives circulated by it, two drafts of a plan kept in a department,
    two appraisals, decided links, a paper of a commune and a restricted one of a province; then the plan drafted on,
    sent out for opinions, rewritten by the answers to them, judged by a council for the first time, and sent out again.
    Meanwhile a smaller plan goes the whole way to its issuance, after which one of its directives is amended."""
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
    _consult(ministry, second, directives, at=at)


def _consult(ministry: Ministry, plan: Version, directives: list[Version], *, at: datetime) -> None:
    """The dossier of the plan, what was asked and answered in the first round, and the second that is out."""
    document, places = plan.document, places_of(plan)
    dossier = open_for(ministry, document, directives, places, at=at + timedelta(days=1, hours=2))
    set_road_map(ministry, dossier, began=at, at=at + timedelta(days=1, hours=4))
    writing = Writing(ministry, document, places, at=at + timedelta(days=1, hours=6))
    writing.edit(BEFORE_ASKING)
    asked = freeze_draft(
        version=writing.version,
        label="Dự thảo lần 3 (lấy ý kiến)",
        by=ministry.lead,
        at=at + timedelta(days=1, hours=8),
    )
    first = hold_first_round(ministry, asked, places, at=at + timedelta(days=2))
    answer_first_round(ministry, first, places, at=at + timedelta(days=17))
    writing = Writing(ministry, document, places, at=at + timedelta(days=17, hours=8))
    writing.edit([*AFTER_ASKING, UNASKED, DIRECTED])
    writing.add_what_is_new()
    writing.split_one()
    writing.remove_one()
    mended = freeze_draft(
        version=writing.version,
        label="Dự thảo lần 4 (sau tiếp thu vòng 1)",
        by=ministry.lead,
        at=at + timedelta(days=18),
    )
    directive = directives[DIRECTIVES.index("quyet-dinh-45.md")].document
    examine_first_round(ministry, first, mended, places, directive, at=at + timedelta(days=18, hours=1))
    finish_steps(ministry, dossier, at=at + timedelta(days=18, hours=3))
    _issue_another(ministry, directives, at=at + JUDGED_AFTER)
    at_work.set_to_work(ministry, mended, asked, first, places, at=at + AT_WORK_AFTER)
    send_second_round(ministry, mended, places, at=at + ASKED_AGAIN_AFTER)
    Writing(ministry, document, places, at=at + ASKED_AGAIN_AFTER + timedelta(days=1, hours=12)).edit([IN_HAND])


def _issue_another(ministry: Ministry, directives: list[Version], *, at: datetime) -> None:
    """A smaller plan from its first draft to the directive that comes after its issuance."""
    first = _frozen(PAPER, Standing.PLAN, ministry.planner, at, unit=ministry.units[DEPARTMENT])
    judged.judge(ministry, first, dict(zip(DIRECTIVES, directives, strict=True)), at=at)


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
