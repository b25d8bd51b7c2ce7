"""The demonstration told once on an empty site: who is there, what was asked, answered and changed, and every planted
fault found by closure, with nothing beside it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from dongbo.documents.queries import readable_documents
from dongbo.documents.states import VersionState
from dongbo.engines.councils.rules import CouncilRules, Tie
from dongbo.jobs.demo.answering import BY_HAND, TOPIC_OF
from dongbo.jobs.demo.answers import SIGNED_TOPIC
from dongbo.jobs.demo.council import at_work, plan, sitting, texts
from dongbo.jobs.demo.council.people import SEATS, VOTING
from dongbo.jobs.demo.first_round import AGREEING_WARD, DAYS, LEFT_OUT, REASON, SILENT_WARD
from dongbo.jobs.demo.ministry import COAST, COMMUNE, DELTA, FINANCE, OFFICE, PROVINCE, SECURITY
from dongbo.jobs.demo.opinions import PLAN, TOPICS
from dongbo.jobs.demo.plan_text import (
    AFTER_ASKING,
    BORDER_COVER,
    DIRECTED,
    PRIVATE_MAIL,
    UNASKED,
    UNASKED_CLAUSE,
)
from dongbo.jobs.demo.second_round import ASKED, REMARKS
from dongbo.jobs.demo.story import LASTS, tell
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import (
    ClosureLine,
    ConflictOfInterest,
    Consultation,
    Council,
    CouncilPaper,
    DirectiveNotice,
    DraftingDossier,
    Issuance,
    KeptText,
    Meeting,
    OpinionAnchor,
    OpinionForm,
    OpinionLetter,
    PrivateNote,
    Remark,
    Review,
    RevisionCheck,
    WritingLease,
)
from dongbo.planning.operations.closure import examine_round
from dongbo.planning.operations.following import follow_opinions
from dongbo.planning.operations.standing import check_standing
from dongbo.planning.queries.appraisal_dossier_checks import flaws_of
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.issuances import verify_seal
from dongbo.planning.queries.links import suspect_links
from dongbo.planning.queries.meetings import papers_sent_at, papers_until
from dongbo.planning.queries.replies import asked_units
from dongbo.planning.queries.terms import deadline_of
from dongbo.planning.states import (
    AnchorState,
    Answer,
    AppraisalDossierState,
    AttendanceMode,
    BallotChoice,
    BallotOutcome,
    BallotState,
    ClosureKind,
    ClosureState,
    ConflictKind,
    ConsultationState,
    ConsulteeState,
    CouncilForm,
    CouncilState,
    DayUnit,
    DossierState,
    FormState,
    LetterState,
    MeetingState,
    NoticeCause,
    OpinionState,
    Origin,
    Outcome,
    PartKind,
    ReviewKind,
    ReviewState,
    RevisionClaim,
    RevisionKind,
    RevisionStanding,
    TeamRole,
    WritingAct,
)
from dongbo.web.desk.waiting import waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker, Settings

    from dongbo.documents.models import Version
    from dongbo.jobs.demo.council.people import Founding

BEGAN = datetime(2026, 11, 1, 2, tzinfo=UTC)
NOW = BEGAN + LASTS
ISSUED = f"01/{texts.NOTATION}"
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def _told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The story, told once for this module and taken back at its end; where its files are."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(VAR=folder, FILE_STORE=folder / "files", PASSWORD_HASHERS=FAST),
        transaction.atomic(),
    ):
        tell(at=BEGAN, password="mot-mat-khau-du-dai")
        yield folder / "files"
        transaction.set_rollback(True)


@pytest.fixture
def _its_files(_told: Path, settings: Settings) -> None:
    """The files of the story, for a test that reads them."""
    settings.FILE_STORE = _told


pytestmark = pytest.mark.usefixtures("_told", "db")


def acting(name: str) -> Acting:
    """Return one of the demonstration's officers as of now."""
    return acting_as(Officer.objects.get(username=f"demo.{name}"), at=NOW)


