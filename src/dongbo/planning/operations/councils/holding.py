"""A council held for an act of its standing body, and the event of the act."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Ballot, Council
from dongbo.planning.rules.councils import require_council_lead
from dongbo.planning.states import BallotState, CouncilState

COUNCIL = "council"
"""What events about a council call it."""


def held(council: Council) -> Council:
    """Return the council as it stands now, held until the transaction ends."""
    rows = Council.objects.select_for_update(of=("self",)).select_related("document__unit", "standing_unit", "series")
    return rows.get(pk=council.pk)


def hold(council: Council, *, by: Acting, at: datetime) -> tuple[Council, Authorship]:
    """Return the council held against others, and what the ledger says of leading it.

    Raises NotAllowed; ValidationError with code `closed` where its work is over.
    """
    found = held(council)
    authorship = require_council_lead(by, found, at=at)
    require_working(found)
    return found, authorship


def require_working(council: Council) -> None:
    """This will raise ValidationError with code `closed` where the work of `council` is over."""
    if council.state == CouncilState.CLOSED:
        raise ValidationError(_("Hội đồng này đã kết thúc hoạt động nên không sửa được nữa."), code="closed")


def require_no_open_ballot(council: Council) -> None:
    """This will raise ValidationError with code `ballot_open` while the members of `council` are voting."""
    if Ballot.objects.filter(meeting__council=council, state=BallotState.OPEN).exists():
        told = _("Hội đồng đang bỏ phiếu; hãy đóng lượt bỏ phiếu rồi sửa, để mọi phiếu theo cùng một quy chế.")
        raise ValidationError(told, code="ballot_open")


def record(verb: str, council: Council, payload: Mapping[str, object], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon `council`."""
    append_event(kind=f"planning.{verb}", subject_kind=COUNCIL, subject_id=council.pk, payload=payload, by=by, at=at)
