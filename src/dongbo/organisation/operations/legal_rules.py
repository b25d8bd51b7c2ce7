"""Rules of law as dated rows: how rights are passed on, and which duties are kept apart."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import DelegationRule, SeparationOfDuties
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.legal_rules import dates_refusals, require_definer
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.organisation.states import Capacity, DelegatePlace, Permission, PostKind

Rules = QuerySet[DelegationRule] | QuerySet[SeparationOfDuties]


@transaction.atomic
def set_delegation_rule(
    *,
    capacity: Capacity,
    valid_from: date,
    needs_decision: bool,
    needs_end: bool,
    legal_basis: str,
    by: Acting,
    at: datetime,
    valid_to: date | None = None,
    passed_on_as: Capacity | str = "",
    from_kind: PostKind | str = "",
    to_kind: PostKind | str = "",
    to_place: DelegatePlace | str = "",
) -> DelegationRule:
    """This will set what law lets be passed on in `capacity` from a day on; the rule that held without an end until
    then ends that day. Delegations made before stay as they were judged.

    Raises NotAllowed; ValidationError, by argument, for days reversed or shared with another rule of the capacity, a
    rule taken over from before today, one's own capacity, or a missing legal basis.
    """
    advance_epoch()
    authorship = require_definer(by, at=at)
    known = DelegationRule.objects.filter(capacity=capacity)
    found: Refusals = [*dates_refusals(valid_from, valid_to, known, at=at), *_about_basis(legal_basis)]
    if Capacity.OWN in (capacity, passed_on_as):
        found.append(("capacity", _("Quyền của mình không phải là một tư cách ủy quyền.")))
    refuse(found)
    _end_before(known, valid_from)
    rule = DelegationRule.objects.create(
        capacity=capacity,
        valid_from=valid_from,
        valid_to=valid_to,
        needs_decision=needs_decision,
        needs_end=needs_end,
        passed_on_as=passed_on_as,
        from_kind=from_kind,
        to_kind=to_kind,
        to_place=to_place,
        legal_basis=legal_basis.strip(),
    )
    _tell("organisation.delegation_rule_set", rule, {"capacity": capacity}, authorship, at)
    return rule


@transaction.atomic
def set_separation(
    *,
    first: Permission,
    second: Permission,
    valid_from: date,
    legal_basis: str,
    by: Acting,
    at: datetime,
    valid_to: date | None = None,
) -> SeparationOfDuties:
    """This will keep `first` and `second` apart from a day on: nobody does both on one record, whichever comes first;
    the rule for the two that held without an end until then ends that day.

    Raises NotAllowed; ValidationError, by argument, for one and the same duty, days reversed or shared with another
    rule for the two, a rule taken over from before today, or a missing legal basis.
    """
    advance_epoch()
    authorship = require_definer(by, at=at)
    known = SeparationOfDuties.objects.filter(Q(first=first, second=second) | Q(first=second, second=first))
    found: Refusals = [*dates_refusals(valid_from, valid_to, known, at=at), *_about_basis(legal_basis)]
    if first == second:
        found.append(("second", _("Hai việc phải khác nhau: một việc không tách khỏi chính nó.")))
    refuse(found)
    _end_before(known, valid_from)
    rule = SeparationOfDuties.objects.create(
        first=first, second=second, valid_from=valid_from, valid_to=valid_to, legal_basis=legal_basis.strip()
    )
    duties = {"first": Permission(first).code, "second": Permission(second).code}
    _tell("organisation.separation_set", rule, duties, authorship, at)
    return rule


@transaction.atomic
def end_legal_rule(
    *, rule: DelegationRule | SeparationOfDuties, on: date, by: Acting, at: datetime
) -> DelegationRule | SeparationOfDuties:
    """This will end a rule of law on the day `on`, today at the earliest: it holds no longer that day.

    Raises NotAllowed; ValidationError where it ends already, or `on` is past or not after its first day.
    """
    advance_epoch()
    authorship = require_definer(by, at=at)
    rule.refresh_from_db()
    if rule.valid_to is not None:
        raise ValidationError(_("Quy tắc này đã định ngày hết hiệu lực: %(day)s.") % {"day": day_text(rule.valid_to)})
    if on < timezone.localdate(at) or on <= rule.valid_from:
        raise ValidationError({"on": _("Ngày hết hiệu lực phải từ hôm nay trở đi và sau ngày bắt đầu của quy tắc.")})
    rule.valid_to = on
    rule.save(update_fields=["valid_to"])
    _tell("organisation.legal_rule_ended", rule, {}, authorship, at)
    return rule


def _end_before(known: Rules, day: date) -> None:
    known.filter(valid_to__isnull=True, valid_from__lt=day).update(valid_to=day)


def _about_basis(legal_basis: str) -> Refusals:
    return [] if legal_basis.strip() else [("legal_basis", _("Thiếu căn cứ: hãy ghi văn bản và điều khoản."))]


def _tell(
    kind: str,
    rule: DelegationRule | SeparationOfDuties,
    content: Mapping[str, object],
    authorship: Authorship,
    at: datetime,
) -> None:
    append_event(
        kind=kind,
        subject_kind="delegation_rule" if isinstance(rule, DelegationRule) else "separation",
        subject_id=rule.pk,
        payload={
            **content,
            "valid_from": rule.valid_from.isoformat(),
            "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
            "legal_basis": rule.legal_basis,
        },
        by=authorship,
        at=at,
    )
