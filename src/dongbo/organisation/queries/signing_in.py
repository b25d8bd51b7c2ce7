"""What sign-in asks for on a day, how long a session may rest, and what an officer may see of his account."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.db.models import Field, Max, Q, QuerySet
from django.utils import timezone

from dongbo.organisation.models import KeptRequest, Officer, SignInPolicy, SignInRecord, SignInSession, WrongTries
from dongbo.organisation.queries.officers import officers_within
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.states import Permission, SignInAct

ADMINISTERING = (Permission.GRANT_GIVE, Permission.ROLE_DEFINE)
"""Who holds either of these anywhere is an administrator to the sign-in policy."""

KEPT_FOR = timedelta(hours=12)
"""How long a request waits for its officer."""

REMEMBERED = timedelta(days=180)
"""How long the account remembers a place it was signed in from."""

TOLD_FOR = timedelta(days=30)
"""How far back a place that is new to the account is told what happened there."""

STRANGERS_COUNTED_FOR = timedelta(days=1)
"""How long wrong tries from strange addresses count together, and at most how long strange addresses stay closed."""

GOING_ON_FOR = timedelta(minutes=2)
"""How long a kept request may be on its way; after that it stopped there, and may be sent again."""

LONGEST_USERNAME = 60

POLICY_VALUES = (
    "idle_minutes",
    "administrator_idle_minutes",
    "longest_hours",
    "most_sessions",
    "wrong_tries",
    "lock_minutes",
    "strange_tries",
    "shortest_password",
    "administrator_second_factor",
    "administrator_password_days",
    "unused_days",
    "legal_basis",
)
"""What a policy says, in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an officer's session may rest, and how long it may last."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class PolicySpan:
    """A policy with the day another takes its place, and the one that held before it; None where there is none."""

    policy: SignInPolicy
    until: date | None
    before: SignInPolicy | None


def policy_label(name: str) -> str:
    """Return what the value of a policy called `name` is called on pages and in refusals."""
    label = str(cast("Field[Any, Any]", SignInPolicy._meta.get_field(name)).verbose_name)
    return label[:1].upper() + label[1:]


def policies_through_time() -> list[PolicySpan]:
    """Return every policy that held, holds or will hold, the newest first."""
    found = list(SignInPolicy.objects.order_by("-valid_from"))
    return [
        PolicySpan(
            policy=policy,
            until=found[number - 1].valid_from if number else None,
            before=found[number + 1] if number + 1 < len(found) else None,
        )
        for number, policy in enumerate(found)
    ]


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
    return hashlib.sha256(_written(username).casefold().encode("utf-8", "surrogatepass")).hexdigest()


def officer_called(username: str) -> Officer | None:
    """Return the officer of that name, however it is written; whatever cannot be a name is nobody's."""
    written = _written(username)
    if len(written) > LONGEST_USERNAME or not written.isprintable():
        return None
    return Officer.objects.filter(username__iexact=written).first()


def _written(username: str) -> str:
    return unicodedata.normalize("NFKC", username).strip()


def is_known_address(officer: Officer, address: str, *, at: datetime) -> bool:
    """Return whether `officer` signed in from `address` within REMEMBERED before `at`."""
    return _entries(officer, at=at).filter(address=address).exists()


def is_elsewhere(officer: Officer, *, address: str, device: str, at: datetime) -> bool:
    """Return whether `officer` signed in before, yet within REMEMBERED neither from `address` or not by this browser.

    A browser that was brought to date is the same one: numbers in its name are passed over.
    """
    seen = set(_entries(officer, at=at).order_by().values_list("address", "device").distinct())
    if not seen:
        return SignInRecord.objects.filter(officer=officer, act=SignInAct.SIGNED_IN).exists()
    addresses, browsers = {place for place, _ in seen}, {_browser_name(name) for _, name in seen}
    return address not in addresses or _browser_name(device) not in browsers


def news_for(officer: Officer, *, address: str, device: str, at: datetime) -> QuerySet[SignInRecord]:
    """Return what happened at the account that `officer` must be told here, the newest first: sign-ins from places not
    seen before, and second factors withdrawn, since he last signed in from this very place.

    Whoever signs in elsewhere is told there; that takes nothing from what is told here.
    """
    here = _entries(officer, at=at).filter(address=address).values_list("at", "device")[:100]
    last = next((moment for moment, name in here if _browser_name(name) == _browser_name(device)), at - TOLD_FOR)
    return news_since(officer, last)


def news_since(officer: Officer, since: datetime) -> QuerySet[SignInRecord]:
    """Return what happened at the account after `since` that its officer must be told, the newest first."""
    told = Q(from_elsewhere=True) | Q(act=SignInAct.FACTORS_WITHDRAWN)
    return SignInRecord.objects.filter(told, officer=officer, at__gt=since)


def _entries(officer: Officer, *, at: datetime) -> QuerySet[SignInRecord]:
    return SignInRecord.objects.filter(officer=officer, act=SignInAct.SIGNED_IN, at__gt=at - REMEMBERED)


def _browser_name(device: str) -> str:
    return re.sub(r"[\d._]+", "", device)


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
