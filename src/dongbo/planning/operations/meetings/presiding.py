"""A meeting opened and closed by whoever presides, and the chair handed over while it is held."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.rules import CouncilRules
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import moment_text, refuse
from dongbo.planning.models import CouncilSeat, Meeting
from dongbo.planning.operations.councils.conflicts import note_conflicts_come
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.meetings.holding import held, move, open_ballot_of, record, require_state
from dongbo.planning.operations.meetings.planning import about_chair, require_chair
from dongbo.planning.queries.attending import quorum_of
from dongbo.planning.rules.councils import require_presiding, require_secretariat
from dongbo.planning.rules.meetings import admits_from
from dongbo.planning.states import MeetingState


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Acting, at: datetime) -> Meeting:
    """This will open a meeting that has its quorum.

    The council is held with it: nobody leaves it, and its work is not ended, while its meeting begins. What has made
    members no strangers to the plan since they were seated is recorded before anybody votes.

    Raises NotAllowed for anyone but who presides; ValidationError with code `quorum` and what lacks, `too_early`,
    `another_open`, `chair` where who presides is chair or vice-chair no more, `transition` or `closed`.
    """
    council = held_council(meeting.council)
    opened = held(meeting)
    authorship = require_presiding(by, opened, at=at)
    move(opened, MeetingState.OPEN)
    require_chair(opened)
    if at < admits_from(opened):
        raise ValidationError(
            _("Chưa đến giờ họp; khai mạc được từ %(moment)s. Muốn họp sớm hơn, hãy sửa giờ họp và mời lại."),
            code="too_early",
            params={"moment": moment_text(admits_from(opened))},
        )
    other = opened.council.meetings.filter(state=MeetingState.OPEN).first()
    if other is not None:
        raise ValidationError(
            _("Phiên họp %(number)d của hội đồng còn chưa bế mạc; hãy bế mạc phiên đó trước."),
            code="another_open",
            params={"number": other.ordinal},
        )
    standing = quorum_of(opened, CouncilRules.from_json(opened.council.rules))
    if not standing.reached:
        raise ValidationError(
            _("%(lacking)s Hãy điểm danh lại, hoặc hoãn phiên họp."),
            code="quorum",
            params={"lacking": standing.sentence},
        )
    opened.opened_at, opened.opened_by = at, by.officer
    opened.save(update_fields=["state", "opened_at", "opened_by"])
    payload = {
        "present": standing.present,
        "of": standing.of,
        "conflicts": note_conflicts_come(council, by=by, at=at),
    }
    record("meeting_opened", opened, payload, by=authorship, at=at)
    return opened


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Acting, at: datetime) -> Meeting:
    """This will close a meeting in which no ballot is open.

    Raises NotAllowed for anyone but who presides; ValidationError with code `ballot_open` or `transition`.
    """
    closed = held(meeting)
    authorship = require_presiding(by, closed, at=at)
    move(closed, MeetingState.CLOSED)
    running = open_ballot_of(closed)
    if running is not None:
        raise ValidationError(
            _("Lượt bỏ phiếu «%(subject)s» còn đang mở; hãy đóng hoặc hủy lượt đó rồi bế mạc."),
            code="ballot_open",
            params={"subject": running.subject},
        )
    closed.closed_at, closed.closed_by = at, by.officer
    closed.save(update_fields=["state", "closed_at", "closed_by"])
    record("meeting_closed", closed, {}, by=authorship, at=at)
    return closed


def hand_over_chair(*, meeting: Meeting, chair: CouncilSeat, basis: str, by: Acting, at: datetime) -> Meeting:
    """This will let somebody else preside over a meeting that was called or is being held.

    For when whoever presides has to leave, or has left the council. Raises NotAllowed; ValidationError by `chair` or
    `basis`, with code `transition` or `secret`.
    """
    authorship = require_secretariat(by, meeting.council, at=at)
    refuse_secret_words({"basis": basis}, by=authorship, at=at)
    with transaction.atomic():
        held_council(meeting.council)
        found = held(meeting)
        require_state(found, MeetingState.CALLED, MeetingState.OPEN)
        now_seated = CouncilSeat.objects.get(pk=chair.pk)
        faults = about_chair(found.council, now_seated, basis, named="basis")
        if chair.pk == found.chair_id:
            faults.append(("chair", _("Người này đang là chủ tọa; hãy chọn người khác.")))
        if chair.pk == found.secretary_id:
            faults.append(("chair", _("Chủ tọa và thư ký phải là hai người khác nhau.")))
        refuse(faults)
        payload = {"was": found.chair_id, "chair": chair.pk, "basis": basis.strip()}
        found.chair, found.chair_basis = now_seated, basis.strip()
        found.save(update_fields=["chair", "chair_basis"])
        record("meeting_chair_changed", found, payload, by=authorship, at=at)
    return found
