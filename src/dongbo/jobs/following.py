"""What follows the freezing of a version: opinions find their places in it, and rounds are held against it."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.ledger.models import Event
from dongbo.planning.models import Consultation
from dongbo.planning.operations.closure import examine_round, fail_examination
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.states import ConsultationState


def opinions_of_frozen(event: Event) -> None:
    """This will have the opinions of earlier rounds followed into the version that was frozen, where there are any."""
    rounds = Consultation.objects.filter(
        document_id=UUID(event.subject_id), version__ordinal__lt=event.payload["version"]
    )
    if rounds.exists():
        follow_into.enqueue(event.subject_id, event.payload["version"])


def examination_requested(event: Event) -> None:
    """This will have one round held once more against the version an officer named."""
    examine_again.enqueue(event.subject_id, event.payload["version"])


@task()
def follow_into(document_id: str, ordinal: int) -> None:
    """This will follow every opinion into a frozen version, and hold the rounds that are not final against it."""
    version = Version.objects.get(document_id=UUID(document_id), ordinal=ordinal, state=VersionState.FROZEN)
    follow_opinions(version=version, at=timezone.now())
    rounds = Consultation.objects.filter(document_id=UUID(document_id), version__ordinal__lt=ordinal)
    for one in rounds.exclude(state__in=(ConsultationState.FINAL, ConsultationState.PREPARED)).order_by("ordinal"):
        _examine(one, version)


@task()
def examine_again(consultation_id: str, ordinal: int) -> None:
    """This will hold one round against a version of its document, unless it was made final in the meantime."""
    consultation = Consultation.objects.get(pk=consultation_id)
    version = Version.objects.get(document_id=consultation.document_id, ordinal=ordinal)
    if consultation.state != ConsultationState.FINAL:
        _examine(consultation, version)


def _examine(consultation: Consultation, version: Version) -> None:
    try:
        examine_round(consultation=consultation, version=version, at=timezone.now())
    except Exception as failure:
        reason = _("Không đối chiếu được (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        told = reason % {"kind": type(failure).__name__}
        fail_examination(consultation=consultation, version=version, failure=told, at=timezone.now())
        raise
