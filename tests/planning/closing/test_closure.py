"""Holding a round against the next version: lines found, mended, signed for, and the end of the round."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.operations.units import merge_units
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import ChangeBasis, ClosureLine, OpinionGroup
from dongbo.planning.operations.answering import group_round, put_to_leader, reopen_group
from dongbo.planning.operations.closure import (
    examine_round,
    finalise_round,
    request_examination,
    sign_lines,
    state_basis,
    withdraw_signature,
)
from dongbo.planning.operations.consultations import extend
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.operations.writing import remove_provision
from dongbo.planning.queries.closure import open_lines
from dongbo.planning.states import (
    Answer,
    BasisKind,
    ClosureKind,
    ClosureState,
    ConsultationState,
    ConsulteeState,
    Outcome,
)
from tests.builders import DIRECTIVE, enrolled, frozen
from tests.planning.closing.histories import ARTICLES

if TYPE_CHECKING:
    from dongbo.documents.models import Version
    from dongbo.organisation.models import Unit
    from tests.builders import Site
    from tests.keeping import Keep
    from tests.planning.closing.histories import Story

EDITED = ARTICLES.replace("hằng năm.", "hai năm một lần.")
"""Article 1, clause 3 says something else."""

REASON = "Giữ nguyên vì đã có quy định tại luật"


def examined(story: Story, version: Version) -> list[tuple[str, str]]:
    """Hold the round against a version; return what is open, kind and detail."""
    lines = examine_round(consultation=story.asking.consultation, version=version, at=story.at)
    return sorted((line.kind, line.detail) for line in lines)


def sign(story: Story, *lines: ClosureLine, note: str = REASON) -> list[ClosureLine]:
    return sign_lines(lines=lines, note=note, by=story.asking.decider, at=story.at)


def basis(story: Story, version: Version, path: str, **said: Any) -> ChangeBasis:
    told: dict[str, Any] = {"kind": BasisKind.CONCLUSION, "note": "Thông báo kết luận số 12/TB-BTN"} | said
    told.setdefault("by", story.asking.drafter)
    return state_basis(
        consultation=story.asking.consultation, version=version, provision=story.provision(path), at=story.at, **told
    )


def code_of(act: Callable[[], object]) -> str:
    """Return the code with which an act is refused, or the fields it names."""
    with pytest.raises(ValidationError) as refusal:
        act()
    if hasattr(refusal.value, "error_dict"):
        return ",".join(sorted(refusal.value.error_dict))
    return str(refusal.value.code)


def states() -> dict[str, str]:
    return dict(ClosureLine.objects.values_list("kind", "state"))


def merge(story: Story, site: Site, ended: Unit, into: Unit) -> None:
    """Merge a unit into another by the morning after, which then it is."""
    today, story.at = timezone.localdate(story.at), story.at + timedelta(days=1)
    merge_units(
        predecessors=[ended],
        successor=into,
        effective_on=timezone.localdate(story.at),
        decision=Decision("7/QĐ-BTN", today, "Bộ Thử nghiệm"),
        move_posts=True,
        by=site.administrator,
        at=story.at,
    )


@pytest.fixture(scope="module")
def kept_answered(keep: Keep, kept_story: Story) -> Version:
    def build() -> Version:
        [unit, _silent] = kept_story.asking
        done, undone = kept_story.sends(unit, ("dieu:1/khoan:3", "hằng năm", ""), ("dieu:2/khoan:1", "nền tảng", ""))
        kept_story.answers(done)
        kept_story.answers(undone)
        kept_story.closes()
        return kept_story.imports(EDITED)

    return keep(build)


@pytest.fixture
def answered(kept_answered: Version, db: None) -> Version:
    """Of two accepted opinions one is carried out; the second unit keeps silent; the round has ended."""
    return deepcopy(kept_answered)


LEFT = [("accepted_unchanged", "sentence_unchanged"), ("never_replied", "silent")]


def test_what_is_not_true_becomes_lines_and_looking_again_changes_nothing(story: Story, answered: Version) -> None:
    assert examined(story, answered) == LEFT
    rows = list(ClosureLine.objects.order_by("pk").values_list())
    event = Event.objects.latest("sequence")
    assert (event.kind, event.actor, event.payload) == (
        "planning.round_examined", "", {"version": 2, "found": 2, "mended": 0, "again": 0},
    )  # fmt: skip
    assert examined(story, answered) == LEFT
    assert list(ClosureLine.objects.order_by("pk").values_list()) == rows
    unchanged = ClosureLine.objects.get(kind=ClosureKind.ACCEPTED_UNCHANGED)
    assert unchanged.key == f"{unchanged.group_id}:{story.provision('dieu:2/khoan:1').pk}"


def test_each_later_version_has_its_own_lines(story: Story, answered: Version) -> None:
    assert examined(story, answered) == LEFT
    last = story.imports(EDITED.replace("nền tảng chia sẻ", "nền tảng kết nối, chia sẻ"))
    assert examined(story, last) == [("never_replied", "silent")]
    assert open_lines(story.asking.consultation, answered).count() == 2


def test_a_signed_line_stays_signed_while_its_fault_is_the_same(story: Story, answered: Version) -> None:
    examined(story, answered)
    silent = ClosureLine.objects.get(kind=ClosureKind.NEVER_REPLIED)
    sign(story, silent)
    assert examined(story, answered) == [LEFT[0]]
    silent.refresh_from_db()
    assert (silent.state, silent.note, silent.signed_by, silent.signed_at) == (
        ClosureState.SIGNED, REASON, story.asking.decider.officer, story.at,
    )  # fmt: skip


def test_a_signature_is_for_the_fault_it_names(story: Story, site: Site, answered: Version) -> None:
    """The silent unit is merged into the other: another fault, which nobody has signed for."""
    examined(story, answered)
    silent = ClosureLine.objects.get(kind=ClosureKind.NEVER_REPLIED)
    sign(story, silent)
    [living, ended] = story.asking
    merge(story, site, ended.unit, living.unit)
    assert examined(story, answered) == [LEFT[0], ("never_replied", "unit_ended")]
    silent.refresh_from_db()
    assert (silent.state, silent.note, silent.signed_by) == (ClosureState.OPEN, "", None)


def test_an_open_line_says_the_fault_of_today(story: Story, answered: Version) -> None:
    [group] = OpinionGroup.objects.filter(outcome=Outcome.ACCEPTED, provision=story.provision("dieu:2/khoan:1"))
    reopen_group(group=group, by=story.asking.drafter, at=story.at)
    assert examined(story, answered) == [LEFT[1], ("unanswered", "open")]
    put_to_leader(group=group, question="Có giữ nền tảng chung?", by=story.asking.drafter, at=story.at)
    assert examined(story, answered) == [LEFT[1], ("unanswered", "waiting_for_leader")]
    assert states() == {ClosureKind.UNANSWERED: "open", ClosureKind.NEVER_REPLIED: "open"}


def test_a_mended_line_says_so_and_opens_again_where_the_fault_comes_back(story: Story, answered: Version) -> None:
    examined(story, answered)
    [group] = OpinionGroup.objects.filter(provision=story.provision("dieu:2/khoan:1"))
    story.answers(group, Outcome.EXPLAINED)
    assert examined(story, answered) == [LEFT[1]]
    line = ClosureLine.objects.get(kind=ClosureKind.ACCEPTED_UNCHANGED)
    assert line.state == ClosureState.MENDED
    story.answers(group)
    assert examined(story, answered) == LEFT
    assert ClosureLine.objects.count() == 2


def test_units_that_may_still_answer_have_not_kept_silent(story: Story) -> None:
    [unit, _waiting] = story.asking
    story.answers(story.sends(unit, ("dieu:1/khoan:3", "", ""))[0])
    version = story.imports(EDITED)
    assert examined(story, version) == []
    assert code_of(lambda: finalise(story, version)) == "waiting"
    story.closes()
    assert examined(story, version) == [("never_replied", "silent")]


def test_a_late_answer_mends_the_silence_and_its_opinion_waits(story: Story, answered: Version) -> None:
    examined(story, answered)
    story.sends(story.asking.asked[1], ("dieu:3", "", ""))
    assert examined(story, answered) == [LEFT[0], ("unanswered", "open")]


def test_a_change_has_a_basis_at_once_where_one_is_stated(story: Story, answered: Version) -> None:
    last = story.imports(EDITED.replace("Diễn tập", "Tổ chức diễn tập").replace("Rà soát", "Sửa đổi"))
    assert [kind for kind, _detail in examined(story, last)].count("changed_without_basis") == 2
    stated = basis(story, last, "dieu:2/khoan:2")
    assert (stated.kind, stated.note, stated.stated_by) == (
        BasisKind.CONCLUSION, "Thông báo kết luận số 12/TB-BTN", story.asking.drafter.officer,
    )  # fmt: skip
    found = ClosureLine.objects.filter(version=last, kind=ClosureKind.CHANGED_WITHOUT_BASIS)
    assert dict(found.values_list("provision", "state")) == {
        story.provision("dieu:2/khoan:2").pk: "mended",
        story.provision("dieu:2/khoan:3").pk: "open",
    }
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload["note"]) == ("planning.change_basis_stated", stated.note)
    basis(story, last, "dieu:2", kind=BasisKind.EDITORIAL, note="Chỉnh câu chữ cho thống nhất")
    assert set(found.values_list("state", flat=True)) == {"mended"}
    assert examined(story, last) == LEFT
    again = basis(story, last, "dieu:2/khoan:2", note="Thông báo kết luận số 13/TB-BTN")
    assert ChangeBasis.objects.count() == 2
    assert again.note == "Thông báo kết luận số 13/TB-BTN"


def test_a_basis_is_refused_that_says_nothing_or_names_what_nobody_may_read(
    story: Story, site: Site, answered: Version
) -> None:
    directive = frozen(DIRECTIVE, site=site, at=story.at).document
    closed = frozen(
        DIRECTIVE.replace("15/NQ-CP", "16/NQ-CP"), site=site, at=story.at, access=Access.RESTRICTED,
        by=enrolled("han-che", "planning-officer", unit=site.unit, by=site.administrator, at=story.at,
                    clearance=Access.RESTRICTED),
    ).document  # fmt: skip
    directed = {"kind": BasisKind.DIRECTIVE}
    assert code_of(lambda: basis(story, answered, "dieu:1", note=" ")) == "note"
    assert code_of(lambda: basis(story, answered, "dieu:1", **directed)) == "document"
    assert code_of(lambda: basis(story, answered, "dieu:1", document=closed, **directed)) == "document"
    elsewhere = directive.provisions.first()
    assert elsewhere is not None
    assert code_of(
        lambda: state_basis(
            consultation=story.asking.consultation, version=answered, provision=elsewhere, kind=BasisKind.EDITORIAL,
            note="Biên tập lại câu chữ", by=story.asking.drafter, at=story.at,
        )
    ) == "provision"  # fmt: skip
    assert code_of(lambda: basis(story, story.asking.version, "dieu:1")) == "version"
    assert ChangeBasis.objects.count() == 0
    assert basis(story, answered, "dieu:1", document=directive, **directed).document == directive


def test_lines_are_signed_several_at_once_in_one_act(story: Story, answered: Version) -> None:
    examined(story, answered)
    lines = list(ClosureLine.objects.order_by("pk"))
    signed = sign(story, *lines)
    assert [line.state for line in signed] == ["signed", "signed"]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.permission, event.payload["note"]) == ("planning.closure_signed", "closure.sign", REASON)
    assert [line["line"] for line in event.payload["lines"]] == [line.pk for line in lines]
    assert Event.objects.filter(kind="planning.closure_signed").count() == 1


def test_a_signature_needs_a_reason_and_an_open_line(story: Story, answered: Version) -> None:
    examined(story, answered)
    first, second = ClosureLine.objects.order_by("pk")
    assert code_of(lambda: sign(story)) == "few"
    assert code_of(lambda: sign(story, first, note="ok")) == "note"
    sign(story, first)
    assert code_of(lambda: sign(story, second, first)) == "transition"
    second.refresh_from_db()
    assert second.state == ClosureState.OPEN
    withdrawn = withdraw_signature(line=first, by=story.asking.decider, at=story.at)
    assert (withdrawn.state, withdrawn.note, withdrawn.signed_by) == ("open", "", None)
    assert code_of(lambda: withdraw_signature(line=first, by=story.asking.decider, at=story.at)) == "transition"


def finalise(story: Story, version: Version) -> None:
    finalise_round(consultation=story.asking.consultation, version=version, by=story.asking.decider, at=story.at)
    story.asking.consultation.refresh_from_db()


def test_a_round_is_final_once_every_line_is_mended_or_signed_for(story: Story, answered: Version) -> None:
    assert code_of(lambda: finalise(story, answered)) == "open_lines"
    assert ClosureLine.objects.count() == 0
    examined(story, answered)
    sign(story, *ClosureLine.objects.all())
    [group] = OpinionGroup.objects.filter(provision=story.provision("dieu:2/khoan:1"))
    story.answers(group, Outcome.EXPLAINED)
    finalise(story, answered)
    final = story.asking.consultation
    assert (final.state, final.final_version, final.final_at, final.final_by) == (
        ConsultationState.FINAL, answered, story.at, story.asking.decider.officer,
    )  # fmt: skip
    assert states() == {ClosureKind.ACCEPTED_UNCHANGED: "mended", ClosureKind.NEVER_REPLIED: "signed"}
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload) == ("planning.consultation_final", {"version": 2, "signed": 1})


def test_what_came_since_the_last_look_keeps_a_round_open(story: Story, answered: Version) -> None:
    examined(story, answered)
    sign(story, *ClosureLine.objects.all())
    story.sends(story.asking.asked[1], ("dieu:3", "", ""))
    assert code_of(lambda: finalise(story, answered)) == "open_lines"
    story.asking.consultation.refresh_from_db()
    assert story.asking.consultation.state == ConsultationState.CLOSED


def test_a_round_that_is_open_for_answers_is_not_made_final(story: Story, answered: Version) -> None:
    extend(
        consultation=story.asking.consultation, consultee=story.asking.asked[1].consultee,
        until=story.at + timedelta(days=9), reason="Đơn vị xin thêm thời gian", by=story.asking.leader, at=story.at,
    )  # fmt: skip
    assert code_of(lambda: finalise(story, answered)) == "waiting"
    story.sends(story.asking.asked[1])
    assert code_of(lambda: finalise(story, answered)) == "transition"


def test_nothing_of_a_final_round_changes(story: Story, answered: Version) -> None:
    examined(story, answered)
    sign(story, *ClosureLine.objects.all())
    finalise(story, answered)
    line = ClosureLine.objects.first()
    assert line is not None
    consultation, leader = story.asking.consultation, story.asking.decider
    acts: list[Callable[[], object]] = [
        lambda: examined(story, answered),
        lambda: sign(story, line),
        lambda: withdraw_signature(line=line, by=leader, at=story.at),
        lambda: basis(story, answered, "dieu:1"),
        lambda: request_examination(consultation=consultation, version=answered, by=leader, at=story.at),
        lambda: group_round(consultation=consultation, at=story.at),
    ]
    assert [code_of(act) for act in acts] == ["final"] * 6
    assert code_of(lambda: finalise(story, answered)) == "transition"


def test_only_a_frozen_version_that_came_after_is_held_against_a_round(
    story: Story, site: Site, answered: Version
) -> None:
    being_written = story.begins()
    stranger = frozen(DIRECTIVE, site=site, at=story.at)
    for version in (being_written, stranger, story.asking.version):
        assert code_of(lambda version=version: examined(story, version)) == "version"  # type: ignore[misc]
        assert code_of(lambda version=version: finalise(story, version)) == "version"  # type: ignore[misc]


def test_who_holds_nothing_for_it_where_the_plan_is_kept_is_refused(
    story: Story, site: Site, answered: Version
) -> None:
    examined(story, answered)
    [line, _other] = ClosureLine.objects.order_by("pk")
    consultation = story.asking.consultation
    unit = story.asking.asked[0]
    south = enrolled("phia-nam", "drafting-head", unit=unit.unit, by=site.administrator, at=story.at)
    drafter = story.asking.drafter

    def refused(act: Callable[[Any], object], *officers: Any) -> None:
        for by in officers:
            with pytest.raises(NotAllowed):
                act(by)

    at = story.at
    signing = (south, unit.head, site.reader, drafter, story.asking.leader)
    refused(lambda by: sign_lines(lines=[line], note=REASON, by=by, at=at), *signing)
    refused(lambda by: withdraw_signature(line=line, by=by, at=at), *signing)
    refused(lambda by: finalise_round(consultation=consultation, version=answered, by=by, at=at), *signing)
    refused(lambda by: basis(story, answered, "dieu:1", by=by), south, unit.head, site.reader)
    refused(lambda by: examine_round(consultation=consultation, version=answered, by=by, at=at), south, site.reader)
    refused(
        lambda by: request_examination(consultation=consultation, version=answered, by=by, at=at), south, site.reader
    )
    line.refresh_from_db()
    assert line.state == ClosureState.OPEN


def test_whoever_answers_or_signs_may_ask_for_another_look(story: Story, answered: Version) -> None:
    for by in (story.asking.drafter, story.asking.decider):
        request_examination(consultation=story.asking.consultation, version=answered, by=by, at=story.at)
        event = Event.objects.latest("sequence")
        assert (event.kind, event.actor, event.payload) == (
            "planning.examination_requested", str(by.officer.pk), {"version": 2},
        )  # fmt: skip


def test_an_answer_of_the_heir_is_an_answer_of_the_unit(story: Story, site: Site) -> None:
    """A unit merged meanwhile: its successor answers for it, and it has replied."""
    [living, ended] = story.asking
    story.send(living, Answer.AGREES)
    merge(story, site, ended.unit, living.unit)
    story.closes()
    version = story.imports(f"{ARTICLES}\n")
    assert examined(story, version) == [("never_replied", "unit_ended")]
    sent = send_answer(consultee=ended.consultee, answer=Answer.AGREES, reason="", by=living.head, at=story.at,
                       say_none=True)  # fmt: skip
    assert sent.state == ConsulteeState.ANSWERED
    assert examined(story, version) == []


def test_a_removed_provision_answers_the_opinions_on_it_and_needs_no_other_basis(story: Story) -> None:
    [unit, other] = story.asking
    story.answers(story.sends(unit, ("dieu:2/khoan:3", "lưu trữ", ""))[0])
    story.sends(other)
    story.closes()
    story.acts(remove_provision, "dieu:2/khoan:3")
    assert examined(story, story.freezes()) == []
