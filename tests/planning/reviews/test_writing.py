"""Notes, forms and remarks as they are written: kept, bounded, told where they are stale, nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import CriterionMark, PrivateNote, Remark, Review
from dongbo.planning.operations.councils import close_council, end_seat
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.operations.reviews import add_remark, change_remark, drop_note, drop_remark, keep_note
from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid, notes_of, own_reviews, said_of, seat_writing
from dongbo.planning.states import LONGEST_TEXT, ReviewKind, RevisionKind
from tests.builders import PLAN, PLAN_SECOND, frozen, next_version
from tests.reviews import FAULT, Reviewed

if TYPE_CHECKING:
    from tests.builders import Site

SECRET = "Xem thêm báo cáo\nTỐI MẬT\nvề mạng"
WORDS = "nền tảng chia sẻ dữ liệu"
TWICE = "số"


def refused(act: Callable[[], object]) -> tuple[list[str], str]:
    """Return the fields of a refusal with its first code."""
    with pytest.raises(ValidationError) as told:
        act()
    refusal = told.value
    if hasattr(refusal, "error_dict"):
        return sorted(refusal.error_dict), next(iter(refusal.error_dict.values()))[0].code or ""
    return [], refusal.code or ""


def paths(story: Reviewed) -> list[str]:
    return list(story.dossier.version.provisions.order_by("rank").values_list("path", flat=True))


def test_a_note_is_the_members_own_and_leaves_no_event(story: Reviewed) -> None:
    place = paths(story)[1]
    told = Event.objects.filter(kind__startswith="planning.")
    before = told.count()
    first = story.notes("Hỏi lại số liệu 80%", place)
    again = story.notes("Hỏi lại số liệu, nguồn ở đâu?", place, seen="Hỏi lại số liệu 80%")
    story.notes("Chung: quá dài")
    story.notes("Ghi chú của người khác", place, by=story.other)
    story.notes("Tổ giúp việc cũng ghi được", by=story.seated.support)
    assert told.count() == before
    assert again.pk == first.pk
    assert {note.text for note in notes_of(story.dossier, story.member, at=story.at)} == {
        "Hỏi lại số liệu, nguồn ở đâu?",
        "Chung: quá dài",
    }
    for stranger in (story.seated.standing, story.seated.secretary, story.seated.drafter, story.stand_in()):
        assert not notes_of(story.dossier, stranger, at=story.at).exists()
        with pytest.raises(NotAllowed):
            drop_note(note=first, by=stranger, at=story.at)
    with pytest.raises(NotAllowed):
        drop_note(note=first, by=story.other, at=story.at)
    drop_note(note=first, by=story.member, at=story.at)
    assert PrivateNote.objects.filter(seat__officer=story.member.officer).count() == 1
    assert told.count() == before


def test_what_a_note_may_not_be_is_told(site: Site, story: Reviewed) -> None:
    assert refused(lambda: story.notes("  ")) == (["text"], "nothing_said")
    assert refused(lambda: story.notes("x" * (LONGEST_TEXT + 1))) == (["text"], "too_long")
    assert refused(lambda: story.notes(SECRET)) == (["text"], "secret")
    assert Event.objects.latest("sequence").kind == "documents.secret_refused"
    kept = story.notes("Bản đầu")
    assert refused(lambda: story.notes("Từ trang cũ", seen="")) == ([], "stale")
    kept.refresh_from_db()
    assert kept.text == "Bản đầu"
    later = next_version(story.dossier.version.document, PLAN_SECOND, site=site, at=story.at)
    only_there = later.provisions.exclude(
        provision__in=story.dossier.version.provisions.values("provision")
    ).select_related("provision")
    gone = only_there[0].provision
    assert refused(
        lambda: keep_note(dossier=story.dossier, text="Ở đâu?", provision=gone, by=story.member, at=story.at)
    ) == (["provision"], "no_such_provision")
    assert refused(
        lambda: add_remark(dossier=story.dossier, kind="cut", text="Bỏ", provision=gone, by=story.member, at=story.at)
    ) == (["provision"], "no_such_provision")
    assert not Remark.objects.exists()


def test_a_form_is_kept_as_far_as_it_goes(story: Reviewed) -> None:
    half = ReviewSaid("Dự thảo công phu", marks={"task": MarkSaid("revise"), "layout": MarkSaid("", "Hơi dài")})
    review = story.saves(half, seen=ReviewSaid().fingerprint)
    assert said_of(Review.objects.get(pk=review.pk)).marks == half.marks
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_kind, event.payload) == (
        "planning.review_saved",
        "review",
        {"dossier": str(story.dossier.pk), "seat": review.seat_id, "kind": "form"},
    )
    count = Event.objects.count()
    story.saves(half)
    assert Event.objects.count() == count
    more = ReviewSaid("Dự thảo công phu", marks={"layout": MarkSaid()})
    story.saves(more, seen=half.fingerprint)
    assert [(mark.criterion, mark.verdict) for mark in CriterionMark.objects.all()] == [("task", "revise")]
    assert own_reviews(story.dossier, story.other, at=story.at) == {}


def test_a_stale_form_is_told_and_what_is_kept_stays(story: Reviewed) -> None:
    first = ReviewSaid("Từ điện thoại")
    story.saves(first, seen=ReviewSaid().fingerprint)
    story.remarks("Góp ý giữa chừng")
    typed = ReviewSaid("Từ máy tính")
    assert refused(lambda: story.saves(typed, seen=ReviewSaid().fingerprint)) == ([], "stale")
    assert Review.objects.get().text == "Từ điện thoại"
    story.saves(typed, seen=first.fingerprint)
    assert Review.objects.get().text == "Từ máy tính"


UNFIT = [
    (ReviewSaid("x" * (LONGEST_TEXT + 1)), (["text"], "too_long")),
    (ReviewSaid(marks={"task": MarkSaid("revise", "x" * (LONGEST_TEXT + 1))}), (["note_task"], "too_long")),
    (ReviewSaid(marks={"task": MarkSaid("revise", SECRET)}), (["note_task"], "secret")),
    (ReviewSaid(SECRET), (["text"], "secret")),
    (ReviewSaid(marks={"unknown": MarkSaid("agrees")}), (["note_unknown"], "")),
    (ReviewSaid(marks={"task": MarkSaid("splendid")}), (["verdict_task"], "")),
    (ReviewSaid(proposed="again"), (["proposed"], "")),
]


def test_what_stands_on_no_form_is_told_by_its_field(story: Reviewed) -> None:
    for said, told in UNFIT:
        assert refused(lambda said=said: story.saves(said)) == told  # type: ignore[misc]
    assert not Review.objects.exists()
    assert len(story.saves(ReviewSaid("x" * LONGEST_TEXT)).text) == LONGEST_TEXT


def test_a_remark_stands_at_its_words(story: Reviewed) -> None:
    place = next(path for path in paths(story) if WORDS in story.dossier.version.provisions.get(path=path).words)
    remark = story.remarks("Nêu cơ quan chủ trì", place, WORDS, kind=RevisionKind.CLARIFY)
    assert (remark.quote["exact"], remark.provision, remark.kind) == (WORDS, story.provision(place), "clarify")
    assert remark.label
    assert refused(lambda: story.remarks("Sửa", place, "lời không có ở đây")) == (["quote"], "quote_not_there")
    assert refused(lambda: story.remarks("Sửa", quote=WORDS)) == (["quote"], "quote_without_place")
    assert refused(lambda: story.remarks("")) == (["text"], "nothing_said")
    assert refused(lambda: story.remarks(SECRET)) == (["text"], "secret")
    assert refused(lambda: story.remarks("x" * (LONGEST_TEXT + 1))) == (["text"], "too_long")
    assert refused(
        lambda: add_remark(dossier=story.dossier, kind="praise", text="Hay", by=story.member, at=story.at)
    ) == (["kind"], "kind")
    with pytest.raises(ValidationError, match="lời của bản thẩm định"):
        story.remarks("Sửa", place, "lời không có ở đây")
    later = story.at + timedelta(minutes=1)
    changed = change_remark(remark=remark, kind=RevisionKind.CUT, text="Bỏ", by=story.member, at=later)
    assert (changed.kind, changed.text, changed.written_at, changed.quote) == ("cut", "Bỏ", later, remark.quote)
    assert "Bỏ" not in str(Event.objects.latest("sequence").payload)
    for stranger in (story.other, story.seated.secretary):
        with pytest.raises(NotAllowed):
            change_remark(remark=remark, kind="cut", text="Người khác sửa", by=stranger, at=later)
        with pytest.raises(NotAllowed):
            drop_remark(remark=remark, by=stranger, at=later)
    drop_remark(remark=remark, by=story.member, at=later)
    assert not Remark.objects.exists()
    assert refused(lambda: drop_remark(remark=remark, by=story.member, at=later)) == ([], "dropped")


def test_only_a_member_writes_and_only_a_reviewer_gives_an_opinion(story: Reviewed) -> None:
    people = story.seated
    for stranger in (people.standing, people.drafter, people.approver, people.support, story.stand_in()):
        with pytest.raises(NotAllowed):
            story.saves(by=stranger)
        with pytest.raises(NotAllowed):
            story.remarks("Góp ý", by=stranger)
    with pytest.raises(NotAllowed):
        story.saves(kind=ReviewKind.OPINION)
    with pytest.raises(NotAllowed):
        keep_note(
            dossier=story.dossier, text="Thay", by=replace(people.chair, principal=story.member.officer), at=story.at
        )
    assert not Review.objects.exists()
    opinion = story.saves(story.opinion(), by=people.reviewer, kind=ReviewKind.OPINION)
    remark = story.remarks("Thêm nguồn lực", by=people.reviewer, into=ReviewKind.OPINION)
    assert (remark.review_id, opinion.conclusion) == (opinion.pk, "Đề nghị hoàn thiện rồi trình")
    assert seat_writing(story.dossier, story.stand_in(people.chair, name="thay-chu-tich"), at=story.at) is None


def test_who_was_not_sent_the_dossier_or_left_writes_nothing(site: Site, story: Reviewed) -> None:
    seat = story.seated.seat_of(story.member)
    story.dossier.receipts.filter(seat=seat).delete()
    for act in (story.saves, lambda: story.remarks("Góp ý"), lambda: story.notes("Ghi")):
        assert refused(act) == ([], "not_sent")
    end_seat(seat=story.seated.seat_of(story.other), reason="Chuyển công tác", by=story.seated.standing, at=story.at)
    for act in (
        lambda: story.saves(by=story.other),
        lambda: story.remarks("Góp ý", by=story.other),
        lambda: story.notes("Ghi", by=story.other),
    ):
        with pytest.raises(NotAllowed):
            act()
    close_council(council=story.seated.council, reason="Thôi thẩm định", by=story.seated.standing, at=story.at)
    assert refused(lambda: story.saves(by=story.seated.chair)) == ([], "closed")
    assert not frozen(PLAN.replace("21/KH", "29/KH"), site=site, at=story.at).appraisal_dossiers.exists()


def test_a_quote_that_stands_twice_asks_for_more_words(story: Reviewed) -> None:
    path, words = next(
        (row.path, row.words) for row in story.dossier.version.provisions.all() if row.words.count(TWICE) > 1
    )
    assert refused(lambda: story.remarks("Sửa", path, TWICE)) == (["quote"], "quote_several")
    at = words.index(TWICE)
    remark = add_remark(
        dossier=story.dossier, kind="cut", text="Bỏ", provision=story.provision(path),
        quote=Marked(TWICE, at, at + len(TWICE)), by=story.member, at=story.at,
    )  # fmt: skip
    assert remark.quote["start"] == at
    assert FAULT not in remark.text
