"""Who sits in the demonstration's councils, by which rules, and how a council is founded."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from dongbo.documents.models import Document
from dongbo.engines.councils.models import MODELS
from dongbo.engines.councils.rules import CouncilRules, Role
from dongbo.jobs.demo.ministry import COAST, DELTA, DEPARTMENT, FINANCE, MINISTRY, OFFICE, Ministry
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision
from dongbo.planning.models import Council, CouncilModel, CouncilSeat
from dongbo.planning.operations.councils import NewSeat, found_council
from dongbo.planning.states import SeatRole

SEATS = (
    # username, unit, role, what the decision calls him
    ("chu-tich", MINISTRY[0], SeatRole.CHAIR, "Thứ trưởng"),
    ("pho-chu-tich", DEPARTMENT, SeatRole.VICE_CHAIR, "Cục trưởng Cục Công nghệ thông tin và Dữ liệu"),
    ("uy-vien-1", FINANCE, SeatRole.MEMBER, "Phó Cục trưởng Cục Kế hoạch và Tài chính"),
    ("uy-vien-2", COAST, SeatRole.MEMBER, "Giám đốc An toàn cộng đồng tỉnh Hải Giang"),
    ("uy-vien-3", DELTA, SeatRole.MEMBER, "Phó Giám đốc An toàn cộng đồng thành phố Lam Thủy"),
    ("phan-bien", OFFICE, SeatRole.REVIEWER, "Phó Chánh Văn phòng Bộ"),
    ("thu-ky", FINANCE, SeatRole.SECRETARY, "Chuyên viên Cục Kế hoạch và Tài chính"),
)
"""Six members vote. The vice-chair heads the body that drafts, as it was in the council this is told after."""

VOTING = tuple(username for username, _unit, role, _position in SEATS if role != SeatRole.SECRETARY)
MODEL = "general"
VOTERS = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class Founding:
    """What a council is called, the decision that founds it, and what stands in its numbers."""

    name: str
    number: str
    notation: str


def rules() -> CouncilRules:
    """Return the rules of the decision: the general model, in secret, papers three calendar days ahead."""
    general = next(model.rules for model in MODELS if model.code == MODEL)
    return replace(general, secret=True, voters=VOTERS, papers_days_working=False)


def found(ministry: Ministry, document: Document, founding: Founding, *, at: datetime) -> Council:
    """This will found a council for a plan by the ministry's decision, led by its standing body."""
    day = timezone.localdate(at)
    models = CouncilModel.objects.filter(code=MODEL, valid_from__lte=day, valid_to__isnull=True)
    seats = [
        NewSeat(ministry.officers[username].officer, ministry.units[unit], role, position, rank)
        for rank, (username, unit, role, position) in enumerate(SEATS, start=1)
    ]
    return found_council(
        document=document,
        name=founding.name,
        standing_unit=ministry.units[FINANCE],
        decision=Decision(founding.number, day, "Bộ An toàn cộng đồng"),
        decision_file=None,
        model=models.first(),
        rules=rules(),
        seats=seats,
        notation=founding.notation,
        by=standing(ministry),
        at=at,
    )


def standing(ministry: Ministry) -> Acting:
    """Return who leads the councils for their standing body."""
    return ministry.officers["thuong-truc"]


def seat_of(ministry: Ministry, council: Council, username: str) -> CouncilSeat:
    """Return an officer's seat."""
    return council.seats.get(officer=ministry.officers[username].officer)
