"""Reads: appraisal dossiers, who may open them, and which wait to be read."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dongbo.documents.models import Document, Version
from dongbo.documents.rules import readable
from dongbo.documents.states import VersionState
from dongbo.engines.dossier_bundle import Absence
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access
from dongbo.planning.models import (
    Appraisal,
    AppraisalDossier,
    Consultation,
    Council,
    CouncilSeat,
    DossierPart,
    DossierReceipt,
)
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.rules.councils import following, seats_of
from dongbo.planning.states import (
    ABANDONED_AFTER,
    AppraisalDossierState,
    AppraisalState,
    ConsultationState,
    CouncilState,
    SeatRole,
)


def readable_dossiers(by: Acting, *, at: datetime) -> QuerySet[AppraisalDossier]:
    """Return the dossiers `by` may open, the newest of a council first.

    Whoever follows a council, and its secretary, sees every dossier of it. Any other member sees those that were sent
    to the seat on which he sits, and nothing of them before.
    """
    found = AppraisalDossier.objects.filter(following(by, at=at, council="council__") | _as_member(by, at=at))
    shown = found.select_related("council__document__unit", "version", "previous", "consultation", "appraisal")
    return shown.select_related("book", "bundle", "requested_by", "sent_by").order_by("council", "-ordinal")


def dossiers_of(council: Council, by: Acting, *, at: datetime) -> QuerySet[AppraisalDossier]:
    """Return the dossiers of one council that `by` may open, newest first."""
    return readable_dossiers(by, at=at).filter(council=council)


def readable_parts(by: Acting, *, at: datetime) -> QuerySet[DossierPart]:
    """Return the parts of the dossiers `by` may open, without the data they are written from."""
    found = DossierPart.objects.filter(dossier__in=readable_dossiers(by, at=at).order_by().values("pk"))
    return found.defer("data").select_related("file", "dossier__council__document__unit").order_by("dossier", "rank")


def parts_of_dossier(dossier: AppraisalDossier) -> QuerySet[DossierPart]:
    """Return the parts of a dossier in their order, without the data they are written from."""
    return DossierPart.objects.filter(dossier=dossier).defer("data").select_related("file").order_by("rank")


def left_out(dossier: AppraisalDossier) -> dict[str, Absence]:
    """Return which files of a frozen dossier are not in its one PDF, and why, as its manifest says."""
    book = (dossier.manifest.get("manifest") or {}).get("book") or {}
    return {one["file_name"]: Absence(one["why"]) for one in book.get("elsewhere", ())}


def receipts_of(dossier: AppraisalDossier) -> QuerySet[DossierReceipt]:
    """Return to whom a dossier went, by rank, with who opened and who acknowledged it."""
    found = DossierReceipt.objects.filter(dossier=dossier)
    return found.select_related("seat__officer", "seat__unit", "acknowledged_by").order_by("seat__rank", "seat")


def receipt_of(dossier: AppraisalDossier, by: Acting, *, at: datetime) -> DossierReceipt | None:
    """Return the receipt of the seat on which `by` sits, his own before that of whom he acts for; None without."""
    seats = CouncilSeat.objects.filter(seats_of(by, at=at), council=dossier.council_id)
    found = list(receipts_of(dossier).filter(seat__in=seats))
    return min(found, key=lambda one: one.seat.officer_id != by.officer.pk, default=None)


def not_sent_to(dossier: AppraisalDossier) -> QuerySet[CouncilSeat]:
    """Return the open seats to which a dossier did not go, such as those given after it was sent."""
    sent = DossierReceipt.objects.filter(dossier=dossier).values("seat")
    found = CouncilSeat.objects.filter(council=dossier.council_id, ended_at__isnull=True).exclude(pk__in=sent)
    return found.select_related("officer", "unit").order_by("rank", "pk")


def dossiers_to_read(by: Acting, *, at: datetime) -> QuerySet[DossierReceipt]:
    """Return the receipts of councils at work that wait for `by` to say that he has the dossier, oldest first."""
    mine = CouncilSeat.objects.filter(seats_of(by, at=at))
    later = AppraisalDossier.objects.filter(
        council=OuterRef("dossier__council"),
        ordinal__gt=OuterRef("dossier__ordinal"),
        state=AppraisalDossierState.SENT,
    )
    found = DossierReceipt.objects.filter(seat__in=mine, acknowledged_at__isnull=True).exclude(Exists(later))
    working = found.filter(dossier__council__state=CouncilState.WORKING)
    return working.select_related("dossier__council__document").order_by("sent_at", "pk")


def abandoned_dossiers(*, at: datetime) -> QuerySet[AppraisalDossier]:
    """Return the dossiers whose making gave no sign of life for so long that its process must have died."""
    return AppraisalDossier.objects.filter(state=AppraisalDossierState.RUNNING, alive_at__lt=at - ABANDONED_AFTER)


def versions_to_judge(council: Council) -> QuerySet[Version]:
    """Return the frozen versions of the council's plan, newest first."""
    return Version.objects.filter(document=council.document_id, state=VersionState.FROZEN).order_by("-ordinal")


def rounds_to_show(council: Council) -> QuerySet[Consultation]:
    """Return the rounds of consultation of the council's plan that have ended, newest first."""
    ended = (ConsultationState.CLOSED, ConsultationState.FINAL)
    found = Consultation.objects.filter(document=council.document_id, state__in=ended)
    return found.select_related("version").order_by("-sent_at", "-pk")


def appraisals_to_show(council: Council, by: Acting, *, at: datetime) -> QuerySet[Appraisal]:
    """Return the appraisals of the council's plan that are ready and that `by` may read, without their results."""
    found = readable_appraisals(by, at=at).filter(plan__document=council.document_id, state=AppraisalState.READY)
    return found.defer("result")


def restricted_documents(dossier: AppraisalDossier) -> QuerySet[Document]:
    """Return the restricted documents a dossier quotes: the plan, and the directives its appraisal was held against."""
    about = Q(pk=dossier.council.document_id)
    if dossier.appraisal_id is not None:
        about |= Q(versions__appraised_against=dossier.appraisal_id)
    return Document.objects.filter(about, access=Access.RESTRICTED).distinct().order_by("pk")


def hidden_directives(appraisal: Appraisal, by: Acting, *, at: datetime) -> QuerySet[Version]:
    """Return the directives an appraisal was held against that `by` may not read."""
    return Version.objects.filter(appraised_against=appraisal).exclude(readable(by, at=at, document="document__"))


def _as_member(by: Acting, *, at: datetime) -> Q:
    seats = CouncilSeat.objects.filter(seats_of(by, at=at))
    receipts = DossierReceipt.objects.filter(seat__in=seats)
    sent = Q(state=AppraisalDossierState.SENT, pk__in=receipts.values("dossier"))
    return sent | Q(council__in=_own_secretary(seats, by).values("council"))


def _own_secretary(seats: QuerySet[CouncilSeat], by: Acting) -> QuerySet[CouncilSeat]:
    return seats.filter(role=SeatRole.SECRETARY) if by.principal is None else seats.none()
