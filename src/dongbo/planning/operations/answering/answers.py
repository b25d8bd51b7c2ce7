"""Answering groups, putting them to the leader, and saying where the text was changed for them."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, refuse
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, OpinionGroup
from dongbo.planning.operations.answering.holding import held_group, hold, record
from dongbo.planning.queries.answering import fingerprint
from dongbo.planning.states import LONGEST_TEXT, Outcome

ANSWERS = (Outcome.ACCEPTED, Outcome.PARTLY, Outcome.EXPLAINED)


@transaction.atomic
def answer_group(
    *,
    group: OpinionGroup,
    outcome: Outcome,
    response: str,
    by: Acting,
    at: datetime,
    reason: str = "",
    changed_in: Iterable[Provision] = (),
    seen: str | None = None,
) -> OpinionGroup:
    """This will answer every opinion of a group: accepted, partly accepted, or explained.

    `changed_in` names the provisions where the answer was carried out, besides those the opinions point at; `seen` is
    the fingerprint of the group as it was shown. Raises NotAllowed; ValidationError, by argument, for an answer that
    says nothing, no reason in letters where not all is accepted, a provision of another document; with code `decided`
    for what the leader decided, which only he changes; with code `stale` where somebody has changed the group since.
    """
    held, authorship = hold(group.consultation, Permission.OPINION_ANSWER, by=by, at=at)
    answered = held_group(held, group)
    require_undecided(answered)
    require_as_seen(answered, seen)
    places = list(changed_in)
    refuse([*about_answer(outcome, response, reason), *about_places(held, places)])
    before = said(answered)
    answered.question = ""
    write(answered, outcome, response, reason, by=by, at=at)
    answered.changed_in.set(places)
    payload = {"group": answered.ordinal, "before": before, "after": said(answered)}
    record("group_answered", answered, payload, by=authorship, at=at)
    return answered


@transaction.atomic
def put_to_leader(
    *,
    group: OpinionGroup,
    question: str,
    by: Acting,
    at: datetime,
    response: str = "",
    reason: str = "",
    seen: str | None = None,
) -> OpinionGroup:
    """This will ask the leader to decide on a group, with what the team proposes to answer.

    Raises NotAllowed; ValidationError where nothing is asked, he has decided (`decided`), or as answer_group does.
    """
    held, authorship = hold(group.consultation, Permission.OPINION_ANSWER, by=by, at=at)
    asked = held_group(held, group)
    require_undecided(asked)
    require_as_seen(asked, seen)
    found = about_lengths({"response": response, "reason": reason, "question": question})
    if not question.strip():
        found.append(("question", _("Hãy ghi điều xin lãnh đạo quyết định.")))
    refuse(found)
    before = said(asked)
    asked.question = question.strip()
    write(asked, Outcome.TO_LEADER, response, reason, by=by, at=at)
    payload = {"group": asked.ordinal, "before": before, "after": said(asked)}
    record("group_put_to_leader", asked, payload, by=authorship, at=at)
    return asked


@transaction.atomic
def reopen_group(*, group: OpinionGroup, by: Acting, at: datetime, seen: str | None = None) -> OpinionGroup:
    """This will take an answer back, so that the group is open again.

    Raises NotAllowed; ValidationError where there is none (`open`), the leader decided (`decided`), or it is `stale`.
    """
    held, authorship = hold(group.consultation, Permission.OPINION_ANSWER, by=by, at=at)
    opened = held_group(held, group)
    if opened.outcome == Outcome.OPEN:
        raise ValidationError(_("Nhóm ý kiến này chưa có trả lời."), code="open")
    require_undecided(opened)
    require_as_seen(opened, seen)
    before = said(opened)
    opened.outcome, opened.response, opened.reason, opened.question = Outcome.OPEN, "", "", ""
    opened.answered_at, opened.answered_by = None, None
    opened.save()
    opened.changed_in.clear()
    payload = {"group": opened.ordinal, "before": before, "after": said(opened)}
    record("group_reopened", opened, payload, by=authorship, at=at)
    return opened


@transaction.atomic
def name_places(*, group: OpinionGroup, changed_in: Iterable[Provision], by: Acting, at: datetime) -> OpinionGroup:
    """This will say where the text was changed for a group, whoever answered it.

    Raises NotAllowed; ValidationError where it has no answer (`open`), or a provision is of another document.
    """
    held, authorship = hold(group.consultation, Permission.OPINION_ANSWER, by=by, at=at)
    named = held_group(held, group)
    if named.outcome == Outcome.OPEN:
        raise ValidationError(_("Nhóm ý kiến này chưa có trả lời."), code="open")
    places = list(changed_in)
    refuse(about_places(held, places))
    named.changed_in.set(places)
    payload = {"group": named.ordinal, "places": sorted(str(place.pk) for place in places)}
    record("group_places_named", named, payload, by=authorship, at=at)
    return named


def write(
    group: OpinionGroup, outcome: Outcome, response: str, reason: str, *, by: Acting, at: datetime
) -> OpinionGroup:
    """This will write an answer down; it is part of the act that calls it."""
    group.outcome, group.response, group.reason = outcome, response.strip(), reason.strip()
    group.answered_at, group.answered_by = at, by.officer
    group.save()
    return group


def said(group: OpinionGroup) -> dict[str, object]:
    """Return what a group is answered with, as the ledger keeps it."""
    return {"outcome": group.outcome, "response": group.response, "reason": group.reason, "question": group.question}


def require_undecided(group: OpinionGroup) -> None:
    """This will raise ValidationError with code `decided` where the leader has decided."""
    if group.decided_at is not None:
        raise ValidationError(_("Lãnh đạo đã quyết định ý kiến này; chỉ lãnh đạo sửa được."), code="decided")


def require_as_seen(group: OpinionGroup, seen: str | None) -> None:
    """This will raise ValidationError with code `stale` where a group is no longer as it was shown."""
    if seen is not None and seen != fingerprint(group):
        raise ValidationError(
            _(
                "Nhóm ý kiến này vừa được người khác trả lời, gộp hoặc tách sau khi bạn mở trang. Lời bạn viết vẫn còn "
                "trong ô: hãy so với bản đang lưu rồi lưu lại."
            ),
            code="stale",
        )


def about_answer(outcome: Outcome, response: str, reason: str) -> Refusals:
    """Return what is wrong with an answer, by argument."""
    found = about_lengths({"response": response, "reason": reason})
    if outcome not in ANSWERS:
        found.append(("outcome", _("Hãy chọn tiếp thu, tiếp thu một phần, hoặc giải trình.")))
    if not response.strip():
        found.append(("response", _("Hãy ghi nội dung tiếp thu, giải trình: mỗi ý kiến phải có trả lời.")))
    if outcome in (Outcome.PARTLY, Outcome.EXPLAINED) and not any(map(str.isalpha, reason)):
        found.append(("reason", _("Hãy nêu lý do của phần không tiếp thu.")))
    return found


def about_lengths(texts: dict[str, str]) -> Refusals:
    """Return which of `texts` are too long, by argument."""
    words = _("Dài %(signs)d ký tự, quá mức %(most)d: hãy rút gọn. Nội dung vẫn còn trong ô.")
    return [
        (name, words % {"signs": len(text), "most": LONGEST_TEXT})
        for name, text in texts.items()
        if len(text) > LONGEST_TEXT
    ]


def about_places(consultation: Consultation, places: list[Provision]) -> Refusals:
    """Return what is wrong with the places where an answer is said to be carried out."""
    if all(place.document_id == consultation.document_id for place in places):
        return []
    return [("changed_in", _("Có điều khoản không thuộc dự thảo của vòng lấy ý kiến."))]
