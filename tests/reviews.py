"""A council whose members write on the dossier they were sent, through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dongbo.organisation.queries import acting_as
from dongbo.planning.models import Remark, Review
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.reviews import add_remark, keep_note, save_review, send_review
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid, criteria_of
from dongbo.planning.states import ReviewKind, RevisionKind, Verdict
from tests.builders import enrolled
from tests.meetings import sent_dossier
from tests.organisation.reviews.delegating import delegated

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Provision
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import AppraisalDossier, PrivateNote
    from tests.councils import Seated

FAULT = "Thiếu cơ quan chủ trì ở nhiệm vụ thứ nhất"
OPINION = "Bản nhận xét cho thấy dự thảo còn thiếu nguồn lực"


@dataclass(slots=True)
class Reviewed:
    """A council, the dossier its members were sent, and the moment."""

    seated: Seated
    dossier: AppraisalDossier
    administrator: Acting
    at: datetime

    @property
    def member(self) -> Acting:
        return self.seated.members[0]

    @property
    def other(self) -> Acting:
        return self.seated.members[1]

    def provision(self, path: str) -> Provision:
        row = self.dossier.version.provisions.select_related("provision").get(path=path)
        return row.provision

    def notes(self, text: str, path: str = "", *, by: Acting | None = None, **said: Any) -> PrivateNote:
        provision = self.provision(path) if path else None
        told: dict[str, Any] = {"by": by or self.member, "at": self.at, "provision": provision} | said
        return keep_note(dossier=self.dossier, text=text, **told)

    def saves(
        self,
        said: ReviewSaid | None = None,
        *,
        by: Acting | None = None,
        kind: ReviewKind = ReviewKind.FORM,
        **more: Any,
    ) -> Review:
        told: dict[str, Any] = {"by": by or self.member, "at": self.at} | more
        return save_review(dossier=self.dossier, kind=kind, said=said or self.filled(), **told)

    def filled(self, **said: Any) -> ReviewSaid:
        """A form that may be sent: one fault, everything else well."""
        marks = {code: MarkSaid(Verdict.AGREES) for code, _name in criteria_of(self.dossier)}
        marks["task"] = MarkSaid(Verdict.REVISE, FAULT)
        return ReviewSaid(**({"proposed": "conditional", "marks": marks} | said))

    def opinion(self) -> ReviewSaid:
        """An opinion that may be sent."""
        return ReviewSaid(OPINION, "Đề nghị hoàn thiện rồi trình", "conditional", {"content": MarkSaid("", FAULT)})

    def remarks(
        self,
        text: str,
        path: str = "",
        quote: str = "",
        *,
        by: Acting | None = None,
        kind: RevisionKind = RevisionKind.SUPPLEMENT,
        **more: Any,
    ) -> Remark:
        told: dict[str, Any] = {"by": by or self.member, "at": self.at} | more
        told["provision"] = self.provision(path) if path else None
        return add_remark(dossier=self.dossier, kind=kind, text=text, quote=Marked(quote) if quote else None, **told)

    def sends(self, review: Review | None = None, *, by: Acting | None = None, **more: Any) -> Review:
        who = by or self.member
        told: dict[str, Any] = {"by": who, "at": self.at} | more
        return send_review(review=review or self.saves(by=who), **told)

    def stand_in(self, principal: Acting | None = None, *, name: str = "thay-mat") -> Acting:
        """Whoever acts for a member by what was delegated to him."""
        absent = principal or self.member
        unit = self.seated.seat_of(absent).unit
        delegate = enrolled(name, "reader", unit=unit, by=self.administrator, at=self.at)
        delegated(absent, to=delegate, at=self.at)
        return acting_as(delegate.officer, at=self.at, principal=absent.officer)


def reviewed(seated: Seated, *, administrator: Acting, at: datetime) -> Reviewed:
    """Send the council its dossier."""
    return Reviewed(seated, sent_dossier(seated.council, by=seated.standing, at=at), administrator, at)
