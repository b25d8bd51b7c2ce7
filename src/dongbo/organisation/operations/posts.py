"""Posts: appointing to a further one, ending one, and moving an officer from one to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.postings import EARLIEST, Clash, Posting, clash, latest_day
from dongbo.engines.vietnamese import clean
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Grant, Officer, Post, Unit
from dongbo.organisation.operations.chains import alarm_changes, recompute_chains, require_someone_gives
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.queries.posts import days_of_unit
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import AlarmCause, Decision, Permission, PostKind

NO_DECISION = Decision()
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post that is to be written: what the decision says."""

    unit: Unit
    title: str
    kind: PostKind
    is_main: bool
    valid_from: date
    valid_to: date | None = None
    decision: Decision = NO_DECISION


@transaction.atomic
def appoint(
    *,
    officer: Officer,
    unit: Unit,
    title: str,
    valid_from: date,
    by: Acting,
    at: datetime,
    kind: PostKind = PostKind.MEMBER,
    is_main: bool = False,
    valid_to: date | None = None,
    decision: Decision = NO_DECISION,
) -> Post:
    """This will give `officer` a further post in `unit` from `valid_from` to before `valid_to`, concurrent (kiêm
    nhiệm) unless it is the main one.

    Raises NotAllowed; ValidationError where the post cannot be (see `write_post`).
    """
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit, at=at)
    new = NewPost(unit, title, kind, is_main, valid_from, valid_to, decision)
    post = write_post(officer, new, today=timezone.localdate(at))
    append_event(
        kind="organisation.officer_appointed",
        subject_kind="officer",
        subject_id=officer.pk,
        payload=_described(post) | {"decision": decision.number},
        by=authorship,
        at=at,
    )
    return post


@transaction.atomic
def end_post(
    *, post: Post, on: date, by: Acting, at: datetime, reason: str = "", decision: Decision = NO_DECISION
) -> Post:
    """This will end `post`, so that it is no longer held on the day `on`, which may lie behind or ahead; what was
    granted for it ends that day, with everything passed on from there. On its first day or for one still to come, the
    post is withdrawn.

    Raises NotAllowed; ValidationError where the post ends no later already, or `on` lies before it began.
    """
    advance_epoch()
    post = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("unit", "officer").get(pk=post.pk)
    authorship = require(by, Permission.OFFICER_ENROL, unit=post.unit, at=at)
    _require_ending(post, on)
    close_posts([post], on=on)
    grants = end_grants_of_posts([post], by=by, at=at)
    append_event(
        kind="organisation.post_ended",
        subject_kind="officer",
        subject_id=post.officer_id,
        payload=_described(post) | {"reason": reason, "decision": decision.number, "grants": grants},
        by=authorship,
        at=at,
    )
    return post


@transaction.atomic
def transfer_officer(
    *,
    officer: Officer,
    unit: Unit,
    title: str,
    on: date,
    by: Acting,
    at: datetime,
    kind: PostKind = PostKind.MEMBER,
    decision: Decision = NO_DECISION,
    reason: str = "",
) -> Post:
    """This will end the main post of `officer` on the day `on` and begin the new main one in `unit` that day, in one
    act; what was granted for the former ends with it.

    Raises NotAllowed where the officer managing may not do so in both units; ValidationError where there is no main
    post to leave, or the new one cannot be.
    """
    advance_epoch()
    officer = _locked(officer)
    former = _main_post_until(officer, on)
    require(by, Permission.OFFICER_ENROL, unit=former.unit, at=at)
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit, at=at)
    close_posts([former], on=on)
    post = write_post(
        officer,
        NewPost(unit, title, kind, is_main=True, valid_from=on, decision=decision),
        today=timezone.localdate(at),
    )
    grants = end_grants_of_posts([former], by=by, at=at)
    append_event(
        kind="organisation.officer_transferred",
        subject_kind="officer",
        subject_id=officer.pk,
        payload=_described(post)
        | {"former_post": former.pk, "former_unit": former.unit.code, "reason": reason, "decision": decision.number}
        | {"grants": grants},
        by=authorship,
        at=at,
    )
    return post