def rounds() -> tuple[Consultation, Consultation]:
    """Return the first round and the second."""
    first, second = Consultation.objects.order_by("ordinal")
    return first, second


def test_what_each_officer_of_the_ministry_reads() -> None:
    read = {}
    for officer in Officer.objects.all():
        numbers = readable_documents(acting_as(officer, at=NOW), at=NOW).values_list("number", flat=True)
        read[officer.username.removeprefix("demo.")] = {number or "dự thảo" for number in numbers}
    directives = read["doc"] - {"03/KH-ATX"}
    assert directives == {"21-NQ/ĐUATCĐ", "45/QĐ-UBATCĐ", "05/CT-BATCĐ", "34-NQ/ĐUATCĐ"}
    nothing = ("quan-tri", "an-ninh", "tai-chinh", "cuc-truong", "van-phong", "chanh-van-phong")
    asked_only = ("tham-muu", "xa", "xa-truong")
    sitting = tuple(username for username, *_rest in SEATS)
    plans = {"dự thảo", ISSUED}
    assert read == {
        **{name: set() for name in (*nothing, *asked_only, *sitting)},
        **dict.fromkeys(("to-truong", "soan-thao", "so-lieu"), directives | plans),
        **{
            name: directives | plans | {"03/KH-ATX"}
            for name in ("ke-hoach", "lanh-dao", "thuong-truc", "bo-truong", "van-thu")
        },
        "doc": directives | {"03/KH-ATX"},
        "giam-doc": directives | {"03/KH-ATX", "11/PA-ATVS"},
        "pho": directives | {"03/KH-ATX"},
    }
    assert readable_appraisals(acting("ke-hoach"), at=NOW).count() == 3
    assert readable_appraisals(acting("doc"), at=NOW).count() == 0
    assert suspect_links(acting("ke-hoach"), at=NOW).exists()
    assert Unit.objects.count() == 25


def test_the_deputy_acts_for_his_head_by_what_was_delegated_and_no_more() -> None:
    head, deputy = (Officer.objects.get(username=name) for name in ("demo.giam-doc", "demo.pho"))
    own, deputising = acting_as(deputy, at=NOW), acting_as(deputy, at=NOW, principal=head)
    assert not holds(own, Permission.REVIEW_CONFIRM, at=NOW)
    assert holds(deputising, Permission.REVIEW_CONFIRM, at=NOW)
    assert not holds(deputising, Permission.OPINION_SEND, at=NOW)
    assert not readable_documents(deputising, at=NOW).filter(number="11/PA-ATVS").exists()


def test_all_of_it_happened_in_order_before_now_and_the_ledger_is_whole() -> None:
    moments = list(Event.objects.order_by("sequence").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0] == BEGAN
    assert moments[-1] < NOW
    assert verify_ledger() is None


def test_on_whatever_day_it_begins_the_first_round_is_over_before_it_is_answered() -> None:
    for day in range(2 * 365 - LASTS.days):
        began = datetime(2026, 1, 1, 2, tzinfo=UTC) + timedelta(days=day)
        deadline = deadline_of(DAYS, DayUnit.WORKING, since=began + timedelta(days=2))
        assert deadline + timedelta(days=2) < began + timedelta(days=17), began


def test_told_again_it_leaves_everything_as_it_is() -> None:
    before = Event.objects.count()
    call_command("demo")
    assert Event.objects.count() == before


