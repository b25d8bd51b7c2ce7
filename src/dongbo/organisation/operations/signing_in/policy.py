"""What sign-in asks for from a day on, as a dated row with the rule it rests on."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import SignInPolicy
from dongbo.organisation.queries.signing_in import POLICY_VALUES, policy_label
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.legal_rules import require_definer
from dongbo.organisation.rules.wording import Refusals, day_text, refuse

BOUNDS: dict[str, tuple[int, int]] = {
    "idle_minutes": (1, 60),
    "administrator_idle_minutes": (1, 60),
    "longest_hours": (1, 24),
    "most_sessions": (1, 10),
    "wrong_tries": (3, 10),
    "lock_minutes": (5, 1440),
    "strange_tries": (10, 1000),
    "shortest_password": (8, 64),
    "administrator_password_days": (30, 365),
    "unused_days": (15, 365),
}
"""The least and the most a value may be: beyond them a policy protects nobody, or keeps everybody out."""

LONGEST_BASIS = 300


@transaction.atomic
def set_sign_in_policy(
    *,
    valid_from: date,
    idle_minutes: int,
    administrator_idle_minutes: int,
    longest_hours: int,
    most_sessions: int,
    wrong_tries: int,
    lock_minutes: int,
    strange_tries: int,
    shortest_password: int,
    administrator_second_factor: bool,
    administrator_password_days: int | None,
    unused_days: int | None,
    legal_basis: str,
    by: Acting,
    at: datetime,
) -> SignInPolicy:
    """This will set what sign-in asks for from `valid_from` on, until the next row begins. A row of that day that has
    not begun is taken over; what has begun stays as it was.

    Raises NotAllowed; ValidationError, by argument, for a day that is past or whose policy has begun, a value beyond
    BOUNDS, an administrator's rest longer than everybody's, fewer strange tries than one address has, or a missing or
    too long legal basis.
    """
    list(SignInPolicy.objects.select_for_update().order_by("valid_from"))  # two who set one day wait for each other
    authorship = require_definer(by, at=at)
    values: dict[str, object] = {
        "idle_minutes": idle_minutes,
        "administrator_idle_minutes": administrator_idle_minutes,
        "longest_hours": longest_hours,
        "most_sessions": most_sessions,
        "wrong_tries": wrong_tries,
        "lock_minutes": lock_minutes,
        "strange_tries": strange_tries,
        "shortest_password": shortest_password,
        "administrator_second_factor": administrator_second_factor,
        "administrator_password_days": administrator_password_days,
        "unused_days": unused_days,
        "legal_basis": legal_basis.strip(),
    }
    today = timezone.localdate(at)
    about_values = _about_values(values) or _about_pairs(
        idle=idle_minutes,
        administrator_idle=administrator_idle_minutes,
        one_address=wrong_tries,
        strangers=strange_tries,
    )
    refuse([*_about_day(valid_from, today=today), *about_values, *_about_basis(legal_basis.strip())])
    replaced = SignInPolicy.objects.filter(valid_from=valid_from).first()
    before = {name: getattr(replaced, name) for name in POLICY_VALUES} if replaced else None
    policy = replaced or SignInPolicy(valid_from=valid_from)
    for name, value in values.items():
        setattr(policy, name, value)
    policy.save()
    append_event(
        kind="organisation.sign_in_policy_set",
        subject_kind="sign_in_policy",
        subject_id=policy.pk,
        payload={"valid_from": valid_from.isoformat(), **values, "replaced": before},
        by=authorship,
        at=at,
    )
    return policy


def _about_day(valid_from: date, *, today: date) -> Refusals:
    if valid_from < today:
        said = _("Ngày %(day)s đã qua: chính sách chỉ đặt từ hôm nay trở đi, hãy chọn ngày khác.")
        return [("valid_from", said % {"day": day_text(valid_from)})]
    if valid_from == today and SignInPolicy.objects.filter(valid_from=today).exists():
        said = _("Chính sách bắt đầu hôm nay đang có hiệu lực rồi: hãy cho chính sách mới bắt đầu từ ngày mai.")
        return [("valid_from", said)]
    return []


def _about_values(values: Mapping[str, object]) -> Refusals:
    found: Refusals = []
    for name, (least, most) in BOUNDS.items():
        value = values[name]
        if isinstance(value, int) and not least <= value <= most:
            said = _("«%(name)s» phải từ %(least)d đến %(most)d, không thể là %(value)d: hãy ghi lại.")
            found.append((name, said % {"name": policy_label(name), "least": least, "most": most, "value": value}))
    return found


def _about_pairs(*, idle: int, administrator_idle: int, one_address: int, strangers: int) -> Refusals:
    found: Refusals = []
    if administrator_idle > idle:
        said = _("Quản trị không được rời máy lâu hơn mọi người: hãy ghi không quá %(most)d phút.")
        found.append(("administrator_idle_minutes", said % {"most": idle}))
    if strangers < one_address:
        said = _("Mọi nơi lạ cộng lại không thể ít hơn một nơi: hãy ghi ít nhất %(least)d.")
        found.append(("strange_tries", said % {"least": one_address}))
    return found


def _about_basis(legal_basis: str) -> Refusals:
    if not legal_basis:
        return [("legal_basis", _("Thiếu căn cứ: hãy ghi văn bản và điều khoản."))]
    if len(legal_basis) > LONGEST_BASIS:
        return [("legal_basis", _("Căn cứ dài quá %(most)d ký tự: hãy rút ngắn.") % {"most": LONGEST_BASIS})]
    return []
