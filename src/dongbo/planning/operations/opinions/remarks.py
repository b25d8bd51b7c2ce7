"""Remarks inside a unit: raised by its officers, chosen or left out by whoever sends its answer."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultee, Opinion
from dongbo.planning.operations.opinions.gates import CONSULTEE, held, require_unanswered
from dongbo.planning.operations.opinions.placing import Marked, placed, said
from dongbo.planning.rules.consultation import require_speak
from dongbo.planning.states import OPINION_TRANSITIONS, OpinionKind, OpinionState


@transaction.atomic
def raise_remark(
    *,
    consultee: Consultee,
    kind: OpinionKind | str,
    text: str,
    by: Acting,
    at: datetime,
    proposed: str = "",
    provision: Provision | None = None,
    quote: Marked | None = None,
) -> Opinion:
    """This will raise a remark of an officer inside his unit, on words of a provision, a provision, or the whole.

    Until the unit answers, and no longer than the round takes anything in: being late does not matter. Raises
    NotAllowed; ValidationError with code `answered` or `round_closed`, and by field as `placed` and `said` do.
    """
    unit = held(consultee)
    authorship = require_speak(by, Permission.OPINION_RAISE, unit, at=at)
    require_unanswered(unit)
    version = unit.consultation.version
    remark = Opinion(consultation=unit.consultation, consultee=unit, version=version)
    _fill(remark, kind, text, proposed, provision, quote)
    remark.raised_at, remark.raised_by = at, by.officer
    remark.save(force_insert=True)
    _record("remark_raised", remark, by=authorship, at=at)
    return remark


def _fill(
    remark: Opinion, kind: str, text: str, proposed: str, provision: Provision | None, quote: Marked | None
) -> None:
    """Write place and words onto a remark; what is wrong with either is said at once."""
    wrong: dict[str, list[ValidationError]] = {}
    try:
        said(kind, text, proposed).onto(remark)
    except ValidationError as refusal:
        wrong |= refusal.error_dict
    try:
        placed(remark.version, provision, quote).onto(remark)
    except ValidationError as refusal:
        wrong |= refusal.error_dict
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def correct_remark(
    *, remark: Opinion, kind: OpinionKind | str, text: str, by: Acting, at: datetime, proposed: str = ""
) -> Opinion:
    """This will change what a remark says, by its author or by whoever sends the unit's answer; its place stays.

    Raises NotAllowed; ValidationError as raise_remark does.
    """
    kept = _held(remark)
    authorship = _require_author_or_head(kept, by=by, at=at)
    require_unanswered(kept.consultee)
    before = (kept.kind, kept.text, kept.proposed)
    said(kind, text, proposed).onto(kept)
    changed = [
        name for name, old in zip(("kind", "text", "proposed"), before, strict=True) if getattr(kept, name) != old
    ]
    if changed:
        kept.save(update_fields=changed)
        _record("remark_corrected", kept, by=authorship, at=at, changed=changed)
    return kept


@transaction.atomic
def withdraw_remark(*, remark: Opinion, by: Acting, at: datetime) -> None:
    """This will take a remark back that has not been sent: its author, or whoever sends the unit's answer.

    Nothing of its words stays; the ledger keeps that there was one, and where. Raises NotAllowed; ValidationError with
    code `answered` or `round_closed`.
    """
    kept = _held(remark)
    authorship = _require_author_or_head(kept, by=by, at=at)
    require_unanswered(kept.consultee)
    key = kept.pk
    kept.delete()
    kept.pk = key
    _record("remark_withdrawn", kept, by=authorship, at=at)


def choose_remark(*, remark: Opinion, by: Acting, at: datetime) -> Opinion:
    """This will take a remark that was left out into the unit's answer again.

    Raises NotAllowed; ValidationError with code `decided` where it is in already, `answered` or `round_closed`.
    """
    return _decide(remark, OpinionState.REMARK, by=by, at=at)


def leave_remark(*, remark: Opinion, by: Acting, at: datetime) -> Opinion:
    """This will leave a remark out of the unit's answer; it stays with the unit. Raises as choose_remark does."""
    return _decide(remark, OpinionState.LEFT, by=by, at=at)


@transaction.atomic
def _decide(remark: Opinion, state: OpinionState, *, by: Acting, at: datetime) -> Opinion:
    kept = _held(remark)
    authorship = require_speak(by, Permission.OPINION_SEND, kept.consultee, at=at)
    require_unanswered(kept.consultee)
    now = OpinionState(kept.state)
    if state not in OPINION_TRANSITIONS[now]:
        raise ValidationError(_("Ý kiến này đã ở trạng thái «%(state)s»."), code="decided", params={"state": now.label})
    kept.state = state
    kept.save(update_fields=["state"])
    _record("remark_left" if state == OpinionState.LEFT else "remark_chosen", kept, by=authorship, at=at)
    return kept


def _held(remark: Opinion) -> Opinion:
    """Return the remark as it is now, its unit held: whatever an answer takes with it changes under that lock alone."""
    unit = held(remark.consultee)
    kept = Opinion.objects.select_for_update(of=("self",)).filter(pk=remark.pk).first()
    if kept is None:
        raise ValidationError(_("Ý kiến này vừa được rút; không còn gì để sửa."), code="withdrawn")
    kept.consultee = unit
    return kept


def _require_author_or_head(remark: Opinion, *, by: Acting, at: datetime) -> Authorship:
    own = by.is_among(remark.raised_by_id)
    needed = Permission.OPINION_RAISE if own else Permission.OPINION_SEND
    return require_speak(by, needed, remark.consultee, at=at)


def _record(act: str, remark: Opinion, *, by: Authorship, at: datetime, **more: object) -> None:
    append_event(
        kind=f"planning.{act}",
        subject_kind=CONSULTEE,
        subject_id=remark.consultee_id,
        payload={"remark": str(remark.pk), "path": remark.path, "kind": str(remark.kind), **more},
        by=by,
        at=at,
    )