def test_the_dossier_its_team_and_the_versions_of_the_plan() -> None:
    dossier = DraftingDossier.objects.get(state=DossierState.OPEN)
    paths = dict(rounds()[0].version.provisions.values_list("provision", "path"))
    team = {
        member.officer.username: (member.role, {paths[part.pk] for part in member.parts.all()})
        for member in dossier.members.all()
    }
    assert team == {
        "demo.to-truong": (TeamRole.HEAD, set()),
        "demo.soan-thao": (TeamRole.MEMBER, {f"{PLAN}IV"}),
        "demo.so-lieu": (TeamRole.MEMBER, {f"{PLAN}II", f"{PLAN}III", "phu_luc:I", "phu_luc:II"}),
    }
    bases = dossier.legal_bases.values_list("document__number", flat=True)
    assert list(bases) == ["21-NQ/ĐUATCĐ", "45/QĐ-UBATCĐ", "05/CT-BATCĐ"]
    assert (dossier.milestones.count(), dossier.milestones.filter(done_at__isnull=True).count()) == (6, 3)
    assert dossier.current_figures.count() == 5
    versions = dossier.document.versions.order_by("ordinal")
    assert [(version.label, version.state) for version in versions][1:] == [
        ("Dự thảo lần 2", VersionState.FROZEN),
        ("Dự thảo lần 3 (lấy ý kiến)", VersionState.FROZEN),
        ("Dự thảo lần 4 (sau tiếp thu vòng 1)", VersionState.FROZEN),
        ("Bản đang viết", VersionState.DRAFTING),
    ]
    by_hand = [version.edits.exclude(act=WritingAct.REFERENCE) for version in versions]
    assert [edits.count() for edits in by_hand] == [0, 0, 2, 27, 1]
    assert not KeptText.objects.exists()
    assert not WritingLease.objects.exists()


def test_in_the_first_round_every_kind_of_answer_came_in_on_every_way() -> None:
    first, _second = rounds()
    told = first.consultees.values_list("unit__code", "state", "answer", "origin", "is_late")
    answered, agrees, with_opinions = ConsulteeState.ANSWERED, Answer.AGREES, Answer.AGREES_WITH_OPINIONS
    assert {unit: tuple(row) for unit, *row in told} == {
        SECURITY: (answered, agrees, Origin.SCREEN, False),
        FINANCE: (answered, with_opinions, Origin.SCREEN, False),
        OFFICE: (answered, with_opinions, Origin.SCREEN, False),
        PROVINCE: (answered, with_opinions, Origin.EXCEL_FORM, False),
        COMMUNE: (answered, with_opinions, Origin.SCREEN, True),
        COAST: (answered, Answer.DISAGREES, Origin.LETTER, False),
        DELTA: (answered, with_opinions, Origin.LETTER, False),
        AGREEING_WARD: (answered, agrees, Origin.LETTER, False),
        SILENT_WARD: (ConsulteeState.SILENT, "", "", False),
        **dict.fromkeys(("G98.11.12", "G98.11.13", "G98.11.14"), (ConsulteeState.DEEMED, "", "", False)),
    }
    assert first.state == ConsultationState.CLOSED
    assert {one.consultee.unit.code for one in first.extensions.all() if one.consultee} == {PROVINCE, SILENT_WARD}
    assert first.consultees.get(unit__code=COAST).reason == REASON
    form = OpinionForm.objects.get()
    assert (form.state, form.taken, len(form.findings)) == (FormState.PARTLY, 7, 1)
    assert set(OpinionLetter.objects.values_list("state", flat=True)) == {LetterState.SPLIT}


