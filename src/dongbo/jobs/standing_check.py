"""What a directive that was registered or amended does to the plans in force, found in the background."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.documents.models import Document, Version
from dongbo.documents.states import Standing, VersionState
from dongbo.ledger.models import Event
from dongbo.planning.operations.standing import check_standing, fail_check


def directive_frozen(event: Event) -> None:
    """This will have a version of a directive that was frozen held against trace links and plans in force."""
    if Document.objects.filter(pk=UUID(event.subject_id), standing=Standing.DIRECTIVE).exists():
        check_version.enqueue(event.subject_id, event.payload["version"])


def document_corrected(event: Event) -> None:
    """This will do the same for a paper that the register only now calls a directive."""
    if event.payload["changes"].get("standing", ["", ""])[1] != Standing.DIRECTIVE:
        return
    frozen = Version.objects.filter(document_id=UUID(event.subject_id), state=VersionState.FROZEN)
    if (newest := frozen.order_by("-ordinal").first()) is not None:
        check_version.enqueue(event.subject_id, newest.ordinal)


@task()
def check_version(document_id: str, ordinal: int) -> None:
    """This will check what a version of a directive touches. A failure is recorded with its reason, then raised."""
    version = Version.objects.get(document_id=UUID(document_id), ordinal=ordinal)
    try:
        check_standing(version=version, at=timezone.now())
    except Exception as failure:
        reason = _("Không rà soát được liên kết theo văn bản chỉ đạo (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        fail_check(version=version, failure=reason % {"kind": type(failure).__name__}, at=timezone.now())
        raise
