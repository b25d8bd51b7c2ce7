"""Setting up a site that is empty: its topmost unit and the first administrator."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.organ_ids import MalformedOrganId, OrganId, parse_organ_id
from dongbo.engines.postings import EARLIEST
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
    *,
    code: str,
    name: str,
    username: str,
    full_name: str,
    title: str,
    password: str,
    at: datetime,
    founded_on: date | None = None,
) -> Establishment:
    """This will found the topmost unit and enrol the first administrator, who gives every further grant.

    The unit has stood since `founded_on`, or since today where that is None; acts of days gone by can then be recorded.
    Its code may be of the present or the older form. Raises ValidationError by field where the site has a unit already,
    where the code is none, or where the day is ahead.
    """
    advance_epoch()
    if Unit.objects.exists():
        raise ValidationError(_("Hệ thống đã được lập; hãy đăng nhập bằng tài khoản quản trị."))
    day = timezone.localdate(at)
    identity = _identity(code)
    unit = place_new_unit(
        code=identity.code,
        legacy_code=identity.legacy,
        name=_name(name),
        short_name="",
        level=Level.MINISTRY,
        parent=None,
        founded_on=_founding_day(founded_on, today=day),
        act=None,
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
        payload={
            "code": unit.code,
            "name": unit.name,
            "founded_on": unit.founded_on.isoformat(),
            "administrator": username,
        },
        at=at,
    )
    return Establishment(unit=unit, administrator=Acting(officer=officer, post=post))


def _identity(code: str) -> OrganId:
    try:
        return parse_organ_id(code)
    except MalformedOrganId as malformed:
        raise ValidationError({"code": str(malformed)}) from malformed


def _name(name: str) -> str:
    if not name.strip():
        raise ValidationError({"name": _("Chưa có tên đơn vị; hãy nhập tên đầy đủ.")})
    return name.strip()


def _founding_day(founded_on: date | None, *, today: date) -> date:
    if founded_on is not None and not EARLIEST <= founded_on <= today:
        raise ValidationError(
            {
                "founded_on": _("Ngày thành lập %(day)s không hợp lý: hãy ghi một ngày từ %(first)s đến hôm nay.")
                % {"day": f"{founded_on:%d/%m/%Y}", "first": f"{EARLIEST:%d/%m/%Y}"}
            }
        )
    return founded_on or today


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