def test_forty_opinions_were_sent_and_what_says_the_same_is_answered_once() -> None:
    first, _second = rounds()
    sent = first.opinions.filter(state=OpinionState.SENT)
    assert sorted(sent.values_list("number", flat=True)) == list(range(1, 41))
    assert list(first.opinions.filter(state=OpinionState.LEFT).values_list("text", flat=True)) == [LEFT_OUT]
    groups: dict[object, set[str]] = {}
    for opinion in sent:
        groups.setdefault(opinion.group_id, set()).add(opinion.text)
    said = [{one.text for one in topic.said} for topic in TOPICS.values()]
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, said))
    by_hand = first.groups.filter(by_hand=True)
    assert {TOPIC_OF[group.representative] for group in by_hand} == {BY_HAND}
    outcomes = {TOPIC_OF[group.representative]: group.outcome for group in first.groups.all()}
    assert Counter(outcomes.values()) == {
        Outcome.ACCEPTED: 12,
        Outcome.PARTLY: 3,
        Outcome.EXPLAINED: 5,
        Outcome.TO_LEADER: 1,
        Outcome.OPEN: 1,
    }
    assert {topic for topic, outcome in outcomes.items() if outcome == Outcome.OPEN} == {"shelters"}
    decided = first.groups.filter(decided_at__isnull=False)
    assert {TOPIC_OF[group.representative] for group in decided} == {"capital", "training"}
    assert {group.assigned_to.username for group in first.groups.all() if group.assigned_to} == {
        "demo.soan-thao",
        "demo.so-lieu",
    }


def test_what_was_answered_was_carried_out_and_places_were_followed() -> None:
    first, second = rounds()
    paths = dict(first.version.provisions.values_list("path", "provision"))
    now = {row.provision_id: row for row in second.version.provisions.all()}
    for edit in (*AFTER_ASKING, UNASKED, DIRECTED):
        row = now[paths[edit.path]]
        said = row.cells[edit.cell] if edit.cell else row.text
        assert edit.new in said, edit
    assert paths[f"{PLAN}IV/I/6"] not in now
    new = {row.text for row in now.values() if row.provision_id not in paths.values()}
    assert new == {
        PRIVATE_MAIL,
        BORDER_COVER,
        UNASKED_CLAUSE,
        "Mỗi trung tâm điều hành khẩn cấp cấp tỉnh có tối thiểu 15 cán bộ trực chuyên trách.",
    }
    anchors = OpinionAnchor.objects.filter(version=second.version)
    assert anchors.count() == 40
    assert [one.opinion.path for one in anchors.filter(state=AnchorState.REMOVED)] == [f"{PLAN}IV/I/6"]
    assert not anchors.filter(state=AnchorState.UNSURE).exists()


FAULTS = {
    (ClosureKind.ACCEPTED_UNCHANGED, ClosureState.OPEN, "sentence_unchanged", "carriers"),
    (ClosureKind.ACCEPTED_UNCHANGED, ClosureState.SIGNED, "provision_unchanged", SIGNED_TOPIC),
    (ClosureKind.CHANGED_WITHOUT_BASIS, ClosureState.OPEN, "modified", UNASKED.new),
    (ClosureKind.CHANGED_WITHOUT_BASIS, ClosureState.MENDED, "modified", DIRECTED.new),
    (ClosureKind.CHANGED_WITHOUT_BASIS, ClosureState.OPEN, "inserted", UNASKED_CLAUSE),
    (ClosureKind.UNANSWERED, ClosureState.OPEN, "open", "shelters"),
    (ClosureKind.UNANSWERED, ClosureState.OPEN, "waiting_for_leader", "drones"),
    (ClosureKind.NEVER_REPLIED, ClosureState.OPEN, "silent", SILENT_WARD),
}
"""What is not true between the first round's answers and the next version; the directive's change was mended since."""


def test_closure_finds_every_planted_fault_and_nothing_else() -> None:
    first, second = rounds()
    lines = ClosureLine.objects.filter(consultation=first)
    assert sorted((line.kind, line.state, line.detail, about(line)) for line in lines) == sorted(FAULTS)
    follow_opinions(version=second.version, at=NOW)
    examine_round(consultation=first, version=second.version, at=NOW)
    assert sorted((line.kind, line.state, line.detail, about(line)) for line in lines.all()) == sorted(FAULTS)


def about(line: ClosureLine) -> str:
    """Return what a line is about, as the table of faults names it."""
    if line.group is not None:
        return TOPIC_OF[line.group.representative]
    if line.consultee is not None:
        return line.consultee.unit.code
    text: str = line.version.provisions.get(provision=line.provision_id).text
    return next((words for words in (UNASKED.new, DIRECTED.new) if words in text), text)


