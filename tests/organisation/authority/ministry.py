"""A small ministry for tests of authority, and short words for what they do."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.organisation.models import Grant, Officer, Role, Unit
from dongbo.organisation.operations import delegate, enrol_officer, give_grant
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Capacity, Decision, Level, PostKind
from tests.builders import Site, unit_beneath

DECISION = Decision(number="12/QĐ-BTN", on=date(2026, 11, 20), issuer="Bộ Thử nghiệm")


@dataclass(frozen=True, slots=True)
class Ministry:
    """Units and people; `grant` is the planning role that the head holds over his department until a day."""

    site: Site
    top: Unit
    north: Unit
    division: Unit
    south: Unit
    head: Acting
    deputy: Acting
    chief: Acting
    clerk: Acting
    southern: Acting
    grant: Grant


def found_ministry(site: Site, *, at: datetime) -> Ministry:
    """Found the units, enrol the people, and give the head his grant for a year."""
    by = site.administrator
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=by, at=at)
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=by, at=at)
    division = unit_beneath(north, "G99.01.01", "Phòng Kế hoạch", by=by, at=at, level=Level.DIVISION)
    head = person("cuc-truong", north, "Cục trưởng", by=by, at=at, kind=PostKind.HEAD)
    grant = give_grant(
        officer=head.officer,
        role=Role.objects.get(code="planning-officer"),
        unit=north,
        clearance=Access.RESTRICTED,
        valid_to=at + timedelta(days=365),
        by=by,
        at=at,
    )
    for unit in (north, south, division, site.unit):
        unit.refresh_from_db()
    return Ministry(
        site=site,
        top=site.unit,
        north=north,
        division=division,
        south=south,
        head=head,
        deputy=person("pho-cuc-truong", north, "Phó Cục trưởng", by=by, at=at, kind=PostKind.DEPUTY),
        chief=person("truong-phong", division, "Trưởng phòng", by=by, at=at, kind=PostKind.HEAD),
        clerk=person("can-bo-phong", division, "Cán bộ", by=by, at=at),
        southern=person("can-bo-nam", south, "Cán bộ", by=by, at=at),
        grant=grant,
    )


def person(
    username: str, unit: Unit, title: str, *, by: Acting, at: datetime, kind: PostKind = PostKind.MEMBER
) -> Acting:
    """Enrol an officer with a post and without any grant."""
    officer = enrol_officer(
        username=username,
        full_name=f"Người {username}",
        unit=unit,
        title=title,
        kind=kind,
        valid_from=timezone.localdate(at),
        by=by,
        at=at,
    )
    return acting_as(officer, at=at)


def passed(grant: Grant, to: Acting, *, by: Acting, at: datetime, **asked: Any) -> Grant:
    """Pass on `grant` by authorisation for ten days, unless asked otherwise."""
    usual: dict[str, Any] = {
        "capacity": Capacity.TUQ,
        "decision": DECISION,
        "valid_to": at + timedelta(days=10),
        "reason": "Đi công tác",
    }
    return delegate(grant=grant, to=to.officer, by=by, at=at, **(usual | asked))


def on_behalf(officer: Acting, principal: Officer, *, at: datetime) -> Acting:
    """Return `officer` acting for `principal`."""
    return acting_as(officer.officer, at=at, principal=principal)


def refusals(refused: ValidationError) -> dict[str, list[str]]:
    """Return the sentences of a refusal by argument."""
    return dict(refused.message_dict)
