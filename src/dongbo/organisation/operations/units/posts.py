"""Posts in units that end: refused while they are held, or carried on under the heir."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dongbo.organisation.models import Grant, Post, Unit
from dongbo.organisation.operations.chains import alarm_changes, recompute_chains
from dongbo.organisation.operations.posts import close_posts
from dongbo.organisation.queries.units.hindrances import written
from dongbo.organisation.queries.units.plans import PostAfter
from dongbo.organisation.queries.units.today import stands_on
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import AlarmCause, Decision, PostKind

RANKS = tuple(PostKind.values)
"""Kinds of post from the highest: of two posts that become one, the higher stays."""

Wanted = Mapping[int, tuple[PostAfter, Unit | None]]
"""By a post's key: what shall become of it, and the unit it goes to where that is not the heir."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A post to be opened anew: the posts it goes on from, and whether the caller said of what kind it shall be."""

    former: tuple[Post, ...]
    unit: Unit
    title: str
    kind: str
    is_main: bool
    begins: date
    ends: date | None
    is_said: bool

    @property
    def officer(self) -> int:
        """The key of the officer who holds it."""
        return self.former[0].officer_id

    def meets(self, other: "Opening") -> bool:
        """Return whether there is a day on which both are held."""
        return max(self.begins, other.begins) < min(self.ends or date.max, other.ends or date.max)


def refuse_held_posts(units: Sequence[Unit], *, day: date) -> None:
    """This will refuse that `units` end on `day` while officers hold posts there. Raises ValidationError."""
    held = held_posts([unit.pk for unit in units], day)
    officers = held.values("officer").distinct().count()
    if officers:
        names = held.order_by("unit__first").values_list("unit__name", flat=True).distinct()
        raise ValidationError(
            _(
                "%(officers)d cán bộ còn giữ vị trí công tác tại đơn vị sẽ kết thúc ngày %(day)s (%(units)s%(more)s); "
                "hãy kết thúc các vị trí này trước, hoặc chọn chuyển vị trí sang đơn vị kế thừa."
            )
            % {
                "officers": officers,
                "day": written(day),
                "units": ", ".join(names[:3]),
                "more": ", …" if len(names) > 3 else "",
            }
        )


def held_posts(units: Iterable[int], day: date) -> QuerySet[Post]:
    """Return the posts in `units` that are held on `day` or later."""
    return Post.objects.held_from(day).filter(unit__in=list(units))


def move_posts_of(
    heirs: Mapping[int, Unit],
    *,
    day: date,
    wanted: Wanted,
    decision: Decision,
    made_by: Acting | None,
    at: datetime,
) -> int:
    """This will close on `day` the posts in the units that `heirs` names and open them under the heirs; return
    how many.

    Title and kind stay, save that a unit has one head: the successor's own head stays, or the only one who comes;
    of several none is preferred and all become deputies. `wanted` says otherwise, also for posts in the successors. An
    officer who held several posts that come together has one of them, the highest. What was granted for a closed post
    ends with it. Raises ValidationError.
    """
    leaving = list(held_posts(heirs, day).select_related("officer", "unit").order_by("pk"))
    staying = list(held_posts({unit.pk for unit in heirs.values()}, day).filter(pk__in=wanted).select_related("unit"))
    _require_known(wanted, [*leaving, *staying], heirs, day)
    openings = [_opening(post, heirs, wanted, day) for post in (*leaving, *staying)]
    others = held_posts({opening.unit.pk for opening in openings}, day).exclude(
        pk__in=[post.pk for post in (*leaving, *staying)]
    )
    there = [_opening(post, {}, {}, day) for post in others.select_related("unit")]
    openings, absorbed = _joined(openings, there)
    openings = _with_one_head(openings, [one for one in there if one.former[0] not in absorbed])
    closed = [*leaving, *staying, *absorbed]
    close_posts(closed, on=day)
    Post.objects.bulk_create(
        Post(
            officer_id=opening.officer,
            unit=opening.unit,
            title=opening.title,
            kind=opening.kind,
            is_main=opening.is_main,
            valid_from=opening.begins,
            valid_to=opening.ends,
            decision_number=decision.number,
            decision_on=decision.on,
        )
        for opening in openings
    )
    _end_grants_for(closed, made_by=made_by, at=at)
    return len(leaving)


