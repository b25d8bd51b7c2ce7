"""Required revisions as their pages show them: words side by side, what does not hold, in words and colours."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.engines.alignment import Axis
from dongbo.planning.models import RequiredRevision, RevisionCheck
from dongbo.planning.queries.revision_texts import ToldPlace, ToldRevision
from dongbo.planning.queries.revisions import answer_fingerprint
from dongbo.planning.states import RevisionClaim, RevisionStanding
from dongbo.web.consultation.views.closure_words import Stands, words_beside

STANDING_TONES = {
    RevisionStanding.DONE: "well",
    RevisionStanding.PARTLY: "warning",
    RevisionStanding.NOT_DONE: "late",
}
CLAIM_TONES = {
    RevisionClaim.OPEN: "",
    RevisionClaim.DONE: "well",
    RevisionClaim.PARTLY: "warning",
    RevisionClaim.REFUSED: "warning",
}
OPERATIONS: dict[str, Promise] = {
    "modified": gettext_lazy("sửa lời"),
    "inserted": gettext_lazy("thêm mới"),
    "deleted": gettext_lazy("bỏ đi"),
    "split": gettext_lazy("tách ra"),
    "merged": gettext_lazy("gộp lại"),
}
MOST_FINDINGS = 20
"""How many findings a revision shows; the rest are counted."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its words then and now."""

    place: ToldPlace
    now: Sequence[Stands]

    @property
    def operation(self) -> str:
        """What happened there, in words."""
        return str(OPERATIONS.get(self.place.operation, self.place.operation))


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision as a page shows it."""

    told: ToldRevision
    places: Sequence[PlaceRow]
    elsewhere: Sequence[PlaceRow]
    findings: Sequence[str] = ()
    more_findings: int = 0
    lies: Sequence[str] = ()
    seen: str = ""
    picked: bool = False
    sign_picked: bool = False

    @property
    def revision(self) -> RequiredRevision:
        """The revision itself."""
        return self.told.revision

    @property
    def check(self) -> RevisionCheck | None:
        """What the version shows."""
        return self.told.check

    @property
    def variants(self) -> str:
        """The wordings to be given up, in words."""
        return ", ".join(f"«{form}»" for form in self.revision.variants)

    @property
    def axis(self) -> str:
        """The axis to align on, in words."""
        return Axis(self.revision.axis).label if self.revision.axis else ""

    @property
    def state(self) -> str:
        """Whether it is done with, in words."""
        if self.told.closed:
            return _("Đã ký nhận") if self.check is not None and self.check.signed_at else _("Đã xong")
        return _("Chưa xong")

    @property
    def amiss(self) -> str:
        """What is amiss in the text, where it is not told with what does not hold."""
        check = self.check
        if check is None or not check.detail or any(check.sentence in lie for lie in self.lies):
            return ""
        return check.sentence

    @property
    def tone(self) -> str:
        """How its state is coloured."""
        return "well" if self.told.closed else ("late" if self.lies else "")

    @property
    def claim_tone(self) -> str:
        """How its answer is coloured."""
        return CLAIM_TONES[RevisionClaim(self.revision.claim)]

    @property
    def standing_tone(self) -> str:
        """How what the text shows is coloured."""
        return STANDING_TONES[RevisionStanding(self.check.standing)] if self.check is not None else ""

    @property
    def signable(self) -> bool:
        """Whether the standing body may sign for it now."""
        answered = self.revision.claim != RevisionClaim.OPEN
        return self.check is not None and answered and not self.told.closed and not self.told.waits


def revision_rows(
    told: Iterable[ToldRevision], *, picked: Container[UUID] = (), signed: Container[str] = ()
) -> list[RevisionRow]:
    """Return revisions as their page shows them; `picked` and `signed` are those ticked to answer or to sign."""
    return [_row(one, one.revision.pk in picked, signed) for one in told]


def _row(told: ToldRevision, picked: bool, signed: Container[str]) -> RevisionRow:
    check = told.check
    findings = [str(one["sentence"]) for one in check.findings] if check else []
    return RevisionRow(
        told=told,
        places=[_place(one) for one in told.places],
        elsewhere=[_place(one) for one in told.elsewhere],
        findings=findings[:MOST_FINDINGS],
        more_findings=max(0, len(findings) - MOST_FINDINGS),
        lies=[str(one["sentence"]) for one in check.lines] if check else [],
        seen=answer_fingerprint(told.revision),
        picked=picked,
        sign_picked=check is not None and str(check.pk) in signed,
    )


def _place(place: ToldPlace) -> PlaceRow:
    return PlaceRow(place, [Stands(row, words_beside(place.then, row, place.now)) for row in place.now])
