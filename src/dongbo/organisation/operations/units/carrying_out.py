"""Carrying out a plan: the act, the rows of history, posts, and today's tree where the day has come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Succession, Unit, UnitAct, UnitName, UnitPlace
from dongbo.organisation.operations.units.following import settle_tree
from dongbo.organisation.operations.units.placing import place_new_unit
from dongbo.organisation.operations.units.posts import move_posts_of, refuse_held_posts
from dongbo.organisation.operations.units.way_back import Before
from dongbo.organisation.queries.units.hindrances import written
from dongbo.organisation.queries.units.plans import Destination, NewUnit, Plan, PostAfter
from dongbo.organisation.rules import Acting, authority_of, require
from dongbo.organisation.states import Access, Decision, Permission

NO_POSTS: Mapping[int, PostAfter] = {}


def require_above(units: Sequence[Unit], *, at_units: Sequence[Unit], by: Acting, at: datetime) -> Authorship:
    """Return what the ledger shall say; `by` must hold the permission to reorganise above each of `units` and at each
    of `at_units`: a unit is not ended, moved or renamed by itself. Raises NotAllowed."""
    asked = [unit.parent if unit.parent is not None else unit for unit in units] + list(at_units)
    scope = authority_of(by, at=at).scope(Permission.UNIT_REORGANISE.bit)
    refused = next((unit for unit in asked if not scope.covers(unit.first, Access.UNIT)), None)
    return require(by, Permission.UNIT_REORGANISE, unit=refused or asked[0], at=at)


def carry_out(
    plan: Plan,
    *,
    subject: Unit | None,
    decision: Decision,
    by: Acting,
    authorship: Authorship,
    at: datetime,
    note: str = "",
    move_posts: bool = False,
    posts: Mapping[int, PostAfter] = NO_POSTS,
) -> UnitAct:
    """This will write what `plan` says, inside the operation's transaction, and append the event.

    Acts of a day ahead write their history now; today's tree follows on the day. Raises ValidationError with every
    hindrance, or with how many officers hold posts in what ends.
    """
    _require_possible(plan, decision, today=timezone.localdate(at))
    if not move_posts:
        refuse_held_posts(plan.ended, day=plan.day)
    before = Before(plan, posts) if plan.day > timezone.localdate(at) else None
    act = UnitAct.objects.create(
        kind=plan.kind,
        effective_on=plan.day,
        decision_number=decision.number.strip(),
        decision_on=decision.on,
        decision_issuer=decision.issuer.strip(),
        note=note.strip(),
        recorded_at=at,
        recorded_by=by.officer,
    )
    units = _Founded(plan, act)
    _rename(plan, act)
    _end(plan)
    _move(plan, act, units)
    Succession.objects.bulk_create(
        Succession(act=act, predecessor=one.predecessor, successor=units.at(one.successor), is_heir=one.is_heir)
        for one in plan.inheritances
    )
    moved = (
        move_posts_of(
            {one.predecessor.pk: units.at(one.successor) for one in plan.inheritances if one.is_heir},
            day=plan.day,
            wanted={key: (after, units.at(after.to) if after.to is not None else None) for key, after in posts.items()},
            decision=decision,
            made_by=by,
            at=at,
        )
        if move_posts
        else 0
    )
    if before is not None:
        act.way_back = before.way_back(units.founded.values())
        act.save(update_fields=["way_back"])
    settle_tree(made_by=by, at=at)
    about = subject or next(iter(units.founded.values()), None)
    append_event(
        kind=f"organisation.unit_{_PAST[plan.kind]}",
        subject_kind="unit",
        subject_id=about.pk if about is not None else plan.ended[0].pk,
        payload=_described(plan, act, units) | {"posts_moved": moved},
        by=authorship,
        at=at,
    )
    return act


_PAST = {
    "found": "founded",
    "rename": "renamed",
    "move": "moved",
    "merge": "merged",
    "split": "split",
    "dissolve": "dissolved",
}


class _Founded:
    """The units a plan founds, written; and any destination as the unit it is."""

    def __init__(self, plan: Plan, act: UnitAct) -> None:
        self.founded: dict[int, Unit] = {}
        for new in plan.founded:
            self.founded[id(new)] = place_new_unit(
                code=new.code,
                legacy_code=new.legacy_code,
                name=new.name,
                short_name=new.short_name,
                level=new.level,
                parent=new.parent,
                founded_on=plan.day,
                act=act,
                is_living=False,
            )

    def at(self, destination: Destination) -> Unit:
        """Return the unit `destination` is."""
        return self.founded[id(destination)] if isinstance(destination, NewUnit) else destination


def _require_possible(plan: Plan, decision: Decision, *, today: date) -> None:
    said = list(plan.hindrances)
    if decision.on is not None and decision.on > plan.day:
        said.append(
            _("Văn bản ký ngày %(signed)s, sau ngày có hiệu lực %(day)s; hãy kiểm tra lại hai ngày này.")
            % {"signed": written(decision.on), "day": written(plan.day)}
        )
    if decision.on is not None and decision.on > today:
        said.append(_("Ngày văn bản %(signed)s chưa tới; hãy kiểm tra lại.") % {"signed": written(decision.on)})
    if said:
        raise ValidationError(said)


def _rename(plan: Plan, act: UnitAct) -> None:
    for unit, naming in plan.renamed:
        before = UnitName.objects.filter(unit=unit, valid_from__lte=plan.day).order_by("-valid_from")[0]
        until = before.valid_to
        if before.valid_from == plan.day:
            before.delete()
        else:
            before.valid_to = plan.day
            before.save(update_fields=["valid_to"])
        UnitName.objects.create(
            unit=unit,
            code=naming.code,
            name=naming.name,
            short_name=naming.short_name,
            level=naming.level,
            valid_from=plan.day,
            valid_to=until,
            act=act,
        )
        if naming.legacy_code:
            Unit.objects.filter(pk=unit.pk).update(legacy_code=naming.legacy_code)


def _end(plan: Plan) -> None:
    """Close the names and places of what ends; a row that begins on the very day has no day left and goes."""
    ended = [unit.pk for unit in plan.ended]
    for model in (UnitPlace, UnitName):
        rows = model._default_manager.filter(unit__in=ended)
        rows.filter(valid_from=plan.day).delete()
        rows.filter(valid_from__lt=plan.day, valid_to__isnull=True).update(valid_to=plan.day)


def _move(plan: Plan, act: UnitAct, units: _Founded) -> None:
    """Put each moved unit under its new parent until its stay of the day ends."""
    stays = [move.stay for move in plan.moves]
    begun_today = [stay.key for stay in stays if stay.begins == plan.day]
    UnitPlace.objects.filter(pk__in=begun_today).delete()
    UnitPlace.objects.filter(pk__in=[stay.key for stay in stays if stay.begins < plan.day]).update(valid_to=plan.day)
    UnitPlace.objects.bulk_create(
        UnitPlace(
            unit_id=move.stay.unit,
            parent=units.at(move.to),
            valid_from=plan.day,
            valid_to=move.stay.ends,
            act=act,
        )
        for move in plan.moves
    )


def _described(plan: Plan, act: UnitAct, units: _Founded) -> dict[str, object]:
    return {
        "act": act.pk,
        "effective_on": plan.day.isoformat(),
        "decision": act.decision_number,
        "founded": [{"code": unit.code, "name": unit.name} for unit in units.founded.values()],
        "renamed": [{"unit": unit.pk, "code": after.code, "name": after.name} for unit, after in plan.renamed],
        "ended": [
            {"code": one.predecessor.code, "heir": units.at(one.successor).code}
            for one in plan.inheritances
            if one.is_heir
        ],
        "moved": [{"unit": move.stay.unit, "under": units.at(move.to).code} for move in plan.moves],
    }
