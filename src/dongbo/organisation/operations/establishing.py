"""Setting up a site that is empty: its topmost unit and the first administrator."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer, Post, Role, Unit
from dongbo.organisation.operations.grants import write_grant
from dongbo.organisation.operations.numbering import advance_epoch, renumber
from dongbo.organisation.operations.officers import write_officer
from dongbo.organisation.operations.units import place_new_unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, GrantSource, Level, PostKind

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Establishment:
    """What a new site begins with."""

    unit: Unit
    administrator: Acting


@transaction.atomic
def establish_site(
    *, code: str, name: str, username: str, full_name: str, title: str, password: str, at: datetime
) -> Establishment:
    """This will found the topmost unit and enrol the first administrator, who gives every further grant.

    Raises ValidationError where the site has a unit already.
    """
    advance_epoch()
    if Unit.objects.exists():
        raise ValidationError(_("Hệ thống đã được lập; hãy đăng nhập bằng tài khoản quản trị."))
    day = timezone.localdate(at)
    unit = place_new_unit(
        code=code, name=name, short_name="", level=Level.MINISTRY, parent=None, founded_on=day, act=None
    )
    renumber(on=day)
    unit.refresh_from_db()
    officer = write_officer(
        username=username, full_name=full_name, rank="", email="", password=password, enrolled_at=at
    )
    post = Post.objects.create(officer=officer, unit=unit, title=title, kind=PostKind.MEMBER, valid_from=day)
    _first_grant(officer, unit, at=at)
    append_event(
        kind="organisation.site_established",
        subject_kind="unit",
        subject_id=unit.pk,
        payload={"code": code, "name": name, "administrator": username},
        at=at,
    )
    return Establishment(unit=unit, administrator=Acting(officer=officer, post=post))


def _first_grant(officer: Officer, unit: Unit, *, at: datetime) -> None:
    write_grant(
        officer=officer,
        role=Role.objects.get(code=ADMINISTRATOR),
        unit=unit,
        covers_branch=True,
        clearance=Access.RESTRICTED,
        valid_from=at,
        source=GrantSource.SETUP,
        given_at=at,
    )
