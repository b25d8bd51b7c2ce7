"""Duties kept apart: who did the one on a record does not do the other on it, himself or through anyone."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.models import Event
from dongbo.organisation.models import SeparationOfDuties
from dongbo.organisation.rules.acting import Acting
from dongbo.organisation.rules.authority import NotAllowed
from dongbo.organisation.rules.wording import moment_text
from dongbo.organisation.states import Permission

PERMISSIONS = {permission.code: permission for permission in Permission}


def separations_on(at: datetime) -> QuerySet[SeparationOfDuties]:
    """Return the rules that keep duties apart on the day of `at`."""
    day = timezone.localdate(at)
    return SeparationOfDuties.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def separations_of(permission: Permission, *, at: datetime) -> QuerySet[SeparationOfDuties]:
    """Return the rules that keep `permission` apart from another on the day of `at`, whichever of the two it is."""
    return separations_on(at).filter(Q(first=permission) | Q(second=permission))


def require_separate(
    by: Acting, permission: Permission, *, subject_kind: str, subject_id: object, at: datetime
) -> None:
    """This will refuse `permission` on the subject to who has done there what a rule of the day keeps apart from it.

    The officer and whom he acts for both count, now and then: what either did himself, or another did on his behalf.
    Raises NotAllowed, naming the earlier act and the rule.
    """
    bases = {
        Permission(rule.second if rule.first == permission else rule.first).code: rule.legal_basis
        for rule in separations_of(permission, at=at)
    }
    if not bases:
        return
    persons = [str(key) for key in by.persons]
    done = Event.objects.filter(
        Q(actor__in=persons) | Q(on_behalf_of__in=persons),
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        permission__in=bases,
    ).first()
    if done is not None:
        raise NotAllowed(_refusal(by, permission, done, bases[done.permission]))


def _refusal(by: Acting, permission: Permission, done: Event, basis: str) -> str:
    concerned = [officer for officer in (by.officer, by.principal) if officer is not None]
    doer = next(officer for officer in concerned if str(officer.pk) in (done.actor, done.on_behalf_of))
    return _(
        "%(officer)s đã làm việc «%(earlier)s» lúc %(moment)s (sự kiện số %(number)d), nên không được làm tiếp việc "
        "«%(permission)s» trên cùng hồ sơ. Hãy đề nghị người khác. Căn cứ: %(basis)s."
    ) % {
        "officer": doer.full_name,
        "earlier": PERMISSIONS[done.permission].label,
        "moment": moment_text(done.at),
        "number": done.sequence,
        "permission": permission.label,
        "basis": basis,
    }
