"""What waits for an officer as a member of councils."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import DossierReceipt, Meeting
from dongbo.planning.queries.appraisal_dossiers import dossiers_to_read
from dongbo.planning.queries.meetings import meetings_ahead
from dongbo.planning.queries.reviews import reviews_to_send
from dongbo.planning.states import ReviewKind
from dongbo.web.desk.kinds import Kind, Waiting, kind_of

if TYPE_CHECKING:
    from dongbo.planning.queries.reviews import OwedReview


def dossiers_waiting(by: Acting, at: datetime) -> Kind:
    """Return the dossiers that were sent to him and that he has not said he has."""

    def thing(receipt: DossierReceipt) -> Waiting:
        dossier = receipt.dossier
        what = _("Hồ sơ lần %(ordinal)d: %(plan)s")
        told = what % {"ordinal": dossier.ordinal, "plan": dossier.council.document.name}
        return Waiting(told, dossier.council.name, reverse("appraisal-dossier", args=[dossier.pk]))

    rows = dossiers_to_read(by, at=at)
    return kind_of("council_dossiers", _("Hồ sơ thẩm định chờ đọc"), reverse("councils"), rows, thing)


def meetings_waiting(by: Acting, at: datetime) -> Kind:
    """Return the meetings he is called to, and those he has to call, by their hour."""

    def thing(meeting: Meeting) -> Waiting:
        what = _("Phiên %(number)d: %(plan)s")
        told = what % {"number": meeting.ordinal, "plan": meeting.council.document.name}
        where = f"{meeting.get_state_display()}, {meeting.place}"
        return Waiting(told, where, reverse("meeting", args=[meeting.pk]), meeting.starts_at)

    return kind_of("meetings", _("Phiên họp"), reverse("meetings"), meetings_ahead(by, at=at), thing)


def reviews_waiting(by: Acting, at: datetime) -> Kind:
    """Return the dossiers on which he owes his form, or his opinion as a reviewer, by the meeting on them."""

    def thing(owed: "OwedReview") -> Waiting:
        kind = ReviewKind.OPINION if owed.has_form else ReviewKind.FORM
        told = f"{kind.label}: {owed.dossier.council.document.name}"
        address = reverse("review-write", args=[owed.dossier_id, kind])
        return Waiting(told, owed.dossier.council.name, address, owed.meets_at)

    return kind_of(
        "council_reviews", _("Phiếu thẩm định chờ gửi"), reverse("councils"), reviews_to_send(by, at=at), thing
    )