def test_the_second_round_is_out_and_something_waits_for_those_who_are_asked() -> None:
    _first, second = rounds()
    assert second.state == ConsultationState.SENT
    assert second.deadline is not None
    assert second.deadline > NOW + timedelta(days=7)
    states = dict(second.consultees.values_list("unit__code", "state"))
    assert states == dict.fromkeys(ASKED, ConsulteeState.WAITING) | {SECURITY: ConsulteeState.ANSWERED}
    assert set(second.opinions.values_list("state", flat=True)) == {OpinionState.REMARK}
    assert Counter(second.opinions.values_list("consultee__unit__code", flat=True)) == Counter(
        one[0] for one in REMARKS
    )
    waiting = {
        name: {unit.unit.code for unit in asked_units(acting(name), at=NOW) if unit.state == ConsulteeState.WAITING}
        for name in ("cuc-truong", "chanh-van-phong", "giam-doc", "xa-truong", "an-ninh", "doc")
    }
    assert waiting == {
        "cuc-truong": {FINANCE},
        "chanh-van-phong": {OFFICE},
        "giam-doc": {PROVINCE, COMMUNE},
        "xa-truong": {COMMUNE},
        "an-ninh": set(),
        "doc": set(),
    }


def council(founding: Founding) -> Council:
    """Return a council by the decision that founded it."""
    return Council.objects.get(decision_number=founding.number)


@pytest.mark.parametrize("founding", [texts.COUNCIL, at_work.COUNCIL], ids=["judged", "at_work"])
def test_six_members_vote_in_secret_and_the_conflict_of_one_is_shown(founding: Founding) -> None:
    sitting = council(founding)
    seats = sitting.seats.select_related("officer", "unit")
    told = {(seat.officer.username.removeprefix("demo."), seat.unit.code, seat.role) for seat in seats}
    assert told == {(username, unit, role) for username, unit, role, _position in SEATS}
    by_rules = CouncilRules.from_json(sitting.rules)
    assert (by_rules.secret, by_rules.tie) == (True, Tie.FAILS)
    assert {seat.officer.username for seat in seats if seat.role in by_rules.voters} == {
        f"demo.{username}" for username in VOTING
    }
    assert len(VOTING) == 6
    conflicts = ConflictOfInterest.objects.filter(seat__council=sitting)
    assert list(conflicts.values_list("seat__officer__username", "kind")) == [
        ("demo.pho-chu-tich", ConflictKind.HEADS_DRAFTING)
    ]


@pytest.mark.parametrize(
    ("founding", "parts", "says_so"),
    [
        (texts.COUNCIL, [PartKind.PLAN, PartKind.REDLINE, PartKind.APPRAISAL, PartKind.PAPER], texts.SAYS_SO),
        (
            at_work.COUNCIL,
            [PartKind.PLAN, PartKind.REDLINE, PartKind.MATRIX, PartKind.UNRESOLVED, PartKind.PAPER],
            at_work.SAYS_SO,
        ),
    ],
    ids=["judged", "at_work"],
)
def test_the_dossier_went_out_and_one_member_never_opened_it(
    founding: Founding, parts: list[PartKind], says_so: tuple[str, ...]
) -> None:
    dossier = council(founding).dossiers.get()
    assert dossier.state == AppraisalDossierState.SENT
    assert list(dossier.parts.order_by("rank").values_list("kind", flat=True)) == parts
    receipts = dossier.receipts.select_related("seat__officer")
    unopened = {one.seat.officer.username for one in receipts if one.opened_at is None}
    assert unopened == {"demo.uy-vien-3"}
    acknowledged = {one.seat.officer.username for one in receipts if one.acknowledged_at is not None}
    assert acknowledged == {f"demo.{username}" for username in says_so}


