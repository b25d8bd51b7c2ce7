"""A round that has been answered: units that said the same, one that said something else, and one that was silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dongbo.documents.operations import freeze_version
from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.operations.answering import answer_group, join_groups
from dongbo.planning.operations.consultations import close_due
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.states import Answer, OpinionKind, Outcome
from tests.builders import PLAN, next_version
from tests.planning.opinions.saying import marked, provision_at, remark_of
from tests.rounds import sent_round

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from tests.builders import Site
    from tests.rounds import Asked, Round

SAME = "Nên nâng lên 90%."
ALMOST = "Đề nghị nâng tỷ lệ lên 90%."
WHOLE = "Rà soát câu chữ toàn dự thảo."
LATER = (
    PLAN.replace("từ 80% hồ sơ", "từ 90% hồ sơ")
    .replace("1. Đến năm 2030", "1. Chuyển đổi số toàn diện.\n2. Đến năm 2030")
    .replace("2. Hạ tầng", "3. Hạ tầng")
)
"""The plan after it: the first provision has become the second, with a word changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """The round, and the version that came after it."""

    asking: Round
    later: Version

    @property
    def units(self) -> list[Asked]:
        """The units: two that say the same, one that says almost the same, one that agrees, one that is silent."""
        return self.asking.asked


def told_round(site: Site, *, at: datetime, term_over: datetime, **said: object) -> Told:
    """Send a round, answer it, close it, answer the opinions and freeze the next version."""
    asking = sent_round(site, at=at, units=5, **said)
    first, second, third, fourth, _silent = asking.asked
    for unit in (first, second):
        remark_of(asking, unit, at=at, text=SAME, quote=marked(), proposed="từ 90% hồ sơ")
        send(unit, Answer.AGREES_WITH_OPINIONS, at=at)
    remark_of(asking, third, at=at, text=ALMOST, quote=marked())
    remark_of(asking, third, at=at, path=None, text=WHOLE, kind=OpinionKind.WORDING)
    send(third, Answer.DISAGREES, at=at, reason="Chưa rõ nguồn lực")
    send(fourth, Answer.AGREES, at=at)
    close_due(at=term_over)
    asking.consultation.refresh_from_db()
    answer_all(asking, at=term_over)
    later = freeze_version(
        version=next_version(asking.version.document, LATER, site=site, at=term_over), by=site.planner, at=term_over
    )
    follow_opinions(version=later, at=term_over)
    return Told(asking, later)


def send(unit: Asked, answer: Answer, *, at: datetime, reason: str = "") -> None:
    """Send by the unit's head."""
    send_answer(consultee=unit.consultee, answer=answer, reason=reason, by=unit.head, at=at, say_none=True)


def answer_all(asking: Round, *, at: datetime) -> None:
    """Put the three that say (almost) the same into one group and accept it; explain the other."""
    placed = OpinionGroup.objects.filter(opinions__in=Opinion.objects.exclude(provision=None)).distinct()
    group = join_groups(groups=list(placed), by=asking.drafter, at=at)
    answer_group(
        group=group, outcome=Outcome.ACCEPTED, response="Đã nâng lên 90%.", changed_in=[provision_at(asking, "II/2")],
        by=asking.drafter, at=at,
    )  # fmt: skip
    [whole] = OpinionGroup.objects.filter(provision=None)
    answer_group(
        group=whole, outcome=Outcome.EXPLAINED, response="Đã rà soát khi soạn.", reason="Không có lỗi.",
        by=asking.drafter, at=at,
    )  # fmt: skip
