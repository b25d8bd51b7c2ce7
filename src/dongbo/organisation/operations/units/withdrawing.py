"""Withdrawing an act that was recorded ahead, while its day has not come: afterwards it is as if it had never been."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Grant, Post, Succession, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.chains import alarm_changes, recompute_chains
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.operations.units.carrying_out import require_above
from dongbo.organisation.operations.units.following import settle_tree
from dongbo.organisation.operations.units.way_back import is_as_left, put_back, units_changed
from dongbo.organisation.queries.units.hindrances import Hindrances, described, written
from dongbo.organisation.queries.units.outlook import Outlook
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import AlarmCause

LONGEST_REASON = 500
OWN_ROWS = {UnitName, UnitPlace, Succession}


def may_be_withdrawn(act: UnitAct, *, today: date) -> bool:
    """Return whether `act` waits for its day and keeps the way back; who may withdraw it is another question."""
    return act.withdrawn_at is None and act.effective_on > today and act.way_back is not None


@transaction.atomic
def withdraw_act(*, act: UnitAct, reason: str, by: Acting, at: datetime) -> UnitAct:
    """This will put every row of history back to what it was before `act`, whose day has not come; the act stays as one
    that was withdrawn.

    Units it founded vanish, units it would have ended go on, posts it would have moved stay, with what was granted for
    them. Raises NotAllowed; ValidationError where the day has come, where it is withdrawn already, where no reason is
    given, or where what was recorded since builds on it.
    """
    advance_epoch()
    act = UnitAct.objects.select_for_update(no_key=True).get(pk=act.pk)
    way = _way_back(act, today=timezone.localdate(at))
    changed = list(Unit.objects.filter(pk__in=units_changed(way)).select_related("parent").order_by("first"))
    authorship = _require_authority(way, changed, by=by, at=at)
    _require_reason(reason)
    _refuse_what_builds_on(act, way, changed)
    Succession.objects.filter(act=act).delete()
    put_back(way)
    # Where a unit stands is told by its places, just put back; the column follows them when the tree is settled.
    Unit.objects.filter(pk__in=[unit.pk for unit in changed], parent__in=way["founded"]).update(parent=None)
    Unit.objects.filter(pk__in=way["founded"]).delete()
    _require_sound(act, changed)
    settle_tree(made_by=by, at=at)
    _give_back_rights(way, by=by, at=at)
    act.way_back = None
    act.withdrawn_at, act.withdrawn_by, act.withdrawal_reason = at, by.officer, reason.strip()
    act.save(update_fields=["way_back", "withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    append_event(
        kind="organisation.unit_act_withdrawn",
        subject_kind="unit",
        subject_id=_subject(changed, way),
        payload={
            "act": act.pk,
            "kind": act.kind,
            "effective_on": act.effective_on.isoformat(),
            "decision": act.decision_number,
            "reason": act.withdrawal_reason,
            "units": [unit.pk for unit in changed],
            "vanished": way["founded"],
        },
        by=authorship,
        at=at,
    )
    return act


def _subject(changed: Sequence[Unit], way: Mapping[str, Any]) -> int:
    """Return the key of the unit the event is about: the first the act changed, or the one it founded another under."""
    return changed[0].pk if changed else _parents(way)[0]


def _way_back(act: UnitAct, *, today: date) -> Mapping[str, Any]:
    if act.withdrawn_at is not None:
        raise ValidationError(_("Quyết định này đã được rút trước đó."), code="withdrawn")
    if act.effective_on <= today:
        raise ValidationError(
            _("Quyết định đã có hiệu lực từ ngày %(day)s nên không rút được; hãy ghi một quyết định mới để sửa.")
            % {"day": written(act.effective_on)},
            code="day-has-come",
        )
    way: Mapping[str, Any] | None = act.way_back
    if way is None:
        raise ValidationError(
            _("Quyết định này vào từ tệp Excel nên không rút được; hãy ghi một quyết định mới cùng ngày để sửa."),
            code="no-way-back",
        )
    return way


def _parents(way: Mapping[str, Any]) -> list[int]:
    """Return the keys of the units, there before the act, under which it put others."""
    parents = {row["parent_id"] for row in way["places"]["new"].values()}
    return sorted(parents - {None} - set(way["founded"]))


def _require_authority(way: Mapping[str, Any], changed: Sequence[Unit], *, by: Acting, at: datetime) -> Authorship:
    """Return what the ledger shall say; whoever withdraws needs what the act needed. Raises NotAllowed."""
    parents = list(Unit.objects.filter(pk__in=_parents(way)))
    return require_above(changed, at_units=parents, by=by, at=at)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Hãy nêu lý do rút quyết định.")})
    if len(reason.strip()) > LONGEST_REASON:
        raise ValidationError({"reason": _("Lý do dài quá %(most)d ký tự; hãy rút ngắn.") % {"most": LONGEST_REASON}})


def _refuse_what_builds_on(act: UnitAct, way: Mapping[str, Any], changed: Sequence[Unit]) -> None:
    """Refuse where acts recorded since speak of the same units, or anything was put into what would vanish."""
    touched = [*(unit.pk for unit in changed), *way["founded"]]
    since = UnitAct.objects.filter(pk__gt=act.pk, withdrawn_at__isnull=True).filter(
        Q(names__unit__in=touched)
        | Q(places__unit__in=touched)
        | Q(places__parent__in=way["founded"])
        | Q(successions__predecessor__in=touched)
        | Q(successions__successor__in=way["founded"])
    )
    said = [
        _("Quyết định ghi sau dựa trên quyết định này: %(act)s; hãy rút quyết định đó trước.")
        % {"act": described(later)}
        for later in since.distinct().order_by("pk")
    ]
    said += [
        _("Đã có %(records)s gắn với đơn vị hoặc vị trí sẽ không còn; hãy gỡ trước khi rút.") % {"records": records}
        for records in _records_of(way, changed)
    ]
    if not said and not is_as_left(way):
        said.append(_("Dữ liệu mà quyết định này đã ghi đã thay đổi từ đó; hãy ghi một quyết định mới để sửa."))
    if said:
        raise ValidationError(said, code="built-upon")


def _records_of(way: Mapping[str, Any], changed: Sequence[Unit]) -> list[str]:
    """Return the kinds of records, in any room, that name a unit or a post the withdrawal would delete.

    Units that the act itself put beneath those it founded go back to where they stood.
    """
    posts = [int(key) for key in way["posts"]["new"]]
    found = []
    for model, keys in ((Unit, way["founded"]), (Post, posts)):
        for relation in model._meta.related_objects:
            other = relation.related_model
            if not keys or isinstance(other, str) or other in OWN_ROWS:
                continue
            named = other._default_manager.filter(**{f"{relation.field.name}__in": keys})
            if other is Post:
                named = named.exclude(pk__in=posts)
            elif other is Unit:
                named = named.exclude(pk__in=[*keys, *(unit.pk for unit in changed)])
            if named.exists():
                found.append(str(other._meta.verbose_name))
    return sorted(set(found))


def _require_sound(act: UnitAct, changed: Sequence[Unit]) -> None:
    """Refuse where the tree without the act would contradict what was recorded since: a unit above that is no more, a
    unit beneath itself, a code borne twice."""
    outlook = Outlook(act.effective_on)
    found = Hindrances(outlook)
    stays = {unit.pk: stay for unit in changed if (stay := outlook.stay(unit.pk)) is not None}
    above = Unit.objects.in_bulk({stay.parent for stay in stays.values() if stay.parent is not None})
    for stay in stays.values():
        if stay.parent is not None:
            found.about_parent(above[stay.parent], until=stay.ends)
    found.about_cycle({key: stay.parent for key, stay in stays.items()}, [])
    _say_codes_twice(found, stays)
    if found.said:
        raise ValidationError(
            [_("Rút quyết định này sẽ trái với những gì ghi sau đó."), *found.said], code="built-upon"
        )


def _say_codes_twice(found: Hindrances, units: Collection[int]) -> None:
    names = UnitName.objects.filter(unit__in=units).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=found.day))
    for name in names:
        found.about_free_code(name.code, until=name.valid_to, besides=(name.unit_id,))


def _give_back_rights(way: Mapping[str, Any], *, by: Acting, at: datetime) -> None:
    """Compute anew what was granted for posts that stay after all."""
    posts = [int(key) for key in way["posts"]["changed"]] + [row["id"] for row in way["posts"]["gone"]]
    tied = list(Grant.objects.filter(post__in=posts).values_list("pk", flat=True))
    if tied:
        alarm_changes(
            recompute_chains(tied, at=at), cause=AlarmCause.GIVEN, made_by=by.officer, made_for=by.principal, at=at
        )
