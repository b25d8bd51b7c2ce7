"""Papers into the box of a secret ballot, and votes by name in an open one: of a member one, whatever is sent twice.

Of a secret ballot the ledger says that a member cast a paper. With every paper that comes in, the whole box is taken
out, shuffled and laid anew, so that nothing of its rows tells in which order they came.
"""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting, NotAllowed
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import Ballot, BallotPaper, BallotVoter, CouncilSeat, OpenVote
from dongbo.planning.operations.ballots.holding import BALLOT, held, require_quorum, rules_of
from dongbo.planning.queries.ballots import bar_of, why_no_paper
from dongbo.planning.rules.ballots import receipt_of
from dongbo.planning.rules.councils import require_own_seat
from dongbo.planning.states import BallotChoice, BallotState

Paper = tuple[str, str]
"""What stands on a paper: the choice, and the receipt its member's browser made."""

LONGEST_NOTE = 1000


class Cast(Enum):
    """What became of a paper that was sent: it went in now, or this same one had been counted before."""

    TAKEN = "taken"
    BEFORE = "before"


@transaction.atomic
def cast_secret(
    *, ballot: Ballot, choice: str, receipt: str, shuffle: Callable[[list[Paper]], None], by: Acting, at: datetime
) -> Cast:
    """This will lay a member's paper into the box of a secret ballot; sent again after a broken link, it counts once.

    `receipt` is a code of the member's own making, or "". Whether a paper sent again is the one that was counted is
    known by the code alone, never by the choice: nobody learns what a paper says by sending its code.

    Raises NotAllowed; ValidationError by `choice` or `receipt` (`receipt_taken`), or with code `not_open`, `closed`,
    `annulled`, `not_secret`, `cast_before`, `quorum_lost` or `barred`. Whatever is refused changes nothing.
    """
    found = held(ballot)
    seat, authorship = require_own_seat(by, found.meeting.council, at=at)
    _require_kind(found, secret=True)
    code = receipt_of(receipt)
    voter = _voter(found, seat)
    known = bool(code) and found.papers.filter(receipt=code).exists()
    if voter is not None and voter.has_cast and known:
        return Cast.BEFORE
    _require_may_cast(found, voter, seat)
    _require_offered(found, choice)
    if known:
        told = _("Mã này đã có trong hòm; phiếu của bạn chưa được tính. Hãy dùng một mã khác rồi bỏ phiếu lại.")
        raise ValidationError({"receipt": ValidationError(told, code="receipt_taken")})
    _lay_anew(found, (choice, code), shuffle)
    BallotVoter.objects.filter(ballot=found, seat=seat).update(has_cast=True)
    append_event(
        kind="planning.ballot_cast", subject_kind=BALLOT, subject_id=found.pk, payload={}, by=authorship, at=at
    )
    return Cast.TAKEN


def cast_open(*, ballot: Ballot, choice: str, note: str, by: Acting, at: datetime) -> Cast:
    """This will record a member's vote by name; the same vote sent again is counted once.

    Raises as `cast_secret` does, by `note` too, where code `secret` says that it bears a mark of secrecy.
    """
    seat, authorship = require_own_seat(by, ballot.meeting.council, at=at)
    refuse_secret_words({"note": note}, by=authorship, at=at)
    with transaction.atomic():
        found = held(ballot)
        seat, authorship = require_own_seat(by, found.meeting.council, at=at)
        _require_kind(found, secret=False)
        voter = _voter(found, seat)
        same = found.votes.filter(seat=seat, choice=choice, note=note.strip())
        if found.state != BallotState.ANNULLED and same.exists():
            return Cast.BEFORE
        _require_may_cast(found, voter, seat)
        _require_offered(found, choice)
        _require_short(note)
        OpenVote.objects.create(ballot=found, seat=seat, choice=choice, note=note.strip(), cast_at=at)
        BallotVoter.objects.filter(ballot=found, seat=seat).update(has_cast=True)
        append_event(
            kind="planning.open_vote_cast",
            subject_kind=BALLOT,
            subject_id=found.pk,
            payload={"seat": seat.pk, "choice": choice},
            by=authorship,
            at=at,
        )
    return Cast.TAKEN


def _lay_anew(ballot: Ballot, paper: Paper, shuffle: Callable[[list[Paper]], None]) -> None:
    box = [*ballot.papers.values_list("choice", "receipt"), paper]
    shuffle(box)
    ballot.papers.all().delete()
    BallotPaper.objects.bulk_create(BallotPaper(ballot=ballot, choice=said, receipt=code) for said, code in box)


def _voter(ballot: Ballot, seat: CouncilSeat) -> BallotVoter | None:
    return BallotVoter.objects.filter(ballot=ballot, seat=seat).first()


def _require_kind(ballot: Ballot, *, secret: bool) -> None:
    if ballot.is_secret != secret:
        told = _("Lượt này bỏ phiếu kín.") if ballot.is_secret else _("Lượt này biểu quyết công khai.")
        raise ValidationError(
            "%(kind)s %(then)s",
            code="not_secret" if secret else "not_open_vote",
            params={"kind": told, "then": _("Hãy tải lại trang rồi làm theo lượt này.")},
        )


def _require_may_cast(ballot: Ballot, voter: BallotVoter | None, seat: CouncilSeat) -> None:
    """Refuse what comes too early, too late or a second time, and whoever has no vote; the order is what is said."""
    if ballot.state == BallotState.ANNULLED:
        raise ValidationError(
            _("Lượt này đã bị hủy: %(reason)s. Không phiếu nào được tính; hãy chờ lượt khác."),
            code="annulled",
            params={"reason": ballot.annul_reason},
        )
    if voter is not None and voter.has_cast:
        raise ValidationError(
            _("Bạn đã bỏ phiếu trong lượt này và phiếu đó đã được tính; phiếu vừa gửi không được nhận."),
            code="cast_before",
        )
    if ballot.state == BallotState.PREPARED:
        raise ValidationError(_("Lượt này chưa mở; hãy chờ chủ tọa mở bỏ phiếu."), code="not_open")
    if ballot.state == BallotState.CLOSED and ballot.closed_at is not None:
        raise ValidationError(
            _("Lượt này đã đóng lúc %(moment)s; phiếu vừa gửi đến sau nên không được tính."),
            code="closed",
            params={"moment": moment_text(ballot.closed_at)},
        )
    rules = rules_of(ballot)
    require_quorum(
        ballot.meeting,
        rules,
        then=_("Phiếu của bạn chưa được tính và vẫn còn ở đây; hãy gửi lại khi đủ thành viên."),
    )
    _require_present(ballot, voter, seat)


def _require_present(ballot: Ballot, voter: BallotVoter | None, seat: CouncilSeat) -> None:
    bar = bar_of(ballot, seat)
    if bar is not None:
        raise ValidationError(bar.sentence, code="barred", params={"bar": bar.value})
    if voter is None:
        raise NotAllowed(why_no_paper(ballot, seat))


def _require_offered(ballot: Ballot, choice: str) -> None:
    offered = ballot.rules["choices"]
    if choice not in offered:
        names = ", ".join(f"«{BallotChoice(one).label}»" for one in offered)
        told = _("Hãy chọn đúng một trong: %(names)s.")
        raise ValidationError({"choice": ValidationError(told, code="not_offered", params={"names": names})})


def _require_short(note: str) -> None:
    if len(note.strip()) > LONGEST_NOTE:
        told = _("Ý kiến kèm theo dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy viết gọn lại.")
        params = {"length": len(note.strip()), "most": LONGEST_NOTE}
        raise ValidationError({"note": ValidationError(told, code="too_long", params=params)})
