"""Who reads what members write, and what must be said before it is sent.

What a member is still writing is his own: not even whoever acts for him reads it. What he sent is read by the
secretariat and by who acts for him; by the others of the council, and by those who follow it, once the conclusions of
a meeting on the dossier are announced.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.words import FEWEST_WORDS
from dongbo.planning.models import CouncilSeat, Meeting
from dongbo.planning.rules.councils import leading, seats_of, seen
from dongbo.planning.states import BallotChoice, MeetingState, ReviewKind, ReviewState, SeatRole, Verdict

WRITTEN_BY: Mapping[ReviewKind, frozenset[SeatRole]] = {
    ReviewKind.FORM: frozenset(SeatRole) - {SeatRole.SUPPORT},
    ReviewKind.OPINION: frozenset({SeatRole.REVIEWER}),
}
"""Who writes what: everybody who judges fills in the form, a reviewer gives his opinion besides."""


def kinds_written(seat: CouncilSeat | None) -> list[ReviewKind]:
    """Return what is written from a seat; nothing without one."""
    return [kind for kind in ReviewKind if seat is not None and seat.role in WRITTEN_BY[kind]]


def own_seats(by: Acting, *, at: datetime) -> Q:
    """Return the predicate for open seats on which `by` sits himself; whoever acts for another has none."""
    return seats_of(by, at=at) & Q(officer=by.officer) if by.principal is None else Q(pk__in=[])


def reviews_open_to(by: Acting, *, at: datetime) -> Q:
    """Return the predicate for what members wrote that `by` may read."""
    own = CouncilSeat.objects.filter(own_seats(by, at=at)).values("pk")
    acted_for = CouncilSeat.objects.filter(seats_of(by, at=at)).values("pk")
    heard = kept_by(by, at=at, council="dossier__council__") | announced("dossier") & seen(
        by, at=at, council="dossier__council__"
    )
    return Q(seat__in=own) | Q(state=ReviewState.SENT) & (Q(seat__in=acted_for) | heard)


def kept_by(by: Acting, *, at: datetime, council: str) -> Q:
    """Return the predicate for councils of whose secretariat `by` is; `council` is the way to them."""
    secretary = CouncilSeat.objects.filter(own_seats(by, at=at), role=SeatRole.SECRETARY).values("council")
    return leading(by, at=at, council=council) | Q(**{f"{council}pk__in": secretary})


def announced(dossier: str) -> Q:
    """Return the predicate that a meeting on the dossier has announced its conclusions."""
    return Q(Exists(Meeting.objects.filter(dossier=OuterRef(dossier), state=MeetingState.CONCLUDED)))


@dataclass(frozen=True, slots=True)
class Written:
    """What a member has written: by criterion his verdict and his note, and the rest."""

    marks: Mapping[str, tuple[str, str]]
    text: str
    conclusion: str
    proposed: str
    remarks: int


def verdict_field(criterion: str) -> str:
    """Return what a verdict is called where something is said of it."""
    return f"verdict_{criterion}"


def note_field(criterion: str) -> str:
    """Return what the note on a criterion is called where something is said of it."""
    return f"note_{criterion}"


def missing(kind: ReviewKind, written: Written, criteria: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return what must still be filled in before it is sent, each with the field it is about."""
    found = _missing_marks(written, criteria) if kind == ReviewKind.FORM else _missing_words(written)
    if not written.proposed:
        found.append(("proposed", _("Hãy chọn kết quả bạn đề nghị.")))
    if kind == ReviewKind.FORM and written.proposed in _WITH_REASON and not _says_why(written):
        told = _("Đề nghị “%(result)s” thì nêu rõ điều phải sửa: ở một tiêu chí, một góp ý, hoặc phần nhận xét chung.")
        found.append(("text", told % {"result": BallotChoice(written.proposed).label}))
    return found


_WITH_REASON = (BallotChoice.CONDITIONAL, BallotChoice.NOT_PASSED)


def _missing_marks(written: Written, criteria: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    found = []
    for code, name in criteria:
        verdict, note = written.marks.get(code, ("", ""))
        if not verdict:
            found.append((verdict_field(code), _("Hãy chọn mức đánh giá về “%(name)s”.") % {"name": name}))
        elif verdict != Verdict.AGREES and _words(note) < FEWEST_WORDS:
            told = _("“%(name)s” cần chỉnh sửa hoặc chưa đạt: nêu rõ ở điểm nào, ít nhất %(count)d từ.")
            found.append((note_field(code), told % {"name": name, "count": FEWEST_WORDS}))
    return found


def _missing_words(written: Written) -> list[tuple[str, str]]:
    found = []
    if _words(written.text) < FEWEST_WORDS:
        found.append(("text", _("Hãy viết nhận xét chung, ít nhất %(count)d từ.") % {"count": FEWEST_WORDS}))
    if _words(written.conclusion) < FEWEST_WORDS:
        told = _("Hãy viết kết luận, kiến nghị, ít nhất %(count)d từ.")
        found.append(("conclusion", told % {"count": FEWEST_WORDS}))
    return found


def _says_why(written: Written) -> bool:
    faults = any(verdict not in ("", Verdict.AGREES) for verdict, _note in written.marks.values())
    return faults or written.remarks > 0 or _words(written.text) >= FEWEST_WORDS


def _words(text: str) -> int:
    return len({word.casefold() for word in text.split() if any(letter.isalpha() for letter in word)})
