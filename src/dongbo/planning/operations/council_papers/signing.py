"""Signing a paper of a meeting: its secretary, then who presided; a notice that is signed takes its number."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.operations.numbering import take_number
from dongbo.documents.operations.storing import keep_bytes
from dongbo.engines.kept_papers import paper_data
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.planning.models import Council, CouncilPaper, CouncilSeat, Meeting
from dongbo.planning.operations.council_papers.holding import held, record, told
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.meetings.holding import held as held_meeting
from dongbo.planning.operations.meetings.holding import move
from dongbo.planning.queries.council_papers import about_of, is_stale, paper_as_it_stands, written
from dongbo.planning.rules.council_papers import require_signer, taking_back
from dongbo.planning.rules.councils import require_own_seat
from dongbo.planning.states import CouncilForm, MeetingState

SYMBOLS = {
    CouncilForm.INVITATION: "GM",
    CouncilForm.COUNTING_RECORD: "BB",
    CouncilForm.MINUTES: "BB",
    CouncilForm.CONCLUSION_NOTICE: "TB",
}
"""What stands before the council's notation in the numbers of its papers (Decree 30/2020, Appendix III)."""


@transaction.atomic
def sign_paper(*, paper: CouncilPaper, by: Acting, at: datetime) -> CouncilPaper:
    """This will sign a paper of a meeting on `by`'s own seat: the secretary first, then who presided.

    With the second signature it takes its number from the council's own series and is dated the day of `at`; a notice
    ends the meeting as concluded, and thus tells the drafters. Raises NotAllowed; ValidationError
    with code `signed`, `unsigned`, `stale` where what it says has changed since it was made, `nobody`, `replaced`,
    `transition`, `closed`.
    """
    council = held_council(paper.council)
    meeting = held_meeting(paper.meeting) if paper.meeting else None
    found = held(paper)
    if found.chair_signed_at is not None:
        raise ValidationError(_("Giấy tờ này đã đủ chữ ký."), code="signed")
    seat, authorship = require_signer(by, found, at=at)
    if is_stale(found):
        told_stale = _("Nội dung đã đổi sau khi giấy tờ này được lập; hãy lập lại rồi ký.")
        raise ValidationError(told_stale, code="stale")
    if found.secretary_signed_at is None:
        found.secretary, found.secretary_signed_at, found.secretary_signed_by = seat, at, by.officer
        found.save(update_fields=["secretary", "secretary_signed_at", "secretary_signed_by"])
        record("council_paper_signed", found, {**told(found), "as": "secretary"}, by=authorship, at=at)
        return found
    return _signed_by_chair(found, council, meeting, seat, by=by, authorship=authorship, at=at)


@transaction.atomic
def take_back_signature(*, paper: CouncilPaper, by: Acting, at: datetime) -> CouncilPaper:
    """This will let the secretary take back his signature while who presided has not signed, so that the paper can be
    made anew; where he has left, whoever is secretary now. Raises NotAllowed; ValidationError with code `signed`,
    `replaced`, `closed`.
    """
    held_council(paper.council)
    found = held(paper)
    seat, authorship = require_own_seat(by, found.council, at=at)
    if seat != taking_back(found):
        raise NotAllowed(_("Chỉ thư ký đã ký mới rút được chữ ký của mình."))
    if found.chair_signed_at is not None:
        raise ValidationError(_("Chủ tọa đã ký nên không rút chữ ký được nữa."), code="signed")
    found.secretary, found.secretary_signed_at, found.secretary_signed_by = None, None, None
    found.save(update_fields=["secretary", "secretary_signed_at", "secretary_signed_by"])
    record("council_signature_taken_back", found, told(found), by=authorship, at=at)
    return found


def _signed_by_chair(
    paper: CouncilPaper,
    council: Council,
    meeting: Meeting | None,
    seat: CouncilSeat,
    *,
    by: Acting,
    authorship: Authorship,
    at: datetime,
) -> CouncilPaper:
    form = CouncilForm(paper.form)
    paper.chair, paper.chair_signed_at, paper.chair_signed_by = seat, at, by.officer
    _take_number(paper, council, SYMBOLS[form], by=by, at=at)
    paper.save()
    said = {**told(paper), "as": "chair", "number": paper.number.text if paper.number else ""}
    if form != CouncilForm.CONCLUSION_NOTICE or meeting is None:
        record("council_paper_signed", paper, said, by=authorship, at=at)
        return paper
    move(meeting, MeetingState.CONCLUDED)
    meeting.concluded_at, meeting.concluded_by = at, by.officer
    meeting.save(update_fields=["state", "concluded_at", "concluded_by"])
    record("conclusions_announced", paper, said, by=authorship, at=at)
    return paper


def _take_number(paper: CouncilPaper, council: Council, symbol: str, *, by: Acting, at: datetime) -> None:
    """This will number a paper from the council's own series, date it, and write its files with both."""
    on = timezone.localdate(at)
    subject = f"{CouncilForm(paper.form).label}: {paper.data['subject']}"
    notation = f"{symbol}-{council.series.notation}"
    paper.number = take_number(series=council.series, notation=notation, subject=subject, on=on, by=by, at=at)
    numbered = paper_as_it_stands(about_of(paper, number=paper.number.text), at=at)
    files = written(numbered)
    paper.data = paper_data(numbered)
    paper.word, paper.pdf = keep_bytes(data=files.word, kind="docx"), keep_bytes(data=files.pdf, kind="pdf")
