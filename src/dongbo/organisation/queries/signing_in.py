"""What sign-in asks for on a day, how long a session may rest, and what an officer may see of his account."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from dongbo.organisation.models import KeptRequest, Officer, SignInPolicy, SignInRecord, SignInSession, WrongTries
from dongbo.organisation.queries.officers import officers_within
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.states import Permission, SignInAct

ADMINISTERING = (Permission.GRANT_GIVE, Permission.ROLE_DEFINE)
"""Who holds either of these anywhere is an administrator to the sign-in policy."""

KEPT_FOR = timedelta(hours=12)
"""How long a request waits for its officer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an officer's session may rest, and how long it may last."""

    idle: timedelta
    longest: timedelta


def policy_on(day: date) -> SignInPolicy:
    """Return the policy that holds on `day`: the newest that has begun. Raises SignInPolicy.DoesNotExist."""
    return SignInPolicy.objects.filter(valid_from__lte=day).latest("valid_from")


def policy_at(at: datetime) -> SignInPolicy:
    """Return the policy that holds on the day of `at` where the site stands."""
    return policy_on(timezone.localdate(at))


def is_administrator(officer: Officer, *, at: datetime) -> bool:
    """Return whether `officer` may by himself give grants or define roles anywhere at `at`."""
    by = Acting(officer=officer)
    return any(holds(by, permission, at=at) for permission in ADMINISTERING)


def limits_of(officer: Officer, *, at: datetime) -> Limits:
    """Return how long `officer` may rest and stay, by the policy of the day and what he administers."""
    policy = policy_at(at)
    minutes = policy.administrator_idle_minutes if is_administrator(officer, at=at) else policy.idle_minutes
    return Limits(
        idle=timedelta(minutes=min(minutes, policy.idle_minutes)), longest=timedelta(hours=policy.longest_hours)
    )


def account_digest(username: str) -> str:
    """Return what tries at `username` are counted under: the same for every way of writing it."""
    written = unicodedata.normalize("NFKC", username).strip().casefold()
    return hashlib.sha256(written.encode()).hexdigest()


def password_set_at(officer: Officer) -> datetime:
    """Return when `officer` last chose his password; when he was enrolled, where he never did."""
    found: datetime | None = officer.sign_ins.filter(act=SignInAct.PASSWORD_CHANGED).aggregate(at=Max("at"))["at"]
    return found or officer.enrolled_at


def is_password_too_old(officer: Officer, *, at: datetime) -> bool:
    """Return whether `officer` administers and must choose another password by the policy of the day."""
    days = policy_at(at).administrator_password_days
    if days is None or not officer.has_usable_password() or not is_administrator(officer, at=at):
        return False
    return at >= password_set_at(officer) + timedelta(days=days)


def is_unused(officer: Officer, *, at: datetime) -> bool:
    """Return whether nobody has used the account for longer than the policy of the day allows."""
    days = policy_at(at).unused_days
    if days is None:
        return False
    used = max(moment for moment in (officer.last_login, password_set_at(officer)) if moment is not None)
    return at >= used + timedelta(days=days)


def second_factor_asked_of(officer: Officer, *, at: datetime) -> bool:
    """Return whether the policy of the day asks `officer` for a second factor."""
    return policy_at(at).administrator_second_factor and is_administrator(officer, at=at)


def sessions_of(officer: Officer, *, at: datetime) -> QuerySet[SignInSession]:
    """Return the sessions `officer` has open at `at`, the newest first."""
    found = SignInSession.objects.filter(officer=officer, expire_date__gt=at)
    return found.select_related("officer").order_by("-began_at")


def history_of(officer: Officer) -> QuerySet[SignInRecord]:
    """Return what happened at `officer`'s account, the newest first."""
    return SignInRecord.objects.filter(officer=officer)


def locked_accounts(by: Acting, *, at: datetime) -> QuerySet[WrongTries]:
    """Return the locks `by` may lift at `at`: of officers he may manage, the one that lasts longest first."""
    managed = officers_within(by, Permission.OFFICER_ENROL, at=at)
    return (
        WrongTries.objects.filter(locked_until__gt=at, officer__in=Officer.objects.filter(managed).values("pk"))
        .select_related("officer")
        .order_by("-locked_until", "pk")
    )


def kept_for(officer: Officer, *, key: str, at: datetime) -> KeptRequest | None:
    """Return what is kept under `key` for `officer` and for nobody else, while it is kept."""
    return KeptRequest.objects.filter(key=key, officer=officer, kept_at__gt=at - KEPT_FOR).first() if key else None
