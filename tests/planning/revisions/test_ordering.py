"""Ordering revisions: what each kind asks for, where they are anchored, what is refused, and withdrawing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.documents.queries import readable_documents
from dongbo.documents.rules import may_read
from dongbo.documents.states import Standing
from dongbo.engines.alignment import Axis
from dongbo.jobs.appraisal import compute_now
from dongbo.jobs.appraisal_dossiers import make_now
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Access
from dongbo.planning.models import Meeting, Remark, RequiredRevision, Review
from dongbo.planning.operations.appraisals import request_appraisal
from dongbo.planning.operations.councils import close_council
from dongbo.planning.operations.meetings import close_meeting, draw_conclusion
from dongbo.planning.operations.revisions import NewAnchor, withdraw_revision
from dongbo.planning.operations.revisions.ordering import LONGEST_ORDER
from dongbo.planning.operations.writing import remove_provision
from dongbo.planning.queries.revision_sources import directives_to_name
from dongbo.planning.states import MeetingState, ReviewKind, ReviewState, RevisionKind
from tests.builders import DIRECTIVE, PLAN, frozen, register, unit_beneath
from tests.councils import DECISION, council
from tests.meetings import session_of
from tests.revisions import Judged, concluded, judged

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import AppraisalDossier
    from tests.builders import Site

KINDS = RevisionKind


def refused(act: Callable[[], object]) -> dict[str, list[str]]:
    """Return what is said against an act, by field."""
    with pytest.raises(ValidationError) as refusal:
        act()
    assert not RequiredRevision.objects.exists()
    return refusal.value.message_dict if hasattr(refusal.value, "error_dict") else {"": list(refusal.value.messages)}


def fields(act: Callable[[], object]) -> list[str]:
    return sorted(refused(act))


def test_a_revision_is_ordered_at_places_of_the_version_judged(story: Judged) -> None:
    one = story.orders(
        ("dieu:2/khoan:1", "nền tảng chia sẻ dữ liệu"), "dieu:1/khoan:3", due_on=timezone.localdate(story.at)
    )
    assert (one.number, one.version, one.kind, one.claim) == (1, story.version, KINDS.SUPPLEMENT, "open")
    assert [(anchor.label, anchor.quote.get("exact", "")) for anchor in one.anchors.all()] == [
        ("khoản 3 Điều 1", ""),
        ("khoản 1 Điều 2", "nền tảng chia sẻ dữ liệu"),
    ]
    assert one.rank == story.row("dieu:1/khoan:3").rank
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id, event.payload["number"]) == ("planning.revision_ordered", str(one.pk), 1)
    assert story.orders().number == 2


def test_the_secretary_orders_too_and_nobody_else(story: Judged) -> None:
    seated = story.seated
    assert story.orders("dieu:1", by=seated.secretary).number == 1
    for other in (seated.drafter, seated.chair, seated.members[0], seated.approver, seated.clerk):
        with pytest.raises(NotAllowed):
            story.orders("dieu:1", by=other)
    assert RequiredRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        (KINDS.CLARIFY, {}, ["unit"]),
        (KINDS.UNIFY, {}, ["keep", "variants"]),
        (KINDS.UNIFY, {"keep": "kho dữ liệu", "variants": ["lời không có"]}, ["variants"]),
        (KINDS.UNIFY, {"keep": "nền tảng", "variants": ["nền tảng"]}, ["variants"]),
        (KINDS.ALIGN, {}, ["axis", "directive"]),
        (KINDS.SUPPLEMENT, {"keep": "a", "variants": ["b"], "axis": "muc_tieu"}, ["axis", "keep", "variants"]),
        (KINDS.SUPPLEMENT, {"text": " \n "}, ["text"]),
        (KINDS.CUT, {"anchors": []}, ["anchors"]),
        ("rephrase", {}, ["kind"]),
    ],
)  # fmt: skip
def test_each_kind_says_what_it_asks_for(story: Judged, kind: Any, said: dict[str, Any], wrong: list[str]) -> None:
    assert fields(lambda: story.orders(kind=kind, **said)) == wrong


def test_a_unit_that_ended_is_not_asked_to_be_clear(story: Judged, site: Site) -> None:
    unit = unit_beneath(site.unit, "G99.70", "Cục Dữ liệu", by=site.administrator, at=story.at)
    unit.is_living = False
    assert fields(lambda: story.orders("dieu:1", kind=KINDS.CLARIFY, unit=unit)) == ["unit"]
    assert fields(lambda: story.orders("dieu:1", unit=unit)) == ["unit"]


def test_a_directive_must_be_read_and_frozen(story: Judged, site: Site) -> None:
    def align(directive: Any) -> RequiredRevision:
        return story.orders(kind=KINDS.ALIGN, directive=directive, axis=Axis.TARGET.value)

    far = unit_beneath(site.unit, "G99.71", "Cục Xa", by=site.administrator, at=story.at)
    hidden = frozen(DIRECTIVE, site=site, at=story.at, standing=Standing.DIRECTIVE, unit=far).document
    hidden.access = Access.RESTRICTED
    hidden.save()
    in_review = register(DIRECTIVE.replace("15/NQ", "16/NQ"), site=site, at=story.at, standing=Standing.DIRECTIVE)
    for directive in (hidden, in_review.document, story.version.document):
        assert fields(lambda directive=directive: align(directive)) == ["directive"]  # type: ignore[misc]
    seen = frozen(DIRECTIVE.replace("15/NQ", "17/NQ"), site=site, at=story.at, standing=Standing.DIRECTIVE)
    assert align(seen.document).axis == "muc_tieu"


def test_a_provision_that_is_gone_says_where_its_words_went(story: Judged, site: Site, at: datetime) -> None:
    gone = story.provision("dieu:1/khoan:2")
    story.acts(remove_provision, "dieu:1/khoan:2")
    later = story.freezes()
    again = judged_on(story, later)
    told = refused(lambda: again.orders(anchors=[NewAnchor(gone)]))
    assert "không có trong bản thẩm định «Dự thảo tiếp thu»" in told["anchors"][0]
    elsewhere = frozen(DIRECTIVE, site=site, at=at).provisions.select_related("provision")[0].provision
    assert list(refused(lambda: story.orders(anchors=[NewAnchor(elsewhere)]))) == ["anchors"]


def judged_on(story: Judged, version: Any) -> Judged:
    """Return the council as it judges a later version."""
    seated = replace(story.seated, version=version)
    return Judged(seated, story.at, concluded(seated, version, at=story.at))


@pytest.mark.parametrize(
    ("quote", "said"),
    [("lời không hề có ở đây", "không có nguyên văn"), ("an", "")],
)
def test_a_quote_must_stand_in_its_provision(story: Judged, quote: str, said: str) -> None:
    if said:
        assert said in refused(lambda: story.orders(("dieu:2/khoan:2", quote)))["anchors"][0]
    else:
        assert story.orders(("dieu:2/khoan:2", quote)).anchors.get().quote["exact"] == quote


def test_a_quote_that_stands_twice_must_be_longer_unless_it_is_marked(site: Site, at: datetime) -> None:
    text = "Điều 1. Một\n1. Cơ quan lập kho. Cơ quan quản lý kho.\n"
    story = judged(site, at=at, articles=text)
    assert "2 chỗ" in refused(lambda: story.orders(("dieu:1/khoan:1", "cơ quan")))["anchors"][0]
    marked = NewAnchor(story.provision("dieu:1/khoan:1"), "Cơ quan", start=17)
    assert story.orders(anchors=[marked]).anchors.get().quote["start"] == 17


def test_one_provision_is_named_once(story: Judged) -> None:
    assert fields(lambda: story.orders("dieu:1/khoan:3", ("dieu:1/khoan:3", "hằng năm"))) == ["anchors"]


def test_a_hundred_thousand_signs_are_too_many(story: Judged) -> None:
    told = refused(lambda: story.orders("dieu:1", text="sửa " * 25_000))
    assert told["text"] == [
        f"Dài 99999 ký tự, quá mức {LONGEST_ORDER}: hãy viết gọn lại, hoặc tách thành nhiều yêu cầu."
    ]


def test_a_stamp_of_secrecy_is_refused_and_only_that_is_recorded(story: Judged) -> None:
    told = refused(lambda: story.orders("dieu:1", text="Sửa theo văn bản\nTUYỆT MẬT\nnhư sau"))
    assert list(told) == ["text"]
    assert "“TUYỆT MẬT” ở dòng 2" in told["text"][0]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload) == ("documents.secret_refused", {})


def test_a_day_that_is_over_is_no_term(story: Judged) -> None:
    assert fields(lambda: story.orders("dieu:1", due_on=timezone.localdate(story.at) - timedelta(days=1))) == ["due_on"]


def test_a_meeting_that_was_not_held_orders_nothing(story: Judged) -> None:
    meeting = story.conclusion.meeting
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CALLED, opened_at=None, opened_by=None, closed_at=None, closed_by=None
    )
    meeting.refresh_from_db()
    assert "chưa diễn ra" in refused(lambda: story.orders("dieu:1"))[""][0]


def test_what_a_meeting_concluded_is_ordered_while_it_sits_and_after(site: Site, at: datetime) -> None:
    people = council(site, at=at)
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    meeting = session_of(people.council, chair=chair, secretary=secretary, at=at)
    told = {"meeting": meeting, "by": people.secretary, "at": at}
    conclusion = draw_conclusion(text="Bổ sung cơ chế phối hợp giữa các đơn vị.", **told)
    story = Judged(people, at, conclusion)
    anchor = NewAnchor(meeting.dossier.version.provisions.select_related("provision")[0].provision)
    assert story.orders(anchors=[anchor]).number == 1
    close_meeting(meeting=meeting, by=people.chair, at=at)
    assert story.orders(anchors=[anchor], by=people.secretary).number == 2


def remark_of(story: Judged, state: ReviewState = ReviewState.SENT) -> Remark:
    seat = story.seated.seat_of(story.seated.reviewer)
    sent = {"sent_at": story.at, "sent_by": seat.officer} if state == ReviewState.SENT else {}
    review = Review.objects.create(
        dossier=story.conclusion.meeting.dossier, seat=seat, kind=ReviewKind.OPINION, state=state,
        changed_at=story.at, **sent,
    )  # fmt: skip
    return Remark.objects.create(
        review=review, kind=KINDS.SUPPLEMENT, text="Bổ sung kinh phí", provision=story.provision("dieu:2"),
        label="Điều 2", written_at=story.at,
    )  # fmt: skip


def test_only_a_remark_that_was_sent_is_taken_up(story: Judged) -> None:
    unsent = remark_of(story, ReviewState.DRAFT)
    assert fields(lambda: story.orders("dieu:2", remark=unsent)) == ["remark"]


def test_a_remark_is_taken_up_by_its_council(story: Judged) -> None:
    remark = remark_of(story)
    assert story.orders("dieu:2", remark=remark).remark == remark


def test_what_was_withdrawn_keeps_its_number_and_its_reason(story: Judged) -> None:
    one = story.orders("dieu:1")
    with pytest.raises(ValidationError) as refusal:
        withdraw_revision(revision=one, reason="–", by=story.standing, at=story.at)
    assert list(refusal.value.error_dict) == ["reason"]
    with pytest.raises(NotAllowed):
        withdraw_revision(revision=one, reason="Ghi trùng với yêu cầu khác", by=story.drafter, at=story.at)
    gone = withdraw_revision(revision=one, reason="Ghi trùng với yêu cầu khác", by=story.standing, at=story.at)
    assert gone.withdraw_reason == "Ghi trùng với yêu cầu khác"
    with pytest.raises(ValidationError) as refusal:
        withdraw_revision(revision=one, reason="Ghi trùng với yêu cầu khác", by=story.standing, at=story.at)
    assert refusal.value.code == "withdrawn"
    assert story.orders("dieu:1").number == 2


def test_a_reason_for_withdrawing_bears_no_stamp_of_secrecy_either(story: Judged) -> None:
    one = story.orders("dieu:1")
    stamped = "Rút theo văn bản\nTỐI MẬT\ncủa cấp trên"
    with pytest.raises(ValidationError) as refusal:
        withdraw_revision(revision=one, reason=stamped, by=story.standing, at=story.at)
    assert list(refusal.value.error_dict) == ["reason"]
    assert "“TỐI MẬT” ở dòng 2" in refusal.value.messages[0]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload) == ("documents.secret_refused", {})
    one.refresh_from_db()
    assert (one.withdrawn_at, one.withdraw_reason) == (None, "")


def test_a_council_that_closed_orders_nothing(story: Judged) -> None:
    close_council(council=story.council, reason="Đã xong việc", by=story.standing, at=story.at)
    assert "đã kết thúc" in refused(lambda: story.orders("dieu:1"))[""][0]


def shown_in_a_dossier(story: Judged, directive: Version) -> AppraisalDossier:
    """Make the dossier before the meeting, whose appraisal held the plan against a directive."""
    asked = request_appraisal(plan=story.version, directives=[directive], previous=None, by=story.standing, at=story.at)
    dossier = story.conclusion.meeting.dossier
    dossier.appraisal = compute_now(appraisal=asked, at=story.at)
    dossier.save()
    return make_now(dossier=dossier, at=story.at)


def test_the_secretary_names_a_directive_of_the_dossier_and_no_other(story: Judged, site: Site) -> None:
    def align(directive: Version) -> RequiredRevision:
        return story.orders(
            kind=KINDS.ALIGN, directive=directive.document, axis=Axis.TARGET.value, by=story.seated.secretary
        )

    def nameable(by: Acting) -> list[str]:
        return sorted(directives_to_name(story.council, by, at=story.at).values_list("number", flat=True))

    told, untold = (
        frozen(DIRECTIVE.replace("15/NQ", number), site=site, at=story.at, standing=Standing.DIRECTIVE)
        for number in ("21/NQ", "22/NQ")
    )
    secretary = story.seated.secretary
    for directive in (told, untold):
        assert not may_read(secretary, directive.document, at=story.at)
        assert fields(lambda directive=directive: align(directive)) == ["directive"]  # type: ignore[misc]
    assert nameable(secretary) == []
    shown_in_a_dossier(story, told)
    assert fields(lambda: align(untold)) == ["directive"]
    assert (nameable(secretary), nameable(story.standing)) == (["21/NQ-CP"], ["21/NQ-CP", "22/NQ-CP"])
    assert align(told).directive == told.document
    assert not may_read(secretary, told.document, at=story.at)
    assert not readable_documents(secretary, at=story.at).exists()


def test_what_another_council_was_shown_is_named_by_no_other(story: Judged, site: Site, at: datetime) -> None:
    plan = frozen(PLAN.replace("21/KH", "29/KH"), site=site, at=at, standing=Standing.PLAN)
    seated = council(site, at=at, version=plan, prefix="hk", decision=replace(DECISION, number="13/QĐ-BTN"))
    elsewhere = Judged(seated, at, concluded(seated, plan, at=at))
    directive = frozen(DIRECTIVE.replace("15/NQ", "23/NQ"), site=site, at=at, standing=Standing.DIRECTIVE)
    shown_in_a_dossier(elsewhere, directive)
    assert list(directives_to_name(elsewhere.council, elsewhere.seated.secretary, at=at)) == [directive.document]
    for council_, by in ((story.council, story.seated.secretary), (elsewhere.council, story.seated.secretary)):
        assert list(directives_to_name(council_, by, at=at)) == []
