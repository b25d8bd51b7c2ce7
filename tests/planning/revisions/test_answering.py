"""Answers of the drafters, the checks that follow, signatures of the standing body, and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.jobs.revisions import check_against, check_answered
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import RequiredRevision, RevisionCheck
from dongbo.planning.operations.revisions import (
    answer_revisions,
    check_revisions,
    checking,
    request_check,
    return_draft,
    sign_checks,
    withdraw_check_signature,
    withdraw_revision,
)
from dongbo.planning.queries.revisions import answer_fingerprint, checking_of, is_closed, open_revisions
from dongbo.planning.queries.revisions_waiting import councils_to_answer, councils_to_sign
from dongbo.planning.states import RevisionClaim, RevisionStanding
from tests.builders import DIRECTIVE, frozen
from tests.councils import RULES
from tests.revisions import Judged, judged

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Version
    from tests.builders import Site

REASON = "Giữ nguyên vì luật đã quy định"
DONE, PARTLY, REFUSED = RevisionClaim.DONE, RevisionClaim.PARTLY, RevisionClaim.REFUSED


def code_of(act: Callable[[], object]) -> str:
    """Return the code with which an act is refused, or the fields it names."""
    with pytest.raises(ValidationError) as refusal:
        act()
    if hasattr(refusal.value, "error_dict"):
        return ",".join(sorted(refusal.value.error_dict))
    return str(refusal.value.code)


def grows(story: Judged, path: str = "dieu:2/khoan:1") -> None:
    row = story.row(path)
    story.rewords(path, row.text, f"{row.text} Kết quả được báo cáo Bộ trưởng trước ngày 15 tháng 12 hằng năm.")


def sign(story: Judged, *checks: RevisionCheck, **said: Any) -> list[RevisionCheck]:
    told: dict[str, Any] = {"note": REASON, "by": story.standing, "at": story.at} | said
    return sign_checks(checks=checks, **told)


def found(version: Version) -> dict[int, tuple[str, str, bool]]:
    rows = RevisionCheck.objects.filter(version=version).select_related("revision")
    return {one.revision.number: (one.standing, one.lie, is_closed(one)) for one in rows}


def test_an_answer_says_what_was_done_and_where(story: Judged) -> None:
    one = story.orders("dieu:2/khoan:1")
    place = story.provision("dieu:2/khoan:3")
    held = story.answers(one, PARTLY, changed=[place])
    assert (held.claim, held.claimed_by, held.claimed_at) == (PARTLY, story.drafter.officer, story.at)
    assert list(held.changed.all()) == [place]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_id) == ("planning.revision_answered", str(one.pk))
    assert event.payload["before"] == {"claim": "open", "response": "", "changed": []}
    assert event.payload["after"]["changed"] == [str(place.pk)]


def test_what_an_answer_lacks_is_said(story: Judged, site: Site, at: datetime) -> None:
    one = story.orders("dieu:2")
    elsewhere = frozen(DIRECTIVE, site=site, at=at).provisions.select_related("provision")[0].provision
    assert code_of(lambda: story.answers(one, REFUSED, response="–")) == "response"
    assert code_of(lambda: story.answers(one, PARTLY, response="")) == "response"
    assert code_of(lambda: story.answers(one, RevisionClaim.OPEN)) == "claim"
    assert code_of(lambda: story.answers(one, changed=[elsewhere])) == "changed"
    assert code_of(lambda: story.answers(one, response="x" * 100_000)) == "response"
    assert code_of(lambda: story.answers(one, response="Đã sửa\nMẬT\nxong")) == "response"
    for by in (story.standing, story.seated.chair, story.seated.approver):
        with pytest.raises(NotAllowed):
            story.answers(one, by=by)
    one.refresh_from_db()
    assert one.claim == RevisionClaim.OPEN


def test_an_answer_to_what_was_withdrawn_is_refused(story: Judged) -> None:
    one, other = story.orders("dieu:1"), story.orders("dieu:2")
    withdraw_revision(revision=one, reason="Ghi trùng với yêu cầu khác", by=story.standing, at=story.at)
    assert code_of(lambda: story.answers(one)) == "withdrawn"
    many = {"council": story.council, "claim": DONE, "response": "", "by": story.drafter, "at": story.at}
    assert code_of(lambda: answer_revisions(revisions=[one, other], **many)) == "withdrawn"
    other.refresh_from_db()
    assert other.claim == RevisionClaim.OPEN


def test_a_stale_form_is_told_and_nothing_is_overwritten(story: Judged) -> None:
    one = story.orders("dieu:2")
    seen = answer_fingerprint(one)
    first = story.answers(one, REFUSED, seen=seen)
    assert code_of(lambda: story.answers(one, response="Khác", seen=seen)) == "stale"
    many = {"council": story.council, "claim": DONE, "response": "", "by": story.drafter, "at": story.at}
    assert code_of(lambda: answer_revisions(revisions=[one], seen={one.pk: seen}, **many)) == "stale"
    one.refresh_from_db()
    assert one.response == first.response
    assert story.answers(one, seen=answer_fingerprint(one)).claim == DONE


def test_many_are_answered_at_once_in_one_event(story: Judged) -> None:
    ordered = [story.orders(f"dieu:{number}") for number in (1, 2, 3)]
    told = {"council": story.council, "claim": DONE, "response": "Đã sửa.", "by": story.drafter, "at": story.at}
    before = Event.objects.count()
    answer_revisions(revisions=ordered[:2], **told)
    assert Event.objects.count() == before + 1
    assert list(RequiredRevision.objects.order_by("number").values_list("claim", flat=True)) == [DONE, DONE, "open"]
    assert Event.objects.latest("sequence").payload["numbers"] == [1, 2]
    assert code_of(lambda: answer_revisions(revisions=[], **told)) == "few"


def test_a_frozen_version_shows_what_became_of_each(story: Judged) -> None:
    done, undone, other = (story.orders(f"dieu:2/khoan:{number}") for number in (1, 2, 3))
    grows(story)
    story.answers(done)
    story.answers(undone)
    version = story.freezes()
    check_against.func(str(story.council.pk), version.ordinal)
    assert found(version) == {
        1: ("done", "", True),
        2: ("not_done", "claimed_not_done", False),
        3: ("not_done", "unanswered", False),
    }
    [change] = RevisionCheck.objects.get(revision=done).changes
    assert (change["operation"], change["label"]) == ("modified", "Khoản 1 Điều 2")
    assert [one.number for one in open_revisions(story.council, version)] == [2, 3]
    story.answers(other, REFUSED, at=timezone.now())
    check_answered.func(str(story.council.pk))
    assert found(version)[3] == ("not_done", "", False)


def test_a_freeze_an_answer_and_a_request_wake_the_job(story: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[tuple[object, ...]] = []
    for name in ("check_against", "check_answered"):
        told = SimpleNamespace(enqueue=lambda *said, name=name: woken.append((name, *said)))
        monkeypatch.setattr(f"dongbo.jobs.revisions.{name}", told)
    key = str(story.council.pk)
    one = story.orders("dieu:2/khoan:1")
    grows(story)
    version = story.freezes()
    assert woken == [("check_against", key, version.ordinal)]
    story.answers(one)
    told_many = {"council": story.council, "claim": DONE, "response": "", "by": story.drafter, "at": story.at}
    answer_revisions(revisions=[one], **told_many)
    request_check(council=story.council, version=version, by=story.standing, at=story.at)
    again = [("check_answered", key), ("check_answered", key), ("check_against", key, version.ordinal)]
    assert woken[1:] == again


def test_a_plan_without_revisions_wakes_nothing(story: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    one = story.orders("dieu:2/khoan:1")
    withdraw_revision(revision=one, reason="Ghi trùng với yêu cầu khác", by=story.standing, at=story.at)
    monkeypatch.setattr("dongbo.jobs.revisions.check_against", None)
    grows(story)
    version = story.freezes()
    check_against.func(str(story.council.pk), version.ordinal)
    check_answered.func(str(story.council.pk))
    assert not RevisionCheck.objects.exists()


def test_a_check_that_fails_says_so(story: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    story.orders("dieu:2/khoan:1")
    grows(story)
    version = story.freezes()

    def broken(*_said: object, **_named: object) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("dongbo.jobs.revisions.check_revisions", broken)
    with pytest.raises(RuntimeError):
        check_against.func(str(story.council.pk), version.ordinal)
    found_out = checking_of(story.council, version)
    assert (found_out.done_at, found_out.runs) == (None, False)
    assert "RuntimeError" in found_out.failure


def test_a_version_that_does_not_come_after_is_refused(story: Judged, site: Site, at: datetime) -> None:
    story.orders("dieu:2")
    written = story.begins()

    def check(version: Version) -> object:
        return check_revisions(council=story.council, version=version, at=story.at)

    other = frozen(DIRECTIVE, site=site, at=at)
    assert [code_of(lambda one=one: check(one)) for one in (story.version, written, other)] == ["version"] * 3  # type: ignore[misc]
    told = {"council": story.council, "by": story.standing, "at": story.at}
    assert code_of(lambda: request_check(version=story.version, **told)) == "version"
    assert not RevisionCheck.objects.exists()


def test_the_standing_body_signs_by_name_for_what_may_stand(story: Judged) -> None:
    one = story.orders("dieu:2/khoan:2")
    story.answers(one, REFUSED)
    grows(story)
    version = story.freezes()
    [check] = story.checks(version)
    assert not is_closed(check)
    assert code_of(lambda: sign(story, check, note="ok")) == "note"
    assert code_of(lambda: sign(story, check, seen={check.pk: "khác"})) == "stale"
    for by in (story.drafter, story.seated.secretary, story.seated.chair):
        with pytest.raises(NotAllowed):
            sign(story, check, by=by)
    [signed] = sign(story, check, seen={check.pk: check.key})
    assert (signed.signed_by, signed.note, is_closed(signed)) == (story.standing.officer, REASON, True)
    assert code_of(lambda: sign(story, check)) == "nothing"
    [again] = story.checks(version)
    assert again.signed_at == story.at
    opened = withdraw_check_signature(check=check, by=story.standing, at=story.at)
    assert not is_closed(opened)
    assert code_of(lambda: withdraw_check_signature(check=check, by=story.standing, at=story.at)) == "signed"


def test_what_is_done_or_unanswered_is_not_signed_for(story: Judged) -> None:
    done = story.orders("dieu:2/khoan:1")
    story.orders("dieu:2/khoan:2")
    grows(story)
    story.answers(done)
    first, second = story.checks(story.freezes())
    assert code_of(lambda: sign(story, first)) == "nothing"
    assert code_of(lambda: sign(story, second)) == "unanswered"
    assert code_of(lambda: sign(story)) == "few"


def test_a_signature_falls_when_the_answer_changes(story: Judged) -> None:
    one = story.orders("dieu:2/khoan:2")
    story.answers(one, REFUSED)
    grows(story)
    version = story.freezes()
    sign(story, *story.checks(version))
    story.answers(one, DONE, at=story.at + timedelta(minutes=1))
    assert Event.objects.latest("sequence").payload["opened"] == 1
    [check] = RevisionCheck.objects.all()
    assert (check.signed_at, check.note) == (None, "")
    assert not is_closed(check)


def test_a_signature_goes_over_to_a_later_version_only_while_the_same_is_found(story: Judged) -> None:
    kept, moved = story.orders("dieu:2/khoan:2"), story.orders("dieu:2/khoan:3")
    story.answers(kept, REFUSED)
    story.answers(moved, REFUSED)
    grows(story)
    sign(story, *story.checks(story.freezes()))
    grows(story, "dieu:2/khoan:3")
    first, second = story.checks(story.freezes("Dự thảo lần ba"))
    assert (first.signed_by, first.note) == (story.standing.officer, REASON)
    assert (second.standing, second.signed_at) == (RevisionStanding.DONE, None)


def test_a_signature_stands_while_another_look_finds_the_same_and_falls_with_what_it_was_for(story: Judged) -> None:
    one = story.orders("dieu:2/khoan:2")
    story.answers(one, REFUSED)
    grows(story)
    version = story.freezes()
    sign(story, *story.checks(version))
    [again] = story.checks(version)
    assert (again.signed_by, again.note) == (story.standing.officer, REASON)
    RevisionCheck.objects.update(key="another finding")
    [other] = story.checks(version)
    assert (other.key, other.signed_at, other.signed_by, other.note) == (again.key, None, None, "")


def test_what_is_answered_or_withdrawn_while_texts_are_compared_is_left_to_the_next_look(
    story: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, withdrawn, _other = (story.orders(f"dieu:2/khoan:{number}") for number in (1, 2, 3))
    grows(story)
    version = story.freezes()
    compare = checking.found_checks

    def meanwhile(*compared: Any, **said: Any) -> Any:
        found = compare(*compared, **said)
        story.answers(answered, DONE)
        withdraw_revision(revision=withdrawn, reason="Ghi trùng với yêu cầu khác", by=story.standing, at=story.at)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(checking, "found_checks", meanwhile)
        assert [one.revision.number for one in story.checks(version)] == [3]
    assert [(one.revision.number, one.lie) for one in story.checks(version)] == [(1, ""), (3, "unanswered")]


def test_only_the_newest_version_is_signed_for(story: Judged) -> None:
    one = story.orders("dieu:2/khoan:2")
    story.answers(one, REFUSED)
    grows(story)
    [check] = story.checks(story.freezes())
    grows(story, "dieu:2/khoan:3")
    story.freezes("Dự thảo lần ba")
    assert code_of(lambda: sign(story, check)) == "old"


def test_a_draft_is_returned_as_often_as_the_decision_says(site: Site, at: datetime) -> None:
    story = judged(site, at=at, rules=replace(RULES["general"], returns=1))
    story.orders("dieu:2")
    told = {"council": story.council, "reason": "Nhiều yêu cầu chưa thực hiện", "by": story.standing, "at": at}
    assert code_of(lambda: return_draft(version=story.version, **told)) == "version"
    grows(story)
    version = story.freezes()
    with pytest.raises(NotAllowed):
        return_draft(version=version, **told | {"by": story.drafter})
    assert code_of(lambda: return_draft(version=version, **told | {"reason": ""})) == "reason"
    assert return_draft(version=version, **told).ordinal == 1
    assert code_of(lambda: return_draft(version=version, **told)) == "version"
    grows(story, "dieu:2/khoan:3")
    later = story.freezes("Dự thảo lần ba")
    assert code_of(lambda: return_draft(version=later, **told)) == "used_up"
    assert list(story.council.returns.values_list("ordinal", "version")) == [(1, version.pk)]


def test_what_waits_for_whom(story: Judged) -> None:
    def waiting(query: Callable[..., Any], by: Any) -> list[int]:
        return [one.waiting for one in query(by, at=story.at)]

    one, _other = story.orders("dieu:2/khoan:1"), story.orders("dieu:2/khoan:2")
    assert waiting(councils_to_answer, story.drafter) == [2]
    assert waiting(councils_to_answer, story.standing) == []
    story.answers(one, REFUSED)
    assert waiting(councils_to_answer, story.drafter) == [1]
    grows(story, "dieu:2/khoan:3")
    story.checks(story.freezes())
    assert waiting(councils_to_sign, story.standing) == [1]
    assert waiting(councils_to_sign, story.drafter) == []
    sign(story, RevisionCheck.objects.get(revision=one))
    assert waiting(councils_to_sign, story.standing) == []
