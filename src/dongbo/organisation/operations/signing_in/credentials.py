"""Passwords and second factors: of one's own account, and of an officer who cannot get in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Officer, SignInRecord, UsedCode
from dongbo.organisation.operations.signing_in.sessions import end_sessions
from dongbo.organisation.queries.officers import unit_of_officer
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import Permission, SessionEnd, SignInAct, SignInMethod

KEPT_STEPS = 10
"""How many steps back a used code is remembered; far more than the tolerance of the clock."""


@transaction.atomic
def change_password(*, password: str, session_key: str, by: Acting, at: datetime) -> None:
    """This will give the officer the password he chose, which was validated, and end his other sessions."""
    officer = Officer.objects.select_for_update().get(pk=by.officer.pk)
    officer.set_password(password)
    officer.save(update_fields=["password"])
    by.officer.password = officer.password
    end_sessions(officer=officer, ending=SessionEnd.PASSWORD, by=by.authorship(), at=at, keep=session_key)
    note_password_set(method=SignInMethod.PASSWORD, by=by, at=at)


@transaction.atomic
def note_password_set(*, method: SignInMethod, by: Acting, at: datetime) -> None:
    """This will write down that the officer chose a password, from where its age counts."""
    SignInRecord.objects.create(
        officer=by.officer, at=at, act=SignInAct.PASSWORD_CHANGED, method=method, address=by.address
    )
    append_event(
        kind="organisation.password_changed",
        subject_kind="officer",
        subject_id=by.officer.pk,
        payload={"method": str(method)},
        by=by.authorship(),
        at=at,
    )


@transaction.atomic
def withdraw_password(*, officer: Officer, by: Acting, at: datetime) -> None:
    """This will take away the password of an officer who forgot it, and end his sessions; he is then given an
    activation like a new one. His second factors stay, so that this alone opens nothing.

    Raises NotAllowed; ValidationError for oneself, or where he is out of service.
    """
    officer = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    authorship = _require_helper(officer, by=by, at=at)
    if by.is_among(officer.pk):
        raise ValidationError(_("Bạn không tự thu hồi mật khẩu của mình; hãy đổi mật khẩu ở «Tài khoản của tôi»."))
    officer.set_unusable_password()
    officer.save(update_fields=["password"])
    end_sessions(officer=officer, ending=SessionEnd.BY_ADMINISTRATOR, by=authorship, at=at)
    append_event(
        kind="organisation.password_withdrawn",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": officer.username},
        by=authorship,
        at=at,
    )


@transaction.atomic
def withdraw_second_factors(*, officer: Officer, reason: str, by: Acting, at: datetime) -> None:
    """This will take every second factor, with the recovery codes, off the account of an officer who lost them all, and
    end his sessions. His password stays, so that this alone opens nothing; he is told at his next sign-in.

    Raises NotAllowed; ValidationError without a reason in words, for oneself, where he is out of service, or where the
    account has no second factor.
    """
    require_words(reason, field="reason", what=_("lý do thu hồi"))
    officer = Officer.objects.select_for_update(no_key=True).get(pk=officer.pk)
    authorship = _require_helper(officer, by=by, at=at)
    if by.is_among(officer.pk):
        raise ValidationError(
            _("Bạn không tự thu hồi yếu tố thứ hai của mình; hãy bỏ từng yếu tố ở «Tài khoản của tôi».")
        )
    factors = Authenticator.objects.filter(user=officer)
    methods = sorted(factors.values_list("type", flat=True))
    if not methods:
        raise ValidationError(
            _("Tài khoản của %(name)s không có yếu tố thứ hai nào để thu hồi; nếu không vào được, hãy xem mật khẩu.")
            % {"name": officer.full_name}
        )
    factors.delete()
    end_sessions(officer=officer, ending=SessionEnd.BY_ADMINISTRATOR, by=authorship, at=at)
    SignInRecord.objects.create(officer=officer, at=at, act=SignInAct.FACTORS_WITHDRAWN, address=by.address)
    append_event(
        kind="organisation.second_factors_withdrawn",
        subject_kind="officer",
        subject_id=officer.pk,
        payload={"username": officer.username, "reason": reason.strip(), "methods": methods},
        by=authorship,
        at=at,
    )


def _require_helper(officer: Officer, *, by: Acting, at: datetime) -> Authorship:
    """Return what allows `by` to help `officer` into his account. Raises NotAllowed, ValidationError."""
    authorship = require(by, Permission.OFFICER_ENROL, unit=unit_of_officer(officer, timezone.localdate(at)), at=at)
    if not officer.is_active:
        raise ValidationError(_("%(name)s đã thôi công tác, không còn đăng nhập.") % {"name": officer.full_name})
    return authorship


@transaction.atomic
def note_second_factor(*, act: SignInAct, method: SignInMethod, by: Acting, at: datetime) -> None:
    """This will write down that a second factor or a set of recovery codes was added to, or left, the account."""
    SignInRecord.objects.create(officer=by.officer, at=at, act=act, method=method, address=by.address)
    append_event(
        kind=f"organisation.second_{act}" if act != SignInAct.CODES_MADE else "organisation.recovery_codes_made",
        subject_kind="officer",
        subject_id=by.officer.pk,
        payload={"method": str(method)},
        by=by.authorship(),
        at=at,
    )


def use_code(*, officer: Officer, step: int) -> bool:
    """This will take the code of `step` as used; return False where this or another process took it before."""
    try:
        with transaction.atomic():
            UsedCode.objects.create(officer=officer, step=step)
    except IntegrityError:
        return False
    UsedCode.objects.filter(officer=officer, step__lt=step - KEPT_STEPS).delete()
    return True
