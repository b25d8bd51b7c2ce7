"""What makes a seat: who may be given one, the row, and the conflicts of interest found as it is given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals
from dongbo.planning.models import ConflictOfInterest, Council, CouncilSeat
from dongbo.planning.queries.council_conflicts import FoundConflict
from dongbo.planning.states import SeatRole

LONGEST_POSITION, LONGEST_BASIS = 200, 300
MOST_SEATS = 100


@dataclass(frozen=True, slots=True)
class NewSeat:
    """Who shall sit in a council, for which unit, as what; `position` is what the decision calls him."""

    officer: Officer
    unit: Unit
    role: SeatRole
    position: str = ""
    rank: int = 0


def words_of(rules: CouncilRules) -> dict[str, str]:
    """Return what was typed into the rules as words, by its place in them."""
    return {"criteria": "\n".join(name for _code, name in rules.criteria), "number_notation": rules.number_notation}


def about_seats(seats: Sequence[NewSeat], *, at: datetime) -> Refusals:
    """Return what is wrong with seats to be given: by `seats`, or by `seats.N.field` (from 0) for one of them."""
    found: Refusals = []
    if len(seats) > MOST_SEATS:
        told = _("Hội đồng có nhiều nhất %(most)d thành viên; hãy bớt người.")
        found.append(("seats", told % {"most": MOST_SEATS}))
    times = Counter(one.officer.pk for one in seats)
    for place, one in enumerate(seats):
        found += [(f"seats.{place}.{field}", words) for field, words in about_seat(one, at=at)]
        if times[one.officer.pk] > 1:
            told = _("%(officer)s được ghi hai lần; mỗi người giữ một vai trò, hãy bỏ bớt một dòng.")
            found.append((f"seats.{place}.officer", told % {"officer": one.officer.full_name}))
    return found


def about_seat(seat: NewSeat, *, at: datetime) -> Refusals:
    """Return what is wrong with one seat by itself, by its field."""
    found: Refusals = []
    if not seat.officer.is_active:
        told = _("%(officer)s đã thôi công tác; hãy chọn người khác.")
        found.append(("officer", told % {"officer": seat.officer.full_name}))
    if seat.unit.ended_on is not None and seat.unit.ended_on <= timezone.localdate(at):
        told = _("%(unit)s đã kết thúc hoạt động; hãy chọn đơn vị kế thừa.")
        found.append(("unit", told % {"unit": seat.unit.name}))
    if seat.role not in SeatRole.values:
        found.append(("role", _("Hãy chọn vai trò trong hội đồng.")))
    if len(seat.position.strip()) > LONGEST_POSITION:
        found.append(("position", _("Chức vụ dài quá %(most)d ký tự.") % {"most": LONGEST_POSITION}))
    return found


def give_seat(
    council: Council, new: NewSeat, found: Sequence[FoundConflict], *, basis: str, by: Acting, at: datetime
) -> CouncilSeat:
    """This will write the seat and the conflicts of interest found; it is part of the operation that calls it."""
    seat = CouncilSeat.objects.create(
        council=council,
        officer=new.officer,
        unit=new.unit,
        role=new.role,
        rank=new.rank,
        position=" ".join(new.position.split()),
        basis=" ".join(basis.split()),
        seated_at=at,
        seated_by=by.officer,
    )
    ConflictOfInterest.objects.bulk_create(
        ConflictOfInterest(seat=seat, kind=one.kind, note=one.note[:500], recorded_at=at, recorded_by=by.officer)
        for one in found
    )
    return seat


def seat_told(seat: CouncilSeat, found: Sequence[FoundConflict]) -> dict[str, object]:
    """Return what the ledger keeps of a seat that was given."""
    told: Mapping[str, object] = {
        "seat": seat.pk,
        "officer": seat.officer_id,
        "unit": seat.unit.code,
        "role": str(seat.role),
        "conflicts": [str(one.kind) for one in found],
    }
    return dict(told)
