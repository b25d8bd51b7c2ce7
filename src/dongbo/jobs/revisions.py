"""What follows a freeze or an answer: what a council ordered is held against the newest version."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.ledger.models import Event
from dongbo.planning.models import Council, RequiredRevision
from dongbo.planning.operations.revisions import check_revisions, fail_check
from dongbo.planning.queries.revisions import to_check, versions_after
from dongbo.planning.states import CouncilState


def plan_frozen(event: Event) -> None:
    """This will have every council at work on the document look at the version that was frozen."""
    waiting = RequiredRevision.objects.filter(
        council__document=UUID(event.subject_id), council__state=CouncilState.WORKING, withdrawn_at__isnull=True
    )
    for council in sorted({str(key) for key in waiting.values_list("council", flat=True)}):
        check_against.enqueue(council, event.payload["version"])


def check_requested(event: Event) -> None:
    """This will have one council's revisions held once more against the version an officer named."""
    check_against.enqueue(event.subject_id, event.payload["version"])


def revision_answered(event: Event) -> None:
    """This will have one revision looked at again, whose answer changed."""
    check_answered.enqueue(str(RequiredRevision.objects.get(pk=event.subject_id).council_id))


def revisions_answered(event: Event) -> None:
    """This will have the revisions of a council looked at again whose answers changed."""
    check_answered.enqueue(event.subject_id)


@task()
def check_against(council_id: str, ordinal: int) -> None:
    """This will hold the revisions of a council against a frozen version of its document, if any come before it."""
    council = Council.objects.select_related("document").get(pk=council_id)
    version = Version.objects.get(document=council.document_id, ordinal=ordinal, state=VersionState.FROZEN)
    if council.state == CouncilState.WORKING and to_check(council, version).exists():
        _check(council, version)


@task()
def check_answered(council_id: str) -> None:
    """This will hold those revisions of a council against its newest version whose answers came since it last was."""
    council = Council.objects.select_related("document").get(pk=council_id)
    version = versions_after(council).first()
    if council.state != CouncilState.WORKING or version is None:
        return
    if to_check(council, version, answered_only=True).exists():
        _check(council, version, answered_only=True)


def _check(council: Council, version: Version, *, answered_only: bool = False) -> None:
    try:
        check_revisions(council=council, version=version, at=timezone.now(), answered_only=answered_only)
    except Exception as failure:
        reason = _("Không đối chiếu được (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        told = reason % {"kind": type(failure).__name__}
        fail_check(council=council, version=version, failure=told, at=timezone.now())
        raise