def test_what_members_wrote_before_each_meeting() -> None:
    sent, draft = ReviewState.SENT, ReviewState.DRAFT
    form, opinion = ReviewKind.FORM, ReviewKind.OPINION
    rows = Review.objects.values_list(
        "dossier__council__decision_number", "seat__officer__username", "kind", "state", "proposed"
    )
    conditional = BallotChoice.CONDITIONAL
    first, second = texts.COUNCIL.number, at_work.COUNCIL.number
    assert set(rows) == {
        (first, "demo.uy-vien-1", form, sent, conditional),
        (first, "demo.uy-vien-2", form, sent, conditional),
        (first, "demo.phan-bien", form, sent, conditional),
        (first, "demo.pho-chu-tich", form, sent, BallotChoice.PASSED),
        (first, "demo.phan-bien", opinion, sent, conditional),
        (second, "demo.uy-vien-1", form, sent, conditional),
        (second, "demo.uy-vien-2", form, draft, conditional),
        (second, "demo.phan-bien", opinion, draft, ""),
    }
    remarks = Remark.objects.filter(review__dossier__council=council(texts.COUNCIL))
    assert Counter(remarks.values_list("kind", flat=True)) == dict.fromkeys(RevisionKind.values, 1)
    notes = PrivateNote.objects.values_list("seat__officer__username", "text")
    assert set(notes) == {(f"demo.{username}", text) for username, _path, text in texts.NOTES}


def test_the_council_met_in_the_room_online_and_by_a_stand_in_and_passed_it_on_condition() -> None:
    meeting = council(texts.COUNCIL).meetings.get()
    assert meeting.state == MeetingState.CONCLUDED
    modes = dict(meeting.attendances.values_list("seat__officer__username", "mode"))
    room = dict.fromkeys((f"demo.{username}" for username, *_rest in SEATS), AttendanceMode.ROOM)
    assert modes == room | {"demo.uy-vien-2": AttendanceMode.ONLINE, "demo.uy-vien-3": AttendanceMode.STAND_IN}
    dissent = meeting.notes.filter(is_dissent=True)
    assert list(dissent.values_list("seat__officer__username", flat=True)) == ["demo.uy-vien-2"]
    ballot = meeting.ballots.get()
    assert ballot.is_secret
    counted = (ballot.passed, ballot.conditional, ballot.not_passed, ballot.abstained)
    assert (counted, ballot.all_voters, ballot.present_voters) == ((1, 4, 0, 0), 6, 5)
    assert ballot.outcome == BallotOutcome.CONDITIONAL
    assert set(ballot.voters.values_list("seat__officer__username", "has_cast")) == {
        (f"demo.{username}", True) for username in VOTING if username != texts.NEVER_OPENED
    }
    papers = CouncilPaper.objects.filter(council=meeting.council, replaced_at__isnull=True)
    numbered = {(one.form, one.number.text if one.number else "", one.chair_signed_at is not None) for one in papers}
    assert numbered == {
        (CouncilForm.COUNTING_RECORD, "01/BB-HĐTĐ", True),
        (CouncilForm.MINUTES, "02/BB-HĐTĐ", True),
        (CouncilForm.CONCLUSION_NOTICE, "03/TB-HĐTĐ", True),
        (CouncilForm.SUBMISSION, "", False),
        (CouncilForm.APPROVAL, ISSUED, False),
    }


def test_of_what_the_council_ordered_one_lie_is_found_then_mended_and_two_are_signed_for() -> None:
    ordered = council(texts.COUNCIL)
    revised, final = ordered.document.versions.order_by("ordinal")[2:4]
    assert set(ordered.revisions.values_list("kind", flat=True)) == set(RevisionKind.values)
    done, partly, undone = RevisionStanding.DONE, RevisionStanding.PARTLY, RevisionStanding.NOT_DONE
    before = {
        texts.UNIFY: (done, False, False),
        texts.ALIGN: (partly, False, False),
        texts.CLARIFY: (done, False, False),
        texts.SUPPLEMENT: (done, False, False),
        texts.CUT_OUT: (undone, True, False),
        texts.ALLOWANCE: (undone, False, False),
    }
    assert checked(revised) == before
    after = before | {
        texts.CUT_OUT: (done, False, False),
        texts.ALIGN: (partly, False, True),
        texts.ALLOWANCE: (undone, False, True),
    }
    assert checked(final) == after


