"""Enrolling officers, and correcting what is written of them."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.person_names import sorting_key
from dongbo.engines.usernames import fault_of_name, fault_of_username
from dongbo.engines.vietnamese import clean, toneless
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.operations.posts import NO_DECISION, NewPost, write_post
from dongbo.organisation.queries.officers import unit_of_officer
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Decision, Permission, PostKind

LONGEST_RANK = 60


@transaction.atomic
def enrol_officer(
    *,
    username: str,
    full_name: str,
    unit: Unit,
    title: str,
    valid_from: date,
    by: Acting,
    at: datetime,
    kind: PostKind = PostKind.MEMBER,
    rank: str = "",
    email: str = "",
    password: str | None = None,
    valid_to: date | None = None,
    decision: Decision = NO_DECISION,
) -> Officer:
    """This will enrol an officer with his first post, the main one. Without a password he cannot sign in until he has
    set one by his activation.

    Raises NotAllowed; ValidationError where the username is malformed or taken, the name is blank, the password weak,
    or the post cannot be (see `write_post`).
    """
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit, at=at)
    username, full_name, rank, email = username.strip(), clean(full_name), clean(rank), email.strip()
    _require_new(username)
    _require_personal(full_name=full_name, rank=rank, email=email)
    if password is not None:
        validate_password(password, Officer(username=username, full_name=full_name, email=email))
    officer = write_officer(
        username=username, full_name=full_name, rank=rank, email=email, password=password, enrolled_at=at
    )
    new = NewPost(
        unit=unit,
        title=title,
        kind=kind,
        is_main=True,
        valid_from=valid_from,
        valid_to=valid_to,
        decision=decision,
    )
    post = write_post(officer, new, today=timezone.localdate(at))
    append_event(
        kind="organisation.officer_enrolled",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": username, "full_name": full_name, "unit": unit.code, "title": post.title},
        by=authorship,
        at=at,
    )
    return officer


@transaction.atomic
def correct_officer(
    *, officer: Officer, by: Acting, at: datetime, full_name: str, rank: str = "", email: str = ""
) -> Officer:
    """This will correct what is written of `officer` himself; the event keeps what it was before.

    The username stays for ever: events and papers know him by it. Raises NotAllowed, ValidationError.
    """
    officer = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit_of_officer(officer, timezone.localdate(at)), at=at)
    corrected = {"full_name": clean(full_name), "rank": clean(rank), "email": email.strip()}
    _require_personal(**corrected)
    changes = {
        name: [getattr(officer, name), value] for name, value in corrected.items() if getattr(officer, name) != value
    }
    if not changes:
        return officer
    for name, value in corrected.items():
        setattr(officer, name, value)
    set_keys(officer)
    officer.save(update_fields=[*corrected, "search_key", "name_key"])
    append_event(
        kind="organisation.officer_corrected",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": officer.username, "changes": changes},
        by=authorship,
        at=at,
    )
    return officer


def write_officer(
    *, username: str, full_name: str, rank: str, email: str, password: str | None, enrolled_at: datetime
) -> Officer:
    """This will write an officer's row with the keys he is found and sorted by."""
    officer = Officer(username=username, full_name=full_name, rank=rank, email=email, enrolled_at=enrolled_at)
    set_keys(officer)
    if password is None:
        officer.set_unusable_password()
    else:
        officer.set_password(password)
    officer.save()
    return officer


def set_keys(officer: Officer) -> None:
    """This will set the keys `officer` is found and sorted by; the caller saves."""
    officer.search_key = toneless(f"{officer.full_name} {officer.username}")[:200]
    officer.name_key = sorting_key(officer.full_name)


def _require_new(username: str) -> None:
    if fault := fault_of_username(username):
        raise ValidationError({"username": fault})
    if Officer.objects.filter(username=username).exists():
        message = _("Tên đăng nhập «%(username)s» đã có người dùng: hãy chọn tên khác, ví dụ thêm số ở cuối.")
        raise ValidationError({"username": message % {"username": username}})


def _require_personal(**personal: Any) -> None:
    """Raise ValidationError, by field, for a name, rank or address that cannot be."""
    errors: dict[str, Any] = {}
    if fault := fault_of_name(personal["full_name"]):
        errors["full_name"] = fault
    if len(personal["rank"]) > LONGEST_RANK:
        errors["rank"] = _("Cấp bậc hàm dài quá %(most)s ký tự: hãy rút ngắn.") % {"most": LONGEST_RANK}
    if personal["email"]:
        try:
            validate_email(personal["email"])
        except ValidationError:
            errors["email"] = _("Thư điện tử «%(email)s» không đúng dạng: hãy ghi như «ten@donvi.example».") % {
                "email": personal["email"]
            }
    if errors:
        raise ValidationError(errors)
