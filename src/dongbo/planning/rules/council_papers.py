"""Who makes, signs and reads the papers of a council."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.planning.models import Council, CouncilPaper, CouncilSeat
from dongbo.planning.rules.councils import (
    following,
    keeps_record,
    leading,
    may_lead_council,
    require_council_lead,
    require_own_seat,
    require_secretariat,
    seat_of,
    sitting,
)
from dongbo.planning.rules.revisions import may_answer_revisions, require_drafters
from dongbo.planning.states import CouncilForm, MeetingState, SeatRole

SIGNED = (
    CouncilForm.INVITATION, CouncilForm.COUNTING_RECORD, CouncilForm.MINUTES, CouncilForm.CONCLUSION_NOTICE,
)  # fmt: skip
"""The papers of a meeting: its secretary signs, then who presided."""


def papers_open_to(by: Acting, *, at: datetime) -> Q:
    """Return the predicate for papers `by` may open.

    Who sits in the council or leads it opens all of them; who follows it from where the plan is kept, the papers of a
    meeting once its conclusions are announced.
    """
    near = sitting(by, at=at, council="council__") | leading(by, at=at, council="council__")
    told = Q(meeting__isnull=True) | Q(meeting__state=MeetingState.CONCLUDED) | Q(form=CouncilForm.INVITATION)
    return near | (told & following(by, at=at, council="council__"))


def may_make(by: Acting, council: Council, form: CouncilForm, *, at: datetime) -> bool:
    """Return whether `by` may make a paper of `form`."""
    if form in SIGNED:
        return keeps_record(by, council, at=at)
    leads = may_lead_council(by, council, at=at)
    return leads or (form == CouncilForm.REVISION_REPORT and may_answer_revisions(by, council, at=at))


def require_maker(by: Acting, council: Council, form: CouncilForm, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of making a paper of `form`. Raises NotAllowed.

    The secretariat makes the papers of meetings, the standing body those of the plan, the drafters their report too.
    """
    if form in SIGNED:
        return require_secretariat(by, council, at=at)
    drafters = form == CouncilForm.REVISION_REPORT and not may_lead_council(by, council, at=at)
    return require_drafters(by, council, at=at) if drafters else require_council_lead(by, council, at=at)


def signers_of(paper: CouncilPaper) -> tuple[CouncilSeat, CouncilSeat]:
    """Return whose signatures a paper of a meeting needs: of its secretary, and of who presided.

    Where one of them has left the council since, it is whoever is secretary or chair now; a signature that stands is of
    whoever gave it. Raises ValidationError with code `nobody` where nobody is.
    """
    meeting = paper.meeting
    if meeting is None or paper.form not in SIGNED:
        raise ValidationError(_("Giấy tờ này không do thư ký và chủ tọa ký."), code="unsigned")
    secretary = paper.secretary or _required(meeting.secretary, SeatRole.SECRETARY)
    return secretary, paper.chair or _required(meeting.chair, SeatRole.CHAIR)


def require_signer(by: Acting, paper: CouncilPaper, *, at: datetime) -> tuple[CouncilSeat, Authorship]:
    """Return the seat on which `by` signs next, and what the ledger shall say. Raises NotAllowed, ValidationError."""
    seat, authorship = require_own_seat(by, paper.council, at=at)
    secretary, chair = signers_of(paper)
    if paper.secretary_signed_at is None:
        wanted, told = secretary, _("Thư ký phiên họp (%(name)s) ký trước, rồi chủ tọa ký.")
    else:
        wanted, told = chair, _("Chỉ chủ tọa phiên họp (%(name)s) ký được giấy tờ này.")
    if seat.pk != wanted.pk:
        raise NotAllowed(told % {"name": wanted.officer.full_name})
    return seat, authorship


def may_sign(by: Acting, paper: CouncilPaper, *, at: datetime) -> bool:
    """Return whether the next signature on a paper of a meeting is `by`'s own."""
    if paper.chair_signed_at is not None or paper.form not in SIGNED:
        return False
    try:
        require_signer(by, paper, at=at)
    except (NotAllowed, ValidationError):
        return False
    return True


def may_take_back(by: Acting, paper: CouncilPaper, *, at: datetime) -> bool:
    """Return whether the signature of its secretary is `by`'s own to take back: who presided has not signed."""
    if paper.chair_signed_at is not None or by.principal is not None:
        return False
    seat = seat_of(by, paper.council, at=at)
    return seat is not None and seat == taking_back(paper)


def taking_back(paper: CouncilPaper) -> CouncilSeat | None:
    """Return who takes back the signature of its secretary: he himself; where he has left, whoever is secretary now.

    Else nobody could make the paper anew. None where the secretary has not signed, or nobody is there.
    """
    return signing_for(paper.secretary, SeatRole.SECRETARY) if paper.secretary is not None else None


def signing_for(seat: CouncilSeat, role: SeatRole) -> CouncilSeat | None:
    """Return who signs where `seat` was to: its own holder, or once he has left whoever has `role` now, if anybody."""
    if seat.ended_at is None:
        return seat
    seats = CouncilSeat.objects.filter(council=seat.council_id, ended_at__isnull=True, role=role)
    return seats.select_related("officer").order_by("rank").first()


def _required(seat: CouncilSeat, role: SeatRole) -> CouncilSeat:
    found = signing_for(seat, role)
    if found is None:
        told = _("%(officer)s đã thôi tham gia và hội đồng chưa có %(role)s khác để ký; hãy bổ sung thành viên.")
        params = {"officer": seat.officer.full_name, "role": role.label}
        raise ValidationError(told, code="nobody", params=params)
    return found
