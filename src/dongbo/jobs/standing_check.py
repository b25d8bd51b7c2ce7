"""What directives that were registered or amended do to plans in force and to plans just issued, in the background."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.documents.models import Document, Version
from dongbo.documents.states import Standing, VersionState
from dongbo.ledger.models import Event
from dongbo.planning.models import Issuance
from dongbo.planning.operations.standing import (
    await_check,
    check_issued,
    check_standing,
    fail_check,
    fail_issued_check,
    take_up,
)
from dongbo.planning.queries.standing_checks import checks_due, checks_given_up, is_done, is_issued_done


def directive_frozen(event: Event) -> None:
    """This will have a version of a directive that was frozen held against trace links and plans in force."""
    if Document.objects.filter(pk=UUID(event.subject_id), standing=Standing.DIRECTIVE).exists():
        _ask_for(Version.objects.get(document=UUID(event.subject_id), ordinal=event.payload["version"]), at=event.at)


def document_corrected(event: Event) -> None:
    """This will do the same for a paper that the register only now calls a directive."""
    if event.payload["changes"].get("standing", ["", ""])[1] != Standing.DIRECTIVE:
        return
    frozen = Version.objects.filter(document_id=UUID(event.subject_id), state=VersionState.FROZEN)
    if (newest := frozen.order_by("-ordinal").first()) is not None:
        _ask_for(newest, at=event.at)


def plan_issued(event: Event) -> None:
    """This will have a plan that was issued held against what became of its directives meanwhile."""
    await_check(subject=Issuance.objects.get(pk=UUID(event.subject_id)), at=event.at)
    check_issued_plan.enqueue(event.subject_id)


def resume_checks(*, at: datetime, given_up: bool = False) -> int:
    """This will put back into the queue every check that failed and is to be tried again, or whose process died; with
    `given_up` those as well that are tried no more by themselves. Returns how many there were."""
    waiting = [*checks_due(at=at), *(checks_given_up() if given_up else ())]
    taken = [check for check in waiting if take_up(check=check, at=at)]
    for check in taken:
        if check.version is not None:
            check_version.enqueue(str(check.version.document_id), check.version.ordinal)
        else:
            check_issued_plan.enqueue(str(check.issuance_id))
    return len(taken)


def _ask_for(version: Version, *, at: datetime) -> None:
    await_check(subject=version, at=at)
    check_version.enqueue(str(version.document_id), version.ordinal)


@task()
def check_version(document_id: str, ordinal: int) -> None:
    """This will check what a version of a directive touches. A failure is recorded with its reason, then raised; the
    clock has it tried again. What another process did meanwhile is not done twice."""
    version = Version.objects.get(document_id=UUID(document_id), ordinal=ordinal)
    if is_done(version):
        return
    try:
        check_standing(version=version, at=timezone.now())
    except Exception as failure:
        reason = _("Không rà soát được liên kết theo văn bản chỉ đạo (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        fail_check(version=version, failure=reason % {"kind": type(failure).__name__}, at=timezone.now())
        raise


@task()
def check_issued_plan(issuance_id: str) -> None:
    """This will tell the owner of a plan that was issued what became of its directives. Failing, as check_version."""
    issuance = Issuance.objects.defer("leaves").get(pk=UUID(issuance_id))
    if is_issued_done(issuance.pk):
        return
    try:
        check_issued(issuance=issuance, at=timezone.now())
    except Exception as failure:
        reason = _("Không rà soát được kế hoạch mới ban hành (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        fail_issued_check(issuance=issuance, failure=reason % {"kind": type(failure).__name__}, at=timezone.now())
        raise