def write_post(officer: Officer, new: NewPost, *, today: date) -> Post:
    """This will write a post of `officer`, after locking him and, for a head, the unit.

    Raises ValidationError, each message with its field: officer out of service, no title, days reversed or out of
    reason, a unit that does not exist on all those days, and another post in the same unit, another main post or
    another head of the unit on one of them.
    """
    officer = _locked(officer)
    if new.kind == PostKind.HEAD:
        Unit.objects.select_for_update(no_key=True).get(pk=new.unit.pk)
    _require_in_service(officer)
    title = clean(new.title)
    _require_title(title)
    require_days(new.valid_from, new.valid_to, today=today)
    _require_unit(new)
    _require_room(officer, new)
    return Post.objects.create(
        officer=officer,
        unit=new.unit,
        title=title,
        kind=new.kind,
        is_main=new.is_main,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        decision_number=new.decision.number,
        decision_on=new.decision.on,
    )


def close_posts(posts: Iterable[Post], *, on: date) -> None:
    """This will let `posts` be held no longer from the day `on`; one that would begin later gets no day at all."""
    closed = list(posts)
    for post in closed:
        post.valid_to = max(on, post.valid_from)
    Post.objects.bulk_update(closed, ["valid_to"], batch_size=500)


def end_grants_of_posts(posts: Sequence[Post], *, by: Acting, at: datetime) -> list[int]:
    """This will end what was granted for `posts`, which have ended, and what was passed on from it; return the keys of
    the grants that came to be worth less. Raises ValidationError where nobody could give a right afterwards."""
    tied = Grant.objects.filter(post__in=posts).values_list("pk", flat=True)
    changes = recompute_chains(list(tied), at=at)
    alarm_changes(changes, cause=AlarmCause.LAPSED, made_by=by.officer, made_for=by.principal, at=at)
    if changes:
        require_someone_gives(at=at)
    return [change.grant.pk for change in changes]


def require_days(begins: date, ends: date | None, *, today: date) -> None:
    """This will refuse days that are reversed or out of reason. Raises ValidationError by field."""
    latest = latest_day(today)
    if not EARLIEST <= begins <= latest:
        raise ValidationError(
            {
                "valid_from": _("Ngày bắt đầu %(day)s không hợp lý: hãy ghi một ngày từ %(first)s đến %(last)s.")
                % {"day": f"{begins:%d/%m/%Y}", "first": f"{EARLIEST:%d/%m/%Y}", "last": f"{latest:%d/%m/%Y}"}
            }
        )
    if ends is not None and ends <= begins:
        raise ValidationError(
            {
                "valid_to": _("Ngày thôi giữ %(ends)s không sau ngày bắt đầu %(begins)s: hãy sửa một trong hai ngày.")
                % {"ends": f"{ends:%d/%m/%Y}", "begins": f"{begins:%d/%m/%Y}"}
            }
        )


def _locked(officer: Officer) -> Officer:
    return Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)


def _require_in_service(officer: Officer) -> None:
    if not officer.is_active:
        raise ValidationError(
            _("%(officer)s đã thôi công tác nên không nhận vị trí nào: hãy nhận lại vào công tác trước.")
            % {"officer": officer.full_name}
        )


def _require_title(title: str) -> None:
    if not title:
        raise ValidationError({"title": _("Thiếu chức vụ: hãy ghi, ví dụ «Chuyên viên».")})
    if len(title) > LONGEST_TITLE:
        raise ValidationError({"title": _("Chức vụ dài quá %(most)s ký tự: hãy rút ngắn.") % {"most": LONGEST_TITLE}})


def _require_unit(new: NewPost) -> None:
    founded, ended = days_of_unit(new.unit)
    if new.valid_from < founded:
        raise ValidationError(
            {
                "valid_from": _("%(unit)s thành lập ngày %(day)s: hãy ghi ngày bắt đầu từ hôm đó trở đi.")
                % {"unit": new.unit.name, "day": f"{founded:%d/%m/%Y}"}
            }
        )
    if ended is not None and new.valid_from >= ended:
        raise ValidationError(
            {
                "unit": _("%(unit)s đã kết thúc từ ngày %(day)s: hãy chọn đơn vị kế thừa.")
                % {"unit": new.unit.name, "day": f"{ended:%d/%m/%Y}"}
            }
        )
    if ended is not None and (new.valid_to is None or new.valid_to > ended):
        raise ValidationError(
            {
                "valid_to": _(
                    "%(unit)s kết thúc từ ngày %(day)s: hãy ghi ngày thôi giữ không muộn hơn hôm đó, "
                    "rồi bổ nhiệm tiếp ở đơn vị kế thừa."
                )
                % {"unit": new.unit.name, "day": f"{ended:%d/%m/%Y}"}
            }
        )


