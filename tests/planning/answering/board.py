"""A round in which units have spoken, small enough to read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.opinions.remarks import raise_remark
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.states import Answer, OpinionKind
from tests.rounds import Asked, Round

if TYPE_CHECKING:
    from collections.abc import Sequence

RAISE_THE_SHARE = "Đề nghị nâng tỷ lệ hồ sơ xử lý trên môi trường điện tử lên 90%."
SAME_AGAIN = "Kính đề nghị nâng tỷ lệ hồ sơ xử lý trên môi trường điện tử lên 90%"
FASTER_LINES = "Bổ sung chỉ tiêu băng thông tối thiểu 10 Gb/s cho hạ tầng truyền dẫn."
ON_THE_WHOLE = "Cơ bản nhất trí với dự thảo; đề nghị rà soát lỗi chính tả."
QUOTED = "từ 80% hồ sơ công việc trở lên"

Said = tuple[str | None, str] | tuple[str | None, str, dict[str, Any]]


def speak(asking: Round, unit: Asked, said: Sequence[Said], *, at: datetime) -> list[Opinion]:
    """Let a unit raise opinions, each a path and a text, and send them; return them by number."""
    for path, text, *more in said:
        told: dict[str, Any] = {"kind": OpinionKind.SUBSTANCE} | (more[0] if more else {})
        row = asking.version.provisions.select_related("provision").get(path=path) if path else None
        raise_remark(
            consultee=unit.consultee, provision=row.provision if row else None, text=text, by=unit.officer, at=at,
            **told,
        )  # fmt: skip
    unit.consultee.refresh_from_db()
    send_answer(
        consultee=unit.consultee, answer=Answer.AGREES_WITH_OPINIONS, reason="", by=unit.head, at=at, say_none=True
    )
    return list(Opinion.objects.filter(consultee=unit.consultee).order_by("number"))


def three_spoke(asking: Round, *, at: datetime) -> list[Opinion]:
    """Let three units speak: two of them say the same, and one says something of the whole."""
    first, second, third = asking
    marked = {"quote": Marked(QUOTED, None, None)}
    speak(asking, first, [("I/1", RAISE_THE_SHARE, marked), ("I/2", FASTER_LINES)], at=at)
    speak(asking, second, [("I/1", SAME_AGAIN)], at=at)
    speak(asking, third, [(None, ON_THE_WHOLE, {"kind": OpinionKind.WORDING})], at=at)
    return list(Opinion.objects.filter(number__isnull=False).order_by("number"))


def group_of(opinion: Opinion) -> OpinionGroup:
    """Return the group an opinion is in now."""
    return OpinionGroup.objects.select_related("consultation").get(opinions=opinion)


def arrangement(asking: Round) -> list[list[int]]:
    """Return the numbers of the opinions of every group, group by group."""
    found: dict[object, list[int]] = {}
    sent = Opinion.objects.filter(consultation=asking.consultation, number__isnull=False).order_by("number")
    for group, number in sent.values_list("group", "number"):
        found.setdefault(group, []).append(number)
    return sorted(found.values())
