"""The first password of an officer enrolled without one: a token that is told to him once and dies with its use."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Officer
from dongbo.organisation.operations.signing_in.credentials import note_password_set
from dongbo.organisation.queries.officers import (
    acting_as,
    activation_token,
    officer_to_activate,
    officers_within,
    unit_of_officer,
)
from dongbo.organisation.queries.officers.activation import ACTIVATION_LASTS
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Permission, SignInMethod

__all__ = ["activate", "activation_token", "issue_activation", "issue_activations"]


@transaction.atomic
def issue_activation(*, officer: Officer, by: Acting, at: datetime) -> str:
    """This will return a token with which `officer` sets his first password, once, within seven days.

    Every token issued before for him dies. Only for an officer in service without a password: who has one keeps it
    until it is withdrawn as forgotten, so that nobody takes an account over by this door. Raises NotAllowed,
    ValidationError.
    """
    return issue_activations(officers=[officer], by=by, at=at)[officer.pk]


@transaction.atomic
def issue_activations(*, officers: Iterable[Officer], by: Acting, at: datetime) -> dict[int, str]:
    """This will return a token for each of `officers`, by the officer's key, in one act; see `issue_activation`."""
    keys = [officer.pk for officer in officers]
    locked = list(Officer.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    if not locked:
        raise ValidationError(_("Chưa chọn cán bộ nào để cấp mã kích hoạt: hãy chọn ít nhất một người."))
    authorship = _require_all(locked, by=by, at=at)
    for officer in locked:
        _require_waiting(officer)
        officer.set_unusable_password()
    Officer.objects.bulk_update(locked, ["password"], batch_size=400)
    append_event(
        kind="organisation.activation_issued",
        subject_kind="officer",
        subject_id=locked[0].pk if len(locked) == 1 else "",
        payload={
            "usernames": [officer.username for officer in locked],
            "until": (at + ACTIVATION_LASTS).isoformat(),
        },
        by=authorship,
        at=at,
    )
    return {officer.pk: activation_token(officer, at=at) for officer in locked}


def _require_all(officers: Sequence[Officer], *, by: Acting, at: datetime) -> Authorship:
    """Return the basis for the first of `officers`; raise NotAllowed where one is not for `by` to manage."""
    managed = officers_within(by, Permission.OFFICER_ENROL, at=at)
    allowed = set(
        Officer.objects.filter(managed).filter(pk__in=[officer.pk for officer in officers]).values_list("pk", flat=True)
    )
    today = timezone.localdate(at)
    first = next((officer for officer in officers if officer.pk not in allowed), officers[0])
    return require(by, Permission.OFFICER_ENROL, unit=unit_of_officer(first, today), at=at)


@transaction.atomic
def activate(*, officer: Officer, token: str, password: str, at: datetime, address: str = "") -> Officer:
    """This will set the first password of `officer` by a token issued for him, which dies with it; the password's age
    counts from here.

    Raises ValidationError where the token is false, used or too old, or the password too weak.
    """
    officer = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    known = officer_to_activate(token, at=at)
    if known is None or known.pk != officer.pk:
        raise ValidationError(
            _("Mã kích hoạt không đúng, đã dùng hoặc đã quá hạn: hãy xin cán bộ tổ chức của đơn vị cấp mã mới.")
        )
    validate_password(password, officer)
    officer.set_password(password)
    officer.save(update_fields=["password"])
    himself = acting_as(officer, at=at, address=address)
    append_event(
        kind="organisation.officer_activated",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": officer.username},
        by=himself.authorship(),
        at=at,
    )
    note_password_set(method=SignInMethod.ACTIVATION, by=himself, at=at)
    return officer


def _require_waiting(officer: Officer) -> None:
    if not officer.is_active:
        raise ValidationError(
            _("%(officer)s đã thôi công tác nên không được kích hoạt.") % {"officer": officer.full_name}
        )
    if officer.has_usable_password():
        raise ValidationError(
            _("%(officer)s đã đặt mật khẩu: nếu người đó quên, hãy thu hồi ở trang «Cán bộ quên mật khẩu».")
            % {"officer": officer.full_name}
        )