def _require_known(wanted: Wanted, posts: Sequence[Post], heirs: Mapping[int, Unit], day: date) -> None:
    known = {post.pk for post in posts}
    if not known.issuperset(wanted):
        raise ValidationError(
            _("Có vị trí công tác không thuộc các đơn vị của quyết định này; hãy mở lại trang và chọn lại.")
        )
    for _after, unit in wanted.values():
        if unit is not None and (unit.pk in heirs or not stands_on(unit, day)):
            raise ValidationError(
                _("«%(unit)s» không tồn tại từ ngày %(day)s nên không nhận vị trí công tác được; hãy chọn đơn vị khác.")
                % {"unit": unit.name, "day": written(day)}
            )


def _opening(post: Post, heirs: Mapping[int, Unit], wanted: Wanted, day: date) -> Opening:
    after, to = wanted.get(post.pk, (PostAfter(), None))
    kind = after.kind.value if after.kind is not None else post.kind
    title = after.title.strip() or (_lowered(post.title) if _is_lowered(post.kind, kind) else post.title)
    return Opening(
        former=(post,),
        unit=to if to is not None else heirs.get(post.unit_id, post.unit),
        title=title,
        kind=kind,
        is_main=post.is_main,
        begins=max(day, post.valid_from),
        ends=post.valid_to,
        is_said=after.kind is not None,
    )


def _joined(openings: Sequence[Opening], there: Sequence[Opening]) -> tuple[list[Opening], list[Post]]:
    """Return the openings, each officer's overlapping ones in a unit made one, and the posts there they absorb."""
    found: list[Opening] = []
    absorbed: list[Post] = []
    for opening in openings:
        same = [one for one in (*found, *there) if one.officer == opening.officer and one.unit == opening.unit]
        met = [one for one in same if one.meets(opening)]
        absorbed += [one.former[0] for one in met if one in there]
        found = [one for one in found if one not in met]
        found.append(_one_of([opening, *met]))
    return found, absorbed


def _one_of(openings: Sequence[Opening]) -> Opening:
    """Return the post that several become: the one the caller spoke of, else the highest, over the days of all."""
    kept = min(openings, key=lambda one: (not one.is_said, RANKS.index(one.kind), not one.is_main))
    ends = [one.ends for one in openings]
    return replace(
        kept,
        former=tuple(post for one in openings for post in one.former),
        is_main=any(one.is_main for one in openings),
        begins=min(one.begins for one in openings),
        ends=None if None in ends else max(end for end in ends if end is not None),
    )


def _with_one_head(openings: Sequence[Opening], there: Sequence[Opening]) -> list[Opening]:
    """Return the openings with one head of a unit at a time. Raises ValidationError where two were asked for."""
    heads = [opening for opening in (*openings, *there) if opening.kind == PostKind.HEAD]
    found = []
    for opening in openings:
        rivals = [head for head in heads if head is not opening and head.unit == opening.unit and head.meets(opening)]
        if opening.kind != PostKind.HEAD or not rivals:
            found.append(opening)
        elif not opening.is_said:
            found.append(replace(opening, kind=PostKind.DEPUTY.value, title=_lowered(opening.title)))
        elif any(rival.is_said or rival in there for rival in rivals):
            raise ValidationError(
                _("«%(unit)s» sẽ có hai người đứng đầu; hãy chọn một người, những người khác là cấp phó.")
                % {"unit": opening.unit.name}
            )
        else:
            found.append(opening)
    return found


def _is_lowered(before: str, after: str) -> bool:
    return before == PostKind.HEAD and after == PostKind.DEPUTY


def _lowered(title: str) -> str:
    """Return the title of a head's deputy, as offices form it: Giám đốc, Phó Giám đốc. What is kept is Vietnamese."""
    return f"Phó {title}"


def _end_grants_for(posts: Sequence[Post], *, made_by: Acting | None, at: datetime) -> None:
    tied = list(Grant.objects.filter(post__in=posts).values_list("pk", flat=True))
    alarm_changes(
        recompute_chains(tied, at=at),
        cause=AlarmCause.LAPSED,
        made_by=made_by.officer if made_by is not None else None,
        made_for=made_by.principal if made_by is not None else None,
        at=at,
    )
