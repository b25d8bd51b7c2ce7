"""What was put to the leader, decided by him."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import refuse
from dongbo.organisation.states import Permission
from dongbo.planning.models import OpinionGroup
from dongbo.planning.operations.answering.answers import about_answer, about_places, require_as_seen, said
from dongbo.planning.operations.answering.holding import held_group, hold, record
from dongbo.planning.states import Outcome


@transaction.atomic
def decide_group(
    *,
    group: OpinionGroup,
    outcome: Outcome,
    response: str,
    by: Acting,
    at: datetime,
    reason: str = "",
    changed_in: Iterable[Provision] | None = None,
    seen: str | None = None,
) -> OpinionGroup:
    """This will decide what was put to the leader, or decide anew; who answered it stays named beside him.

    `changed_in` leaves the places named before as they are where it is None. Raises NotAllowed; ValidationError as
    answer_group does, and with code `not_asked` where nobody asked.
    """
    held, authorship = hold(group.consultation, Permission.OPINION_DECIDE, by=by, at=at)
    decided = held_group(held, group)
    if decided.outcome != Outcome.TO_LEADER and decided.decided_at is None:
        raise ValidationError(_("Nhóm ý kiến này không được trình lãnh đạo quyết định."), code="not_asked")
    require_as_seen(decided, seen)
    places = None if changed_in is None else list(changed_in)
    refuse([*about_answer(outcome, response, reason), *about_places(held, places or [])])
    before = said(decided)
    decided.outcome, decided.response, decided.reason = outcome, response.strip(), reason.strip()
    decided.decided_at, decided.decided_by = at, by.officer
    decided.save()
    if places is not None:
        decided.changed_in.set(places)
    payload = {"group": decided.ordinal, "before": before, "after": said(decided)}
    record("group_decided", decided, payload, by=authorship, at=at)
    return decided
