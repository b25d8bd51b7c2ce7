"""Writing the good rows of a workbook of officers, set by set."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from secrets import token_hex

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, UNUSABLE_PASSWORD_SUFFIX_LENGTH

from dongbo.engines.authority import effective
from dongbo.engines.organisation_sheets.officers import PERSONAL, OfficersPlan
from dongbo.engines.organisation_sheets.officers_known import OfficerRow, OfficersKnown, post_values
from dongbo.organisation.models import Grant, Officer, Post, Role
from dongbo.organisation.operations.alarms import raise_alarms
from dongbo.organisation.operations.intake.planning import Progress
from dongbo.organisation.operations.officers.enrolling import set_keys
from dongbo.organisation.operations.posts import end_grants_of_posts
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.worth import decided, midnight
from dongbo.organisation.states import Access, AlarmCause, Capacity, GrantSource

BATCH = 500
OF_POST = ("title", "kind", "is_main", "valid_to", "decision_number", "decision_on")


def apply_officers(
    plan: OfficersPlan, known: OfficersKnown, *, by: Acting, at: datetime, progress: Progress
) -> dict[str, list[list[int]]]:
    """This will write new and changed officers, their posts and starting roles; return the keys written, as runs.

    No password is hashed: each sets his own by his activation. What hangs from a post ends with it; every grant
    raises the alarm.
    """
    total = len(plan.rows)
    officers = _write_officers(plan, known, at=at)
    progress(total // 3, total)
    posts, ended = _write_posts(plan.rows, officers)
    progress(2 * total // 3, total)
    grants = _write_grants(plan, known, officers, posts, by=by, at=at)
    lapsed = end_grants_of_posts(ended, by=by, at=at) if ended else []
    progress(total, total)
    return {
        "officers": runs(officer.pk for officer in officers.values()),
        "posts": runs(post.pk for post in posts),
        "grants": runs(grant.pk for grant in grants),
        "grants_ended": runs(lapsed),
    }


def _write_officers(plan: OfficersPlan, known: OfficersKnown, *, at: datetime) -> dict[str, Officer]:
    """Write the new and the changed; return every officer of the workbook by username."""
    keys = [officer.key for officer in known.officers.values()]
    officers = {officer.username: officer for some in _some(keys) for officer in Officer.objects.filter(pk__in=some)}
    new: list[Officer] = []
    changed: list[Officer] = []
    for row, planned in zip(plan.rows, plan.planned, strict=True):
        if row.username not in officers:
            officers[row.username] = _new_officer(row, at=at)
            new.append(officers[row.username])
        elif any(key in planned.changes for key in PERSONAL):
            _correct(officers[row.username], row)
            changed.append(officers[row.username])
    Officer.objects.bulk_create(new, batch_size=BATCH)
    Officer.objects.bulk_update(changed, [*PERSONAL, "search_key", "name_key"], batch_size=BATCH)
    return officers


def _new_officer(row: OfficerRow, *, at: datetime) -> Officer:
    personal = {key: row.record.text(key) for key in PERSONAL}
    officer = Officer(username=row.username, password=_no_password(), enrolled_at=at, **personal)
    set_keys(officer)
    return officer


def _no_password() -> str:
    """What Django writes for an unusable password, drawn ten times faster: it dies when the first one is set."""
    return UNUSABLE_PASSWORD_PREFIX + token_hex(UNUSABLE_PASSWORD_SUFFIX_LENGTH // 2)


def _correct(officer: Officer, row: OfficerRow) -> None:
    for key in PERSONAL:
        if key in row.record.values:
            setattr(officer, key, row.record.text(key))
    set_keys(officer)


def _write_posts(rows: Sequence[OfficerRow], officers: dict[str, Officer]) -> tuple[list[Post], list[Post]]:
    """Write new and changed posts; return the post of every row, in step, and those whose end has changed."""
    keys = [row.post.key for row in rows if row.post is not None]
    there = {post.pk: post for some in _some(keys) for post in Post.objects.filter(pk__in=some)}
    posts: list[Post] = []
    changed: list[Post] = []
    ended: list[Post] = []
    for row in rows:
        values = post_values(row)
        if row.post is None:
            begins = row.posting().begins
            posts.append(Post(officer=officers[row.username], unit_id=row.unit, valid_from=begins, **values))
            continue
        post = there[row.post.key]
        posts.append(post)
        if post.valid_to != values["valid_to"]:
            ended.append(post)
        if any(getattr(post, key) != value for key, value in values.items()):
            changed.append(post)
        for key, value in values.items():
            setattr(post, key, value)
    Post.objects.bulk_update(_closing_first(changed), OF_POST, batch_size=BATCH)
    Post.objects.bulk_create([post for post in posts if post.pk is None], batch_size=BATCH)
    return posts, ended


def _closing_first(posts: Iterable[Post]) -> list[Post]:
    """Ended posts are written first, so that no two are open at once."""
    return sorted(posts, key=lambda post: post.valid_to is None)


def _write_grants(
    plan: OfficersPlan,
    known: OfficersKnown,
    officers: dict[str, Officer],
    posts: Sequence[Post],
    *,
    by: Acting,
    at: datetime,
) -> list[Grant]:
    roles = {role.code: role for role in Role.objects.filter(code__in={row.role for row in plan.rows if row.role})}
    grants = []
    for row, post in zip(plan.rows, posts, strict=True):
        if not row.role or (row.username, row.unit, row.role) in known.held:
            continue
        grant = Grant(
            officer=officers[row.username],
            role=roles[row.role],
            unit_id=row.unit,
            covers_branch=row.record.yes("covers_branch", otherwise=False),
            clearance=Access.UNIT,
            valid_from=max(at, midnight(post.valid_from)),
            source=GrantSource.APPOINTMENT,
            capacity=Capacity.OWN,
            post=post,
            decision_number=post.decision_number,
            decision_on=post.decision_on if post.decision_number else None,
            given_at=at,
            given_by=by.officer,
        )
        _set_worth(grant, at=at)
        grants.append(grant)
    Grant.objects.bulk_create(grants, batch_size=BATCH)
    raise_alarms(grants=grants, cause=AlarmCause.GIVEN, made_by=by.officer, made_for=by.principal, at=at)
    return grants


def _set_worth(grant: Grant, *, at: datetime) -> None:
    worth = effective(decided(grant, at=at), None, {})
    grant.effective_unit_id, grant.effective_branch = worth.unit, worth.branch
    grant.effective_from, grant.effective_to = worth.begins, worth.ends
    grant.effective_clearance, grant.effective_mask = worth.clearance, worth.mask


def _some(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    """The keys in pieces that one query may ask for."""
    return (keys[begin : begin + 5_000] for begin in range(0, len(keys), 5_000))


def runs(keys: Iterable[int]) -> list[list[int]]:
    """Return keys as runs, each its first and last: what was written at once has keys one after another."""
    found: list[list[int]] = []
    for key in sorted(keys):
        if found and key == found[-1][1] + 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found
