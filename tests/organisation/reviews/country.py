"""A small ministry with heads, for reviews, alarms and emergencies."""

from dataclasses import dataclass
from datetime import datetime

from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Level, PostKind
from tests.builders import Site, enrolled, unit_beneath


@dataclass(frozen=True, slots=True)
class Country:
    """A ministry, a province with a head and two communes, of which one has a head; and another province."""

    site: Site
    province: Unit
    commune: Unit
    headless: Unit
    other: Unit
    chief: Acting
    commune_head: Acting
    other_chief: Acting
    clerk: Acting
    lone_clerk: Acting
    security: Acting


def country(site: Site, at: datetime) -> Country:
    """Found it through the operations."""
    administrator = site.administrator
    province = unit_beneath(site.unit, "G99.10", "Công an tỉnh Mẫu", by=administrator, at=at, level=Level.PROVINCE)
    other = unit_beneath(site.unit, "G99.20", "Công an tỉnh Khác", by=administrator, at=at, level=Level.PROVINCE)
    commune = unit_beneath(province, "G99.10.1", "Công an xã Một", by=administrator, at=at, level=Level.COMMUNE)
    headless = unit_beneath(province, "G99.10.2", "Công an xã Hai", by=administrator, at=at, level=Level.COMMUNE)
    for unit in (site.unit, province, other, commune, headless):
        unit.refresh_from_db()

    def head(username: str, unit: Unit) -> Acting:
        return enrolled(username, "unit-head", unit=unit, kind=PostKind.HEAD, by=administrator, at=at)

    return Country(
        site=site,
        province=province,
        commune=commune,
        headless=headless,
        other=other,
        chief=head("giam-doc", province),
        commune_head=head("truong-xa", commune),
        other_chief=head("giam-doc-khac", other),
        clerk=enrolled("can-bo-xa", "planning-officer", unit=commune, by=administrator, at=at),
        lone_clerk=enrolled("can-bo-xa-hai", "reader", unit=headless, by=administrator, at=at),
        security=enrolled("an-toan", "security-officer", unit=site.unit, by=administrator, at=at),
    )
