"""What members of the council of the north write on its dossier: a form that was sent, one being written, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dongbo.planning.operations.reviews import add_remark, keep_note, save_review, send_review
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid, criteria_of
from dongbo.planning.states import ReviewKind

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import AppraisalDossier

SENT_TEXT = "Cầu phao cần đường gom hai đầu"
DRAFT_TEXT = "Phương án phao nổi còn sơ sài"
NOTE_TEXT = "Hỏi riêng về sức chở của phao"


def northern_reviews(dossier: AppraisalDossier, *, secretary: Acting, member: Acting, at: datetime) -> None:
    """Send the secretary's form, and let the member write."""
    marks = {code: MarkSaid("agrees") for code, _name in criteria_of(dossier)}
    add_remark(dossier=dossier, kind="supplement", text=SENT_TEXT, by=secretary, at=at)
    said = ReviewSaid(SENT_TEXT, proposed="conditional", marks=marks)
    form = save_review(dossier=dossier, kind=ReviewKind.FORM, said=said, by=secretary, at=at)
    send_review(review=form, by=secretary, at=at)
    add_remark(dossier=dossier, kind="cut", text=DRAFT_TEXT, by=member, at=at)
    save_review(dossier=dossier, kind=ReviewKind.FORM, said=ReviewSaid(DRAFT_TEXT), by=member, at=at)
    keep_note(dossier=dossier, text=NOTE_TEXT, by=member, at=at)