def checked(version: Version) -> dict[int, tuple[str, bool, bool]]:
    """Return of each revision by its number what a version shows, whether it gives a lie away, whether it is signed."""
    checks = RevisionCheck.objects.filter(version=version).select_related("revision")
    return {one.revision.number: (one.standing, bool(one.lie), one.signed_at is not None) for one in checks}


@pytest.mark.usefixtures("_its_files")
def test_the_plan_was_issued_sealed_and_everything_about_it_closed() -> None:
    issuance = Issuance.objects.get()
    assert list(flaws_of(council(texts.COUNCIL).dossiers.get())) == []
    assert (issuance.number.text, issuance.signer.username) == (ISSUED, "demo.bo-truong")
    assert verify_seal(issuance).holds
    assert issuance.document.number == ISSUED
    assert council(texts.COUNCIL).state == CouncilState.CLOSED
    assert DraftingDossier.objects.get(document=issuance.document).state == DossierState.CLOSED


def test_the_directive_amended_afterwards_stands_as_a_notice_on_the_provision_it_touches() -> None:
    notice = DirectiveNotice.objects.get()
    assert (notice.cause, notice.settled_at) == (NoticeCause.AMENDED, None)
    assert (notice.plan.number, notice.version.document.number) == (ISSUED, "34-NQ/ĐUATCĐ")
    final = Issuance.objects.get().version
    touched = final.provisions.filter(provision__in=notice.links.values("plan_provision"))
    assert list(touched.values_list("path", flat=True)) == [plan.DRILLS]
    assert check_standing(version=notice.version, at=NOW).doubts == 0
    assert DirectiveNotice.objects.count() == 1


def test_for_everybody_around_the_council_at_work_something_waits() -> None:
    reading, writing, meeting, signing = "council_dossiers", "council_reviews", "meetings", "council_papers"
    names = ("to-truong", "so-lieu", "ke-hoach", "thuong-truc", *(username for username, *_rest in SEATS))
    waiting = {name: {kind.code for kind in waiting_for(acting(name), at=NOW)} - {"links"} for name in names}
    assert waiting == {
        "to-truong": {"notices", "revisions"},
        "so-lieu": {"parts", "revisions"},
        "ke-hoach": {"notices"},
        "thuong-truc": {meeting},
        "chu-tich": {reading, writing, meeting, signing},
        "pho-chu-tich": {reading, writing, meeting},
        "uy-vien-1": {meeting},
        "uy-vien-2": {reading, writing, meeting},
        "uy-vien-3": {reading, writing, meeting},
        "phan-bien": {reading, writing, meeting},
        "thu-ky": {writing, meeting},
    }
    called = Meeting.objects.get(state=MeetingState.CALLED)
    assert called.starts_at > NOW
    assert {f"{timezone.localtime(one.starts_at):%H:%M:%S}" for one in Meeting.objects.all()} == {"08:30:00"}
    assert [ballot.state for ballot in called.ballots.all()] == [BallotState.PREPARED]
    assert council(at_work.COUNCIL).revisions.filter(claim=RevisionClaim.OPEN).count() == 3


def test_a_meeting_that_days_off_bring_too_near_says_why_it_is_called() -> None:
    dossier = council(at_work.COUNCIL).dossiers.get()
    sent_at = papers_sent_at(dossier)
    assert sent_at is not None
    earliest = papers_until(dossier.council, since=sent_at)
    asked = [sitting.short_notice_for(dossier, earliest - timedelta(minutes=late)) for late in (0, 1)]
    assert asked == ["", sitting.SHORT_NOTICE]