def posting_of(post: Post) -> Posting:
    """Return `post` as the engine that compares posts knows it."""
    return Posting(
        officer=post.officer_id,
        unit=post.unit_id,
        begins=post.valid_from,
        ends=post.valid_to,
        is_main=post.is_main,
        is_head=post.kind == PostKind.HEAD,
    )


def _require_room(officer: Officer, new: NewPost) -> None:
    """Compare with the other posts of the officer and the other heads of the unit from the first day on."""
    wanted = Posting(
        officer.pk, new.unit.pk, new.valid_from, new.valid_to, new.is_main, is_head=new.kind == PostKind.HEAD
    )
    beside = Q(officer=officer) | Q(unit=new.unit, kind=PostKind.HEAD)
    for other in Post.objects.held_from(new.valid_from).filter(beside).select_related("unit", "officer"):
        found = clash(wanted, posting_of(other))
        if found is not None:
            raise ValidationError(_clash_sentence(found, other))


def _clash_sentence(found: Clash, other: Post) -> str:
    said = {
        "officer": other.officer.full_name,
        "unit": other.unit.name,
        "title": other.title,
        "days": days_in_words(other.valid_from, other.valid_to),
    }
    if found == Clash.SAME_UNIT:
        return (
            _(
                "%(officer)s đã giữ vị trí «%(title)s» tại %(unit)s %(days)s: "
                "hãy kết thúc vị trí đó trước, hoặc chọn ngày không trùng."
            )
            % said
        )
    if found == Clash.TWO_MAINS:
        return (
            _(
                "%(officer)s đã có vị trí chính «%(title)s» tại %(unit)s %(days)s: "
                "hãy ghi vị trí mới là kiêm nhiệm, hoặc điều động thay vì bổ nhiệm thêm."
            )
            % said
        )
    return (
        _(
            "%(unit)s đã có người đứng đầu là %(officer)s %(days)s: "
            "hãy kết thúc vị trí của người đó trước, hoặc chọn ngày không trùng."
        )
        % said
    )


def days_in_words(begins: date, ends: date | None) -> str:
    """Return a stretch of days as a sentence says it."""
    if ends is None:
        return _("từ ngày %(begins)s") % {"begins": f"{begins:%d/%m/%Y}"}
    return _("từ ngày %(begins)s đến trước ngày %(ends)s") % {
        "begins": f"{begins:%d/%m/%Y}",
        "ends": f"{ends:%d/%m/%Y}",
    }


def _require_ending(post: Post, on: date) -> None:
    if on < post.valid_from:
        raise ValidationError(
            {
                "on": _("Vị trí này bắt đầu ngày %(day)s: ngày thôi giữ không thể trước hôm đó.")
                % {"day": f"{post.valid_from:%d/%m/%Y}"}
            }
        )
    if post.valid_to is not None and on >= post.valid_to:
        raise ValidationError(
            {
                "on": _("Vị trí này đã thôi giữ từ ngày %(day)s: chỉ có thể ghi một ngày sớm hơn.")
                % {"day": f"{post.valid_to:%d/%m/%Y}"}
            }
        )


def _main_post_until(officer: Officer, on: date) -> Post:
    """Return the main post that is left on `on`: held that day, begun before it."""
    held = Post.objects.held_on(on).filter(officer=officer, is_main=True)
    post = held.select_related("unit").select_for_update(no_key=True, of=("self",)).first()
    if post is None:
        raise ValidationError(
            _("%(officer)s không giữ vị trí chính nào vào ngày %(day)s: hãy bổ nhiệm thay vì điều động.")
            % {"officer": officer.full_name, "day": f"{on:%d/%m/%Y}"}
        )
    return post


def _described(post: Post) -> dict[str, object]:
    """What an event says of a post."""
    return {
        "username": post.officer.username,
        "post": post.pk,
        "unit": post.unit.code,
        "title": post.title,
        "post_kind": post.kind,
        "is_main": post.is_main,
        "valid_from": post.valid_from.isoformat(),
        "valid_to": post.valid_to.isoformat() if post.valid_to else None,
    }
