"""The figures of a round against the rows counted one by one; letters filled from the round."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from dongbo.planning.models import Consultee, Opinion, OpinionAnchor
from dongbo.planning.operations.consultations import extend
from dongbo.planning.queries.papers import matrix_of, receipt_of
from dongbo.planning.queries.round_letters import extension_letter_of, reminder_letter_of, request_letter_of
from dongbo.planning.queries.statistics import RoundFigures
from dongbo.planning.states import ConsulteeState, OpinionState
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.planning.papers.telling import Told


def test_figures_are_those_counted_one_by_one(told: Told) -> None:
    for version in (told.asking.version, told.later):
        found = RoundFigures(told.asking.consultation, version)
        units = list(Consultee.objects.all())
        opinions = list(Opinion.objects.filter(state=OpinionState.SENT).select_related("group"))
        answers = Counter(one.answer for one in units)
        total = found.total
        assert (total.agrees, total.agrees_with, total.disagrees, total.silent, total.deemed) == (
            answers["agrees"], answers["agrees_with"], answers["disagrees"], answers[""],
            sum(one.state == ConsulteeState.DEEMED for one in units),
        )  # fmt: skip
        assert found.by_kind_and_outcome == Counter((one.kind, one.group.outcome) for one in opinions if one.group)
        assert sum(branch.opinions for branch in found.branches()) == found.opinions == len(opinions)
        told_of = found.statistics
        placed = sum(one.opinions for one in told_of.by_provision)
        assert (placed, told_of.whole, told_of.unplaced, told_of.opinions) == (3, 1, 0, 4)
        assert sum(tile.opinions for tile in found.tiles()) == placed
        assert len(told_of.by_branch) == len(units)


def test_an_opinion_whose_provision_is_gone_is_counted_as_such(told: Told) -> None:
    OpinionAnchor.objects.filter(version=told.later, provision__isnull=False).update(provision=None, state="removed")
    found = RoundFigures(told.asking.consultation, told.later)
    assert (found.statistics.whole, found.statistics.unplaced, found.opinions) == (1, 3, 4)
    [_whole, first, _third] = matrix_of(told.asking.consultation, told.later, at=told.later.imported_at).rows
    assert first.topic.startswith("I.1 (điều khoản đã bỏ): Đến năm 2030, từ 80%")


def test_statements_do_not_grow_with_the_opinions(told: Told, after: datetime) -> None:
    consultation = told.asking.consultation

    def figures() -> None:
        found = RoundFigures(consultation, told.later)
        assert found.statistics.opinions + len(found.tiles()) + len(found.crossed())

    def matrix() -> None:
        assert list(matrix_of(consultation, told.later, at=after).rows)

    matrix()  # what the round itself is of is read once
    before = (queries_of(figures), queries_of(matrix))
    assert before == (6, 8)
    Opinion.objects.filter(state=OpinionState.SENT).exclude(number=1).update(number=None, group=None, state="left")
    assert (queries_of(figures), queries_of(matrix)) == before


def test_a_receipt_is_of_one_unit_alone(told: Told, after: datetime) -> None:
    unit = Consultee.objects.select_related("unit", "consultation__document__unit", "consultation__version").get(
        pk=told.units[2].consultee.pk
    )
    receipt = receipt_of(unit, told.later, at=after)
    assert (receipt.unit, receipt.answer, receipt.draft_label) == ("Cục số 3", "disagrees", "Bản sau")
    assert [(one.text, one.outcome, one.place_now) for one in receipt.opinions] == [
        ("Rà soát câu chữ toàn dự thảo.", "explained", ""),
        ("Đề nghị nâng tỷ lệ lên 90%.", "accepted", "I.2; II.2"),
    ]


def test_letters_are_filled_from_the_round(told: Told, after: datetime) -> None:
    consultation = told.asking.consultation
    letter = request_letter_of(consultation, at=after)
    said = "\n".join(node.text for node in letter.outline.nodes)
    assert letter.addressees == tuple(f"Cục số {place}" for place in range(1, 6))
    for words in ("Nguồn kinh phí đã đủ chưa?", "ngày 27 tháng 11 năm 2026", "05 ngày làm việc", "Quy chế làm việc"):
        assert words in said
    assert "không được tính là đồng ý" in said
    assert reminder_letter_of(consultation, at=after) is None
    extension = extend(
        consultation=consultation, until=after + timedelta(days=9), reason="Nhiều nội dung", by=told.asking.leader,
        at=after,
    )  # fmt: skip
    consultation.refresh_from_db()
    given = extension_letter_of(extension)
    assert given.addressees == ("Cục số 5",)
    words = "\n".join(node.text for node in given.outline.nodes)
    assert "thời hạn đến hết ngày 27 tháng 11 năm 2026" in words
    assert "Lý do gia hạn: Nhiều nội dung." in words
    reminder = reminder_letter_of(consultation, at=after)
    assert reminder is not None
    assert reminder.addressees == ("Cục số 5",)
    assert "thay cho thời hạn trước đây là ngày 27 tháng 11 năm 2026" in reminder.outline.nodes[3].text
